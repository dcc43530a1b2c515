"""Levels 0-4 from a number: agreement, and the borders that agree best."""

from __future__ import annotations

import numpy as np


def kappa(reference: np.ndarray, given: np.ndarray) -> float:
    """Quadratic weighted kappa of levels 0-4 (Cohen 1968)."""
    seen = np.zeros((5, 5))
    np.add.at(seen, (reference, given), 1)
    far = np.subtract.outer(np.arange(5), np.arange(5)) ** 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    return float(1 - (far * seen).sum() / (far * chance).sum())


def borders(values: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """The four borders between levels that give the best kappa, by coordinate search."""
    best = np.quantile(values, [float(np.mean(levels <= k)) for k in range(4)])
    for _ in range(4):
        for place in range(4):
            tries = [
                np.sort(np.where(np.arange(4) == place, v, best))
                for v in np.quantile(values, np.linspace(0.02, 0.98, 97))
            ]
            best = max([best, *tries], key=lambda cut: kappa(levels, np.searchsorted(cut, values)))
    return best
