"""How far the marks agree with the rated answers of `bench/scoring/corpus`, for the scenarios that ship.

    python bench/scoring/agree.py [--write]

Figures as the data card defines them: reference level = mean of the raters, half up; quadratic weighted kappa over all cells
with a bootstrap interval over answers; within-answer pair accuracy; totals; natural answers and answers to order apart.
The author of d01 and d03 did not read these answers; the rules and the head were made with them at hand, so this is
development data and no sealed test.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import yaml

from amtrainer.authoring import open_scoring

HERE = Path(__file__).resolve().parent
SCENARIOS = ("d01", "d03")


def half_up(values: list[int]) -> int:
    return math.floor(sum(values) / len(values) + 0.5)


def kappa(cells: np.ndarray) -> float:
    """Quadratic weighted kappa of rows (reference, given), levels 0-4."""
    seen = np.zeros((5, 5))
    np.add.at(seen, (cells[:, 0], cells[:, 1]), 1)
    far = np.subtract.outer(np.arange(5), np.arange(5)) ** 2
    return float(1 - (far * seen).sum() / (far * np.outer(seen.sum(1), seen.sum(0)) / seen.sum()).sum())


def main() -> None:
    answers = yaml.safe_load((HERE / "corpus" / "answers.yaml").read_text(encoding="utf-8"))
    levels: dict[tuple[str, str], list[int]] = defaultdict(list)
    gates: dict[str, list[set[str]]] = defaultdict(list)
    for line in (HERE / "corpus" / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
        rating = json.loads(line)
        gates[rating["id"]].append({gate for gate, _ in rating["gates"]})
        for criterion, level in rating["levels"].items():
            levels[rating["id"], criterion].append(level)
    rows: dict[str, dict[str, list[tuple[int, int]]]] = {"natural": defaultdict(list), "to order": defaultdict(list)}
    totals: dict[str, list[tuple[float, float]]] = defaultdict(list)
    right = given = wanted = caught = 0
    for number in SCENARIOS:
        scoring = open_scoring(number, "practice")
        for place, answer in enumerate(a for a in answers if a["scenario"].lower() == number):
            kind = "to order" if answer["intent"] == "to-order" else "natural"
            card = scoring.result({"id": answer["id"], "text": answer["text"]}, place)
            weighed = 0.0
            for criterion in card["criteria"]:
                reference = half_up(levels[answer["id"], criterion["ref"]])
                rows[kind][answer["id"]].append((reference, criterion["level"]))
                weighed += criterion["weight"] * min(reference, 3) / 3
            totals[kind].append((weighed, float(card["uncapped"])))
            either, all_raters = set.union(*gates[answer["id"]]), set.intersection(*gates[answer["id"]])
            hit = {gate["id"] for gate in card["gates"]}
            given, right = given + len(hit), right + len(hit & either)
            wanted, caught = wanted + len(all_raters), caught + len(all_raters & hit)
    report: dict[str, object] = {"scenarios": SCENARIOS}
    for kind, by_answer in rows.items():
        names, random = list(by_answer), np.random.default_rng(0)
        cells = np.array([cell for name in names for cell in by_answer[name]])
        boots = sorted(
            kappa(np.array([cell for name in random.choice(names, len(names)) for cell in by_answer[name]]))
            for _ in range(500)
        )
        pairs = [
            0.5 if a[1] == b[1] else float(a[1] > b[1])
            for cells_ in by_answer.values()
            for a in cells_
            for b in cells_
            if a[0] - b[0] >= 2
        ]
        told = np.array(totals[kind])
        report[kind] = {
            "answers": len(names),
            "cells": len(cells),
            "qwk": round(kappa(cells), 3),
            "qwk_95": [round(boots[12], 3), round(boots[487], 3)],
            "within_answer_pairs": round(sum(pairs) / len(pairs), 3),
            "total_pearson": round(float(np.corrcoef(told.T)[0, 1]), 3),
            "total_mae": round(float(np.abs(told[:, 0] - told[:, 1]).mean()), 1),
        }
    report["gates"] = {
        "given": given,
        "precision": round(right / max(given, 1), 2),
        "named_by_all": wanted,
        "recall": round(caught / max(wanted, 1), 2),
    }
    text = json.dumps(report, indent=1)
    print(text)
    if "--write" in sys.argv:
        (HERE / "agree.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
