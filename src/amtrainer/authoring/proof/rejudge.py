"""Judging the same words by changed rules: what was found stays, only what follows from it is worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amtrainer.authoring.proof.samples import Outcome, outcome
from amtrainer.scoring.assess import Assessor, Heard
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.rubric import Criterion, Rubric
from amtrainer.scoring.work import Work
from amtrainer.simulation.handed import sample_work, work_for

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

Example = tuple[str, int]  # criterion, level


@dataclass(frozen=True, slots=True)
class _Said:
    """A sample as it was read."""

    outcome: Outcome
    heard: Heard


class Guard:
    """The samples and the rungs' examples of a scenario, ready to be judged again by other rules."""

    def __init__(self, scenario: AnyScenario, assessor: Assessor) -> None:
        self._scenario = scenario
        self._assessor = assessor
        self._said = [self._sample(place) for place in range(len(scenario.answers))]
        self._examples = {
            (criterion.id, level): assessor.hear(self._alone(rung.example))
            for criterion in scenario.criteria
            for level, rung in criterion.rungs
            if rung.example
        }
        self._reached = {key: self._level(key, heard, scenario) for key, heard in self._examples.items()}

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(said.outcome for said in self._said)

    def swapped(self, place: int, low: int, high: int) -> str:
        """What notices that two rungs of a criterion changed places."""
        criterion = self._scenario.criteria[place]
        levels = {**criterion.levels, low: criterion.levels[high], high: criterion.levels[low]}
        changed = criterion.model_copy(update={"levels": levels})
        criteria = tuple(changed if one is criterion else one for one in self._scenario.criteria)
        rubric = self._scenario.model_copy(update={"criteria": criteria})
        for name in ("detectors", "spoken", "indicator_names"):
            rubric.__dict__.pop(name, None)
        return self._noticed(rubric, {}, _Moved(criterion, low, high))

    def silenced(self, indicator: str) -> str:
        """What notices that an indicator finds nothing any more."""
        return self._noticed(self._scenario, {indicator: Finding(indicator)}, None)

    def _noticed(self, rubric: AnyScenario, instead: Mapping[str, Finding], moved: _Moved | None) -> str:
        for said in self._said:
            if not said.outcome.ok:
                continue
            sample = next(one for one in self._scenario.answers if one.id == said.outcome.id)
            again = outcome(sample, self._assessor.judge(_without(said.heard, instead), rubric))
            if not again.ok:
                return f"sample {sample.id}: {again.total}, wanted {again.expect}"
        for key, heard in self._examples.items():
            if self._reached[key] < key[1]:
                continue  # its example did not reach it before either
            name, level = key
            at = moved.of(level) if moved and moved.criterion.id == name else level
            if self._level((name, at), _without(heard, instead), rubric) < at:
                return f"example of {name} level {at} no longer reaches it"
        return ""

    def _level(self, key: Example, heard: Heard, rubric: Rubric) -> int:
        return self._assessor.judge(heard, rubric).levels[key[0]]

    def _sample(self, place: int) -> _Said:
        sample = self._scenario.answers[place]
        heard = self._assessor.hear(sample_work(self._scenario, sample))
        return _Said(outcome(sample, self._assessor.judge(heard)), heard)

    def _alone(self, text: str) -> Work:
        return work_for(self._scenario, {"id": "example", "text": text})


def _without(heard: Heard, instead: Mapping[str, Finding]) -> Heard:
    """What was read, with other findings for some indicators."""
    if not instead:
        return heard
    return replace(heard, turns=tuple({**found, **instead} for found in heard.turns))


@dataclass(frozen=True, slots=True)
class _Moved:
    """Two rungs that changed places."""

    criterion: Criterion
    low: int
    high: int

    def of(self, level: int) -> int:
        """Where a rung stands now."""
        return {self.low: self.high, self.high: self.low}.get(level, level)
