"""One scenario on trial: samples, golden cases, bots, and if wanted mutants."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from amtrainer.authoring.golden import Case, Held, cases, held
from amtrainer.authoring.marking import Scoring, undisturbed
from amtrainer.authoring.opened import Opened, OpenedRubric, open_any
from amtrainer.authoring.proof.bots import Play, explorer_of, plays
from amtrainer.authoring.proof.goals import shown
from amtrainer.authoring.proof.leveling import Leveler
from amtrainer.authoring.proof.mutants import Mutant, Short, mutants, short_examples
from amtrainer.authoring.proof.reach import Reach, Share, rubric_shares, shares
from amtrainer.authoring.proof.rejudge import Guard
from amtrainer.authoring.proof.samples import Outcome, outcome, outcomes, varied_outcomes
from amtrainer.content.library import GOLDEN
from amtrainer.content.rubric_file import RubricFile
from amtrainer.errors import ContentError, Problem
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.score import total_of
from amtrainer.scoring.sections import sections
from amtrainer.simulation.kinds.dialogue import Dialogue

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

BOTS: Final = 12  # by default: half of them greedy
LEAST_CAUGHT: Final = 95  # percent of mutants


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a trial consists of."""

    bots: int = BOTS
    seed: int = 0
    mutants: bool = False
    examples: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What a trial found."""

    file: Path
    id: str
    problems: tuple[Problem, ...] = ()  # the scenario cannot be played
    samples: tuple[Outcome, ...] = ()
    golden: tuple[Held, ...] = ()
    shares: tuple[Share, ...] = ()
    levels: tuple[tuple[str, tuple[int, ...]], ...] = ()  # criterion -> how often levels 0 to 4
    totals: tuple[int, ...] = ()
    plays: int = 0
    mutants: tuple[Mutant, ...] = ()
    examples: tuple[Short, ...] = ()  # examples of rungs that do not do what their rung asks
    why: dict[str, str] = field(default_factory=dict)  # what nobody reached -> what stood in its way

    @property
    def ok(self) -> bool:
        """Samples and golden cases hold, and so many mutants are caught as must be."""
        held = all(one.ok for one in self.samples) and all(one.agrees for one in self.golden)
        return not self.problems and held and self.caught_enough

    @property
    def all_reached(self) -> bool:
        """Whether samples and bots came to everything that can be reached."""
        return not any(one.missed for one in self.shares if one.counts)

    @property
    def mistakes(self) -> tuple[Mutant, ...]:
        """The mutants that must be noticed. Silent indicators are listed, as places that no sample guards."""
        return tuple(one for one in self.mutants if one.kind != "silent")

    @property
    def caught(self) -> int:
        return sum(bool(one.caught) for one in self.mistakes)

    @property
    def caught_enough(self) -> bool:
        return 100 * self.caught >= LEAST_CAUGHT * len(self.mistakes)


def prove(file: Path, wanted: Wanted) -> Proof:
    """Put the scenario in `file` on trial."""
    try:
        opened = open_any(file)
    except ContentError as error:
        return Proof(file, file.stem, tuple(error.problems))
    return _rubric(opened, wanted) if isinstance(opened, OpenedRubric) else _scenario(opened, wanted)


def _rubric(opened: OpenedRubric, wanted: Wanted) -> Proof:
    """A rubric has no story: only its samples speak for it."""
    reach, assessor = Reach(), assessor_of(opened.rubric, opened.model)
    found = []
    for sample in opened.rubric.answers:
        assessment = assessor.assess(opened.rubric.read(sample.item()))
        found.append(outcome(sample, assessment))
        reach.judged(assessment, found[-1].total)
    if wanted.bots:
        _level(opened, opened.rubric, wanted, reach)
    return Proof(
        opened.file,
        opened.rubric.id,
        samples=tuple(found),
        shares=rubric_shares(opened.rubric, reach, opened.source),
        levels=_levels(reach),
        totals=tuple(reach.totals),
        **_guarded(opened, opened.rubric, wanted),
    )


def _levels(reach: Reach) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((name, tuple(counts[level] for level in range(5))) for name, counts in reach.levels.items())


def _scenario(opened: Opened, wanted: Wanted) -> Proof:
    reach, scenario = Reach(), opened.scenario
    found: list[Outcome] = []
    for one, assessment in outcomes(scenario, opened.assessor):
        found.append(one)
        reach.judged(assessment, one.total, _part(scenario, one.id))
    found += varied_outcomes(opened.data, opened.model)
    explorer = explorer_of(scenario, opened.model, wanted.seed)
    played = 0
    for play in plays(scenario, opened.model, wanted.bots, wanted.seed, explorer):
        played += 1
        _note(reach, opened, play)
    if wanted.bots:
        _level(opened, scenario, wanted, reach)
    missed = shares(scenario, reach, opened.source)
    return Proof(
        opened.file,
        scenario.id,
        samples=tuple(found),
        golden=tuple(_golden(opened)),
        shares=missed,
        levels=_levels(reach),
        totals=tuple(reach.totals),
        plays=played,
        why={name: explorer.why(name) for one in missed for name, _ in one.missed} if explorer else {},
        **_guarded(opened, scenario, wanted),
    )


def _note(reach: Reach, opened: Opened, play: Play) -> None:
    """What a play has shown, and what it was worth part by part; a sample was judged before."""
    reach.saw(play.events)
    reach.beats.update(play.work.asked)
    if isinstance(opened.scenario, Dialogue):
        reach.seen |= shown(opened.scenario, play.events)
    if not play.bot.startswith("sample "):
        for part in sections(opened.scenario, play.work):
            assessment = assessor_of(part.rubric, opened.model).assess(part.work)
            reach.judged(assessment, total_of(assessment) or 0, part.id)


def _level(opened: Opened | OpenedRubric, rubric: AnyScenario | RubricFile, wanted: Wanted, reach: Reach) -> None:
    """Look for the levels that nobody has shown yet."""
    Leveler(rubric, opened.model, random.Random(f"{rubric.id}:{wanted.seed}:levels"), reach).look()


def _part(scenario: AnyScenario, sample: str) -> str:
    return next(one.beat for one in scenario.answers if one.id == sample)


def prove_all(files: Sequence[Path], wanted: Wanted, workers: int) -> Iterator[Proof]:
    """Put several scenarios on trial, in their order, on so many processes."""
    if workers <= 1 or len(files) < 3:
        yield from map(partial(prove, wanted=wanted), files)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        try:
            with undisturbed():
                proofs = pool.map(partial(prove, wanted=wanted), files)
            yield from proofs
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _guarded(opened: Opened | OpenedRubric, rubric: AnyScenario | RubricFile, wanted: Wanted) -> dict[str, Any]:
    """What a guard of samples and examples tells, as far as it is asked for."""
    if not (wanted.mutants or wanted.examples):
        return {}
    guard = Guard(rubric, opened.data, opened.model, opened.source)
    return {
        "mutants": tuple(mutants(opened.data, opened.source, guard)) if wanted.mutants else (),
        "examples": tuple(short_examples(opened.data, opened.source, guard.examples)) if wanted.examples else (),
    }


def _golden(opened: Opened) -> Iterator[Held]:
    file = opened.file.with_name(opened.file.name.removesuffix(".yaml") + GOLDEN)
    known: tuple[Case, ...] = cases(file)
    scoring = Scoring(opened.scenario, "", opened.model, "practice")
    for case in known:
        yield held(opened.scenario.id, case, scoring)
