"""How far answers come that only game the judge: every class of `amtrainer attack` on every shipped exercise.

    python bench/scoring/attacks.py [--write] [--show] [--others N] [--foreign] [--unknown] [--only d01,d02 | --missing]

Attacks are made from an exercise's own words (dossier, criteria, examples) and from the model answers of all other exercises,
or of the N nearest ones (`--others`). `--foreign` tries only those from other exercises, as they are and in this one's names
and figures. The model answers that ship are known by a table (scoring/borrowed.py), so the plain figures say how far one
comes who copies those; `--unknown` switches it off and says how far a good answer to another case comes that nobody has seen.
Each choice has a file: attacks.json (`--others 6`), attacks_all.json (all others), each with _unknown.
`--show` prints the texts that come too far. `--only` attacks some again and `--missing` those that have no row yet; the rows
of the others stay as the file has them. With `--write` every exercise is written as soon as it is done, so a run that was
cut off goes on with `--missing`. The bar: at most 2 in 100 reach 40 of 100, none reaches 60, none beats the lowest ok sample.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from amtrainer import paths
from amtrainer.authoring.attacking import NEVER, PASSES, Battle, attack
from amtrainer.content.library import Library
from amtrainer.models import load_meaning
from amtrainer.simulation.attacks import CLASSES

FOREIGN = ("other-model", "transplanted")
FOLDER = Path(__file__).resolve().parent
EVERY = 1000  # model answers of other exercises: all of them; `--others` takes the first few


def row_of(battle: Battle, seconds: float) -> dict[str, Any]:
    """What is kept of one exercise."""
    return {
        "tried": sum(one.tried for one in battle.classes),
        "passed": sum(one.passed for one in battle.classes),
        "best": max((one.best for one in battle.classes), default=0),
        "lowest_ok": battle.weakest_ok,
        "too_far": [f"{one.kind} {one.best}" for one in battle.broken],
        "by_class": {one.kind: [one.tried, one.passed, one.best] for one in battle.classes},
        "seconds_of_processor": round(seconds, 1),
    }


def report_of(rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """All exercises together."""
    by_class: dict[str, list[int]] = {}
    for row in rows.values():
        for kind, (tried, passed, best) in row["by_class"].items():
            known = by_class.setdefault(kind, [0, 0, 0])
            known[:] = [known[0] + tried, known[1] + passed, max(known[2], best)]
    tried, passed = (sum(row[name] for row in rows.values()) for name in ("tried", "passed"))
    return {
        "exercises": len(rows),
        "tried": tried,
        "passed": passed,
        "share": round(passed / max(1, tried), 4),
        "best": max((row["best"] for row in rows.values()), default=0),
        "too_far": [f"{number} {one}" for number, row in rows.items() for one in row["too_far"]],
        "bars": {"passes": PASSES, "never": NEVER},
        "seconds_of_processor": round(sum(row["seconds_of_processor"] for row in rows.values())),
        "by_class": {kind: dict(zip(("tried", "passed", "best"), row, strict=True)) for kind, row in by_class.items()},
        "by_exercise": rows,
    }


def wanted(rows: dict[str, dict[str, Any]]) -> list[str]:
    """Numbers of the exercises to attack."""
    numbers = [head.number for head in Library(cache_dir=paths.cache_dir()).heads()]
    if "--only" in sys.argv:
        return sys.argv[sys.argv.index("--only") + 1].lower().split(",")
    return [number for number in numbers if number not in rows] if "--missing" in sys.argv else numbers


def main() -> None:
    rows: dict[str, dict[str, Any]] = {}
    unknown = "--unknown" in sys.argv
    if unknown:
        load_meaning(paths.cache_dir()).sources = None
    file = FOLDER / f"attacks{'' if '--others' in sys.argv else '_all'}{'_unknown' if unknown else ''}.json"
    if file.exists() and {"--only", "--missing"} & {*sys.argv}:
        rows = json.loads(file.read_text(encoding="utf-8"))["by_exercise"]
    numbers = wanted(rows)
    others = int(sys.argv[sys.argv.index("--others") + 1]) if "--others" in sys.argv else EVERY
    classes = FOREIGN if "--foreign" in sys.argv else tuple(CLASSES)
    for place, number in enumerate(numbers, 1):
        began = time.process_time()
        battle = attack(number, others=others, classes=classes)
        rows[number] = row_of(battle, time.process_time() - began)
        told = {name: rows[number][name] for name in ("tried", "passed", "best", "lowest_ok", "too_far")}
        print(f"{place}/{len(numbers)} {number} {told} {rows[number]['seconds_of_processor']} s", flush=True)
        if "--show" in sys.argv:
            for one in battle.classes:
                if one.passed:
                    print(f"    {one.kind} {one.best} {one.flags} {one.gates}\n        {one.text}")
        if "--write" in sys.argv:
            file.write_text(json.dumps(report_of(dict(sorted(rows.items()))), indent=1) + "\n", encoding="utf-8")
    report = report_of(dict(sorted(rows.items())))
    del report["by_exercise"]
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
