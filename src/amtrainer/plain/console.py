"""Lines in, lines out. All that is written passes the text gate; all that is read is a line or the end of input."""

from __future__ import annotations

import shutil
import textwrap
from dataclasses import dataclass
from typing import TextIO

from amtrainer.text import clean

END = "\x04"  # what `Entry.command` holds at the end of input


@dataclass(frozen=True, slots=True)
class Entry:
    """What the trainee typed: a text, a command with its argument, or the end of input (perhaps after a text)."""

    text: str = ""
    command: str = ""  # without the slash; END at the end of input
    argument: str = ""


class Console:
    """A conversation in lines. `interactive` is true when a person sits at both ends."""

    def __init__(self, read: TextIO, write: TextIO, *, interactive: bool) -> None:
        self.interactive = interactive
        self._read = read
        self._write = write
        self._width = min(shutil.get_terminal_size().columns, 90) if interactive else 0

    def say(self, text: str = "", *, indent: str = "") -> None:
        """Write one paragraph for each line of `text`; wrapped for a person, whole for a pipe."""
        for line in clean(text).split("\n"):
            self._write.write(self._wrapped(line, indent) + "\n")
        self._write.flush()

    def line(self, ask: str = "") -> str | None:
        """The next line without its end, or None at the end of input."""
        if self.interactive and ask:
            self._write.write(ask)
            self._write.flush()
        line = self._read.readline()
        return clean(line.rstrip("\r\n")) if line else None

    def sure(self, question: str) -> bool:
        """Ask a person yes or no; a pipe has decided already."""
        if not self.interactive:
            return True
        return (self.line(f"{question} y/N ") or "").strip().lower() in ("y", "yes")

    def entry(self, ask: str = "> ") -> Entry:
        """Read up to a line with only `.`, a command, or the end of input.

        A command in the middle of a text leaves the text standing: it comes back in `Entry.text`.
        `..` stands for a line with one dot and `//` for a line that starts with a slash.
        """
        lines: list[str] = []
        while (line := self.line(ask)) is not None:
            stripped = line.strip()
            if stripped == ".":
                return Entry("\n".join(lines))
            if stripped.startswith("/") and not stripped.startswith("//"):
                name, _, argument = stripped[1:].partition(" ")
                return Entry("\n".join(lines), name.lower(), argument.strip())
            lines.append({"..": "."}.get(stripped, line.replace("//", "/", 1) if stripped.startswith("//") else line))
        return Entry("\n".join(lines), END)

    def _wrapped(self, line: str, indent: str) -> str:
        if not self._width or not line.strip():
            return f"{indent}{line}".rstrip()
        own = line[: len(line) - len(line.lstrip())]
        return textwrap.fill(
            line.strip(),
            self._width,
            initial_indent=indent + own,
            subsequent_indent=indent + own + ("  " if own else ""),
            break_long_words=False,
            break_on_hyphens=False,
        )
