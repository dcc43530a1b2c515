"""Receipts: what a criterion is worth without the words shown for it, and which others fall with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from amtrainer.scoring.assess import Assessment, Assessor
from amtrainer.scoring.edit import cut
from amtrainer.scoring.evidence import Mark
from amtrainer.scoring.ladder import Earned, Judged
from amtrainer.scoring.work import Work


@dataclass(frozen=True, slots=True)
class Receipt:
    """The words shown, the level if all of them are deleted, and the other criteria whose level then changes."""

    shown: tuple[Earned, ...]
    without: int
    also: tuple[str, ...] = ()


def receipts(assessor: Assessor, assessment: Assessment) -> dict[str, Receipt]:
    """A receipt for each criterion, found by deleting its words and judging again."""
    return {judged.criterion.id: _receipt(assessor, assessment, judged) for judged in assessment.judged}


def _receipt(assessor: Assessor, assessment: Assessment, judged: Judged) -> Receipt:
    """Where the rest of a sentence does the same as the words marked in it, the whole sentence is shown."""
    if not judged.evidence:
        return Receipt((), judged.level)
    close = _without(assessor, assessment, judged.criterion.id, judged.evidence)
    if close.without < judged.level:
        return close
    wide = tuple(dict.fromkeys((name, _widened(mark, assessment.work)) for name, mark in judged.evidence))
    whole = _without(assessor, assessment, judged.criterion.id, wide) if wide != judged.evidence else close
    return whole if whole.without < judged.level else close


def _without(assessor: Assessor, assessment: Assessment, id: str, shown: Sequence[Earned]) -> Receipt:
    before = assessment.levels
    after = assessor.assess(cut(assessment.work, (mark.place for _, mark in shown))).levels
    also = tuple(other for other in before if other != id and after[other] != before[other])
    return Receipt(tuple(shown), after[id], also)


def _widened(mark: Mark, work: Work) -> Mark:
    """The mark on its whole sentence."""
    passage = work.passage_at(mark.place)
    for span in passage.answer.sentences:
        if span.overlaps(mark.place.span):
            place = passage.place(span.join(mark.place.span))
            return replace(mark, place=place, quote=passage.answer.quote(place.span))
    return mark
