"""What is learned about gates from rated answers: a kernel for each gate, and one rule over all of them.

1. A sentence that a rater quoted for a gate is worth 1 there; the sentences of answers for which nobody named the gate are
   worth 0. Together with the author's sentences these make the kernel of the gate.
2. Over all gates one logistic regression tells from the likeness and the signs of a sentence (`scoring/breach.py`) whether
   it was quoted. While it is learned an answer never stands in the kernel it is read by. Gates that nobody rated have a rule
   of their own, learned from what the author's sentences alone say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from amtrainer.models.encoder import Steps
from amtrainer.models.likeness import GATES_RIDGE, STEP, Kernel, Rules, breach_row, fit, gated, key_of, squares
from amtrainer.scoring.breach import Signs
from amtrainer.scoring.likeness import Topic

PENALTY = 30.0
QUOTED, NAMED_BY_ONE, CLEAN, BESIDE = 1.0, 0.6, 0.3, 0.02  # weights of sentences in a kernel
STEPS = 60
EASE = -0.1  # of the log odds: how much less than even is enough; below 0, more than even (a false alarm costs dearly)


@dataclass(frozen=True)
class Gated:
    """One gate of one rated answer, with what can break it."""

    answer: str
    scenario: str
    gate: str
    topic: Topic
    named: int  # 0 by nobody, 1 by one of two, 2 by all raters
    sentences: Steps
    signs: tuple[Signs, ...]
    quoted: tuple[int, ...]  # sentences that a rater quoted for it


Author = tuple[Steps, np.ndarray, np.ndarray]


def learn_gates(
    cells: Sequence[Gated], vector: Callable[[str], Steps], *, known: bool
) -> tuple[dict[str, Kernel], Rules]:
    """Kernels of the rated gates, and the rules; with `known=False` no kernels."""
    by_topic: dict[str, list[Gated]] = defaultdict(list)
    for cell in cells:
        by_topic[key_of(cell.topic)].append(cell)
    written = {key: gated(mine[0].topic, vector) for key, mine in by_topic.items()}
    alone = {key: _alone(mine, written[key]) for key, mine in by_topic.items()}
    first = _rule(by_topic, alone)
    if not known:
        return {}, (first, first)
    held = {key: _held_out(mine, written[key]) for key, mine in by_topic.items()}
    kernels = {key: fit(*_rows(mine, written[key]), GATES_RIDGE) for key, mine in by_topic.items()}
    return kernels, (first, _rule(by_topic, held))


def _rows(cells: Sequence[Gated], written: Author) -> Author:
    """All known sentences of a gate: those of the answers first, in their order."""
    parts = [_worths(cell) for cell in cells]
    rows = np.concatenate([*(cell.sentences for cell in cells), written[0]])
    worths = np.concatenate([*(worth for worth, _ in parts), written[1]])
    return rows, worths, np.concatenate([*(weight for _, weight in parts), written[2]])


def _worths(cell: Gated) -> tuple[np.ndarray, np.ndarray]:
    quoted = np.isin(np.arange(len(cell.sentences)), cell.quoted) & (cell.named > 0)
    weights = np.where(quoted, QUOTED if cell.named == 2 else NAMED_BY_ONE, BESIDE if cell.named else CLEAN)
    return quoted.astype(float), weights


def _alone(cells: Sequence[Gated], written: Author) -> list[np.ndarray]:
    """Likeness of every sentence by the author's sentences alone."""
    kernel = fit(*written, GATES_RIDGE)
    return [np.array(kernel.of(cell.sentences)) if len(cell.sentences) else np.zeros(0) for cell in cells]


def _held_out(cells: Sequence[Gated], written: Author) -> list[np.ndarray]:
    """Likeness of every sentence with its own answer left out of the kernel (see rated.py)."""
    rows, y, w = _rows(cells, written)
    mean = float(np.average(y, weights=w))
    inverse = np.linalg.inv(squares(rows, rows) / float(STEP * STEP) + np.diag(GATES_RIDGE / w))
    told = inverse @ (y - mean)
    out, start = [], 0
    for cell in cells:
        own = slice(start, start + len(cell.sentences))
        start = own.stop
        left = y[own] - np.linalg.solve(inverse[own, own], told[own]) if len(cell.sentences) else np.zeros(0)
        out.append(1000 * left)
    return out


def _rule(by_topic: dict[str, list[Gated]], likeness: dict[str, list[np.ndarray]]) -> tuple[float, ...]:
    """Weights over a `breach_row` by logistic regression, as they apply to the numbers as they are."""
    rows: list[tuple[float, ...]] = []
    wanted: list[float] = []
    for key, mine in by_topic.items():
        for cell, values in zip(mine, likeness[key], strict=True):
            for place, (value, sign) in enumerate(zip(values, cell.signs, strict=True)):
                rows.append(breach_row(round(float(value)), cell.gate, sign))
                wanted.append(float(place in cell.quoted))
    x, y = np.array(rows)[:, :-1], np.array(wanted)
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([(x - mean) / deviation, np.ones(len(x))])
    penalty = PENALTY * np.eye(z.shape[1])
    penalty[-1, -1] = 0
    weights = np.zeros(z.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-z @ weights))
        curve = z.T @ (z * (told * (1 - told) + 1e-6)[:, None]) + penalty
        weights += np.linalg.solve(curve, z.T @ (y - told) - penalty @ weights)
    plain = weights[:-1] / deviation
    return (*(round(float(w), 4) for w in plain), round(float(weights[-1] - mean @ plain) + EASE, 4))
