"""Receipts: what a criterion is worth without the words shown for it, and which others fall with them."""

from __future__ import annotations

from dataclasses import dataclass

from amtrainer.scoring.assess import Assessment, Assessor
from amtrainer.scoring.edit import cut


@dataclass(frozen=True, slots=True)
class Receipt:
    """The level if all shown words of a criterion are deleted, and the other criteria whose level then changes."""

    without: int
    also: tuple[str, ...] = ()


def receipts(assessor: Assessor, assessment: Assessment) -> dict[str, Receipt]:
    """A receipt for each criterion, found by deleting its words and judging again."""
    before = assessment.levels
    out: dict[str, Receipt] = {}
    for judged in assessment.judged:
        id = judged.criterion.id
        if not judged.evidence:
            out[id] = Receipt(judged.level)
            continue
        after = assessor.assess(cut(assessment.work, (mark.place for _, mark in judged.evidence))).levels
        out[id] = Receipt(after[id], tuple(other for other in before if other != id and after[other] != before[other]))
    return out
