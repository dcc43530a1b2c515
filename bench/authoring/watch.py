"""From a save to its findings on the screen of the workbench, forty saves each of a starter and of a flagship.

python bench/authoring/watch.py        writes bench/authoring/watch.json
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import tempfile
from pathlib import Path

from amtrainer.tui.watching import WatchApp

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
FILES = {
    "starter": ROOT / "src/amtrainer/authoring/starters/objection.yaml",
    "flagship": ROOT / "scenarios/objections/d01-eight-points-or-a-tender.yaml",
}
SAVES = 40


async def watched(source: Path) -> list[float]:
    """Milliseconds from each save to its findings."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.yaml"
        for end in (".yaml", ".samples.yaml"):
            shutil.copy(source.with_name(source.stem + end), Path(folder) / f"mine{end}")
        app = WatchApp(file)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = app.screen
            await until(pilot, lambda: screen.saved is not None and not screen._busy)  # type: ignore[attr-defined]
            screen.delays.clear()  # type: ignore[attr-defined]
            text = file.read_text(encoding="utf-8")
            for number in range(SAVES):
                changed = text.replace("    weight: 25", "    weight: 26" if number % 2 else "    wieght: 25", 1)
                file.write_text(changed, encoding="utf-8")
                await until(pilot, lambda n=number: len(screen.delays) > n and not screen._busy)  # type: ignore[attr-defined, misc]
            return list(screen.delays)  # type: ignore[attr-defined]


async def until(pilot: object, holds: object) -> None:
    for _ in range(3000):
        await pilot.pause()  # type: ignore[attr-defined]
        if holds():  # type: ignore[operator]
            return
        await asyncio.sleep(0.01)
    raise AssertionError("did not come")


def main() -> None:
    found: dict[str, object] = {"saves": SAVES}
    for name, file in FILES.items():
        delays = sorted(asyncio.run(watched(file)))
        found[name] = {
            "median_ms": round(statistics.median(delays)),
            "p95_ms": round(delays[int(0.95 * len(delays))]),
            "load": round(os.getloadavg()[0], 1),
        }
    found["processors"] = os.cpu_count()
    (HERE / "watch.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
