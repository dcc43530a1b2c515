"""Every model answer and best sample of every exercise, handed in at every other exercise and interview question.

    python bench/scoring/cross.py [--write] [--only d01,w02]

A text counts where it was written for another case: exercises that share persons or firms are left out, and so are
interviews against interviews, which stand apart: they ask for one's own work, and a story may answer more than one question.
Plans, forms and checks are handed in as text, and as they are to others of their kind. No text is kept, figures only.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from amtrainer import paths
from amtrainer.authoring.attacking import NEVER, PASSES, same_case
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.sections import looked

FILE = Path(__file__).resolve().parent / "cross.json"
FORMS = ("triage", "crm", "knowledge")


class Arena:
    """All exercises, and what each is worth at another one."""

    def __init__(self) -> None:
        library = Library(cache_dir=paths.cache_dir())
        self.scenarios = {head.number: library.scenario(head.id) for head in library.heads()}
        self.model = load_meaning(paths.cache_dir())

    def total(self, number: str, item: dict[str, Any]) -> int:
        scenario = self.scenarios[number]
        return capped(looked(assessor_of(scenario, self.model), scenario.read(item))[1]) or 0

    def fights(self, number: str) -> Iterator[dict[str, Any]]:
        """One row for each text of another exercise that can be read here."""
        scenario = self.scenarios[number]
        for beat in [one.id for one in getattr(scenario, "questions", ())] or [""]:
            oks = [one for one in scenario.answers if one.kind == "ok" and (not beat or one.beat == beat)]
            ok = min((self.total(number, one.item()) for one in oks), default=None)
            for other, source in self.scenarios.items():
                if other == number and not beat:
                    continue
                for sample in source.answers:
                    if sample.kind == "best" and not (other == number and sample.beat == beat):
                        for form, item in self._items(scenario, beat, source, sample):
                            row = {"to": number + beat, "from": f"{other} {sample.id}", "form": form, "ok": ok}
                            kinds = f"{source.kind} to {scenario.kind}"
                            same = other != number and same_case(scenario, source)
                            try:
                                yield {**row, "kinds": kinds, "same_case": same, "total": self.total(number, item)}
                            except AmtrainerError:
                                continue

    @staticmethod
    def _items(scenario: Any, beat: str, source: Any, sample: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        text = "\n".join(sample.texts())
        yield "text", {"beat": beat, "text": text} if beat else scenario.as_answer(text)
        if scenario.kind == source.kind and scenario.kind in FORMS:
            yield "form", sample.item()


def report_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    counted = [row for row in rows if not row["same_case"] and row["kinds"] != "interview to interview"]
    apart = [row for row in rows if row["kinds"] == "interview to interview"]
    far = [row for row in counted if row["total"] >= PASSES or (row["ok"] is not None and row["total"] > row["ok"])]

    def figures(part: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "pairs": len(part),
            f"reach {PASSES}": sum(row["total"] >= PASSES for row in part),
            "share": round(sum(row["total"] >= PASSES for row in part) / max(1, len(part)), 4),
            f"reach {NEVER}": sum(row["total"] >= NEVER for row in part),
            "above the lowest ok": sum(row["ok"] is not None and row["total"] > row["ok"] for row in part),
        }

    kinds = Counter(row["kinds"] for row in counted)
    return {
        "other cases": figures(counted),
        "interview to interview": figures(apart),
        "one case, left out": len(rows) - len(counted) - len(apart),
        "by_kinds": {kind: figures([row for row in counted if row["kinds"] == kind]) for kind in sorted(kinds)},
        "too_far": [
            f"{row['from']} ({row['form']}) at {row['to']}: {row['total']}, lowest ok {row['ok']}"
            for row in sorted(far, key=lambda row: -row["total"])
        ],
    }


def main() -> None:
    arena = Arena()
    only = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv else list(arena.scenarios)
    rows: list[dict[str, Any]] = []
    for number in only:
        rows.extend(arena.fights(number))
        print(number, len(rows), file=sys.stderr, flush=True)
    report = report_of(rows)
    print(json.dumps(report, indent=1))
    if "--write" in sys.argv:
        FILE.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
