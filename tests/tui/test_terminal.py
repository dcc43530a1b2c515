"""On a real terminal: what is typed survives every death, and the terminal is given back."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path

import pytest

TALK = re.compile(r"turn 1 of")
PLAIN = re.compile(r"\x1b\[[0-9;:?>=<]*[A-Za-z]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78]")


class Terminal:
    """A process on a pseudo terminal of its own."""

    def __init__(self, home: Path, *words: str, code: str = "", size: tuple[int, int] = (24, 80)) -> None:
        argv = [sys.executable, "-c", code] if code else [sys.executable, "-m", "amtrainer", *words]
        self.master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        env = {**os.environ, "AMTRAINER_HOME": str(home), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True, close_fds=True
        )
        os.close(slave)
        self.raw = b""

    def read(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ready, _, _ = select.select([self.master], [], [], 0.05)
            if ready:
                try:
                    self.raw += os.read(self.master, 65536)
                except OSError:
                    return

    @property
    def shown(self) -> str:
        return PLAIN.sub("", self.raw.decode("utf-8", "replace"))

    def until(self, holds: Callable[[], object], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.1)
            if holds():
                return
        raise AssertionError(self.shown[-600:])

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def end(self, seconds: float = 15) -> int:
        """Read to the end; the exit status."""
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            self.read(0.1)
        self.read(0.2)
        return self.process.wait(timeout=5)

    def close(self) -> None:
        with suppress(OSError):
            os.close(self.master)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def talk(home: Path) -> Iterator[Terminal]:
    """A talk that waits for the first answer."""
    terminal = Terminal(home, "play", "d01")
    terminal.until(lambda: "Begin" in terminal.shown)
    terminal.read(0.3)
    terminal.type(b"\r")
    terminal.until(lambda: TALK.search(terminal.shown))
    terminal.read(0.3)
    yield terminal
    terminal.close()


def rows(home: Path, what: str) -> list[str]:
    """The bodies of a table, in the order of writing."""
    store = sqlite3.connect(home / "amtrainer.db")
    try:
        return [str(body) for (body,) in store.execute(f"SELECT body FROM {what}")]
    finally:
        store.close()


def draft(home: Path) -> str:
    return "".join(rows(home, "drafts"))


def given_back(raw: bytes) -> bool:
    """The alternate screen and the mouse mode were switched off last."""
    pairs = ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?1000h", b"\x1b[?1000l"))
    return all(raw.rfind(off) > raw.rfind(on) >= 0 for on, off in pairs)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_every_key_typed_and_gives_the_terminal_back(
    talk: Terminal, home: Path, number: signal.Signals
) -> None:
    talk.type(b"What drives the 8%")
    talk.read(0.25)
    os.kill(talk.process.pid, number)
    assert talk.end() == 128 + number
    assert draft(home) == "What drives the 8%"
    assert given_back(talk.raw)


def test_a_closed_terminal_keeps_what_was_typed(talk: Terminal, home: Path) -> None:
    talk.type(b"What drives the 8%")
    talk.read(0.25)
    os.close(talk.master)
    os.kill(talk.process.pid, signal.SIGHUP)
    talk.process.wait(timeout=15)
    assert draft(home) == "What drives the 8%"


def test_a_terminal_that_goes_without_a_signal_ends_the_app_and_keeps_the_draft(talk: Terminal, home: Path) -> None:
    talk.type(b"What drives")
    talk.read(0.25)
    os.close(talk.master)
    assert talk.process.wait(timeout=15) == 128 + signal.SIGHUP
    assert draft(home) == "What drives"


def test_kill_loses_at_most_a_second_of_typing(talk: Terminal, home: Path) -> None:
    for number in range(25):
        talk.type(f"{number:02} ".encode())
        talk.read(0.1)
    talk.process.kill()
    talk.process.wait()
    kept = draft(home).split()
    assert kept == [f"{n:02}" for n in range(len(kept))]
    assert len(kept) >= 25 - 11


def test_after_a_kill_the_talk_goes_on_with_its_draft(talk: Terminal, home: Path) -> None:
    talk.type(b"Half a thou")
    talk.read(1.2)
    talk.process.kill()
    talk.process.wait()
    again = Terminal(home)
    try:
        again.until(lambda: "Unfinished" in again.shown)
        assert "Half a" not in again.shown
    finally:
        again.close()


@pytest.mark.parametrize("typed", [b"\xff", b"\xe9\xe8", b"\xcf\xf0\xe8", b"\xc3", b"\xed\xa0\x80"])
def test_bytes_that_are_no_text_do_not_end_it(talk: Terminal, home: Path, typed: bytes) -> None:
    talk.type(b"ab" + typed)
    talk.read(0.4)
    talk.type(b"cd")
    talk.until(lambda: "draft saved" in talk.shown)
    assert talk.process.poll() is None
    talk.type(b"\x11")
    assert talk.end() == 0
    kept = draft(home)
    assert kept.startswith("ab")
    assert kept.endswith("cd")


def test_ctrl_q_ends_with_zero_and_gives_the_terminal_back(talk: Terminal) -> None:
    talk.type(b"\x11")
    assert talk.end() == 0
    assert given_back(talk.raw)


def test_a_size_of_nothing_and_a_storm_of_sizes_do_no_harm(talk: Terminal, home: Path) -> None:
    talk.type(b"kept")
    for rows, columns in [(0, 0), (1, 1), (5, 20), (12, 40), (24, 80), (40, 120)] * 5:
        ioctl(talk.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(talk.process.pid, signal.SIGWINCH)
        talk.read(0.03)
    talk.read(1)
    assert talk.process.poll() is None
    talk.type(b"\x11")
    assert talk.end() == 0
    assert draft(home) == "kept"


CRASH = """
import sys
from amtrainer.tui import app
from amtrainer.tui.screens.{module} import {screen}
def broken(self, *_):
    secret = "these are somebody's words"
    raise ValueError(secret)
{screen}.{method} = broken
sys.exit(app.run_app({how}))
"""


@pytest.mark.parametrize(
    ("module", "screen", "method", "how"),
    [
        ("home", "HomeScreen", "paint", ""),
        ("home", "HomeScreen", "body", ""),
        ("brief", "BriefScreen", "paint", "scenario='d01-eight-points-or-a-tender'"),
    ],
)
def test_a_crash_is_one_line_status_3_and_a_log_without_words(
    home: Path, module: str, screen: str, method: str, how: str
) -> None:
    terminal = Terminal(home, code=CRASH.format(module=module, screen=screen, method=method, how=how))
    try:
        assert terminal.end(30) == 3
        after = terminal.raw[terminal.raw.rfind(b"\x1b[?1049l") :].decode()
        said = [line for line in PLAIN.sub("", after).splitlines() if line.strip()]
        assert len(said) == 1
        assert "internal error" in said[0]
        logs = list(home.rglob("amtrainer.log"))
        assert len(logs) == 1
        log = logs[0].read_text(encoding="utf-8")
        assert "ValueError" in log
        assert "somebody's words" not in log + terminal.shown
        assert logs[0].stat().st_mode & 0o077 == 0
    finally:
        terminal.close()


def test_a_crash_in_a_talk_keeps_the_draft(home: Path) -> None:
    code = (
        "import sys\nfrom amtrainer.tui import app\n"
        "from amtrainer.tui.screens.conversation import ConversationScreen as S\n"
        "def broken(self): raise ValueError('x')\nS.action_timer = broken\n"
        "sys.exit(app.run_app(scenario='d01-eight-points-or-a-tender'))"
    )
    terminal = Terminal(home, code=code)
    try:
        terminal.until(lambda: "Begin" in terminal.shown)
        terminal.read(0.3)
        terminal.type(b"\r")
        terminal.until(lambda: TALK.search(terminal.shown))
        terminal.type(b"my words")
        terminal.read(0.2)
        terminal.type(b"\x14")
        assert terminal.end() == 3
        assert draft(home) == "my words"
    finally:
        terminal.close()


def test_an_answer_sent_is_kept_through_a_kill_right_after(talk: Terminal, home: Path) -> None:
    talk.type(b"What drives the 8%?\x13")
    talk.until(lambda: re.search(r"turn 2 of", talk.shown))
    talk.process.kill()
    talk.process.wait()
    assert "What drives the 8%?" in " ".join(rows(home, "events"))


@pytest.mark.parametrize("term", ["dumb", "xterm", "vt100"])
def test_it_starts_on_a_poor_terminal(home: Path, term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    terminal = Terminal(
        home,
        code=f"import os; os.environ['TERM']='{term}'\nimport sys\nfrom amtrainer.tui.app import run_app\nsys.exit(run_app())",
    )
    try:
        terminal.until(lambda: "Start" in terminal.shown)
        terminal.type(b"\x11")
        assert terminal.end() == 0
    finally:
        terminal.close()
