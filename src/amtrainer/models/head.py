"""From vectors to strengths: how near a sentence is to what an author wrote as examples, and how far from the near-misses.

Eight similarities go through one linear rule (ridge regression, trained by training/train_head.py on the sentences that
raters quoted), then through a line with corners that puts the raters' level borders at the cuts of `MeaningModel`.
No feature counts words, figures or question marks: length and polish cannot move it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from amtrainer.models.encoder import Steps

FEATURES = (
    "nearest example",
    "mean of the three nearest examples",
    "nearest near-miss",
    "mean of the three nearest near-misses",
    "likeness to the act's own words",
    "along the line from near-misses to examples",
    "nearest example, against how alike the examples are",
    "nearest example, against how alike examples and near-misses are",
)

NEARER_A_MISS = (
    0.49  # the most for a sentence that is nearer a near-miss than any example: authors correct the reader so
)


@dataclass(frozen=True, slots=True)
class Examples:
    """The vectors of one act: examples, near-misses and the act's own words, row by row."""

    like: int  # how many rows are examples; near-misses follow, and the act's own words are the last row
    rows: npt.NDArray[np.float32]
    squares: npt.NDArray[np.float64]  # of the rows' lengths
    alike: float  # mean likeness between the examples
    apart: float  # mean likeness of an example to its nearest near-miss

    @classmethod
    def of(cls, like: Steps, unlike: Steps, says: Steps) -> Examples:
        apart = round(float(_likeness(like, unlike).max(axis=1).mean()), 4)
        rows = np.concatenate([like, unlike, says[None, :]]).astype(np.float32)
        return cls(len(like), rows, _squares(rows), _alikeness(like), apart)

    def cosines(self, vector: Steps) -> list[float]:
        """Likeness of a vector to each row, rounded to 1/10000, so that processors agree."""
        wide = vector.astype(np.float32)
        sums = (self.rows @ wide).astype(np.float64)
        sizes = np.sqrt(self.squares * _squares(wide[None, :])[0])
        return [round(x, 4) for x in (sums / np.maximum(sizes, 1.0)).tolist()]


@dataclass(frozen=True, slots=True)
class Head:
    """The linear rule and the line that calibrates it."""

    weights: tuple[float, ...]
    bias: float
    corners: tuple[tuple[float, float], ...]  # (raw, strength), rising in both

    def strength(self, vector: Steps, examples: Examples) -> float:
        """How strongly a sentence does the act: 0..1, rounded to 1/1000."""
        found = features(vector, examples)
        raw = self.bias + sum(w * f for w, f in zip(self.weights, found, strict=True))
        xs, ys = zip(*self.corners, strict=True)
        most = NEARER_A_MISS if found[2] > found[0] else 1.0
        return min(most, round(float(np.interp(raw, xs, ys)), 3))


def features(vector: Steps, examples: Examples) -> tuple[float, ...]:
    """The eight similarities of FEATURES."""
    *rows, says = examples.cosines(vector)
    like, unlike = sorted(rows[: examples.like], reverse=True), sorted(rows[examples.like :], reverse=True)
    return (
        like[0],
        _mean(like[:3]),
        unlike[0],
        _mean(unlike[:3]),
        says,
        _mean(like) - _mean(unlike),
        like[0] - examples.alike,
        like[0] - examples.apart,
    )


def _likeness(one: Steps, other: Steps) -> npt.NDArray[np.float64]:
    """Cosines between rows: whole sums, then one division. Sums of 384 products stay below 2**24, so float32 holds
    each of them exactly, in any order."""
    wide, tall = one.astype(np.float32), other.astype(np.float32)
    sums = (wide @ tall.T).astype(np.float64)
    sizes = np.sqrt(np.outer(_squares(wide), _squares(tall)))
    cosines: npt.NDArray[np.float64] = sums / np.maximum(sizes, 1.0)
    return cosines


def _squares(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    squares: npt.NDArray[np.float64] = (rows * rows).sum(axis=1).astype(np.float64)
    return squares


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _alikeness(rows: Steps) -> float:
    """Mean similarity between different rows; 1 for a single row."""
    count = len(rows)
    if count < 2:
        return 1.0
    return round(float((_likeness(rows, rows).sum() - count) / (count * (count - 1))), 4)
