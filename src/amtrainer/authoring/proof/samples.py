"""Samples against what they must reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from amtrainer.content.load import SCENARIO
from amtrainer.content.varying import played, variants_of
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import Assessment, Assessor, assessor_of
from amtrainer.scoring.score import total_of
from amtrainer.scoring.sections import looked
from amtrainer.simulation.handed import sample_work

if TYPE_CHECKING:
    from amtrainer.scoring.meaning import MeaningModel
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

SAYING: Final = ("best", "weak", "gated")
_RANGE: Final = re.compile(r"\s*(\d{1,3})\s*\.\.\s*(\d{1,3})\s*$")
_BOUND: Final = re.compile(r"\s*(>=|<=|==|>|<)?\s*(\d{1,3})\s*$")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one sample reached."""

    id: str
    kind: str
    expect: str
    total: int
    levels: dict[str, int]  # criterion -> level
    differs: tuple[tuple[str, int, int], ...] = ()  # criterion, level wanted, level reached
    flags: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()

    @property
    def in_range(self) -> bool:
        return meets(self.expect, self.total)

    @property
    def ok(self) -> bool:
        """The total and every level that the sample names are as wanted."""
        return self.in_range and not self.differs


def meets(expect: str, value: int) -> bool:
    """Whether a total is what `expect` asks: `>= 85`, `<= 40`, `45..75`, `50`."""
    if found := _RANGE.match(expect):
        return int(found[1]) <= value <= int(found[2])
    if not (found := _BOUND.match(expect)):
        return False
    bound = int(found[2])
    return {
        ">=": value >= bound,
        "<=": value <= bound,
        ">": value > bound,
        "<": value < bound,
        "==": value == bound,
        "": value == bound,
    }[found[1] or ""]


def outcome(sample: Sample, assessment: Assessment) -> Outcome:
    """What a sample reached, from its assessment."""
    levels = assessment.levels
    wanted = [(name, level, levels[name]) for name, level in sample.levels.items() if name in levels]
    return Outcome(
        sample.id,
        sample.kind,
        sample.expect.strip(),
        total_of(assessment) or 0,
        levels,
        tuple(entry for entry in wanted if entry[1] != entry[2]),
        tuple(dict.fromkeys(flag.id for flag in assessment.flags)),
        tuple(gate.id for gate in assessment.gates),
    )


def outcomes(scenario: AnyScenario, assessor: Assessor) -> Iterator[tuple[Outcome, Assessment]]:
    """Every sample of a scenario with its assessment, in order."""
    for sample in scenario.answers:
        assessment = looked(assessor, sample_work(scenario, sample))[1]
        yield outcome(sample, assessment), assessment


def varied_outcomes(data: dict[str, Any], model: MeaningModel) -> Iterator[Outcome]:
    """The samples that say most of each variant, put on it: what must win, what must lose, what breaks a rule."""
    for letter in variants_of(data):
        try:
            scenario = SCENARIO.validate_python(played(data, letter))
        except ValueError as error:
            raise AmtrainerError(f"Variant {letter} does not hold together.", "amtrainer check tells where.") from error
        assessor = assessor_of(scenario, model)
        for sample in scenario.answers:
            if sample.kind in SAYING:
                assessment = looked(assessor, sample_work(scenario, sample))[1]
                yield replace(outcome(sample, assessment), id=f"{letter}/{sample.id}")
