"""How long all reports of a day take: three candidates, two raters, two exercises; as a command, with no network to reach.

    python bench/interview/reports.py [--write]

The day is made in a folder of its own with model answers, middling and weak ones. Timed are `interview reveal`, which marks all
sittings once, and `interview report --all`, which writes ten files. Where `unshare` can take the network away, it does.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
TASKS = ("d03", "i01:q2,q6")
PEOPLE = {"Tom": "tom has a secret", "Aiko": "aiko has a secret"}
KINDS = {"C1": "best", "C2": "ok", "C3": "weak"}


def made() -> None:
    """A day on which everybody has sat, and everything is submitted."""
    from amtrainer.interview import making
    from amtrainer.interview.rating import Desk
    from amtrainer.interview.visit import Visit
    from amtrainer.storage.seal import Effort

    cheap = Effort(1, 64 * 1024)
    day = making.made(making.drafted("Bench", TASKS, tuple(PEOPLE), tuple(KINDS)), "manager has one", effort=cheap)
    for rater, phrase in PEOPLE.items():
        making.join(day, rater, phrase, cheap)
    for place, (code, kind) in enumerate(KINDS.items()):
        visit = Visit(day, code, lambda: datetime.now(UTC))
        visit.agree()
        day.record.add(code, "practised", {})
        while visit.stage == "exercise":
            seat = visit.sit()
            said = [s.texts() for s in seat._scenario.answers if s.kind == kind and s.beat in ("", "q2", "q6")]
            while seat.prompt is not None:
                texts = said[0] if len(said) == 1 else said[seat.state.turn % len(said)]
                seat.answer(texts[min(seat.state.turn, len(texts) - 1)])
            visit.keep(seat)
        for rater, phrase in PEOPLE.items():
            desk = Desk(day, rater, phrase)
            desk.save(code, {one.id: {"level": 3 - place, "note": rater} for one in day.kit.criteria})
    for rater, phrase in PEOPLE.items():
        for code in KINDS:
            Desk(day, rater, phrase).submit(code)
    Desk(day, "Tom", PEOPLE["Tom"]).release()
    day.record.close()


def timed(*arguments: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of one command."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [*_alone(), sys.executable, "-m", "amtrainer", "interview", *arguments], check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return round(time.perf_counter() - began, 2), round(used, 2)


def _alone() -> list[str]:
    """What takes the network away from a command; nothing where the system does not let us."""
    tool = shutil.which("unshare")
    return [tool, "-rn"] if tool and not subprocess.run([tool, "-rn", "true"], capture_output=True).returncode else []


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["AMTRAINER_HOME"] = home
        made()
        first, again = timed("reveal", "--plain"), timed("report", "--all", f"{home}/file")
        files = len(list(Path(home, "file").iterdir()))
    report = {
        "reveal_with_marking_seconds": first[0],
        "reveal_with_marking_cpu": first[1],
        "all_reports_seconds": again[0],
        "all_reports_cpu": again[1],
        "files": files,
        "network_taken_away": bool(_alone()),
    }
    print(json.dumps(report, indent=1))
    if "--write" in sys.argv:
        (HERE / "reports.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
