"""The one family of errors, each with what went wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells the shell."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2  # wrong use or unreadable input
    INTERNAL = 3


class AmtrainerError(Exception):
    """Something the user can act on: `message` says what and where, `hint` says what to do."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    code: str  # AM1xx syntax, AM2xx references, AM3xx pedagogy
    message: str
    hint: str = ""
    severity: str = "error"  # error | warning

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}{tail}"


class ContentError(AmtrainerError):
    """A file that cannot be used; carries every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
