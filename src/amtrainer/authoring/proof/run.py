"""One scenario on trial: samples, golden cases, bots, and if wanted mutants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from amtrainer.authoring.golden import Case, Held, cases, held
from amtrainer.authoring.marking import Scoring
from amtrainer.authoring.opened import Opened, OpenedRubric, open_any
from amtrainer.authoring.proof.bots import plays
from amtrainer.authoring.proof.mutants import Mutant, Short, mutants, short_examples
from amtrainer.authoring.proof.reach import Reach, Share, rubric_shares, shares
from amtrainer.authoring.proof.rejudge import Guard
from amtrainer.authoring.proof.samples import Outcome, outcome, outcomes, varied_outcomes
from amtrainer.content.library import GOLDEN
from amtrainer.content.rubric_file import RubricFile
from amtrainer.errors import ContentError, Problem
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.score import total_of

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

    @property
    def ok(self) -> bool:
        """Samples and golden cases hold, and so many mutants are caught as must be."""
        held = all(one.ok for one in self.samples) and all(one.agrees for one in self.golden)
        return not self.problems and held and self.caught_enough

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
    reach = Reach()
    found: list[Outcome] = []
    for one, assessment in outcomes(opened.scenario, opened.assessor):
        found.append(one)
        reach.judged(assessment, one.total)
    found += varied_outcomes(opened.data, opened.model)
    played = 0
    for play in plays(opened.scenario, opened.model, wanted.bots, wanted.seed):
        played += 1
        reach.saw(play.events)
        reach.beats.update(play.work.asked)
        if not play.bot.startswith("sample "):
            assessment = opened.assessor.assess(play.work)
            reach.judged(assessment, total_of(assessment) or 0)
    return Proof(
        opened.file,
        opened.scenario.id,
        samples=tuple(found),
        golden=tuple(_golden(opened)),
        shares=shares(opened.scenario, reach, opened.source),
        levels=_levels(reach),
        totals=tuple(reach.totals),
        plays=played,
        **_guarded(opened, opened.scenario, wanted),
    )


def prove_all(files: Sequence[Path], wanted: Wanted, workers: int) -> Iterator[Proof]:
    """Put several scenarios on trial, in their order, on so many processes."""
    if workers <= 1 or len(files) < 3:
        yield from map(partial(prove, wanted=wanted), files)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        try:
            yield from pool.map(partial(prove, wanted=wanted), files)
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
