"""An answer to another question of the same interview: fluent, true perhaps, and not what was asked.

An answer is held against what its question's author wrote (the question, the hint, lines and words of its subject) and against
the same of the other questions: how much nearer its sentences stand to its own, how many of them hold a word that only this
question has, how near the first two come to the question itself, and how much nearer they stand to the question than to the
mails, plans and notes of a working day (`business`). The weights were fitted (logistic regression) on rated answers and samples
held against their own question and against others, and model answers of other exercises; the cut lies below every true answer
that had something to lose (training/train_strayed.py). One of two sentences is doubted only where it is far away, a single
sentence never, and none whose first turn answers. What is put like a paper (`paper`) must stand nearer to its question.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from amtrainer.scoring.business import SORTS
from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.likeness import Rated
from amtrainer.scoring.matter import case_lines
from amtrainer.scoring.paper import is_paper
from amtrainer.scoring.passages import Phrases, Unit, finding, is_echo, pattern, sentence, units
from amtrainer.scoring.work import Work

STRAYED: Final = "answered-another-question"
SAYS: Final = "answered another question"
FEWEST: Final = 2  # sentences
SURE: Final = 3  # sentences that tell for sure where an answer belongs; fewer must be far away
HIGHEST: Final = 1  # level that is left to an answer to another question
_SHORTEST: Final = 3  # words of a sentence that can be near to anything
_BEGINNING: Final = 2  # sentences in which a question is usually answered
_MOST_WORDS: Final = 2  # of one sentence that count
_WEIGHTS: Final = (-17, 3, 8, 15, 6, 2, 28)
_START: Final = -11_366
_CUT: Final = -1_000
_CUT_SHORT: Final = -4_000
_CUT_TOLD: Final = -4_500  # of somebody who tells of himself and speaks to nobody: docs/decisions/023
_CUT_PAPER: Final = 2_000  # what is put like a paper has to be nearer to its question than what somebody tells


_OWN: Final = frozenset(("i", "me", "my", "we", "our", "us"))
_SPOKEN_TO: Final = frozenset(("you", "your", "please", "dear"))


class Subject(BaseModel):
    """What the author of a question wrote about its subject."""

    model_config = ConfigDict(frozen=True)

    asks: str
    lines: tuple[str, ...]
    words: tuple[str, ...]


class Strayed(Indicator):
    """Found where an answer belongs to another question than the one that was asked."""

    look_for: Literal["strayed"] = "strayed"
    own: Subject
    others: tuple[Subject, ...]

    def find(self, work: Work, context: Context) -> Finding:
        rows = self.rows(work, context)
        if not rows:
            return Finding(self.id)
        first = [unit for unit in rows if unit.passage.turn == rows[0].passage.turn]
        if context.rated is None or not (self._strays(first, context) and self._strays(rows, context)):
            return Finding(self.id)
        return finding(self.id, [rows[0].mark(list(rows[0].places), Strength.FULL)])

    def _strays(self, rows: Sequence[Unit], context: Context) -> bool:
        if len(rows) < FEWEST or not self.others:
            return False
        seen = self.seen(rows, context)
        value = _START + sum(weight * one for weight, one in zip(_WEIGHTS, seen, strict=True))
        if is_paper(rows):
            return value < _CUT_PAPER
        if _tells_of_himself(rows):
            return value < _CUT_TOLD
        return value < (_CUT if len(rows) >= SURE else _CUT_SHORT)

    def rows(self, work: Work, context: Context) -> list[Unit]:
        """The sentences of a work that are held against the questions: the question said again is none."""
        rows = [unit for unit in units(work, context) if not is_echo(unit.stems, self.own.asks)]
        return [unit for unit in rows if sum(stem.isalnum() for stem in unit.stems) >= _SHORTEST]

    def seen(self, rows: Sequence[Unit], context: Context) -> tuple[int, ...]:
        """What speaks for an answer to this question, in thousandths, in the order of the weights."""
        assert context.rated is not None
        near = _Near(context.rated, context, rows)
        own = near.to(self.own.lines)
        rivals = [near.mean(near.to(other.lines)) for other in self.others]
        mean = near.mean(own)
        words = _only_here(self.own.words, tuple(word for other in self.others for word in other.words))
        hits = [min(len(words.places(unit)), _MOST_WORDS) for unit in rows]
        return (
            mean - sum(rivals) // len(rivals),
            1000 * sum(hit > 0 for hit in hits) // len(rows),
            mean - max(rivals),
            max(own),
            max(near.to((self.own.asks,))[:_BEGINNING]),
            round(1000 * math.log1p(sum(hits))),
            mean - max(near.mean(near.to(lines)) for lines in SORTS),
        )


def _tells_of_himself(rows: Sequence[Unit]) -> bool:
    """Half of the sentences have a speaker, and nobody is spoken to: no mail, no plan, no sheet, most likely a story."""
    own = sum(bool(_OWN & {*unit.texts}) for unit in rows)
    return 2 * own >= len(rows) and not any(_SPOKEN_TO & {*unit.texts} for unit in rows)


@dataclass(frozen=True, slots=True)
class _Near:
    """How near the sentences of an answer stand to lines of an author."""

    rated: Rated
    context: Context
    rows: Sequence[Unit]

    def to(self, lines: Sequence[str]) -> tuple[int, ...]:
        """For each sentence how near it is to the nearest of these lines, in thousandths of a cosine."""
        lexicon = self.context.lexicon
        read = _read(tuple(lines), lexicon)
        return self.rated.nearest(read, [sentence(unit, lexicon).text for unit in self.rows])

    def mean(self, near: Sequence[int]) -> int:
        """The mean over all words."""
        sizes = [len(unit.texts) for unit in self.rows]
        return sum(one * size for one, size in zip(near, sizes, strict=True)) // sum(sizes)


_read = lru_cache(maxsize=256)(case_lines)


@lru_cache(maxsize=64)
def _only_here(own: tuple[str, ...], others: tuple[str, ...]) -> Phrases:
    """The words of a question that no other question has."""
    known = {pattern(word) for word in others}
    return Phrases(*(word for word in own if pattern(word) not in known))
