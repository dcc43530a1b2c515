"""What samples and bots have reached of a scenario, and what nobody has: with the line where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amtrainer.authoring.proof.goals import KINDS, goals_of
from amtrainer.authoring.proof.leveling import levels_of
from amtrainer.content.source import Path_, Source
from amtrainer.scoring.assess import Assessment
from amtrainer.scoring.evidence import Strength
from amtrainer.scoring.rubric import Criterion, Rubric
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.session import ClientSpoke, Event, MailArrived

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one kind of thing was reached."""

    what: str  # beats | reactions | … | questions | probes | mails | levels | indicators
    reached: int
    of: int
    missed: tuple[tuple[str, int], ...]  # name, line

    @property
    def percent(self) -> int:
        return 100 if not self.of else 100 * self.reached // self.of

    @property
    def counts(self) -> bool:
        """Whether all of it must be reached. An indicator may be there for what only a trainee would say."""
        return self.what != "indicators"


@dataclass
class Reach:
    """Collects what was seen."""

    beats: set[str] = field(default_factory=set)
    reactions: set[str] = field(default_factory=set)
    rungs: set[tuple[str, int]] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    levels: dict[str, Counter[int]] = field(default_factory=dict)
    met: set[tuple[str, str, int]] = field(default_factory=set)  # part, criterion, level
    seen: set[str] = field(default_factory=set)  # goals of a talk
    totals: list[int] = field(default_factory=list)

    def saw(self, events: Iterable[Event]) -> None:
        """What happened in a play."""
        for event in events:
            if isinstance(event, ClientSpoke):
                self.beats.add(event.beat)
                self.reactions.update(name for name in (event.reaction, *event.also) if name)
            elif isinstance(event, MailArrived):
                self.mails.add(event.item)

    def judged(self, assessment: Assessment, total: int, part: str = "") -> None:
        """What an answer was worth, or its answer to one part."""
        self.totals.append(total)
        self.indicators.update(
            name for name, finding in assessment.findings.items() if finding.strength > Strength.NONE
        )
        for one in assessment.judged:
            self.rungs.update((one.criterion.id, level) for level, _ in one.criterion.rungs if level <= one.level)
            self.levels.setdefault(one.criterion.id, Counter())[one.level] += 1
            self.met.add((part, one.criterion.id, one.level))


def shares(scenario: AnyScenario, reach: Reach, source: Source) -> tuple[Share, ...]:
    """Reached and missed, kind by kind."""
    out: list[Share] = []
    if isinstance(scenario, Dialogue):
        beats: list[tuple[str, Path_]] = [(beat.id, ("beats", n)) for n, beat in enumerate(scenario.beats)]
        out.append(_share("beats", beats, reach.beats, source))
        for what in KINDS:
            goals = [(one.name, one.path) for one in goals_of(scenario) if one.what == what]
            out += [_share(what, goals, reach.seen, source)] if goals else []
    elif isinstance(scenario, Triage) and scenario.second_wave:
        mails: list[tuple[str, Path_]] = [
            (mail.id, ("second_wave", "mails", n)) for n, mail in enumerate(scenario.second_wave.mails)
        ]
        out.append(_share("mails", mails, reach.mails, source))
    elif isinstance(scenario, Interview):
        out += _asked(scenario, reach, source)
    return (*out, *rubric_shares(scenario, reach, source))


def _asked(scenario: Interview, reach: Reach, source: Source) -> list[Share]:
    """Questions, probes of each set, and what moves the mood: each in whichever question it came."""
    questions: list[tuple[str, Path_]] = [(one.id, ("questions", n)) for n, one in enumerate(scenario.questions)]
    reactions: list[tuple[str, Path_]] = [(f"talk.{n}", ("reactions", n)) for n in range(len(scenario.reactions))]
    probes: list[tuple[str, Path_]] = [
        (f"{one.id}.{probe.id}", ("sets", n, "probes", m))
        for n, one in enumerate(scenario.sets)
        for m, probe in enumerate(one.probes)
    ]
    met = [name.rpartition(".") for name in reach.reactions]
    moved = {f"talk.{name}" for _, _, name in met}
    probed = {f"{scenario.question(beat).set}.{name}" for beat, _, name in met if beat in scenario.parts}
    return [
        _share("questions", questions, reach.beats, source),
        _share("reactions", reactions, moved, source),
        _share("probes", probes, probed, source),
    ]


def rubric_shares(rubric: Rubric, reach: Reach, source: Source) -> tuple[Share, ...]:
    """Reached and missed of what is marked."""
    places: dict[str, Path_] = {
        criterion.id: (*path, n) for path, criteria in _ladders(rubric) for n, criterion in enumerate(criteria)
    }
    levels: list[tuple[str, Path_]] = []
    for part, criterion, level in levels_of(rubric):
        path = places.get(criterion.id, ())
        levels.append((_level(part, criterion.id, level), (*path, "levels", level) if level else path))
    indicators: list[tuple[str, Path_]] = [(one.id, ("indicators", n)) for n, one in enumerate(rubric.indicators)]
    return (
        _share("levels", levels, {_level(*one) for one in reach.met}, source),
        _share("indicators", indicators, reach.indicators, source),
    )


def _ladders(rubric: Rubric) -> Iterator[tuple[Path_, tuple[Criterion, ...]]]:
    """Where criteria stand in the file; those of a check stand nowhere."""
    yield ("criteria",), rubric.criteria
    yield from ((("sets", n, "criteria"), one.criteria) for n, one in enumerate(getattr(rubric, "sets", ())))


def _level(part: str, criterion: str, level: int) -> str:
    return f"{part}.{criterion} level {level}" if part else f"{criterion} level {level}"


def _share(what: str, known: list[tuple[str, Path_]], reached: set[str], source: Source) -> Share:
    missed = tuple((name, source.position(path)[0]) for name, path in known if name not in reached)
    return Share(what, len(known) - len(missed), len(known), missed)
