"""How far the marks agree with the rated answers, beside what simpler means reach.

    python bench/scoring/run.py [--write] [--quick]
    python bench/scoring/run.py --only d08      one scenario, each criterion by itself; no answer is shown
    python bench/scoring/run.py --only i01-q1   one question of an interview; i01 takes all of them together

The shipped scorer is marked on every rated answer whose scenario ships. Baselines are trained leave-scenarios-out and
leave-answers-out by `corpus/folds.yaml`; they need scikit-learn and are left out where it is missing (`--quick` leaves them
out as well). Figures are those of the data card: reference level = mean of the raters, half up; natural dialogues, answers
to order and interviews apart; quadratic weighted kappa with a bootstrap interval over answers; pairs of criteria within an
answer; AUC for level 3 and more; totals; gates. A figure says "agrees with these raters", who are two language models.
"""

from __future__ import annotations

import json
import math
import platform
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.panel.agreement import adjacent, auc, bootstrap, exact, kappa, pair_accuracy
from amtrainer.scoring.assess import Assessment, assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.score import total
from amtrainer.scoring.sections import sections
from amtrainer.simulation.handed import work_for

HERE = Path(__file__).resolve().parent
KINDS = ("natural", "to order", "interview")


def half_up(values: list[int]) -> int:
    return math.floor(sum(values) / len(values) + 0.5)


class Corpus:
    """The rated answers with their reference levels and gates."""

    def __init__(self) -> None:
        self.answers = yaml.safe_load((HERE / "corpus" / "answers.yaml").read_text(encoding="utf-8"))
        self.folds = yaml.safe_load((HERE / "corpus" / "folds.yaml").read_text(encoding="utf-8"))
        self.levels: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.gates: dict[str, list[set[str]]] = defaultdict(list)
        for line in (HERE / "corpus" / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
            rating = json.loads(line)
            self.gates[rating["id"]].append({gate for gate, _ in rating["gates"]})
            for criterion, level in rating["levels"].items():
                self.levels[rating["id"]][criterion].append(level)

    @staticmethod
    def kind(answer: dict[str, Any]) -> str:
        if answer["scenario"].startswith("I"):
            return "interview"
        return "to order" if answer["intent"] == "to-order" else "natural"

    def reference(self, answer: str) -> dict[str, int]:
        return {criterion: half_up(levels) for criterion, levels in self.levels[answer].items()}


Cells = dict[str, list[tuple[int, int]]]  # answer id -> (reference, given) of its criteria


def figures(cells: Cells) -> dict[str, Any]:
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


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def raters(corpus: Corpus) -> dict[str, Any]:
    """The raters against each other, where two rated."""
    cells: dict[str, Cells] = {kind: {} for kind in KINDS}
    for answer in corpus.answers:
        both = [tuple(levels) for levels in corpus.levels[answer["id"]].values() if len(levels) == 2]
        if both:
            cells[corpus.kind(answer)][answer["id"]] = both
    return {kind: figures(found) for kind, found in cells.items() if found}


def shipped(corpus: Corpus) -> dict[str, Any]:
    """The scorer as it ships, on all rated answers of scenarios that ship."""
    by_scenario: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for answer in corpus.answers:
        by_scenario[answer["scenario"].lower()].append(answer)
    cells: dict[str, Cells] = {kind: {} for kind in KINDS}
    totals: dict[str, list[tuple[float, float]]] = defaultdict(list)
    gates = {"given": 0, "right": 0, "named_by_all": 0, "caught": 0}
    spent: list[float] = []
    per: dict[str, Any] = {}
    for number, answers in sorted(by_scenario.items()):
        scenario, _, beat = number.partition("-")
        try:
            scoring = scoring_of(scenario, "practice")
        except Exception:
            continue
        rubric = scoring.scenario.parts[beat] if beat else scoring.scenario
        assessor_of(rubric, scoring.model).warm()
        mine: Cells = {}
        for answer in answers:
            began = time.perf_counter()
            found = assessed(scoring, answer)
            spent.append(1000 * (time.perf_counter() - began))
            reference = corpus.reference(answer["id"])
            levels = {c.ref: (found.levels[c.id], c.weight) for c in rubric.criteria}
            mine[answer["id"]] = [(level, levels[ref][0]) for ref, level in reference.items()]
            either, everyone = set.union(*corpus.gates[answer["id"]]), set.intersection(*corpus.gates[answer["id"]])
            wanted = total([(levels[ref][1], level) for ref, level in reference.items()]) or 0
            cap = min((CAPS[gate] for gate in everyone), default=100)
            totals[corpus.kind(answer)].append((min(wanted, cap), capped(found) or 0))
            hit = {gate.id for gate in found.gates}
            gates["given"] += len(hit)
            gates["right"] += len(hit & either)
            gates["named_by_all"] += len(everyone)
            gates["caught"] += len(everyone & hit)
        for answer in answers:
            cells[corpus.kind(answer)][answer["id"]] = mine[answer["id"]]
        per[number] = {"qwk": rounded(kappa([pair for found in mine.values() for pair in found])), "answers": len(mine)}
    report: dict[str, Any] = {kind: figures(found) for kind, found in cells.items() if found}
    for kind, told in totals.items():
        report[kind] |= {
            "total_pearson": rounded(pearson(told)),
            "total_mae": round(sum(abs(a - b) for a, b in told) / len(told), 1),
        }
    spent.sort()
    return {
        **report,
        "gates": {
            **gates,
            "precision": rounded(gates["right"] / max(1, gates["given"])),
            "recall": rounded(gates["caught"] / max(1, gates["named_by_all"])),
        },
        "milliseconds": {"median": round(spent[len(spent) // 2]), "p95": round(spent[int(0.95 * len(spent))])},
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "by_scenario": per,
    }


CAPS = {"G1": 40, "G2": 40, "G3": 30, "G4": 20, "G5": 50, "G6": 50, "G7": 60, "G8": 10, "G9": 30}


def pearson(pairs: list[tuple[float, float]]) -> float | None:
    count = len(pairs)
    a, b = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    top = sum((x - a) * (y - b) for x, y in pairs)
    under = math.sqrt(sum((x - a) ** 2 for x, _ in pairs) * sum((y - b) ** 2 for _, y in pairs))
    return top / under if under else None


def assessed(scoring: Scoring, answer: dict[str, Any]) -> Assessment:
    """What the scorer finds in a rated answer; one to an interview question by the rubric of that question."""
    beat = answer["scenario"].lower().partition("-")[2]
    item = {"id": answer["id"], "text": answer["text"], **({"beat": beat} if beat else {})}
    part = sections(scoring.scenario, work_for(scoring.scenario, item))[0]
    return assessor_of(part.rubric, scoring.model).assess(part.work)


def one(corpus: Corpus, number: str) -> None:
    """Agreement on one scenario: each criterion, and how the levels lie (rows: reference 0-4, columns: given 0-4)."""
    scoring = scoring_of(number.partition("-")[0], "practice")
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    cells: dict[str, Cells] = {kind: {} for kind in KINDS}
    for answer in corpus.answers:
        mine = answer["scenario"].lower()
        if mine == number or (number == "i01" and mine.startswith("i01-")):
            found = assessed(scoring, answer)
            given = {judged.criterion.ref: judged.level for judged in found.judged}
            reference = corpus.reference(answer["id"])
            cells[corpus.kind(answer)][answer["id"]] = [(level, given[ref]) for ref, level in reference.items()]
            for ref, level in reference.items():
                pairs[corpus.kind(answer), ref].append((level, given[ref]))
    for kind in KINDS:
        rows = {ref: found for (one_kind, ref), found in pairs.items() if one_kind == kind}
        if not rows:
            continue
        print(kind, json.dumps(figures(cells[kind])))
        for ref, found in rows.items():
            table = [[sum(pair == (row, column) for pair in found) for column in range(5)] for row in range(5)]
            print(f"  {ref}  qwk {rounded(kappa(found))}  {table}")


def main() -> None:
    corpus = Corpus()
    if "--only" in sys.argv:
        one(corpus, sys.argv[sys.argv.index("--only") + 1].lower())
        return
    report: dict[str, Any] = {
        "machine": f"{platform.machine()}, {platform.python_version()}; other jobs were running",
        "raters": raters(corpus),
        "shipped": shipped(corpus),
    }
    if "--quick" not in sys.argv:
        sys.path.insert(0, str(HERE))
        try:
            from baselines import baselines
        except ImportError as error:
            report["baselines"] = f"left out: {error}"
        else:
            report["baselines"] = baselines(corpus, figures)
    text = json.dumps(report, indent=1)
    print(text)
    if "--write" in sys.argv:
        (HERE / "result.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
