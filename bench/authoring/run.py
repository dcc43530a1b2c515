"""How fast `check` is, in one run: one file, a hundred, a thousand that are known; and from save to findings.

python bench/authoring/run.py          writes bench/authoring/result.json
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from amtrainer.content.check import check_file, check_paths, content_paths
from amtrainer.content.checked import check_known

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
STARTER = ROOT / "src/amtrainer/authoring/starters/objection.yaml"
SHIPPED = [file for file in content_paths([ROOT / "scenarios"]) if file.suffix == ".yaml"]


def copies(folder: Path, count: int, files: list[Path] = SHIPPED) -> list[Path]:
    """So many files, these in turn, each with an id of its own and its samples beside it."""
    for number in range(count):
        source = files[number % len(files)]
        name = f"{source.stem.partition('-')[0]}-copy-{number}"
        text = re.sub(r"^id: .*$", f"id: {name}", source.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        beside = source.with_name(f"{source.stem}.samples.yaml")
        if beside.is_file():
            shutil.copy(beside, folder / f"{name}.samples.yaml")
    return content_paths([folder])


def timed(work: object, *given: object) -> float:
    """Processor time in ms: the same on a machine that is busy with other things."""
    began = time.process_time()
    work(*given)  # type: ignore[operator]
    return 1000 * (time.process_time() - began)


def main() -> None:
    found: dict[str, object] = {"files": len(SHIPPED)}
    check_file(SHIPPED[0])
    singles = sorted(timed(check_file, file) for file in SHIPPED for _ in range(5))
    found["one_file_ms"] = {
        "median": round(statistics.median(singles), 1),
        "p95": round(singles[int(0.95 * len(singles))], 1),
    }
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-m", "amtrainer", "check", "--fresh", str(SHIPPED[0])]
    subprocess.run(command, check=True, capture_output=True)
    found["one_file_as_command_ms"] = round(1000 * (resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began))
    with tempfile.TemporaryDirectory() as folder:
        hundred = copies(Path(folder), 100)
        found["hundred_files_ms"] = round(timed(check_paths, hundred), 0)
        cache = Path(folder) / "cache"
        check_known(hundred, cache)
        found["hundred_known_ms"] = round(timed(check_known, hundred, cache), 1)
    with tempfile.TemporaryDirectory() as folder:
        found["hundred_short_files_ms"] = round(timed(check_paths, copies(Path(folder), 100, [STARTER])))
    with tempfile.TemporaryDirectory() as folder:
        thousand = copies(Path(folder), 1000)
        cache = Path(folder) / "cache"
        check_known(thousand, cache)
        found["thousand_known_ms"] = round(timed(check_known, thousand, cache), 0)
    found["load"] = round(os.getloadavg()[0], 1)  # processor time grows with what else runs
    (HERE / "result.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
