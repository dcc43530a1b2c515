"""How long one answer takes, and how much memory the process has at its peak: rated answers of three scenarios, once each."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

import yaml

from amtrainer.authoring.marking import scoring_of
from amtrainer.scoring.assess import assessor_of
from amtrainer.simulation.handed import work_for

CORPUS = Path(__file__).resolve().parent / "corpus" / "answers.yaml"
SCENARIOS = ("D01", "D03", "D08")


def main() -> None:
    spent: list[float] = []
    used: list[float] = []
    answers = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    for number in SCENARIOS:
        scoring = scoring_of(number.lower(), "practice")
        assessor = assessor_of(scoring.scenario, scoring.model)
        assessor.warm()
        for answer in answers:
            if answer["scenario"] == number:
                began, ran = time.perf_counter(), time.process_time()
                assessor.assess(work_for(scoring.scenario, {"id": answer["id"], "text": answer["text"]}))
                spent.append(1000 * (time.perf_counter() - began))
                used.append(1000 * (time.process_time() - ran))
    told = {
        name: {"median": round(sorted(row)[len(row) // 2]), "p95": round(sorted(row)[int(0.95 * len(row))])}
        for name, row in (("milliseconds", spent), ("milliseconds_of_processor", used))
    }
    peak = _peak() // 1024
    print(json.dumps({"answers": len(spent), **told, "peak_memory_mb": peak}))


def _peak() -> int:
    """KiB at the peak. A child counts what it was before it became this program; the system's own note does not."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(row for row in status.read_text(encoding="ascii").splitlines() if row.startswith("VmHWM:"))
        return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
