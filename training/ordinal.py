"""Levels 0-4 from a number: agreement, and the borders that agree best."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

HIGH = 3  # a level that counts as reached in full
APART = 4.0  # what telling high levels from low ones weighs beside agreement


def kappa(reference: np.ndarray, given: np.ndarray) -> float:
    """Quadratic weighted kappa of levels 0-4 (Cohen 1968)."""
    seen = np.zeros((5, 5))
    np.add.at(seen, (reference, given), 1)
    far = np.subtract.outer(np.arange(5), np.arange(5)) ** 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    return float(1 - (far * seen).sum() / (far * chance).sum())


def told_apart(reference: np.ndarray, given: np.ndarray) -> float:
    """How often a high reference level is given more than a low one, ties half (area under the curve)."""
    seen = np.zeros((2, 5))
    np.add.at(seen, ((reference >= HIGH).astype(int), given), 1)
    low, high = seen
    below = np.cumsum(low) - low
    return float((high * (below + 0.5 * low)).sum() / max(1.0, high.sum() * low.sum()))


def merit(reference: np.ndarray, given: np.ndarray) -> float:
    """Agreement, and high levels told from low ones."""
    return kappa(reference, given) + APART * told_apart(reference, given)


def borders(
    values: np.ndarray, levels: np.ndarray, best_by: Callable[[np.ndarray, np.ndarray], float] = kappa
) -> np.ndarray:
    """The four borders between levels that are best by a figure (reference, given), by coordinate search."""
    best = np.quantile(values, [float(np.mean(levels <= k)) for k in range(4)])
    for _ in range(4):
        for place in range(4):
            tries = [
                np.sort(np.where(np.arange(4) == place, v, best))
                for v in np.quantile(values, np.linspace(0.02, 0.98, 97))
            ]
            best = max([best, *tries], key=lambda cut: best_by(levels, np.searchsorted(cut, values)))
    return best
