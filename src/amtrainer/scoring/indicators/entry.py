"""What stands in the fields of a form: the right value, a wrong one with what contradicts it, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.answer import Answer, fixed
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import finding, mark_span
from amtrainer.scoring.values import Value, figures
from amtrainer.scoring.words import row
from amtrainer.scoring.work import ENTERED, Passage, Work

MOST_BESIDE: Final = 2  # words beside a number: "40 log-ins a day"
_BESIDE: Final = frozenset(row("mon tue wed thu fri sat sun a per year yearly the on by at"))
_THOUSANDS: Final = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")  # 95.000
_DOTTED: Final = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})?$")


class Entry(Indicator):
    """Fields of a form that must hold certain values: full if enough of them do, partial if some do."""

    look_for: Literal["entry"]
    right: dict[str, tuple[str, ...]] = Field(
        min_length=1, description="Field and the values that are right; an empty list: any value that was entered."
    )
    wrong: dict[str, str | dict[str, str]] = Field(
        default_factory=dict,
        description="Field and what contradicts a wrong value there; or, value by value, what contradicts each.",
    )
    trap: bool = Field(default=False, description="The values are wrong ones, looked for to count against the answer.")
    need: Literal["all", "any"] | int = Field(default="all", description="How many fields: all, any, or a number.")

    def find(self, work: Work, context: Context) -> Finding:
        marks: list[tuple[Passage, str]] = []
        against: list[Mark] = []
        for passage in work.passages:
            if passage.field not in self.right or not passage.answer.tokens:
                continue
            note = self.fault(passage, context.today)
            if note is None:
                marks.append((passage, passage.answer.text))
            elif not self.trap:
                against.append(_marked(passage, Strength.FULL, note))
        strength = Strength.FULL if len(marks) >= self._needed else Strength.PARTIAL
        return finding(self.id, [_marked(passage, strength) for passage, _ in marks], (), against)

    def fault(self, passage: Passage, today: date) -> str | None:
        """What is wrong with the value of a field; None if it is right."""
        field = passage.field or ""
        wanted, text = self.right[field], passage.answer.text
        if not wanted:
            return None if passage.part == ENTERED else "as it stood"
        if any(same(text, one, today) for one in wanted):
            return None
        told = self.wrong.get(field, "")
        if isinstance(told, str):
            return told or f"not {wanted[0]}"
        return next((note for value, note in told.items() if same(text, value, today)), f"not {wanted[0]}")

    def lacking(self, work: Work, today: date) -> Iterator[tuple[Passage, str]]:
        """The fields whose value is not right, each with one that would be."""
        if self.trap:
            return
        for passage in work.passages:
            wanted = self.right.get(passage.field or "")
            if wanted and (not passage.answer.tokens or self.fault(passage, today) is not None):
                value = value_in(wanted[0], today)
                yield passage, str(value) if value is not None else wanted[0]

    @property
    def _needed(self) -> int:
        if self.need == "all":
            return len(self.right)
        return 1 if self.need == "any" else self.need


def same(one: str, other: str, today: date) -> bool:
    """Whether two entries are the same value: the same words, or the same date, sum or number however it is written."""
    if _plain(one) == _plain(other):
        return True
    mine, its = value_in(one, today), value_in(other, today)
    if mine is None or its is None or mine.amount != its.amount:
        return False
    kinds = {mine.kind, its.kind}
    return (
        (len(kinds) == 1 and (mine.kind == "count" or "" in (mine.unit, its.unit)))
        or mine == its
        or kinds == {"money", "count"}
    )


def value_in(text: str, today: date) -> Value | None:
    """The one value that an entry is, a day with its hour being the day; None where it holds none, or several, or a sentence."""
    plain = _THOUSANDS.sub(",", _DOTTED.sub(lambda m: f"{m[1]}/{m[2]}/{m[3] or today.year}", text.strip()))
    answer = fixed(plain)
    found = figures(answer, today)
    hours = [one for one in found if one.value.kind == "time"]
    days = [one for one in found if one.value.kind == "date"]
    told = days if len(days) == 1 and len(days) + len(hours) == len(found) else found
    if len(told) != 1:
        return None
    read = {place for one in found for place in range(one.first, one.last + 1)}
    beside = [
        token.text
        for place, token in enumerate(answer.tokens)
        if token.kind == "word" and place not in read and token.text not in _BESIDE
    ]
    most = MOST_BESIDE if told[0].value.kind == "count" else 0
    return told[0].value if len(beside) <= most else None


def _plain(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in Answer(text).tokens if token.kind != "sign")


def _marked(passage: Passage, strength: Strength, note: str = "") -> Mark:
    tokens = passage.answer.tokens
    return mark_span(passage, passage.answer.cover(0, len(tokens) - 1), strength, note)
