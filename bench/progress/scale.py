"""What 100,000 events cost: Home, History, skills and a report over a store of some eight thousand sessions.

python bench/progress/scale.py            # prints and writes bench/progress/scale.json

Start-up is measured by bench/startup/run.py against a bare Textual app on this store: ratios of CPU time and peak memory
at the first content paint.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

RESULT = Path(__file__).with_name("scale.json")
STARTUP = Path(__file__).parents[1] / "startup" / "run.py"
EVENTS = 100_000
SCREENS = 5
ANSWERS = (
    "You need 8% off the 412,000, and there is an offer at 372,000. Before I talk numbers: what drives the 8%?",
    "On 27 February our alarm saved a load worth 1.9 m DKK.",
    "I could do 4% against 24 months, or 5% if you prepay the year.",
    "I will send both versions by Thursday noon.",
    "Pick one by Tuesday.",
)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """CPU seconds: what others do on the machine at the same time is no cost of ours."""
    began = time.process_time()
    result = work()
    took = time.process_time() - began
    print(f"{took:.3f} s", file=sys.stderr, flush=True)
    return result, took


def fill(practice: Any) -> int:
    """One real session, told again as often as it takes; how many events there are then."""
    from amtrainer.storage import moving

    sitting = practice.start("d01-eight-points-or-a-tender", seed=0)
    for answer in ANSWERS:
        if sitting.prompt is not None:
            sitting.answer(answer)
    if sitting.prompt is not None:
        sitting.end()
    rows = moving.read("\n".join(moving.lines(practice.store)))
    kinds = {kind: [row for row in rows if row["row"] == kind] for kind in ("content", "session", "event", "scorecard")}
    count = EVENTS // len(kinds["event"]) + 1
    out = list(kinds["content"])
    start = datetime.now(UTC) - timedelta(days=730)
    for n in range(count):
        shift = start + timedelta(minutes=n * 1051200 / count)
        for kind in ("session", "event", "scorecard"):
            for place, row in enumerate(kinds[kind]):
                moved = {**row, "id" if kind == "session" else "session": f"{n:08x}"}
                moved["begun_at" if kind == "session" else "at"] = (shift + timedelta(seconds=30 * place)).isoformat()
                if kind == "session":
                    moved["scenario"] = row["scenario"]
                out.append(moved)
    moving.take_in(practice.store, out)
    return int(practice.store.head().events)


async def at_rest() -> None:
    """Wait until nothing works beside us: what Home prepares after its first paint is no cost of History."""
    while True:
        before = time.process_time()
        await asyncio.sleep(0.5)
        if time.process_time() - before < 0.03:
            return


async def screen(opener: Callable[[], Any]) -> float:
    """CPU seconds from the key to the painted History."""
    from amtrainer.tui.app import Amtrainer

    app = Amtrainer(opener)
    async with app.run_test(size=(120, 40)) as pilot:
        while app._practice is None or not app._practice.done() or getattr(app.screen, "home", 1) is None:
            await pilot.pause(0.02)
        await pilot.pause()
        await at_rest()
        began = time.process_time()
        app.open_history()
        while type(app.screen).__name__ != "HistoryScreen" or not app.screen.query("#rows Row"):
            await asyncio.sleep(0.01)
        painted = asyncio.Event()
        app.screen.call_after_refresh(painted.set)
        await painted.wait()
        await pilot.pause()
        return time.process_time() - began


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    os.environ["AMTRAINER_HOME"] = str(folder)
    from amtrainer import paths
    from amtrainer.practice import open_practice
    from amtrainer.practice.home import read_home

    with open_practice() as practice:
        known = practice.store.head().events
        events = known if known >= EVENTS else fill(practice)
        _, first = timed(practice.changed)
    found: dict[str, Any] = {"events": events}
    if known < EVENTS:
        found["fold_everything_once_s"] = round(first, 2)
    with open_practice() as practice:
        rows, found["history_s"] = timed(practice.history)
        found["sessions"] = len(rows)
        _, found["skills_s"] = timed(practice.skills)
        _, found["after_an_answer_s"] = timed(lambda: practice.changed(over=False))
        practice.debrief(rows[0].session)  # the reader of meanings is loaded
        _, found["report_s"] = timed(lambda: practice.reporting.text(rows[1].session, "html"))
        _, found["export_s"] = timed(lambda: practice.reporting.text(rows[1].session, "json"))
    _, found["home_file_read_s"] = timed(lambda: read_home(paths.home_file()))
    found["home_file_bytes"] = paths.home_file().stat().st_size
    shown = sorted(asyncio.run(screen(open_practice)) for _ in range(SCREENS))
    found["history_screen_s"] = statistics.median(shown)
    found["history_screen_range_s"] = [round(shown[0], 3), round(shown[-1], 3)]
    found["load"] = round(
        os.getloadavg()[0], 1
    )  # what else the machine did; more than its processors makes CPU time noisy
    started = subprocess.run([sys.executable, str(STARTUP), "--home", str(folder)], check=True, capture_output=True)
    found["start_up"] = json.loads(started.stdout)
    found = {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()}
    RESULT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
