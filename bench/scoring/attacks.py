"""How far answers come that only game the judge: every class of `amtrainer attack` on every shipped talk.

    python bench/scoring/attacks.py [--write] [--show]

Attacks are made from a scenario's own words (dossier, criteria, examples) and from other model answers. `--show` prints the
texts that come too far. The bar: at most 2 in 100 reach 40 of 100, none reaches 60, none beats the lowest ok sample.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from amtrainer import paths
from amtrainer.authoring.attacking import NEVER, PASSES, attack
from amtrainer.content.library import Library

HERE = Path(__file__).resolve().parent


def main() -> None:
    library = Library(cache_dir=paths.cache_dir())
    by_class: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # texts, passed, best
    by_scenario: dict[str, dict[str, object]] = {}
    broken: list[str] = []
    for head in library.heads():
        if not head.number.lower().startswith("d"):
            continue
        battle = attack(head.id)
        for one in battle.classes:
            row = by_class[one.kind]
            row[0], row[1], row[2] = row[0] + one.tried, row[1] + one.passed, max(row[2], one.best)
            if one.passed and "--show" in sys.argv:
                print(f"{head.number} {one.kind} {one.best} {one.flags} {one.gates}\n    {one.text}")
        broken += [f"{head.number} {one.kind} {one.best}" for one in battle.broken]
        by_scenario[head.number] = {
            "tried": sum(one.tried for one in battle.classes),
            "passed": sum(one.passed for one in battle.classes),
            "best": max(one.best for one in battle.classes),
            "lowest_ok": battle.weakest_ok,
        }
        print(head.number, by_scenario[head.number], flush=True)
    tried, passed = (sum(row[column] for row in by_class.values()) for column in (0, 1))
    report = {
        "tried": tried,
        "passed": passed,
        "share": round(passed / tried, 4),
        "best": max(row[2] for row in by_class.values()),
        "too_far": broken,
        "bars": {"passes": PASSES, "never": NEVER},
        "by_class": {kind: dict(zip(("tried", "passed", "best"), row, strict=True)) for kind, row in by_class.items()},
        "by_scenario": by_scenario,
    }
    print(
        json.dumps({key: report[key] for key in ("tried", "passed", "share", "best", "too_far", "by_class")}, indent=1)
    )
    if "--write" in sys.argv:
        (HERE / "attacks.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
