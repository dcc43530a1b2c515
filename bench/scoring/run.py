"""How far the marks agree with the rated answers, beside what simpler means reach.

    python bench/scoring/run.py [--write] [--quick]
    python bench/scoring/run.py --only d08      one scenario, each criterion by itself; no answer is shown
    python bench/scoring/run.py --only i01-q1   one question of an interview; i01 takes all of them together

The engine is trained and marked leave-answers-out and leave-scenarios-out by `corpus/folds.yaml`, and once as it ships.
Baselines need scikit-learn (requirements.txt) and are left out where it is missing; `--quick` leaves out baselines and the
learning curve. Figures are those of the data card: reference level = mean of the raters, half up; natural dialogues, answers
to order and interviews apart; quadratic weighted kappa with a bootstrap interval over answers; pairs of criteria within an
answer; AUC for level 3 and more; totals; gates. A figure says "agrees with these raters", who are two language models.
"""

from __future__ import annotations

import json
import math
import os
import platform
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import yaml
from figures import KINDS, Cells, levels, of, rounded

from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.panel.agreement import kappa, pair_accuracy
from amtrainer.scoring.assess import Assessment, assessor_of
from amtrainer.scoring.sections import sections
from amtrainer.simulation.handed import work_for

HERE = Path(__file__).resolve().parent


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
        return {
            criterion: math.floor(sum(given) / len(given) + 0.5) for criterion, given in self.levels[answer].items()
        }


def raters(corpus: Corpus) -> dict[str, Any]:
    """The raters against each other, where two rated."""
    cells: dict[str, Cells] = {kind: {} for kind in KINDS}
    for answer in corpus.answers:
        both = [(given[0], given[1]) for given in corpus.levels[answer["id"]].values() if len(given) == 2]
        if both:
            cells[corpus.kind(answer)][answer["id"]] = both
    return {kind: levels(found) for kind, found in cells.items() if found}


def curve(trial: Any) -> dict[str, Any]:
    """Agreement by the share of the rated answers that was learned from."""
    out: dict[str, Any] = {}
    for part, kinds in trial.curve().items():
        out[part] = {}
        for kind, rows in kinds.items():
            by_answer: Cells = defaultdict(list)
            for answer, pair in rows:
                by_answer[answer].append(pair)
            right = [pair_accuracy(pairs) for pairs in by_answer.values()]
            within = sum(r for r, _ in right) / max(1, sum(n for _, n in right))
            out[part][kind] = {
                "qwk": rounded(kappa([pair for _, pair in rows])),
                "within_answer_pairs": rounded(within),
            }
    return out


def speed() -> Any:
    """Milliseconds and memory of the shipped engine, in a process of its own."""
    done = subprocess.run([sys.executable, str(HERE / "speed.py")], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


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
        print(kind, json.dumps(levels(cells[kind])))
        for ref, found in rows.items():
            table = [[sum(pair == (row, column) for pair in found) for column in range(5)] for row in range(5)]
            print(f"  {ref}  qwk {rounded(kappa(found))}  {table}")


def main() -> None:
    corpus = Corpus()
    if "--only" in sys.argv:
        one(corpus, sys.argv[sys.argv.index("--only") + 1].lower())
        return
    from protocols import Trial

    trial = Trial(corpus)
    load = f", load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    report: dict[str, Any] = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}{load}: other jobs ran; times are upper bounds",
        "raters": raters(corpus),
        **{name: of(marks) for name, marks in trial.runs().items()},
        "speed": speed(),
    }
    if "--quick" not in sys.argv:
        report["learning_curve"] = curve(trial)
        try:
            from baselines import baselines
        except ImportError as error:
            report["baselines"] = f"left out: {error}"
        else:
            report["baselines"] = baselines(corpus, levels)
    text = json.dumps(report, indent=1)
    print(text)
    if "--write" in sys.argv:
        (HERE / "result.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
