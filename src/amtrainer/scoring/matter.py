"""What a work is about: the matter of its case, or of another one.

A work is held against its own case four ways: how near its sentences stand to what was shown and heard, how many words of the
case it uses that are no everyday words, and how many values it names that the file knows and does not know. The weights
were fitted (logistic regression) on rated answers held against their own case and against others. Names of persons and
length count nothing, and without marks of another case nothing is said. In a work about another case only those sentences
earn that hold something of this one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.claims import known, unit_figures
from amtrainer.scoring.common import RANKED
from amtrainer.scoring.dates import MONTHS, WEEKDAYS
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.lexicon import Lexicon, sentence_text
from amtrainer.scoring.passages import Unit, sentence
from amtrainer.scoring.values import Figure
from amtrainer.scoring.words import FUNCTION_WORDS, NUMBER_WORDS, root

EVERYDAY: Final = 600  # of the commonest words: they tell no case from another
FEWEST_SENTENCES: Final = 3
FEWEST_STRANGE: Final = 2  # values that the file does not know
FEWEST_ALIEN: Final = 6  # words of another matter
ENOUGH: Final = 2  # words of the case in one sentence
NEAR: Final = 470  # thousandths of a cosine: so near to the case a sentence is about it
NEARER: Final = 600  # the same in what is written down
_SHORTEST: Final = 3  # words of a sentence that can be near to anything
_START: Final = 12_880
_NEARNESS: Final = 26  # for each thousandth of the mean, words counted
_NEAREST: Final = 8  # for each thousandth of the nearest sentence
_WORDS: Final = 1_650  # for each unit of log(1 + count)
_KNOWN: Final = 1_050
_STRANGE: Final = 3_010
_CUT: Final = 1_050
_CUT_WRITTEN: Final = (
    -3_000
)  # no sample of a written exercise lies above it, unless it is a list or says nothing strange
_LEAST_NEAR: Final = 150  # no English sentence is farther from every line of a case
AMOUNTS: Final = frozenset({"money", "percent", "ratio", "count"})
_TIMES: Final = frozenset({"date", "duration"})  # promised by anybody: alone they tell nothing
_SMALLEST: Final = 10  # of a bare count: 'two ways' and 'three names' are no figures
_DAYS: Final = frozenset((*MONTHS, *WEEKDAYS))


class Matter:
    """The sentences of one work, held against their case."""

    def __init__(self, rows: Sequence[Unit], context: Context, shown: Sequence[str]) -> None:
        self._context = context
        self._shown = tuple(text for text in shown if text)
        self.rows = [unit for unit in rows if len([stem for stem in unit.stems if stem.isalnum()]) >= _SHORTEST]
        self.figures = {unit: _told(unit, context, shown) for unit in self.rows}
        self.own = {unit: _own(unit, context.lexicon) for unit in self.rows}

    def elsewhere(self, written: bool = False) -> list[Unit]:
        """The sentences that hold nothing of this case, where the work is about another one; else none. What is `written`
        down can only be about its matter, so less is enough to doubt it."""
        cut = _CUT_WRITTEN if written else _CUT
        if len(self.rows) < FEWEST_SENTENCES or self._context.rated is None or not self._is_marked():
            return []
        doubt = self._doubt()
        if doubt - (_NEARNESS + _NEAREST) * _LEAST_NEAR <= cut:
            return []
        near = self.nearness()
        sizes = {unit: len(unit.texts) for unit in self.rows}
        mean = sum(near[unit] * sizes[unit] for unit in self.rows) // sum(sizes.values())
        if doubt - _NEARNESS * mean - _NEAREST * max(near.values()) <= cut:
            return []
        if written:
            return [unit for unit in self.rows if near[unit] < NEARER and not self._is_mostly_known(unit)]
        return [unit for unit in self.rows if near[unit] < NEAR and not self._is_held(unit)]

    def _doubt(self) -> int:
        """What its words and values say against its being about this case."""
        held = {value: is_known for row in self.figures.values() for value, is_known in row}
        known = sum(held.values())
        words = len(frozenset[str]().union(*self.own.values()))
        weighed = _STRANGE * _log(len(held) - known) - _KNOWN * _log(known) - _WORDS * _log(words)
        return _START + weighed // 1000

    def _is_held(self, unit: Unit) -> bool:
        """Whether a sentence names something of this case."""
        return len(self.own[unit]) >= ENOUGH or any(is_known for _, is_known in self.figures[unit])

    def _is_mostly_known(self, unit: Unit) -> bool:
        """Whether it names something of this case, and more values that this case knows than others."""
        known = sum(is_known for _, is_known in self.figures[unit])
        return 2 * known > len(self.figures[unit]) and len(self.own[unit]) >= ENOUGH

    def _is_marked(self) -> bool:
        """Whether there are marks of another case: values or words that this one does not know."""
        strange = {value for row in self.figures.values() for value, is_known in row if not is_known}
        if len(strange) >= FEWEST_STRANGE:
            return True
        return len({word for unit in self.rows for word in self.alien(unit)}) >= FEWEST_ALIEN

    def alien(self, unit: Unit) -> frozenset[str]:
        """Words of a sentence that are neither everyday words nor words of the case."""
        return _alien(unit, self._context.lexicon)

    def nearness(self) -> dict[Unit, int]:
        """How near each sentence is to the nearest one of the case, in thousandths of a cosine."""
        assert self._context.rated is not None
        lexicon = self._context.lexicon
        heard = dict.fromkeys(unit.passage.heard for unit in self.rows if unit.passage.heard)
        lines = case_lines((*self._shown, *heard), lexicon)
        if not lines:
            return dict.fromkeys(self.rows, 1_000)
        texts = [sentence(unit, lexicon).text for unit in self.rows]
        return dict(zip(self.rows, self._context.rated.nearest(lines, texts), strict=True))


def case_lines(texts: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The texts of a case, sentence by sentence, as a reader of meanings gets them."""
    return tuple(line for text in texts if text for line in _lines(text, lexicon))


def tells(figure: Figure) -> bool:
    """Whether a value says something about the case it is from."""
    kind = figure.value.kind
    return kind in _TIMES or (kind in AMOUNTS and (kind != "count" or figure.value.amount >= _SMALLEST))


def is_shown(figure: Figure, answer: Answer, shown: Sequence[str]) -> bool:
    """Whether its numbers stand in the texts of the case."""
    numbers = {answer.tokens[place].stem for place in range(figure.first, figure.last + 1)} - {"%"}
    return any(numbers & _numbers(text) for text in shown)


def _told(unit: Unit, context: Context, shown: Sequence[str]) -> list[tuple[tuple[str, object], bool]]:
    """The values of a sentence, and whether the case knows each."""
    return [
        (
            (figure.value.kind, figure.value.amount),
            is_shown(figure, unit.answer, shown) or known(figure, unit.passage.heard, context),
        )
        for figure in unit_figures(unit, context)
        if tells(figure)
    ]


def _own(unit: Unit, lexicon: Lexicon) -> frozenset[str]:
    """Words of the case that are no everyday words."""
    return frozenset(stem for stem in _words(unit, lexicon) if stem in _roots(lexicon))


def _alien(unit: Unit, lexicon: Lexicon) -> frozenset[str]:
    """Words that are neither everyday words nor words of the case."""
    return frozenset(stem for stem in _words(unit, lexicon) if stem not in _roots(lexicon))


def _words(unit: Unit, lexicon: Lexicon) -> list[str]:
    """The words of a sentence that tell cases apart; a capital word that nobody knows is a name, wherever it stands."""
    tokens = (unit.answer.tokens[place] for place in unit.places)
    return [
        stem
        for stem, text, token in zip(unit.stems, unit.texts, tokens, strict=True)
        if token.kind == "word"
        and (not token.capital or lexicon.knows(text))
        and len(stem) >= 3
        and _rank().get(stem, EVERYDAY) >= EVERYDAY
        and text not in FUNCTION_WORDS
        and text not in _DAYS
        and text not in NUMBER_WORDS
    ]


@lru_cache(maxsize=1)
def _rank() -> dict[str, int]:
    """Place of a stem among the commonest words, 0 the commonest."""
    ranks: dict[str, int] = {}
    for place, word in enumerate(RANKED):
        ranks.setdefault(root(word), place)
    return ranks


@lru_cache(maxsize=64)
def _roots(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(root(word) for word in lexicon.words)


@lru_cache(maxsize=512)
def _lines(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    answer = Answer(text)
    found = (sentence_text(answer, span, lexicon) for span in answer.sentences)
    return tuple(line for line in found if len(line.split()) >= _SHORTEST)


@lru_cache(maxsize=256)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in Answer(text).tokens if token.kind == "number")


@lru_cache(maxsize=512)
def _log(count: int) -> int:
    """log(1 + count) in thousandths, a whole number on every machine."""
    return round(1000 * math.log1p(count))
