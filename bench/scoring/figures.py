"""Figures of agreement, as the data card defines them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from amtrainer.panel.agreement import adjacent, auc, bootstrap, exact, kappa, pair_accuracy

CAPS = {"G1": 40, "G2": 40, "G3": 30, "G4": 20, "G5": 50, "G6": 50, "G7": 60, "G8": 10, "G9": 30}
KINDS = ("natural", "to order", "interview")
Cells = dict[str, list[tuple[int, int]]]  # answer id -> (reference, given) of its criteria


@dataclass(frozen=True)
class Mark:
    """What was given to one answer, beside what the raters say."""

    answer: str
    scenario: str
    kind: str
    pairs: tuple[tuple[int, int], ...]  # (reference, given) of each criterion
    wanted_total: float
    total: float
    gates: frozenset[str]
    named_by_one: frozenset[str]
    named_by_all: frozenset[str]
    graded: tuple[tuple[int, float], ...] = ()  # (reference, level and within it how like rated sentences) of each


def levels(cells: Cells) -> dict[str, Any]:
    """All figures about levels."""
    pairs = [pair for found in cells.values() for pair in found]
    interval = bootstrap(cells, kappa)
    right = [pair_accuracy(found) for found in cells.values()]
    within = bootstrap({name: [pair_accuracy(found)] for name, found in cells.items()}, _within)
    return {
        "answers": len(cells),
        "cells": len(pairs),
        "qwk": rounded(interval.value),
        "qwk_95": [rounded(interval.low), rounded(interval.high)],
        "within_answer_pairs": rounded(sum(r for r, _ in right) / max(1, sum(n for _, n in right))),
        "within_95": [rounded(within.low), rounded(within.high)],
        "auc_level_3": rounded(auc(pairs)),
        "exact": rounded(exact(pairs)),
        "adjacent": rounded(adjacent(pairs)),
    }


def _within(rows: Any) -> float | None:
    count = sum(n for _, n in rows)
    return sum(r for r, _ in rows) / count if count else None


def of(marks: Iterable[Mark]) -> dict[str, Any]:
    """All figures of one run: levels and totals by kind of answers, gates, and the kappa of each scenario."""
    marks = list(marks)
    report: dict[str, Any] = {}
    for kind in KINDS:
        mine = [mark for mark in marks if mark.kind == kind]
        if mine:
            told = [(mark.wanted_total, mark.total) for mark in mine]
            graded = [pair for mark in mine for pair in mark.graded]
            report[kind] = levels({mark.answer: list(mark.pairs) for mark in mine}) | {
                "auc_level_3_graded": rounded(auc(graded)),
                "total_pearson": rounded(pearson(told)),
                "total_mae": round(sum(abs(a - b) for a, b in told) / len(told), 1),
            }
    by_scenario: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in marks:
        by_scenario[mark.scenario].extend(mark.pairs)
    return {
        **report,
        "gates": gates(marks),
        "by_scenario": {name: rounded(kappa(pairs)) for name, pairs in sorted(by_scenario.items())},
    }


def gates(marks: list[Mark]) -> dict[str, Any]:
    """Precision against either rater, recall against all raters of an answer."""
    given = sum(len(mark.gates) for mark in marks)
    right = sum(len(mark.gates & mark.named_by_one) for mark in marks)
    named = sum(len(mark.named_by_all) for mark in marks)
    caught = sum(len(mark.gates & mark.named_by_all) for mark in marks)
    return {
        "given": given,
        "right": right,
        "named_by_all": named,
        "caught": caught,
        "precision": rounded(right / max(1, given)),
        "recall": rounded(caught / max(1, named)),
    }


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def pearson(pairs: list[tuple[float, float]]) -> float | None:
    count = len(pairs)
    a, b = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    top = sum((x - a) * (y - b) for x, y in pairs)
    under = math.sqrt(sum((x - a) ** 2 for x, _ in pairs) * sum((y - b) ** 2 for _, y in pairs))
    return top / under if under else None
