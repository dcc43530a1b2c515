"""What a sentence that is held back reads like: the near-miss of its author that stands nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from amtrainer.scoring.answer import Answer, Span
from amtrainer.scoring.assess import Assessor
from amtrainer.scoring.candidates import sentence_at
from amtrainer.scoring.evidence import Mark
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.lexicon import sentence_text
from amtrainer.scoring.likeness import examples_of
from amtrainer.scoring.work import Work

_NEAR: Final = 450  # thousandths of a cosine; farther away nothing reads like it


def lookalike(assessor: Assessor, judged: Judged, marks: Sequence[Mark], work: Work) -> str:
    """The near-miss, as its author wrote it; "" where the sentence is nearer to what counts, or to nothing."""
    rated, lexicon = assessor.context.rated, assessor.context.lexicon
    if rated is None or not marks:
        return ""
    passage = work.passage_at(marks[0].place)
    said = sentence_text(passage.answer, sentence_at(passage, marks[0].place), lexicon)

    def nearness(text: str) -> int:
        return rated.nearest((sentence_text(Answer(text), Span(0, len(text)), lexicon),), (said,))[0]

    good, poor = examples_of(judged.criterion, assessor.rubric)
    if not poor:
        return ""
    best = max(poor, key=nearness)
    near = nearness(best)
    return best if near >= _NEAR and near > max(map(nearness, good), default=0) else ""
