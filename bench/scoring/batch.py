"""10,000 answers at once: seconds, memory, the progress bar, and whether one process and two write the same bytes.

    python bench/scoring/batch.py [--write] [--count 10000] [--workers 1,2] [--scenario d01]

Half of the answers are rated ones of the scenario, half those of others, each reworded by a fixed rule so that no two are
alike: words are put before its sentences, one sentence may be left out. Marked by the command itself, its stderr a terminal.
A run with other workers is kept beside those that were written, so they can be made one by one.
"""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from itertools import count, islice
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
LEADS = (
    "", "", "", "So, ", "Well, ", "Right, ", "Look, ", "Again, ", "To be clear, ", "As I see it, ", "From my side, ",
    "One thing more: ", "In short, ", "Today, ",
)  # fmt: skip
EVERY = 2.0  # seconds between two looks at the memory


def reworded(text: str, copy: int) -> str:
    """The text with words before its sentences and at times without one of them; copy 0 is as it was."""
    if not copy:
        return text
    sentences = re.split(r"(?<=[.!?])\s+", text)
    seed = int(hashlib.sha256(f"{copy}{text}".encode()).hexdigest(), 16)
    if len(sentences) > 3 and seed % 3 == 0:
        del sentences[seed // 3 % len(sentences)]
    out = []
    for place, sentence in enumerate(sentences):
        lead = LEADS[(seed >> (8 + 5 * place)) % len(LEADS)]
        out.append(lead + (sentence[0].lower() if lead and sentence[1:2].islower() else sentence[:1]) + sentence[1:])
    return " ".join(out)


def answers(scenario: str, size: int) -> list[dict[str, str]]:
    """That many answers, no two alike."""
    rows = yaml.safe_load((HERE / "corpus" / "answers.yaml").read_text(encoding="utf-8"))
    own = [row for row in rows if row["scenario"].lower() == scenario]
    others = [row for row in rows if row["scenario"].startswith("D") and row not in own]
    seen: set[str] = set()

    def made() -> Any:
        for turn in count():
            pool = own if turn % 2 else others
            copy, place = divmod(turn // 2, len(pool))
            text = reworded(pool[place]["text"], copy)
            if text not in seen:
                seen.add(text)
                yield {"id": f"{pool[place]['id']}-{copy}", "text": text}

    return list(islice(made(), size))


def memory(pid: int) -> int:
    """Kilobytes that a process and all it started hold, shared pages counted once."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(memory(int(child)) for child in (task / "children").read_text(encoding="ascii").split())
    except OSError:
        pass  # it has ended
    return total


def marked(scenario: str, file: Path, workers: int) -> dict[str, Any]:
    """One run of the command: its figures and the hash of what it wrote."""
    command = [sys.executable, "-m", "amtrainer", "score", scenario, "--answers", str(file), "--json"]
    keeper, terminal = pty.openpty()
    peak, bar = 0, b""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        run = subprocess.Popen([*command, "--workers", str(workers)], stdout=out, stderr=terminal, env=dict(os.environ))
        os.close(terminal)
        done = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not done.wait(EVERY):
                peak = max(peak, memory(run.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        while chunk := _read(keeper):
            bar = (bar + chunk)[-4000:]
        status = run.wait()
        done.set()
        watcher.join()
        spent = time.monotonic() - began
        out.seek(0)
        digest = hashlib.sha256(out.read()).hexdigest()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    last = re.split(r"\r|\n|\x1b\[\?25[lh]", bar.decode("utf-8", "replace").strip())
    return {
        "exit": status,
        "seconds": round(spent),
        "processor_seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime),
        "peak_memory_mb": peak // 1024,
        "bar": next((line.strip() for line in reversed(last) if "Marking" in line), ""),
        "sha256": digest,
    }


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other end was closed
        return b""


def option(name: str, otherwise: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else otherwise


def main() -> None:
    scenario = option("--scenario", "d01")
    items = answers(scenario, int(option("--count", "10000")))
    kept = HERE / "batch.json"
    head: dict[str, Any] = {"scenario": scenario, "answers": len(items), "runs": {}}
    report = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else head
    if any(report[key] != head[key] for key in ("scenario", "answers")):
        report = head
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.json"
        file.write_text(json.dumps(items), encoding="utf-8")
        for workers in map(int, option("--workers", "1,2").split(",")):
            report["runs"][str(workers)] = marked(scenario, file, workers)
            print(workers, json.dumps(report["runs"][str(workers)]), flush=True)
    report["same"] = len({run["sha256"] for run in report["runs"].values()}) == 1
    print(json.dumps({"same": report["same"]}))
    if "--write" in sys.argv:
        kept.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
