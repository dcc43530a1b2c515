"""What a law, a rule or a market sets: true only with its date. Texts name it, and say the value of the day they play on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from amtrainer.scoring.rubric import Part

Since = Annotated[str, Field(pattern=r"^\d{4}(-\d\d){0,2}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # whatever the locale


class Dated(Part):
    """A value with the days from which it held."""

    says: str = Field(description="What it is.")
    source: str = Field(default="", description="Where it is laid down.")
    values: dict[Since, str] = Field(min_length=1, description="Day, month or year from which it holds: value.")

    def on(self, today: date) -> tuple[str, str, str]:
        """The value of that day, since when it holds, and the value before it; "" for what there is not."""
        held = sorted(since for since in self.values if since <= today.isoformat())
        if not held:
            return "", "", ""
        return self.values[held[-1]], _in_words(held[-1]), self.values[held[-2]] if len(held) > 1 else ""


def names_on(dated: Mapping[str, Dated], today: date) -> dict[str, str]:
    """What texts may name: `$gift_limit`, `$gift_limit_since`, `$gift_limit_before`."""
    return dict(_names(dated, today))


def _names(dated: Mapping[str, Dated], today: date) -> Iterator[tuple[str, str]]:
    for name, one in dated.items():
        for ending, text in zip(("", "_since", "_before"), one.on(today), strict=True):
            if text:
                yield name + ending, text


def _in_words(since: str) -> str:
    """30 March 2026, August 2022, 2019."""
    year, *rest = since.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join((*day, *month, year))
