"""Figures of a base that stand in what was made from it, though they changed among the facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from pydantic import TypeAdapter

from amtrainer.content.figure_forms import written
from amtrainer.content.source import Path_
from amtrainer.content.swapping import shown
from amtrainer.scoring.answer import fixed
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.values import Value, ValueKind, figures

_FACTS: Final = TypeAdapter(Facts)
_NUMBERED: Final = re.compile(
    r"(page|exhibit|article|clause|paragraph|section|step|point|part|version|line|no\.)\s*$", re.I
)
_COUNTED: Final = ("money", "percent", "count", "duration")
_EVERYDAY: Final = {(Decimal(1), "count"), (Decimal(2), "count")}  # they stand in any text: two ways, one more thing
_GREATER: Final = (3, 7, 12, 60, 1440)  # of a length: quarters, weeks, years, hours, days
_LONG: Final = re.compile(r"hour|hr|week|fortnight|quarter|year|yr|\bhs?\b|\dhs?\b", re.IGNORECASE)
_SHOWN: Final = frozenset(
    [
        "title",
        "summary",
        "role",
        "goal",
        "situation",
        "may",
        "may_not",
        "client",
        "exhibits",
        "hidden",
        "beats",
        "reactions",
        "closing",
        "leaves",
        "otherwise",
        "rude",
        "short",
        "hints",
        "answers",
        "inbox",
        "book",
        "questions",
        "sets",
        "items",
    ]
)


def left_over(data: dict[str, Any], made: dict[str, Any]) -> Iterator[str]:
    """Figures of the base that changed among the facts and still stand in a text that is shown."""
    today = date.fromisoformat(str(made.get("today", "2026-01-01")))
    new = {value.amount for value in _values(made)}
    gone = {(value.amount, value.kind) for value in _values(data) if value.amount not in new} - _EVERYDAY
    amounts = {amount for amount, _ in gone}
    for path, text in _told({key: value for key, value in made.items() if key in _SHOWN}, gone):
        for figure in figures(fixed(text), today):
            value = figure.value
            bare = value.kind == "count" and not figure.nouns and value.amount in amounts
            if (bare or (value.amount, value.kind) in gone) and not _NUMBERED.search(text, 0, figure.span.start):
                where = ".".join(str(part) for part in path)
                near = " ".join(text[max(0, figure.span.start - 20) : figure.span.end + 15].split())
                yield f"a figure of the base stands in {where}: … {near} …"


def _told(made: dict[str, Any], gone: set[tuple[Decimal, ValueKind]]) -> Iterator[tuple[Path_, str]]:
    """The texts that may hold one of the amounts; only these are read word by word."""
    plain = _numbers(amount for amount, _ in gone)
    greater = _numbers(
        amount / size for amount, kind in gone if kind == "duration" for size in _GREATER if not amount % size
    )
    for path, text in shown(made) if gone else ():
        low = text.lower()
        if plain.search(low) or (greater.search(low) and _LONG.search(low)):
            yield path, text


def _numbers(amounts: Iterable[Decimal]) -> re.Pattern[str]:
    """Finds these amounts in small letters; the first character leads, so that other places cost nothing."""
    groups: dict[str, list[str]] = {}
    told = {form.lower() for amount in amounts for form in written(amount)}
    told |= {form.replace(".", ",") for form in told}
    for form in sorted(told, key=len, reverse=True):
        groups.setdefault(form[0], []).append(re.escape(form[1:]))
    return re.compile(
        "|".join(
            rf"{re.escape(first)}(?<![\w.,]{re.escape(first)})(?:{'|'.join(rests)})(?!\w|[.,]\d)"
            for first, rests in groups.items()
        )
        or r"(?!)"
    )


def _values(data: dict[str, Any]) -> list[Value]:
    """The values of the facts that are counted or measured."""
    facts = _FACTS.validate_python(data.get("facts") or {})
    values = [value for _, _, value in facts.valued]
    values += [item.value for _, fact in facts.limits for item in fact.limit if item.value is not None]
    return [value for value in values if value.kind in _COUNTED]
