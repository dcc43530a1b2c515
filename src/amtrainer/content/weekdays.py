"""A weekday beside a date must be that date's."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from amtrainer.content.places import at
from amtrainer.content.source import Path_, Source
from amtrainer.content.strings import strings
from amtrainer.errors import Problem

_MONTHS: Final = tuple(month_name)[1:]
_DAYS: Final = tuple(day_name)
# the letters come first and the word's beginning behind them: in most places nothing else is looked for
_DATED: Final = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?<=\b\w{3})[a-z]*,? (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)


def weekdays(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """Every weekday that is not that of the date beside it, in the year of the scenario."""
    told = re.match(r"\d{4}", str(data.get("today", "2026")))
    year = int(told.group()) if told else 0
    texts = strings({key: value for key, value in data.items() if key != "answers"}) if year else []
    # as one text, which takes a tenth of the time; where all is right, nobody asks for the places
    if any(_wrong(year, *found) for found in _DATED.findall("\0".join(texts))):
        yield from _placed(source, data, year)


def _placed(source: Source, data: dict[str, Any], year: int) -> Iterator[Problem]:
    waiting: list[tuple[Path_, Any]] = [((key,), child) for key, child in data.items() if key != "answers"]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            for found in _DATED.findall(value):
                if wrong := _wrong(year, *found):
                    yield at(source, path, "AM305", *wrong, warning=True)
        elif isinstance(value, dict):
            waiting.extend(((*path, key), child) for key, child in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, place), child) for place, child in enumerate(value))


def _wrong(year: int, day: str, number: str, month: str) -> tuple[str, str] | None:
    """What is wrong with a date, and what to do."""
    place = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month))
    try:
        real = _DAYS[date(year, place, int(number)).weekday()]
    except ValueError:
        return f"there is no {number} {_MONTHS[place - 1]}", ""
    if real.startswith(day):
        return None
    told = next(d for d in _DAYS if d.startswith(day))
    return f"{number} {_MONTHS[place - 1]} {year} is a {real}, not a {told}", "Change the day or the date."
