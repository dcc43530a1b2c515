"""A debrief: everything a finished (or unfinished) session has to say, ready to be shown or written.

Screens, plain mode and reports read this and nothing else. Texts are data: never markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from amtrainer.progress.debrief_parts import (
    CriterionView,
    GateView,
    LineView,
    MarkView,
    PartView,
    RungView,
    SmallestChange,
    WhyNot,
)
from amtrainer.progress.ledger import Promise
from amtrainer.progress.takeaway import Takeaway
from amtrainer.progress.voice import VoiceView
from amtrainer.scoring.scorecard import Scorecard

__all__ = [
    "CriterionView",
    "Debrief",
    "GateView",
    "LineView",
    "MarkView",
    "NoteView",
    "PartView",
    "RatingView",
    "RungView",
    "SmallestChange",
    "WhyNot",
]


@dataclass(frozen=True, slots=True)
class NoteView:
    """The trainee's own words about a session."""

    when: str  # local, "2026-05-19 14:02"
    text: str


@dataclass(frozen=True, slots=True)
class RatingView:
    """A second opinion: a coach's levels, given without sight of the machine's."""

    author: str
    when: str
    levels: tuple[tuple[str, int | None], ...]  # criterion id, level (None = not judged)
    notes: tuple[tuple[str, str], ...] = ()  # criterion id, why
    text: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part with marks of its own: a question of an interview. `first` and `last` are numbers of its criteria."""

    id: str
    title: str  # "Question 2: failure"
    total: int | None
    first: int
    last: int
    trains: tuple[str, ...] = ()  # what to practise, said for the lowest: "d09", "d27"


@dataclass(frozen=True, slots=True)
class Debrief:
    session: str
    scenario: str
    title: str
    kind: str
    seed: int
    when: str  # ISO date-time of the end (or last event), local
    seconds: int
    attempt: int  # nth run of this scenario
    previous_total: int | None
    previous_when: str | None
    card: Scorecard
    lines: tuple[LineView, ...]
    criteria: tuple[CriterionView, ...]
    gates: tuple[GateView, ...]
    no_gate: str  # said when nothing capped: "No cap: nothing promised above your mandate."
    flags: tuple[tuple[str, str], ...]  # (what, effect)
    mood: tuple[tuple[str, tuple[int, ...]], ...]  # name -> value at the start and after each turn
    hints: int
    hidden: tuple[str, ...]  # what the client did not say, revealed at the end
    model_answer: tuple[str, ...]  # one text per turn
    model_total: int | None
    ended: str | None  # why it ended; None = unfinished
    blind_spot: str  # last line: what the marks cannot see
    result_hash: str
    takeaway: Takeaway = field(default_factory=Takeaway)
    promises: tuple[Promise, ...] = ()
    voice: tuple[VoiceView, ...] = ()  # what the client thought at each turn
    notes: tuple[NoteView, ...] = ()
    ratings: tuple[RatingView, ...] = ()
    parent: str | None = None  # session this one was forked from
    mode: str = "practice"
    language: str = "en"
    parts: tuple[SectionView, ...] = ()

    @property
    def forkable(self) -> bool:
        """Whether one can go back to a turn of it; what is no talk is played again from the start."""
        return self.kind == "dialogue"

    @property
    def unexplained(self) -> str:
        """Said where the marks are kept and today's reasons would not fit them."""
        if not self.criteria or any(one.why or one.why_not or one.learn for one in self.criteria):
            return ""
        return "Marked by an earlier version of the scorer: the marks stand, their reasons are not kept."

    @property
    def left_out(self) -> str:
        """Which criteria were not judged, and that the total is one of the others."""
        names = [f"{one.number} ({one.weight} points)" for one in self.criteria if one.level is None]
        return f"Not judged, and left out of the total: {', '.join(names)}." if names else ""

    @property
    def capped(self) -> str:
        """What a gate caps."""
        return "its question" if self.parts else "the total"

    @property
    def hidden_head(self) -> str:
        """What stands above the hidden points: a client has kept them back, papers have not."""
        return "What was not said" if self.kind in ("dialogue", "interview") else "What lay behind it"

    @property
    def spread(self) -> tuple[int, int] | None:
        """The lowest and the highest part."""
        totals = [part.total for part in self.parts if part.total is not None]
        return (min(totals), max(totals)) if len(totals) > 1 else None
