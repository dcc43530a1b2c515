"""Samples beside a scenario: what they name must exist, what they expect must be possible, no id may stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from rapidfuzz import process

from amtrainer.content.places import at
from amtrainer.content.references import field_names
from amtrainer.content.source import Path_, Source
from amtrainer.errors import Problem

_NUMBERS: Final = re.compile(r"\d+")
Place = tuple[Source, Path_]


def sample_problems(source: Source, samples: Source | None, data: dict[str, Any]) -> Iterator[Problem]:
    """Every problem of the samples of a scenario of the right shape, in the file in which the sample stands."""
    own = len(source.data.get("answers") or [])
    seen: dict[str, Place] = {}
    for number, sample in enumerate(data.get("answers") or []):
        beside = samples is not None and number >= own
        file = samples if samples is not None and beside else source
        here: Path_ = ("answers", number - own if beside else number)
        yield from _twice(file, here, sample["id"], seen)
        yield from _expected(file, here, sample)
        yield from _named(file, here, sample, data)


def _twice(file: Source, here: Path_, id: str, seen: dict[str, Place]) -> Iterator[Problem]:
    if id in seen:
        first, where = seen[id]
        line = first.position((*where, "id"))[0]
        yield at(file, (*here, "id"), "AM201", f"the id {id!r} stands twice in answers", f"First in line {line}.")
    seen.setdefault(id, (file, here))


def _expected(file: Source, here: Path_, sample: dict[str, Any]) -> Iterator[Problem]:
    numbers = [int(found) for found in _NUMBERS.findall(str(sample["expect"]))]
    if max(numbers, default=0) > 100:
        yield at(
            file, (*here, "expect"), "AM342", f"no total can be {sample['expect']}", "Totals lie between 0 and 100."
        )
    elif len(numbers) == 2 and numbers[0] > numbers[1]:
        yield at(
            file,
            (*here, "expect"),
            "AM342",
            f"no total can be {sample['expect']}",
            f"Put the smaller first: {numbers[1]}..{numbers[0]}.",
        )


def _named(file: Source, here: Path_, sample: dict[str, Any], data: dict[str, Any]) -> Iterator[Problem]:
    criteria = _criteria(sample, data)
    for name in sample.get("levels") or {}:
        if name not in criteria:
            yield _unknown(file, (*here, "levels", name), "AM210", "criterion", name, criteria, key=True)
    fields = field_names(data)
    for name in sample.get("fields") or {}:
        if name not in fields:
            yield _unknown(file, (*here, "fields", name), "AM208", "field", name, fields, key=True)
    if data.get("kind") != "triage":
        return
    wave = data.get("second_wave") or {}
    items = [mail["id"] for mail in (*(data.get("inbox") or []), *(wave.get("mails") or []))]
    for group in ("order", "undone"):
        for place, name in enumerate(sample.get(group) or []):
            if name not in items:
                yield _unknown(file, (*here, group, place), "AM208", "item", name, items)
    for group in ("items", "messages"):
        for name in sample.get(group) or {}:
            if name not in items:
                yield _unknown(file, (*here, group, name), "AM208", "item", name, items, key=True)


def _criteria(sample: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """What the sample is judged by: the criteria of the file, of the question's set, or the items of a check."""
    asked: dict[str, Any] = next((one for one in data.get("questions") or [] if one["id"] == sample.get("beat")), {})
    own = [one for one in data.get("sets") or [] if one["id"] == asked.get("set")]
    judged = [*(data.get("criteria") or []), *(criterion for one in own for criterion in one["criteria"])]
    items = (data.get("items") or []) if data.get("kind") == "knowledge" else []
    reasons = [f"{one['id']}-reason" for one in items if one.get("contested")]
    return [*(one["id"] for one in (*judged, *items)), *reasons]


def _unknown(
    file: Source, path: Path_, code: str, what: str, name: str, known: list[str], *, key: bool = False
) -> Problem:
    best = process.extractOne(str(name), known, score_cutoff=50)
    hint = f"Did you mean {best[0]}?" if best else f"There are {', '.join(known)}."
    return at(file, path, code, f"unknown {what} {name!r}", hint, key=key)
