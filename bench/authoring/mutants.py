"""Are mistakes noticed? Every shipped exercise with mistakes put in one by one.

python bench/authoring/mutants.py      writes bench/authoring/mutants.json
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from amtrainer.authoring.proof.run import LEAST_CAUGHT, Wanted, prove
from amtrainer.content.check import content_paths

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


def main() -> None:
    rows: dict[str, dict[str, object]] = {}
    totals: Counter[str] = Counter()
    for file in content_paths([ROOT / "scenarios"]):
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
        totals.update(noticed=proof.caught, mistakes=len(proof.mistakes))
        print(file.stem.partition("-")[0], share, kinds, flush=True)
        _keep(rows, totals)


def _keep(rows: dict[str, dict[str, object]], totals: Counter[str]) -> None:
    """Written after each exercise: a run that is stopped leaves what it has."""
    under = [name for name, row in rows.items() if row["percent"] < LEAST_CAUGHT]  # type: ignore[operator]
    body = {
        **totals,
        "percent": round(100 * totals["noticed"] / totals["mistakes"], 2),
        "below_95": under,
        "exercises": rows,
    }
    (HERE / "mutants.json").write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
