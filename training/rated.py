"""What is learned from rated answers: a kernel and bars for each criterion. Used by train_rated.py and by the bench.

1. Each sentence of a rated answer is worth a level for a criterion: the reference level where a rater quoted it, nothing
   where nobody did. Together with the author's sentences these make the kernel of the criterion.
2. Over all criteria one ridge regression tells how the level follows from the likeness of the best sentence and from the
   level that the author's words reach, with what is known of that criterion (its mean shift, drawn to the common one).
   While it is learned an answer never stands in the kernel it is read by.
3. Borders between levels are put where the quadratic weighted kappa, and how well levels 3 and more are told from the
   others, are best together, and written as bars: the least likeness for a level, by the level that the author's words
   reach. Only these bars and the kernels ship.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from ordinal import borders, merit

from amtrainer.models.encoder import Steps
from amtrainer.models.likeness import RIDGE as KERNEL_RIDGE
from amtrainer.models.likeness import STEP, Kernel, authored, fit, key_of, squares
from amtrainer.scoring.likeness import LEVELS, SLIGHT, Bars, Topic

RIDGE = 20.0
DRAWN = 6.0  # answers' worth of the common shift
SAME = 3.0  # answers' worth of the criterion's shift, for those that reach the same level
NEVER = 99_999
LEAST = 1750  # nothing is raised by a sentence that does not come near level 2 itself
DOUBT = 0.05  # levels by which the rule must fall short before it doubts what the author's words reach
GRID = np.arange(0, 4505, 5)


@dataclass(frozen=True)
class Marked:
    """One criterion of one rated answer, with what the engine saw before it knew any rating."""

    answer: str
    scenario: str
    criterion: str
    topic: Topic
    level: int  # reference
    reached: int  # by the author's words
    sentences: Steps  # (sentences that count, 384)
    quoted: tuple[int, ...]  # which of them a rater quoted
    foreign: tuple[int, ...]  # which were quoted for another criterion


@dataclass(frozen=True)
class Learned:
    """Bars of criteria that nobody rated, and kernels and bars of those that were."""

    common: Bars
    rated: dict[str, tuple[Kernel, Bars]]


def learn(cells: Sequence[Marked], vector: Callable[[str], Steps], *, known: bool = True) -> Learned:
    """Learn from all `cells`; with `known=False` only what new scenarios need."""
    by_topic: dict[str, list[Marked]] = defaultdict(list)
    for cell in cells:
        by_topic[key_of(cell.topic)].append(cell)
    written = {key: authored(mine[0].topic, vector) for key, mine in by_topic.items()}
    likeness = {key: _best(fit(*written[key]), mine) for key, mine in by_topic.items()}
    common = _Levels(by_topic, likeness, shifts=False)
    bars = common.bars(None)
    if not known:
        return Learned(bars, {})
    for key, mine in by_topic.items():
        likeness[key] = _held_out(mine, written[key])
    levels = _Levels(by_topic, likeness, shifts=True)
    return Learned(bars, {key: (_kernel(mine, written[key]), levels.bars(mine)) for key, mine in by_topic.items()})


def _kernel(cells: Sequence[Marked], written: tuple[Steps, np.ndarray, np.ndarray]) -> Kernel:
    worths, weights = zip(*(_worths(cell) for cell in cells), strict=True)
    rows = np.concatenate([*(cell.sentences for cell in cells), written[0]])
    return fit(rows, np.concatenate([*worths, written[1]]), np.concatenate([*weights, written[2]]))


def _worths(cell: Marked) -> tuple[np.ndarray, np.ndarray]:
    """What each sentence is worth, and how sure that is: an unquoted sentence of a good answer may do the act too."""
    low = cell.level <= 1
    worths = np.full(len(cell.sentences), 0.5 * cell.level if low else 0.0)
    weights = np.full(len(cell.sentences), 1.0 if low else 0.25)
    if not low:
        weights[list(cell.foreign)] = 0.6
    worths[list(cell.quoted)] = cell.level
    weights[list(cell.quoted)] = 2.0
    return worths, weights


def _best(kernel: Kernel, cells: Sequence[Marked]) -> np.ndarray:
    """Likeness of the best sentence of each cell, as the engine takes it."""
    out = []
    for cell in cells:
        found = max(kernel.of(cell.sentences), default=0) if len(cell.sentences) else 0
        out.append(found if found >= SLIGHT else 0)
    return np.array(out, dtype=float)


def _held_out(cells: Sequence[Marked], written: tuple[Steps, np.ndarray, np.ndarray]) -> np.ndarray:
    """Likeness of the best sentence of each cell, its own answer left out of the kernel: with C the inverse of the kernel
    and its ridge, what is left over without a group g is C[g, g]^-1 (C y)[g] (Rasmussen and Williams 2006, 5.4.2)."""
    worths, weights = zip(*(_worths(cell) for cell in cells), strict=True)
    rows = np.concatenate([*(cell.sentences for cell in cells), written[0]])
    y, w = np.concatenate([*worths, written[1]]), np.concatenate([*weights, written[2]])
    mean = float(np.average(y, weights=w))
    inverse = np.linalg.inv(squares(rows, rows) / float(STEP * STEP) + np.diag(KERNEL_RIDGE / w))
    told = inverse @ (y - mean)
    out, start = [], 0
    for cell in cells:
        own = slice(start, start + len(cell.sentences))
        start = own.stop
        left = y[own] - np.linalg.solve(inverse[own, own], told[own]) if len(cell.sentences) else np.zeros(0)
        best = 1000 * float(left.max()) if len(left) else 0.0
        out.append(best if best >= SLIGHT else 0.0)
    return np.array(out)


class _Levels:
    """How levels follow from likeness and from what the author's words reach."""

    def __init__(self, by_topic: dict[str, list[Marked]], likeness: dict[str, np.ndarray], *, shifts: bool) -> None:
        cells = [cell for mine in by_topic.values() for cell in mine]
        self._shifts = shifts
        self._means = np.array([_mean([c.level for c in cells if c.reached == k], float(k)) for k in range(5)])
        rows = [
            self._row(value, cell.reached, [other for other in mine if other is not cell])
            for key, mine in by_topic.items()
            for cell, value in zip(mine, likeness[key], strict=True)
        ]
        wanted = np.array([cell.level for cell in cells])
        self._rule = _ridge(np.array(rows), wanted.astype(float))
        self._borders = borders(self._rule(np.array(rows)), wanted, merit)

    def _row(self, likeness: float, reached: int, others: Sequence[Marked]) -> list[float]:
        value = likeness / 1000
        shift = sum(c.level - self._means[c.reached] for c in others) / (len(others) + DRAWN) if others else 0.0
        here = self._means[reached] + shift
        same = [c.level for c in others if c.reached == reached]
        at_level = (sum(same) + SAME * here) / (len(same) + SAME)
        steps = [float(reached >= level) for level in LEVELS]
        known = [here, at_level] if self._shifts else []
        return [value, value * value, value * steps[1], value * steps[2], float(reached), *steps, *known]

    def bars(self, cells: Sequence[Marked] | None) -> Bars:
        """The least likeness for each level, by the level that the author's words reach."""
        return tuple(self._bars_at(reached, cells or ()) for reached in range(5))

    def _bars_at(self, reached: int, cells: Sequence[Marked]) -> tuple[int, ...]:
        told = self._rule(np.array([self._row(float(value), reached, cells) for value in GRID]))
        out: list[int] = []
        for level, border in zip(LEVELS, self._borders, strict=True):
            spared = DOUBT if level == reached else 0.0
            enough = GRID[np.maximum.accumulate(told) + spared > border]
            bar = int(enough[0]) if len(enough) else NEVER
            bar = 0 if level < reached else NEVER if level > reached + 1 else bar  # by one level at most
            bar = bar if level <= reached or bar == NEVER else max(bar, LEAST)
            out.append(max(bar, out[-1] if out else 0))
        return tuple(out)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return float(np.mean(values)) if len(values) else otherwise


def _ridge(x: np.ndarray, y: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([(x - mean) / deviation, np.ones(len(x))])
    penalty = RIDGE * np.eye(z.shape[1])
    penalty[-1, -1] = 0
    solved = np.linalg.solve(z.T @ z + penalty, z.T @ y)
    return lambda rows: np.column_stack([(rows - mean) / deviation, np.ones(len(rows))]) @ solved
