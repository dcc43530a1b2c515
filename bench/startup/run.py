"""Start-up of Home against a bare Textual app, in one run: CPU time and peak memory at the first content paint, key echo.

    python bench/startup/run.py [--write]
    python bench/startup/run.py --home FOLDER   # Home of a store that is there, for example one of bench/progress/scale.py

Both start turn by turn in a real pseudo terminal of 120 x 40. "First content paint" is the moment the first words of the
screen arrive. Home has 1,000 scenarios in its catalogue. CPU time is read from /proc at that moment, so Linux only.
Ratios of medians count; single figures move with the machine.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = 12
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare content")
Bare().run()
"""
ECHO = """
from textual.app import App
from textual.widgets import TextArea
class Bare(App):
    def compose(self):
        yield TextArea()
Bare().run()
"""
TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """A program in a pseudo terminal."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait_for(self, words: bytes, seconds: float = 20) -> bool:
        seen, until = b"", time.monotonic() + seconds
        while time.monotonic() < until:
            if select.select([self.fd], [], [], 0.5)[0]:
                try:
                    seen = (seen + os.read(self.fd, 65536))[-200_000:]
                except OSError:
                    return False
                if words in seen:
                    return True
        return False

    def quiet(self, seconds: float) -> None:
        """Read on until nothing comes for `seconds`; a blinking cursor is not waited for longer than 3 s."""
        until = time.monotonic() + 3
        while time.monotonic() < until and select.select([self.fd], [], [], seconds)[0]:
            os.read(self.fd, 65536)

    def cpu_ms(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS

    def cpu_ns(self) -> float:
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def peak_mb(self) -> float:
        line = next(row for row in Path(f"/proc/{self.pid}/status").read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def start(command: list[str], words: bytes, env: dict[str, str]) -> tuple[float, float]:
    """CPU milliseconds and peak megabytes at the first content paint."""
    terminal = Terminal(command, env)
    assert terminal.wait_for(words), words
    figures = terminal.cpu_ns(), terminal.peak_mb()
    terminal.close()
    return figures


def echo_ms(terminal: Terminal, keys: int = 60) -> list[float]:
    """Milliseconds from a key to the bytes that show it."""
    out = []
    for number in range(keys):
        terminal.quiet(0.05)
        began = time.perf_counter()
        os.write(terminal.fd, b"abcdefghij"[number % 10 : number % 10 + 1])
        select.select([terminal.fd], [], [], 2)
        out.append((time.perf_counter() - began) * 1000)
        os.read(terminal.fd, 65536)
    return out


def environment(home: Path, content: Path | None = None) -> dict[str, str]:
    """What a program is started with: a terminal with colours, and nothing of ours set."""
    env = {**os.environ, "AMTRAINER_HOME": str(home), "TERM": "xterm-256color"}
    for name in ("NO_COLOR", "TEXTUAL", "COLORTERM", "AMTRAINER_CONTENT"):
        env.pop(name, None)
    return env if content is None else {**env, "AMTRAINER_CONTENT": str(content)}


def home_of_a_thousand(folder: Path) -> dict[str, str]:
    """A home with 1,000 scenarios in the catalogue, Home written."""
    source = (HERE.parents[1] / "scenarios/objections/d01-eight-points-or-a-tender.yaml").read_text(encoding="utf-8")
    root = folder / "content" / "scenarios" / "objections"
    root.mkdir(parents=True)
    for number in range(1000):
        name = f"x{number:04}-a-scenario"
        (root / f"{name}.yaml").write_text(source.replace("d01-eight-points-or-a-tender", name), encoding="utf-8")
    env = environment(folder / "home", folder / "content")
    code = "from amtrainer.practice import open_practice\nwith open_practice() as p: p.changed()\n"
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
    return env


def rounds(env: dict[str, str]) -> dict[str, list[tuple[float, float]]]:
    """CPU milliseconds and peak megabytes of both, turn by turn."""
    runs: dict[str, list[tuple[float, float]]] = {"bare": [], "home": []}
    for number in range(ROUNDS + 1):
        bare = start([sys.executable, "-c", BARE], b"bare", env)
        home = start([sys.executable, "-m", "amtrainer"], b"amtrainer", env)
        if number:  # the first round warms the disk
            runs["bare"].append(bare)
            runs["home"].append(home)
    return runs


def shares(runs: dict[str, list[tuple[float, float]]]) -> dict[str, object]:
    """Medians, ranges, and the ratios that count."""
    pairs = list(zip(runs["home"], runs["bare"], strict=True))
    cpu = {name: [cpu for cpu, _ in rows] for name, rows in runs.items()}
    return {
        "rounds": ROUNDS,
        "cpu_ms": {name: round(statistics.median(values), 1) for name, values in cpu.items()},
        "cpu_ms_range": {name: [round(min(values)), round(max(values))] for name, values in cpu.items()},
        "cpu_ratio": round(statistics.median(ours[0] / bare[0] for ours, bare in pairs), 3),
        "peak_mb": {name: round(statistics.median(mb for _, mb in rows), 1) for name, rows in runs.items()},
        "memory_ratio": round(statistics.median(ours[1] / bare[1] for ours, bare in pairs), 3),
    }


def main() -> None:
    if "--home" in sys.argv:
        print(json.dumps(shares(rounds(environment(Path(sys.argv[sys.argv.index("--home") + 1])))), indent=1))
        return
    folder = Path(tempfile.mkdtemp())
    env = home_of_a_thousand(folder)
    ours = [sys.executable, "-m", "amtrainer"]
    runs = rounds(env)
    echoes = {}
    for name, command, words in (
        ("bare text area", [sys.executable, "-c", ECHO], b"\x1b"),
        ("answer field", [*ours, "play", "d01"], b"Begin"),
    ):
        terminal = Terminal(command, env)
        terminal.wait_for(words)
        terminal.quiet(1.0)
        if name == "answer field":
            os.write(terminal.fd, b"\r")
            terminal.wait_for(b"words")
            terminal.quiet(3.0)
        echoes[name] = sorted(echo_ms(terminal))
        terminal.close()
    shutil.rmtree(folder)
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}",
        **shares(runs),
        "echo_p95_ms": {name: round(values[int(len(values) * 0.95)], 1) for name, values in echoes.items()},
        "echo_median_ms": {name: round(statistics.median(values), 1) for name, values in echoes.items()},
    }
    text = json.dumps(report, indent=1)
    print(text)
    if "--write" in sys.argv:
        (HERE / "result.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
