"""The words of a sentence beside its vector: which word stems it holds, and how rare each is.

A vector tells what a sentence is about and forgives other words; rare words in common tell that the very same thing is said.
A row of both is what a kernel knows of a sentence. Whole numbers throughout.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import snowballstemmer

from amtrainer.models.encoder import Steps

SIZE = 384  # bytes of the vector in a row
MOST = 48  # stems of a sentence
WIDTH = SIZE + 3 * MOST  # two bytes name a stem, one is its weight
LEAST = 2  # sentences that hold a stem before it is known
STEP = 10_000  # a cosine of 1, and a weight of one level
_WORDS = re.compile(r"[^\W_]+(?:['’][a-z]+)?|[?%€]")
_STEMMER = snowballstemmer.stemmer("english")


class Stems:
    """Known stems and their weights: 10 ln(sentences / sentences that hold it). Place 0 is no stem."""

    def __init__(self, names: Sequence[str], weights: Sequence[int]) -> None:
        self.names = tuple(names)
        self.weights = tuple(int(weight) for weight in weights)
        self._place = {name: place for place, name in enumerate(self.names, start=1)}

    @classmethod
    def counted(cls, sentences: Iterable[str]) -> Stems:
        """The stems of these sentences."""
        found = [set(stems(sentence)) for sentence in sentences]
        counts = Counter(stem for row in found for stem in row)
        names = sorted(stem for stem, count in counts.items() if count >= LEAST)
        return cls(names, [min(127, round(10 * math.log(len(found) / counts[name]))) for name in names])

    def row(self, vector: Steps, sentence: str) -> Steps:
        """A sentence as kernels read it: WIDTH bytes."""
        places = sorted({place for stem in stems(sentence) if (place := self._place.get(stem))})[:MOST]
        ids = np.zeros(MOST, dtype="<u2")
        weights = np.zeros(MOST, dtype=np.int8)
        ids[: len(places)] = places
        weights[: len(places)] = [self.weights[place - 1] for place in places]
        return np.concatenate([vector, ids.view(np.int8), weights])


def stems(sentence: str) -> list[str]:
    """The stems of a sentence, with marks that mean something."""
    return [_stem(word) for word in _WORDS.findall(sentence.lower())]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def shared(rows: Steps, others: Steps) -> npt.NDArray[np.int64]:
    """Cosines of weighted stems, in whole steps: rows by others. 0 where one of them is a vector alone."""
    out = np.zeros((len(rows), len(others)), dtype=np.int64)
    if rows.shape[1] != WIDTH or others.shape[1] != WIDTH:
        return out
    (ids, squares), (other_ids, other_squares) = _opened(rows), _opened(others)
    sizes, other_sizes = squares.sum(axis=1), other_squares.sum(axis=1)
    table = np.zeros(1 << 16, dtype=np.int64)
    for place, (named, worths) in enumerate(zip(other_ids, other_squares, strict=True)):
        table[named] = worths
        lengths = np.sqrt((sizes * other_sizes[place]).astype(np.float64))
        out[:, place] = np.rint(STEP * table[ids].sum(axis=1) / np.maximum(lengths, 1))
        table[named] = 0
    return out


def _opened(rows: Steps) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.int64]]:
    """Names of stems and their squared weights."""
    packed = np.ascontiguousarray(rows[:, SIZE : SIZE + 2 * MOST])
    weights = rows[:, SIZE + 2 * MOST :].astype(np.int64)
    return packed.view("<u2"), weights * weights
