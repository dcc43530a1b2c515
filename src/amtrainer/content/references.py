"""What a scenario names must exist: indicators, facts, beats, moods, items, samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from rapidfuzz import process

from amtrainer.content.source import Path_, Source
from amtrainer.errors import Problem
from amtrainer.scoring.condition import KEYS, STRENGTHS

UNIQUE: Final = ("indicators", "criteria", "beats", "hidden", "inbox", "questions", "sets")


def references(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """Every name in a scenario of the right shape that stands for nothing, and every id that stands for two things."""
    yield from _twice(source, data)
    own = [item for question in data.get("questions") or [] for item in question.get("indicators") or []]
    yield from _conditions(source, data, {item["id"] for item in (*(data.get("indicators") or []), *own)})
    yield from _gates(source, data, [one if isinstance(one, str) else one["id"] for one in data.get("gates") or []])
    yield from _facts(source, data)
    yield from _talk(source, data)
    yield from _inbox(source, data)
    yield from _kit(source, data)
    yield from _records(source, data)
    names = [sample["id"] for sample in data.get("answers") or []]
    if data.get("model") and data["model"] not in names:
        yield _unknown(source, ("model",), "AM206", "sample", data["model"], names)


def _unknown(
    source: Source, path: Path_, code: str, what: str, name: Any, known: Iterable[str], *, key: bool = False
) -> Problem:
    line, column = source.position(path, key=key)
    choices = sorted(set(known))
    best = process.extractOne(str(name), choices, score_cutoff=50)
    hint = (
        f"Did you mean {best[0]}?"
        if best
        else (f"There are {', '.join(choices[:12])}." if choices else "There are none.")
    )
    return Problem(source.file, line, column, code, f"unknown {what} {name!r}", hint)


def unknown_fact(source: Source, path: Path_, name: str, facts: Iterable[str]) -> Problem:
    """A fact that is named and does not exist."""
    return _unknown(source, path, "AM203", "fact", name, facts)


def _twice(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    for group in UNIQUE:
        seen: dict[str, int] = {}
        for place, item in enumerate(data.get(group) or []):
            if item["id"] in seen:
                line, column = source.position((group, place, "id"))
                first = source.position((group, seen[item["id"]], "id"))[0]
                yield Problem(
                    source.file,
                    line,
                    column,
                    "AM201",
                    f"the id {item['id']!r} stands twice in {group}",
                    f"First in line {first}.",
                )
            seen.setdefault(item["id"], place)


def _conditions(source: Source, data: Any, known: set[str], path: Path_ = ()) -> Iterator[Problem]:
    """Names in every `when`, wherever it stands."""
    for key, value in _inside(data):
        if key == "when" and isinstance(value, dict):
            yield from _names(source, value, known, (*path, key))
        else:
            yield from _conditions(source, value, known, (*path, key))


def _inside(data: Any) -> list[tuple[Any, Any]]:
    """The mappings and lists in a mapping or list; texts name nothing."""
    rows = data.items() if isinstance(data, dict) else enumerate(data)
    return [(key, value) for key, value in rows if isinstance(value, dict | list)]


def _names(source: Source, condition: dict[str, Any], known: set[str], path: Path_) -> Iterator[Problem]:
    for key in ("all", "any", "none"):
        yield from _listed(source, condition.get(key) or [], known, (*path, key))
    several = condition.get("at_least")
    if isinstance(several, dict):
        yield from _listed(source, several.get("of") or [], known, (*path, "at_least", "of"))
    for first, second in (condition.get("before") or {}).items():
        if first not in known:
            yield _unknown(source, (*path, "before", first), "AM202", "indicator", first, known, key=True)
        if second not in known:
            yield _unknown(source, (*path, "before", first), "AM202", "indicator", second, known)


def _listed(source: Source, items: list[Any], known: set[str], path: Path_) -> Iterator[Problem]:
    for place, item in enumerate(items):
        at = (*path, place)
        if isinstance(item, str):
            if item not in known:
                yield _unknown(source, at, "AM202", "indicator", item, known)
        elif isinstance(item, dict):
            name = next(iter(item))
            if len(item) == 1 and name not in KEYS and item[name] in STRENGTHS:
                if name not in known:
                    yield _unknown(source, (*at, name), "AM202", "indicator", name, known, key=True)
            else:
                yield from _names(source, item, known, at)


def _gates(source: Source, data: Any, known: list[str], path: Path_ = ()) -> Iterator[Problem]:
    """Gates that a condition asks not to be broken: one that the exercise has not can never be."""
    for key, value in _inside(data):
        if key == "no_gate" and isinstance(value, list):
            for place, name in enumerate(value):
                if name not in known:
                    yield _unknown(source, (*path, key, place), "AM208", "gate", name, known)
        else:
            yield from _gates(source, value, known, (*path, key))


def _facts(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    facts = data.get("facts") or {}
    limits = [name for name, fact in facts.items() if "limit" in fact]
    for place, indicator in enumerate(data.get("indicators") or []):
        first = indicator.get("first")  # a mapping in `fit`, a list of items in `order`
        for path, holder in (((), indicator), (("first",), first if isinstance(first, dict) else {})):
            for number, name in enumerate(holder.get("facts") or []):
                if name not in facts:
                    at = ("indicators", place, *path, "facts", number)
                    yield _unknown(source, at, "AM203", "fact", name, facts)
        if indicator.get("look_for") == "limit" and indicator.get("of") not in limits:
            yield _unknown(
                source, ("indicators", place, "of"), "AM203", "limit among the facts", indicator.get("of"), limits
            )


def _talk(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    beats = [beat["id"] for beat in data.get("beats") or []]
    hidden = [point["id"] for point in data.get("hidden") or []]
    moods = set(data.get("mood") or {})
    replies: list[tuple[Path_, dict[str, Any]]] = [
        (("reactions", place), reply) for place, reply in enumerate(data.get("reactions") or [])
    ]
    replies += [((key,), data[key]) for key in ("rude", "short") if data.get(key)]
    for place, beat in enumerate(data.get("beats") or []):
        replies += [(("beats", place, "reactions", n), reply) for n, reply in enumerate(beat.get("reactions") or [])]
        if beat.get("otherwise"):
            replies.append((("beats", place, "otherwise"), beat["otherwise"]))
    for path, reply in replies:
        if reply.get("to") is not None and reply["to"] not in beats:
            yield _unknown(source, (*path, "to"), "AM204", "beat", reply["to"], beats)
        if reply.get("opens") is not None and reply["opens"] not in hidden:
            yield _unknown(source, (*path, "opens"), "AM205", "hidden point", reply["opens"], hidden)
        for name in reply.get("mood") or {}:
            if name not in moods:
                yield _unknown(source, (*path, "mood", name), "AM207", "mood", name, moods, key=True)
    if data.get("leaves") and data["leaves"].get("mood") not in moods:
        yield _unknown(source, ("leaves", "mood"), "AM207", "mood", data["leaves"].get("mood"), moods)
    for place, point in enumerate(data.get("hidden") or []):
        name = (point.get("opens") or {}).get("mood")
        if name is not None and name not in moods:
            yield _unknown(source, ("hidden", place, "opens", "mood"), "AM207", "mood", name, moods)


def _inbox(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    if data.get("kind") != "triage":
        return
    items = [mail["id"] for mail in data.get("inbox") or []]
    for place, indicator in enumerate(data.get("indicators") or []):
        if indicator.get("item") is not None and indicator["item"] not in items:
            yield _unknown(source, ("indicators", place, "item"), "AM208", "item", indicator["item"], items)
        for first, others in (indicator.get("before") or {}).items():
            for name in (first, *others):
                if name not in items:
                    yield _unknown(
                        source, ("indicators", place, "before", first), "AM208", "item", name, items, key=True
                    )


def field_names(data: dict[str, Any]) -> list[str]:
    """The fields of a form, by their full names."""
    return [f"{record['id']}.{field['id']}" for record in data.get("records") or [] for field in record["fields"]]


def _records(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """A form: indicators look at records and fields that exist."""
    fields = field_names(data)
    known = [*(record["id"] for record in data.get("records") or []), *fields]
    for place, indicator in enumerate(data.get("indicators") or []) if fields else ():
        if indicator.get("item") is not None and indicator["item"] not in known:
            yield _unknown(source, ("indicators", place, "item"), "AM208", "field", indicator["item"], known)
        for group in ("right", "wrong"):
            for name in indicator.get(group) or () if indicator["look_for"] == "entry" else ():
                if name not in fields:
                    path = ("indicators", place, group, name)
                    yield _unknown(source, path, "AM208", "field", name, fields, key=True)


def _kit(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """An interview: every question knows its set, and every name that the set's criteria use."""
    questions = data.get("questions") or []
    if data.get("kind") != "interview":
        return
    sets = {one["id"]: place for place, one in enumerate(data.get("sets") or [])}
    samples = [sample["id"] for sample in data.get("answers") or []]
    shared = {item["id"] for item in data.get("indicators") or []}
    found: dict[Problem, None] = {}
    for place, question in enumerate(questions):
        if question["set"] not in sets:
            yield _unknown(source, ("questions", place, "set"), "AM208", "set", question["set"], sets)
            continue
        known = shared | {item["id"] for item in question.get("indicators") or []}
        at = sets[question["set"]]
        criteria = [criterion["id"] for criterion in data["sets"][at]["criteria"]]
        for number, name in enumerate(question.get("shows") or []):
            if name not in criteria:
                yield _unknown(source, ("questions", place, "shows", number), "AM210", "criterion", name, criteria)
        found |= dict.fromkeys(_conditions(source, data["sets"][at], known, ("sets", at)))
        if question.get("model") and question["model"] not in samples:
            yield _unknown(source, ("questions", place, "model"), "AM206", "sample", question["model"], samples)
    yield from found
    yield from _lots_and_probes(source, data, [question["id"] for question in questions])


def _lots_and_probes(source: Source, data: dict[str, Any], asked: list[str]) -> Iterator[Problem]:
    for place, lot in enumerate(data.get("lots") or []):
        for number, name in enumerate(lot):
            if name not in asked:
                yield _unknown(source, ("lots", place, number), "AM208", "question", name, asked)
    for place, one in enumerate(data.get("sets") or []):
        criteria = [criterion["id"] for criterion in one["criteria"]]
        for number, probe in enumerate(one.get("probes") or []):
            if probe["of"] not in criteria:
                path = ("sets", place, "probes", number, "of")
                yield _unknown(source, path, "AM210", "criterion", probe["of"], criteria)
    for place, sample in enumerate(data.get("answers") or []):
        if sample.get("beat") not in asked:
            yield _unknown(source, ("answers", place), "AM208", "question", sample.get("beat"), asked)
