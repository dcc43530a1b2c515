"""Sentences of the model answer to another exercise: written for another case, whatever names and figures stand in them now.

Model answers are shown after a session, so anybody has them at hand. A table that ships (`Sources`) holds prints of every row of
five words of theirs, without names, figures, days and words that English does not commonly know; rows that stand in model
answers to different cases are nobody's and are left out. A sentence is borrowed where such rows make up most of it. One
borrowed sentence says nothing (people learn from model answers), several that make up a work are no answer to this case.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.common import KNOWN
from amtrainer.scoring.dates import MONTHS, WEEKDAYS
from amtrainer.scoring.numbers import CURRENCIES
from amtrainer.scoring.passages import Unit
from amtrainer.scoring.words import FUNCTION_WORDS, NUMBER_WORDS, row

RUN: Final = 5  # words that make a print
FEWEST_WORDS: Final = 6  # of a sentence that can tell
FEWEST: Final = 2  # borrowed sentences
MANY: Final = 5  # so many are no chance, whatever stands beside them
_OF_SENTENCE: Final = 0.6  # of its words, in rows that are known
_PART_OF_SENTENCE: Final = 0.2  # the same in a work that is borrowed as a whole
_OF_WORK: Final = 0.5  # of the sentences that can tell
_MOST_OF_WORK: Final = 0.75
_COPIED: Final = 0.2  # of the prints of an exercise that does not ship
_ENGLISH: Final = KNOWN | FUNCTION_WORDS
_UNITS: Final = frozenset(
    row("second minute hour day week month quarter year seconds minutes hours days weeks months quarters years percent")
)
_FIGURES: Final = frozenset(
    (
        *MONTHS,
        *WEEKDAYS,
        *NUMBER_WORDS,
        *CURRENCIES,
        *_UNITS,
        *row("hundred thousand million noon midnight am pm st nd rd th"),
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Prints of the model answers that ship."""

    ids: tuple[str, ...]  # of exercises
    owners: Mapping[int, tuple[int, ...]]  # print -> places of the exercises whose model answers have it
    kin: Mapping[
        int, frozenset[int]
    ]  # place -> exercises on the same case or with the same questions, itself among them

    def own(self, id: str) -> frozenset[int] | None:
        """The exercises that are no strangers to this one, whose variants ask the same; None if it does not ship."""
        base = id.rpartition(":")[2].partition("/")[0]
        return self.kin[self.ids.index(base)] if base in self.ids else None

    def origins(self, own: frozenset[int]) -> frozenset[int]:
        """The exercises that one with these prints was made from: whoever begins with a copy keeps some of its words."""
        count = Counter(owner for one in own for owner in self.owners.get(one, ()))
        return frozenset(place for place, found in count.items() if found >= _COPIED * len(own))


def borrowed(rows: Sequence[Unit], sources: Sources | None, id: str, own: tuple[str, ...]) -> list[Unit]:
    """The sentences taken from model answers to other exercises, where they make up the work; else none. `own` are texts that
    belong to this exercise, `id` is its name."""
    if sources is None:
        return []
    kin = sources.own(id)
    theirs = _Theirs(sources, kin or frozenset())
    telling = [unit for unit in rows if len(_prints(unit)) > FEWEST_WORDS - RUN]
    if sum(theirs.share(unit) >= _OF_SENTENCE for unit in telling) < FEWEST:
        return []
    mine = own_prints(own)
    theirs = _Theirs(sources, sources.origins(mine) if kin is None else kin, mine)
    held = sum(theirs.share(unit) >= _OF_SENTENCE for unit in telling)
    if held < FEWEST or (held < MANY and held < _OF_WORK * len(telling)):
        return []
    most = held >= _MOST_OF_WORK * len(telling)  # then what is too short to tell belongs to it
    least = _PART_OF_SENTENCE if most else _OF_SENTENCE
    return [unit for unit in rows if theirs.share(unit) >= least or (most and not _prints(unit))]


@dataclass(frozen=True, slots=True)
class _Theirs:
    """What is known of strangers' model answers, less what is one's own."""

    sources: Sources
    kin: frozenset[int]
    mine: frozenset[int] = frozenset()

    def share(self, unit: Unit) -> float:
        """How much of a sentence stands in rows of words that are theirs."""
        seen = _prints(unit)
        held: set[int] = set()
        for start, one in enumerate(seen):
            if one not in self.mine and not self.kin.issuperset(self.sources.owners.get(one, ())):
                held.update(range(start, start + RUN))
        return len(held) / (len(seen) + RUN - 1)


def prints(text: str) -> Iterator[int]:
    """The prints of a text, sentence by sentence."""
    answer = Answer(text)
    for span in answer.sentences:
        yield from _of(answer, answer.within(span))


@lru_cache(maxsize=64)
def own_prints(texts: tuple[str, ...]) -> frozenset[int]:
    """The prints of all of these texts."""
    return frozenset(one for text in texts for one in prints(text))


@lru_cache(maxsize=1024)
def _prints(unit: Unit) -> tuple[int, ...]:
    return _of(unit.answer, unit.places)


def _of(answer: Answer, places: Iterable[int]) -> tuple[int, ...]:
    """One print for every row of five words that are neither names nor figures."""
    tokens = (answer.tokens[place] for place in places)
    words = [token.stem for token in tokens if token.text in _ENGLISH and token.text not in _FIGURES]
    return tuple(
        zlib.crc32(" ".join(words[start : start + RUN]).encode("utf-8")) for start in range(len(words) - RUN + 1)
    )
