"""Whether every point has its words, and every receipt and smallest change holds: counts, no texts.

    python bench/scoring/explanations.py [--write] [--sample 60]

Points: a level above 0 of a criterion, in every rated answer whose scenario ships. A level that is earned by what is absent
or by the form shows the words of the turn. Receipts (`without`, `also`) and changes are made again by hand, on a fixed sample.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import yaml

from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import Assessment, Assessor, assessor_of
from amtrainer.scoring.edit import Edit, changed, cut
from amtrainer.scoring.explain import explain
from amtrainer.scoring.receipt import receipts
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


def main() -> None:
    size = int(sys.argv[sys.argv.index("--sample") + 1]) if "--sample" in sys.argv else 60
    rows = yaml.safe_load((HERE / "corpus" / "answers.yaml").read_text(encoding="utf-8"))
    rows = [row for row in rows if row["scenario"].startswith("D")]
    chosen = {row["id"] for row in sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).digest())[:size]}
    counts: Counter[str] = Counter()
    scorings: dict[str, Scoring | None] = {}
    for row in rows:
        number = row["scenario"].lower()
        if number not in scorings:
            try:
                scorings[number] = scoring_of(number, "practice")
            except AmtrainerError:
                scorings[number] = None
        scoring = scorings[number]
        if scoring is None:
            continue
        assessor = assessor_of(scoring.scenario, scoring.model)
        assessment = assessor.assess(work_for(scoring.scenario, {"text": row["text"]}))
        counts["answers"] += 1
        points(assessment, counts)
        if row["id"] in chosen:
            counts["answers taken apart"] += 1
            proofs(assessor, assessment, counts)
    print(json.dumps(counts, indent=1))
    if "--write" in sys.argv:
        (HERE / "explanations.json").write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
