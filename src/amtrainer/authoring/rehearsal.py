"""Playing a scenario while it is written: the answers stay, what follows from them is worked out anew at every save."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from amtrainer.authoring.opened import Opened
from amtrainer.content.rubric_file import RubricFile
from amtrainer.content.source import Path_
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.sections import sections
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.kinds.knowledge import Knowledge
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.session import Answered, ClientSpoke, Event, MoodMove, State

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

NOT_PLAYED: Final = "An inbox or a rubric has no talk to play here."
NOT_HERE: Final = "t traces a phrase, s shows what a sample earns."
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
    beat: str = ""  # where the talk stands: a beat, a question of an interview, an item of a check
    _opened: Opened | None = None

    @property
    def turn(self) -> int:
        """Counts from 1."""
        return len([line for line in self.lines if line.own]) + 1

    @property
    def plays(self) -> bool:
        """Whether there is a talk to play, or may be one when the file is whole."""
        return self._opened is None or not isinstance(self._opened.scenario, Triage | RubricFile)

    def renew(self, opened: Opened) -> None:
        """The same answers, by the file as it is now."""
        self._opened = opened
        scenario = opened.scenario
        if isinstance(scenario, Triage | RubricFile):
            self.lines, self.mood, self.over, self.beat = (), {}, None, ""
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
        if isinstance(opened.scenario, Triage | RubricFile):
            raise AmtrainerError(NOT_PLAYED, NOT_HERE)
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
        where = {"text": text}
        if isinstance(opened.scenario, Interview):
            where["beat"] = self.beat
        work = opened.scenario.read({"choices": {self.beat: text}} if isinstance(opened.scenario, Knowledge) else where)
        section = sections(opened.scenario, work)[0]
        findings = assessor_of(section.rubric, opened.model).hear(section.work).turns[-1]
        rows = [
            _seen(line, id, findings.get(id) or Finding(id))
            for id, line in _looked_for(opened, section.rubric, self.beat)
        ]
        order = {word: place for place, word in enumerate(reversed(STRENGTH_WORDS))}
        return tuple(sorted(rows, key=lambda row: (order[row.strength], not (row.words or row.note))))

    def _ready(self) -> Opened:
        if self._opened is None:
            raise AmtrainerError("The file was not whole yet.", "Mend what is found first.")
        return self._opened

    def _show(self, state: State) -> None:
        self.lines = tuple(_lines(state, self._ready()))
        self.mood, self.over, self.beat = dict(state.mood), state.over, state.beat


def _lines(state: State, opened: Opened) -> Iterator[Line]:
    before = ""
    for event in state.lines:
        if isinstance(event, Answered):
            yield Line("You", event.text, own=True)
        elif isinstance(event, ClientSpoke):
            path = _path(event, opened.scenario, before or event.beat)
            yield Line(event.speaker, event.text, False, event.moves, opened.source.position(path)[0])
            before = event.beat


def _path(event: ClientSpoke, scenario: AnyScenario, before: str) -> Path_:
    """Where the words stand in the file."""
    if isinstance(scenario, Interview):
        return _asked(event, scenario)
    if isinstance(scenario, Knowledge):
        return ("items", [item.id for item in scenario.items].index(event.beat), "asks")
    assert isinstance(scenario, Dialogue)
    places = {beat.id: place for place, beat in enumerate(scenario.beats)}
    if event.reaction:
        where, _, number = event.reaction.rpartition(".")
        if where == "talk":
            return ("reactions", int(number))
        return ("beats", places[where], "reactions", int(number))
    return ("beats", places[before], "otherwise" if event.beat != before else "client")


def _asked(event: ClientSpoke, scenario: Interview) -> Path_:
    """Where a question or a probe stands."""
    if event.reaction:
        asked, probe = scenario.set_of(event.beat), event.reaction.partition(".")[2]
        number = next(n for n, one in enumerate(asked.probes) if one.id == probe)
        return ("sets", [one.id for one in scenario.sets].index(asked.id), "probes", number)
    return ("questions", [one.id for one in scenario.questions].index(event.beat), "asks")


def _looked_for(opened: Opened, rubric: Rubric, beat: str) -> Iterator[tuple[str, int]]:
    """What is looked for in a phrase, with its line: of a check only what belongs to the item that is asked."""
    scenario, position = opened.scenario, opened.source.position
    if isinstance(scenario, Knowledge):
        place = [item.id for item in scenario.items].index(beat)
        ideas = {f"{beat}-{idea.id}": n for n, idea in enumerate(scenario.items[place].ideas)}
        for one in scenario.detectors:
            if getattr(one, "item", "") == beat:
                path: Path_ = ("ideas", ideas[one.id]) if one.id in ideas else ("right",)
                yield one.id, position(("items", place, *path))[0]
        return
    lines = {one.id: position(("indicators", n))[0] for n, one in enumerate(scenario.indicators)}
    if isinstance(scenario, Interview):
        place = [one.id for one in scenario.questions].index(beat)
        own = enumerate(scenario.questions[place].indicators)
        lines |= {one.id: position(("questions", place, "indicators", n))[0] for n, one in own}
    yield from ((one.id, lines[one.id]) for one in rubric.indicators)


def _seen(line: int, id: str, finding: Finding) -> Seen:
    if finding.marks:
        best = max(finding.marks, key=lambda mark: mark.strength)
        return Seen(id, STRENGTH_WORDS[best.strength], best.quote, best.note, line)
    for mark in (*finding.near, *finding.against):
        return Seen(id, "none", mark.quote, mark.note or "nearly", line)
    return Seen(id, "none", "", "", line)
