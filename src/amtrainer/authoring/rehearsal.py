"""Playing a scenario while it is written: the answers stay, what follows from them is worked out anew at every save."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from amtrainer.authoring.opened import Opened
from amtrainer.content.source import Path_
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.evidence import Finding
from amtrainer.simulation.handed import work_for
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.session import Answered, ClientSpoke, Event, MoodMove, State

STRENGTH_WORDS: Final = ("none", "trace", "partial", "full")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the talk: who, what, how the mood moved with it, and where in the file it stands."""

    speaker: str  # "" = stage direction
    text: str
    own: bool
    moves: tuple[MoodMove, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """An indicator against a phrase: what was found, or how near it came."""

    indicator: str
    strength: str  # none | trace | partial | full
    words: str
    note: str
    line: int


@dataclass
class Rehearsal:
    """A talk that survives edits."""

    answers: list[str] = field(default_factory=list)
    lines: tuple[Line, ...] = ()
    mood: dict[str, int] = field(default_factory=dict)
    over: str | None = None
    left: int = 0  # answers that found no place any more: the talk ends earlier now
    _opened: Opened | None = None

    @property
    def turn(self) -> int:
        """Counts from 1."""
        return len([line for line in self.lines if line.own]) + 1

    def renew(self, opened: Opened) -> None:
        """The same answers, by the file as it is now."""
        self._opened = opened
        scenario = opened.scenario
        if not isinstance(scenario, Dialogue):
            self.lines, self.mood, self.over = (), {}, None
            return
        events: list[Event] = list(scenario.open(0, "practice", "", ""))
        state = scenario.fold(events)
        said = 0
        for text in self.answers:
            if state.over is not None:
                break
            act = Answered(text)
            step = (act, *scenario.respond(state, act, opened.model))
            events.extend(step)
            for event in step:
                state = scenario.advance(state, event)
            said += 1
        self.left = len(self.answers) - said
        self._show(state)

    def say(self, text: str) -> None:
        """Send an answer. Raises `AmtrainerError` where there is nothing to answer."""
        opened = self._ready()
        if self.over is not None:
            raise AmtrainerError("The talk is over.", "Take an answer back, or begin again.")
        if not text.strip():
            raise AmtrainerError("There is nothing to send yet.", "Type an answer first.")
        self.answers = [*self.answers[: len(self.answers) - self.left], text.strip()]
        self.renew(opened)

    def back(self) -> None:
        """Take the last answer back."""
        if self.answers:
            self.answers = self.answers[:-1]
            self.renew(self._ready())

    def trace(self, text: str) -> tuple[Seen, ...]:
        """What every indicator makes of a phrase: those that found something first, then those that nearly did."""
        opened = self._ready()
        findings = assessor_of(opened.scenario, opened.model).hear(work_for(opened.scenario, {"text": text})).turns[-1]
        rows = [
            _seen(place, indicator.id, findings.get(indicator.id) or Finding(indicator.id), opened)
            for place, indicator in enumerate(opened.scenario.indicators)
        ]
        order = {word: place for place, word in enumerate(reversed(STRENGTH_WORDS))}
        return tuple(sorted(rows, key=lambda row: (order[row.strength], not (row.words or row.note))))

    def _ready(self) -> Opened:
        if self._opened is None:
            raise AmtrainerError("The file was not whole yet.", "Mend what is found first.")
        return self._opened

    def _show(self, state: State) -> None:
        opened = self._ready()
        assert isinstance(opened.scenario, Dialogue)
        self.lines = tuple(_lines(state, opened, opened.scenario))
        self.mood, self.over = dict(state.mood), state.over


def _lines(state: State, opened: Opened, scenario: Dialogue) -> Iterator[Line]:
    before = scenario.beats[0].id
    for event in state.lines:
        if isinstance(event, Answered):
            yield Line("You", event.text, own=True)
        elif isinstance(event, ClientSpoke):
            path = _path(event, scenario, before)
            yield Line(event.speaker, event.text, False, event.moves, opened.source.position(path)[0])
            before = event.beat


def _path(event: ClientSpoke, scenario: Dialogue, before: str) -> Path_:
    """Where the words stand in the file."""
    places = {beat.id: place for place, beat in enumerate(scenario.beats)}
    if event.reaction:
        where, _, number = event.reaction.rpartition(".")
        if where == "talk":
            return ("reactions", int(number))
        return ("beats", places[where], "reactions", int(number))
    return ("beats", places[before], "otherwise" if event.beat != before else "client")


def _seen(place: int, id: str, finding: Finding, opened: Opened) -> Seen:
    line = opened.source.position(("indicators", place))[0]
    if finding.marks:
        best = max(finding.marks, key=lambda mark: mark.strength)
        return Seen(id, STRENGTH_WORDS[best.strength], best.quote, best.note, line)
    for mark in (*finding.near, *finding.against):
        return Seen(id, "none", mark.quote, mark.note or "nearly", line)
    return Seen(id, "none", "", "", line)
