"""A work whose parts are judged apart: each question of an interview by its own criteria."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from amtrainer.scoring.assess import Assessment, Assessor, assessor_of
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.scorecard import CriterionScore, Evidence, Flag, GateHit
from amtrainer.scoring.work import Place, Work

if TYPE_CHECKING:
    from amtrainer.scoring.explain import Explanation

Placed = TypeVar("Placed", Evidence, Flag, GateHit)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a work with the rubric that judges it; its turns count from 0."""

    id: str  # "" = the whole work
    rubric: Rubric
    work: Work
    first: int = 0  # its first turn in the whole work

    def name(self, criterion: str) -> str:
        """What a criterion of this part is called on the card of the whole."""
        return f"{self.id}.{criterion}" if self.id else criterion

    def place(self, place: Place) -> Place:
        """A place of this part in the whole work."""
        return replace(place, turn=place.turn + self.first)

    def placed(self, item: Placed) -> Placed:
        return replace(item, place=self.place(item.place))

    def score(self, score: CriterionScore) -> CriterionScore:
        """A score of this part as it stands on the card of the whole."""
        return replace(
            score,
            id=self.name(score.id),
            also=tuple(map(self.name, score.also)),
            evidence=tuple(map(self.placed, score.evidence)),
        )

    def explanation(self, told: Explanation) -> Explanation:
        """The same for an explanation; the totals in it stay those of this part."""
        change = told.change and replace(told.change, place=self.place(told.change.place))
        return replace(told, criterion=self.name(told.criterion), change=change)


def looked(assessor: Assessor, work: Work) -> tuple[Assessor, Assessment]:
    """What is seen in a work, and by whom; where parts are judged apart, in the part that was answered first."""
    if not assessor.rubric.parts:
        return assessor, assessor.assess(work)
    part = sections(assessor.rubric, work)[0]
    own = assessor_of(part.rubric, assessor.model)
    return own, own.assess(part.work)


def sections(rubric: Rubric, work: Work) -> tuple[Section, ...]:
    """The parts of a work in the order in which they were begun; the whole where the rubric has no parts."""
    if not rubric.parts:
        return (Section("", rubric, work),)
    out: list[Section] = []
    for id in dict.fromkeys(passage.part for passage in work.passages):
        own = [passage for passage in work.passages if passage.part == id]
        first = own[0].turn
        moved = Work(tuple(replace(passage, turn=passage.turn - first) for passage in own))
        out.append(Section(id, rubric.parts[id], moved, first))
    return tuple(out)
