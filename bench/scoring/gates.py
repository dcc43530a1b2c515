"""Which gates the marks break, and which the raters name: counts, no texts.

    python bench/scoring/gates.py [--write]

For each shipped scenario and gate: how often the marks break it (`given`), how often either rater names it there (`right`),
how often all raters name it (`named`), and how often the marks then break it too (`caught`). Precision is right / given,
recall is caught / named. Gates that the raters name and the scenario does not have stand apart: they cannot be broken.

This is the engine as it ships, which has learned from these very answers: it shows that nothing broke, not how good it is.
Held-out figures of gates stand in result.json (leave answers out, leave scenarios out).

The general rules were written with the first three folds of `leave_answers_out` at hand, so the other two stand apart.
A figure says "agrees with these raters", who are two language models.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from run import Corpus

from amtrainer.authoring.marking import scoring_of
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.gates import ALWAYS
from amtrainer.simulation.handed import work_for

HERE = Path(__file__).resolve().parent
COUNTS = ("given", "right", "named", "caught")
SEEN = ("fold1", "fold2", "fold3")


def counted(corpus: Corpus) -> dict[tuple[str, str, str], Counter[str]]:
    """(part of the corpus, scenario, gate) -> counts."""
    seen = {answer for fold in SEEN for answer in corpus.folds["leave_answers_out"][fold]}
    out: dict[tuple[str, str, str], Counter[str]] = {}
    for number in sorted({answer["scenario"] for answer in corpus.answers if answer["scenario"].startswith("D")}):
        try:
            scoring = scoring_of(number.lower(), "practice")
        except AmtrainerError:
            continue
        assessor = assessor_of(scoring.scenario, scoring.model)
        has = {gate.id for gate in scoring.scenario.gates} | set(ALWAYS)
        for answer in corpus.answers:
            if answer["scenario"] != number:
                continue
            part = "first three folds" if answer["id"] in seen else "other folds"
            hit = assessor.gates(work_for(scoring.scenario, {"id": answer["id"], "text": answer["text"]}))
            either, everyone = set.union(*corpus.gates[answer["id"]]), set.intersection(*corpus.gates[answer["id"]])
            broken = {gate.id for gate in hit}
            for gate in broken | either:
                row = out.setdefault((part if gate in has else "not in the scenario", number, gate), Counter())
                row["given"] += gate in broken
                row["right"] += gate in broken & either
                row["named"] += gate in everyone
                row["caught"] += gate in broken & everyone
    return out


def pooled(rows: list[Counter[str]]) -> dict[str, float | int | None]:
    whole: Counter[str] = sum(rows, Counter())
    body: dict[str, float | int | None] = {name: whole[name] for name in COUNTS}
    body["precision"] = round(whole["right"] / whole["given"], 3) if whole["given"] else None
    body["recall"] = round(whole["caught"] / whole["named"], 3) if whole["named"] else None
    return body


def main() -> None:
    table = counted(Corpus())
    parts = ("first three folds", "other folds", "not in the scenario")
    report = {
        "pooled": {
            "all": pooled([row for (part, _, _), row in table.items() if part in parts[:2]]),
            **{part: pooled([row for (where, _, _), row in table.items() if where == part]) for part in parts},
        },
        "by_gate": {
            gate: pooled([row for (part, _, one), row in table.items() if one == gate and part in parts[:2]])
            for gate in sorted({gate for part, _, gate in table if part in parts[:2]})
        },
        "by_scenario": {
            f"{number} {gate}": pooled(
                [row for (part, n, g), row in table.items() if (n, g) == (number, gate) and part in parts[:2]]
            )
            for number, gate in sorted({(number, gate) for part, number, gate in table if part in parts[:2]})
        },
    }
    for block, rows in report.items():
        print(f"{block:20} {'given':>6} {'right':>6} {'named':>6} {'caught':>6}  precision recall")
        for name, row in rows.items():
            told = "  ".join("  – " if row[key] is None else f"{row[key]:.2f}" for key in ("precision", "recall"))
            print(f"  {name:18} " + " ".join(f"{row[key]:>6}" for key in COUNTS) + f"  {told}")
    if "--write" in sys.argv:
        (HERE / "gates.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
