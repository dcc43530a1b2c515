"""Work that is handed in at once, without a talk: an answer of a file, or a sample of the scenario itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amtrainer.scoring.work import Work
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample


def work_for(scenario: AnyScenario, item: Any) -> Work:
    """The work in one answer of a file. Raises `BadAnswer`."""
    return scenario.read(item)


def sample_work(scenario: AnyScenario, sample: Sample) -> Work:
    """The work in a sample of a scenario."""
    return scenario.read(sample.item())
