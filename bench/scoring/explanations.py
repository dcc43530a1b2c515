"""Whether every point has its words, and every receipt and smallest change holds: counts, no texts.

    python bench/scoring/explanations.py [--write] [--only points,proofs] [--sample 60]

Points: a level above 0 of a criterion, in every rated answer whose exercise ships, interviews too. A level that is earned by what is absent
or by the form shows the words of the turn. Receipts (`without`, `also`) and changes are made again by hand, on a fixed sample.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import Assessment, Assessor, assessor_of
from amtrainer.scoring.edit import Edit, changed, cut
from amtrainer.scoring.explain import explain
from amtrainer.scoring.receipt import receipts
from amtrainer.scoring.sections import looked
from amtrainer.simulation.handed import work_for

HERE = Path(__file__).resolve().parent


def points(assessment: Assessment, counts: Counter[str]) -> None:
    for judged in assessment.judged:
        if judged.level:
            counts["levels above 0"] += 1
            counts["with words"] += bool(judged.evidence) and all(mark.quote.strip() for _, mark in judged.evidence)


def proofs(assessor: Assessor, assessment: Assessment, counts: Counter[str]) -> None:
    """Receipts and changes, made again."""
    before = assessment.levels
    for id, receipt in receipts(assessor, assessment).items():
        after = assessor.assess(cut(assessment.work, (mark.place for _, mark in receipt.shown))).levels
        counts["receipts"] += 1
        others = tuple(other for other in before if other != id and after[other] != before[other])
        counts["receipts that hold"] += (not receipt.shown) or (after[id] == receipt.without and others == receipt.also)
    for why in explain(assessor, assessment):
        if why.change is None:
            counts["no single change, said so"] += bool(why.no_change)
            counts["without a change"] += why.goal is not None
            continue
        work = changed(assessment.work, [Edit(why.change.place, why.change.new)])
        counts["changes"] += 1
        counts["changes that work"] += assessor.assess(work).levels[why.criterion] == why.change.level_to


def rated() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / "corpus" / "answers.yaml").read_text(encoding="utf-8"))
    return rows


def assessed(rows: list[dict[str, Any]]) -> Iterator[tuple[Assessor, Assessment]]:
    """What is seen in each answer whose scenario ships; every hundredth is told on stderr."""
    scorings: dict[str, Scoring | None] = {}
    for place, row in enumerate(rows, 1):
        number, _, question = row["scenario"].lower().partition("-")
        if number not in scorings:
            try:
                scorings[number] = scoring_of(number, "practice")
            except AmtrainerError:
                scorings[number] = None
        scoring = scorings[number]
        if scoring is not None:
            item = {"text": row["text"], **({"beat": question} if question else {})}
            yield looked(assessor_of(scoring.scenario, scoring.model), work_for(scoring.scenario, item))
        if place % 20 == 0:
            print(f"{place}/{len(rows)}", file=sys.stderr, flush=True)


def option(name: str, otherwise: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else otherwise


def main() -> None:
    size = int(option("--sample", "60"))
    file = HERE / "explanations.json"
    report: dict[str, dict[str, int]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    for part in option("--only", "points,proofs").split(","):
        rows, counts = rated(), Counter[str]()
        if part == "proofs":
            chosen = sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).digest())[:size]
            rows = sorted(chosen, key=lambda row: row["id"])
        for assessor, assessment in assessed(rows):
            counts["answers"] += 1
            if part == "points":
                points(assessment, counts)
            else:
                proofs(assessor, assessment, counts)
        report[part] = dict(counts)
        print(part, json.dumps(counts), flush=True)
        if "--write" in sys.argv:
            file.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
