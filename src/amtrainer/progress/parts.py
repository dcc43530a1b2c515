"""Sessions whose parts are marked apart, such as the questions of an interview: each is marked once, as soon as it is done."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from amtrainer.progress.debrief import SectionView
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import Explanation, explain
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.score import card_of, joined, scorer_version, total
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.scoring.sections import Section, sections
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.session import Event

LOWEST: Final = 2  # parts of which it is said what trains them
_MOST_KEPT: Final = 24
_KEPT: OrderedDict[tuple[object, ...], tuple[Rubric, Scorecard, tuple[Explanation, ...]]] = OrderedDict()


def mark_parts(
    scenario: AnyScenario, events: Sequence[Event], model: MeaningModel, mode: str, *, content_hash: str = ""
) -> tuple[Scorecard, tuple[Explanation, ...]]:
    """The card of all parts with their reasons."""
    work = scenario.work(events)
    parts = sections(scenario, work)
    marked = [_mark_part(part, model, mode, content_hash) for part in parts]
    card = joined(scenario, work, parts, [card for card, _ in marked], (scorer_version(model), mode, content_hash))
    told = (part.explanation(one) for part, (_, reasons) in zip(parts, marked, strict=True) for one in reasons)
    return card, tuple(told)


def mark_finished(
    scenario: AnyScenario, events: Sequence[Event], model: MeaningModel, mode: str, *, content_hash: str = ""
) -> None:
    """Mark ahead what will not change any more: all parts but the last one begun. `mark_parts` finds it done."""
    for part in sections(scenario, scenario.work(events))[:-1]:
        _mark_part(part, model, mode, content_hash)


def _mark_part(
    part: Section, model: MeaningModel, mode: str, content_hash: str
) -> tuple[Scorecard, tuple[Explanation, ...]]:
    key = (id(part.rubric), part.work.passages, id(model), mode, content_hash)
    if key not in _KEPT:
        assessor = assessor_of(part.rubric, model)
        assessment = assessor.assess(part.work)
        card = card_of(assessor, assessment, scorer_version(model), mode, content_hash)
        # The rubric is kept with it, so that no other can come to its id.
        _KEPT[key] = (part.rubric, card, explain(assessor, assessment, mode))
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    _, card, reasons = _KEPT[key]
    return card, reasons


def part_views(scenario: AnyScenario, events: Sequence[Event], card: Scorecard) -> tuple[SectionView, ...]:
    """The parts that were marked apart, each with its own total; the lowest with what trains them."""
    if not scenario.parts:
        return ()
    out: list[SectionView] = []
    for part in sections(scenario, scenario.work(events)):
        numbers = [n for n, one in enumerate(card.criteria, 1) if one.id.startswith(f"{part.id}.")]
        if numbers:
            scores = [card.criteria[number - 1] for number in numbers]
            turns = range(part.first, part.first + part.work.turns)
            cap = min((gate.cap for gate in card.gates if gate.place.turn in turns), default=100)
            own = total([(one.weight, one.level) for one in scores])
            capped = None if own is None else min(own, cap)
            out.append(SectionView(part.id, scenario.part_title(part.id), capped, numbers[0], numbers[-1]))
    if len(out) <= LOWEST:
        return tuple(out)
    lowest = sorted(out, key=lambda one: 101 if one.total is None else one.total)[:LOWEST]
    return tuple(replace(one, trains=scenario.trains(one.id)) if one in lowest else one for one in out)


def titles(parts: Sequence[SectionView]) -> dict[int, str]:
    """By the number of a criterion the part that it stands in."""
    return {number: part.title for part in parts for number in range(part.first, part.last + 1)}
