"""What an indicator found: how strongly, at which words, and which parts of it are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from amtrainer.scoring.work import Place


class Strength(IntEnum):
    NONE = 0
    TRACE = 1
    PARTIAL = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is looked for, such as `when` of a promise."""

    name: str  # who | what | when | amount | ...
    present: bool
    words: str = ""  # the trainee's words for it, if present


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of words that counts for (or against) an indicator."""

    place: Place
    quote: str
    strength: Strength
    parts: tuple[Part, ...] = ()
    note: str = ""  # for a contradiction: what the file says
    likeness: int = 0  # thousandths of a level; see likeness.py


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything one indicator found in a work. `marks` are in order of (turn, start)."""

    indicator: str
    marks: tuple[Mark, ...] = ()
    against: tuple[Mark, ...] = ()  # words that contradict it (a wrong figure, a negation that reverses it)
    doubt: bool = False  # the strength lies near a cut; the lower one was taken
    near: tuple[Mark, ...] = ()  # what nearly counted (negated, quoted, below the cut), with a note why not
    bars: tuple[tuple[int, ...], ...] = ()  # least likeness for levels 1-4, by the level that the author's words reach

    @property
    def strength(self) -> Strength:
        return max((mark.strength for mark in self.marks), default=Strength.NONE)

    def at_least(self, strength: Strength) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.strength >= strength)


Findings = Mapping[str, Finding]
"""Indicator id -> what it found."""
