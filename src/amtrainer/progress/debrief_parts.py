"""The parts of a debrief: lines with marks, criteria with ladders, gates. Texts are data: never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amtrainer.scoring.explain import lifted
from amtrainer.scoring.parts import NEVER
from amtrainer.scoring.parts import lacking as parts_in_words
from amtrainer.scoring.work import Place
from amtrainer.simulation.session import MoodMove

EMPTY: Final = "✗ left empty"  # in place of a value that is missing
NONE: Final = "–"  # in place of one that nobody asked for


@dataclass(frozen=True, slots=True)
class MarkView:
    """Words of the trainee that carry a criterion's number and sign. Offsets are within the line's text."""

    start: int
    end: int
    criterion: int | None  # 1-based number; None for a gate or flag
    sign: str  # "✓" level 3-4, "~" level 1-2, "!" gate, "?" not judged
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the talk, or one field of a plan."""

    speaker: str  # "You", a client's short name, or "" for a stage direction
    text: str
    own: bool  # the trainee's words
    turn: int | None = None
    field: str | None = None
    marks: tuple[MarkView, ...] = ()
    moves: tuple[MoodMove, ...] = ()
    label: str = ""  # what a form calls the field; a blank goes on with the one before

    @property
    def name(self) -> str:
        """What stands before it."""
        return (self.label or self.field or self.speaker).strip()


@dataclass(frozen=True, slots=True)
class RungView:
    level: int
    says: str
    state: str  # "above" | "goal" (the next one worth having) | "reached" | "below"
    gain: int = 0  # points the total would gain, for the goal


@dataclass(frozen=True, slots=True)
class PartView:
    name: str
    present: bool


def lacking(parts: Sequence[PartView]) -> str:
    """What is missing for a rung, and what should go."""
    return parts_in_words([part.name for part in parts if not part.present])


def shown(parts: Sequence[PartView]) -> tuple[PartView, ...]:
    """What a rung asks for, part by part; what was rightly left out needs no word."""
    return tuple(part for part in parts if not (part.present and part.name.startswith(NEVER)))


def kept(parts: Sequence[PartView]) -> str:
    """What a rung asks for and the words have."""
    return "; ".join(part.name for part in shown(parts) if part.present)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why the next level is not reached: the trainee's words (may be ""), then each part of the condition."""

    level: int
    quote: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """One edit that lifts the level, checked by applying it and scoring again. `old` == "" means the words are added.

    `new` is what goes in character by character, with the blank that joins it; strip it to show it.
    """

    place: Place
    old: str
    new: str
    level_from: int | None  # None: it was not judged
    level_to: int
    total_from: int | None
    total_to: int | None
    after: str = ""  # the last words before what is added, where more follows it

    @property
    def where(self) -> str:
        """Where the words go that are added: ` after “… come back to you”`."""
        return f" after “… {self.after}”" if self.after else ""

    @property
    def lifts(self) -> str:
        """`level 1 → 3, total 75 → 82`"""
        return lifted(self.level_from, self.level_to, self.total_from, self.total_to)


@dataclass(frozen=True, slots=True)
class CriterionView:
    number: int  # 1-based, catalogue order
    id: str
    competency: str
    title: str  # what was seen: "Asks before conceding"
    sign: str
    level: int | None
    points: int  # of weight, rounded half up
    weight: int
    ladder: tuple[RungView, ...]  # 4 down to 1
    why: str  # one sentence: why this level
    quotes: tuple[str, ...]  # the evidence, verbatim
    why_not: WhyNot | None
    change: SmallestChange | None
    no_change: str = ""  # said when no single change lifts the level
    learn: str = ""  # said in place of a change where one answer is right: which, why, and what trains it
    trains: tuple[str, ...] = ()  # catalogue numbers of what trains it, where it was missed
    unsure: bool = False
    told: str = ""  # the level in words: level 2 of 4, or right where one answer is right

    @property
    def worth(self) -> str:
        """`13 of 20`; what is not judged has no points, not none of them."""
        return "–" if self.level is None else f"{self.points} of {self.weight}"

    @property
    def doubt(self) -> str:
        """What became of a level that lies close to a border."""
        if self.level is None:
            return "Not judged: the words lie close to a border between two levels."
        return "Close to a border: the lower level was taken." if self.unsure else ""

    @property
    def short_of(self) -> str:
        """What is missing for the next level, what is in the way, and what is there already."""
        if self.why_not is None:
            return ""
        absent, there = lacking(self.why_not.parts), kept(self.why_not.parts)
        return ". ".join(part for part in (absent, f"There already: {there}" if there else "") if part)


@dataclass(frozen=True, slots=True)
class GateView:
    id: str
    title: str  # "Concession before cause"
    cap: int
    quote: str
    sentence: str  # the guide's wording


def joined(marks: Sequence[MarkView]) -> Iterator[tuple[int, int, list[MarkView]]]:
    """Marks whose words overlap are one stretch that carries all their signs."""
    group: list[MarkView] = []
    end = -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if group and mark.start >= end:
            yield group[0].start, end, group
            group, end = [], -1
        group.append(mark)
        end = max(end, mark.end)
    if group:
        yield group[0].start, end, group
