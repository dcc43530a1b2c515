"""What a trainee handed in: stretches of text, each with what was said just before it, and a ranking if one was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from amtrainer.scoring.answer import Answer, Span

ENTERED: Final = "entered"  # part of a passage that is a value put into a form, such as a date or a choice
STANDING: Final = "standing"  # a value that stood in the form and was left


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the work. `start`/`end` are code points in that passage's text as given."""

    turn: int  # counts from 0
    start: int
    end: int
    field: str | None = None  # a triage or form field, such as "A.action" or "messages.B"; None in a talk

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def overlaps(self, other: Place) -> bool:
        """Whether both hold a character of the same passage."""
        return (self.turn, self.field) == (other.turn, other.field) and self.span.overlaps(other.span)


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of the trainee's text: a turn of a talk, a field of a plan, a message."""

    turn: int
    answer: Answer
    heard: str = ""  # the line said to the trainee just before
    field: str | None = None
    about: frozenset[str] = frozenset()  # triage items the whole passage is about; empty: the text itself decides
    part: str = ""  # id of the part that judges it, such as a question of an interview; ENTERED, STANDING in a form

    def key(self) -> tuple[object, ...]:
        """Equal for passages that read alike; it holds the text alone, so it is small to keep."""
        return self.turn, self.field, self.answer.text, self.answer.told, self.heard, self.about, self.part

    def place(self, span: Span) -> Place:
        return Place(self.turn, span.start, span.end, self.field)


@dataclass(frozen=True, slots=True)
class Work:
    """All that is judged, in the order in which it was handed in."""

    passages: tuple[Passage, ...]
    order: tuple[str, ...] = ()  # triage: item ids as ranked
    undone: tuple[str, ...] = ()  # triage: item ids left undone on purpose
    times: dict[str, str] = field(default_factory=dict)  # triage: item id -> "HH:MM" of the first action on it
    asked: tuple[str, ...] = ()  # interview: ids of the questions that were to be answered

    def up_to(self, turn: int) -> Work:
        """The work as it stood after `turn`."""
        kept = tuple(passage for passage in self.passages if passage.turn <= turn)
        return Work(kept, self.order, self.undone, self.times, self.asked)

    @property
    def turns(self) -> int:
        return 1 + max((passage.turn for passage in self.passages), default=-1)

    def passage_at(self, place: Place) -> Passage:
        return next(p for p in self.passages if (p.turn, p.field) == (place.turn, place.field))
