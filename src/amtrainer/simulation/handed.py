"""Work that is handed in at once, without a talk: an answer of a file, or a sample of the scenario itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from amtrainer.scoring.batch import work_of
from amtrainer.simulation.kinds.triage import Triage

if TYPE_CHECKING:
    from amtrainer.scoring.work import Work
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

_LABELS = ("kind", "expect", "levels")


def opening(scenario: AnyScenario) -> str:
    """What a first answer replies to: the client's first line at seed 0, or nothing where it is a stage direction."""
    if isinstance(scenario, Triage):
        return ""
    first = scenario.beats[0]
    return "" if first.client_cue else scenario.say(first.client[0] if first.client else "")


def work_for(scenario: AnyScenario, item: Any) -> Work:
    """The work in one answer of a file. Raises `BadAnswer`."""
    if isinstance(scenario, Triage):
        return work_of(item, items={mail.id: mail.text for mail in scenario.inbox})
    return work_of(item, opening(scenario))


def sample_work(scenario: AnyScenario, sample: Sample) -> Work:
    """The work in a sample of a scenario."""
    body: Mapping[str, Any] = sample.model_dump(exclude_defaults=True)
    return work_for(scenario, {key: value for key, value in body.items() if key not in _LABELS})
