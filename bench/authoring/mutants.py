"""Are mistakes noticed? Every shipped exercise with mistakes put in one by one.

python bench/authoring/mutants.py            writes bench/authoring/mutants.json
python bench/authoring/mutants.py d01 d21    only these, beside what stands there
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from amtrainer.authoring.proof.run import LEAST_CAUGHT, Wanted, prove
from amtrainer.content.check import content_paths

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


def main() -> None:
    only = sys.argv[1:]
    rows: dict[str, dict[str, Any]] = json.loads((HERE / "mutants.json").read_text())["exercises"] if only else {}
    for file in content_paths([ROOT / "scenarios"]):
        if only and file.stem.partition("-")[0] not in only:
            continue
        proof = prove(file, Wanted(bots=0, mutants=True))
        if not proof.mutants:
            continue
        share = round(100 * proof.caught / len(proof.mistakes), 1)
        kinds = {
            kind: f"{sum(bool(m.caught) for m in proof.mutants if m.kind == kind)} of {sum(m.kind == kind for m in proof.mutants)}"
            for kind in dict.fromkeys(m.kind for m in proof.mutants)
        }
        rows[file.stem.partition("-")[0]] = {
            "noticed": proof.caught,
            "mistakes": len(proof.mistakes),
            "percent": share,
            **kinds,
        }
        print(file.stem.partition("-")[0], share, kinds, flush=True)
        _keep(rows)


def _keep(rows: dict[str, dict[str, Any]]) -> None:
    """Written after each exercise: a run that is stopped leaves what it has."""
    under = [name for name, row in rows.items() if row["percent"] < LEAST_CAUGHT]
    totals = {key: sum(row[key] for row in rows.values()) for key in ("noticed", "mistakes")}
    body = {
        **totals,
        "percent": round(100 * totals["noticed"] / totals["mistakes"], 2),
        "below_95": under,
        "exercises": rows,
    }
    (HERE / "mutants.json").write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
