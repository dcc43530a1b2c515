"""Before the day: every rater rates the same two sample answers, and sees where they stand apart from the anchors.

Frame-of-reference training (Woehr and Huffcutt 1994): what raters learn is the standard, on answers that nobody has a stake in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amtrainer import paths
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.interview.booth import content_root
from amtrainer.interview.days import Day
from amtrainer.panel.kit import Task, rating_of
from amtrainer.scoring.score import score
from amtrainer.simulation.handed import sample_work
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.scenario import Sample

# One answer in the middle, one low: telling low answers apart is what training helps most. The next kind where one is missing.
KINDS = (("ok", "best", "strong-short"), ("weak", "weak-long", "broken"))


@dataclass(frozen=True, slots=True)
class Example:
    """A sample answer to be rated, with the marks that its anchors give it."""

    id: str
    text: str
    levels: Mapping[str, int | None]  # criterion of the kit -> level


@dataclass(frozen=True, slots=True)
class Gap:
    """One rater and criterion: own level less the anchor's, over the examples; above 0 is lenient."""

    rater: str
    criterion: str
    gap: float


def examples(day: Day) -> tuple[Example, ...]:
    """Two sample answers of the kit's first exercise. Raises `AmtrainerError` if it has none."""
    from amtrainer.models import load_meaning

    task = day.kit.tasks[0]
    scenario = Library([content_root(day)]).scenario(task.scenario)
    found: list[Example] = []
    for kinds in KINDS:
        sample = _sample(scenario, task, kinds)
        card = score(scenario, sample_work(scenario, sample), load_meaning(paths.cache_dir()), "exam")
        levels = {task.criterion(one.id): one.level for one in card.criteria}
        found.append(Example(sample.id, "\n\n".join(sample.texts()), levels))
    return tuple(found)


def _sample(scenario: AnyScenario, task: Task, kinds: Sequence[str]) -> Sample:
    """A sample of the first of these kinds that there is; of a question set, of a question of the kit."""
    for kind in kinds:
        for one in scenario.answers:
            if one.kind == kind and (not task.questions or one.beat in task.questions):
                return one
    raise AmtrainerError(f"{task.scenario} has no sample of kind {kinds[0]} to calibrate with.")


def calibrate(day: Day, rater: str, given: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep a rater's levels of the examples: {example: {criterion: level}}. Not sealed: nobody's day depends on it."""
    known = {one.id for one in examples(day)}
    if odd := next((id for id in given if id not in known), None):
        raise AmtrainerError(f"{odd!r} is no example here.", f"There are {', '.join(sorted(known))}.")
    levels = {}
    for id, row in given.items():
        cells = rating_of(day.kit, rater, id, row).cells
        levels[id] = {name: cell.level for name, cell in cells.items()}
    day.record.add(rater, "calibrated", {"levels": levels})


def gaps(day: Day) -> tuple[Gap, ...]:
    """Where each rater stands apart from the anchors, the largest gap first."""
    anchors = {one.id: one.levels for one in examples(day)}
    latest = {entry.who: entry.body["levels"] for entry in day.entries if entry.what == "calibrated"}
    out = []
    for rater, levels in latest.items():
        apart: dict[str, list[int]] = {}
        for id, row in levels.items():
            for criterion, level in row.items():
                anchor = anchors[id].get(criterion)
                if level is not None and anchor is not None:
                    apart.setdefault(criterion, []).append(level - anchor)
        out += [Gap(rater, criterion, sum(found) / len(found)) for criterion, found in apart.items()]
    return tuple(sorted(out, key=lambda one: (-abs(one.gap), one.rater, one.criterion)))
