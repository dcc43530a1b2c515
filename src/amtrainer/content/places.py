"""A problem at a place of a source."""

from __future__ import annotations

from amtrainer.content.source import Path_, Source
from amtrainer.errors import Problem


def at(
    source: Source, path: Path_, code: str, message: str, hint: str = "", *, warning: bool = False, key: bool = False
) -> Problem:
    """A problem where the value of `path` stands, or with `key` where its key stands."""
    line, column = source.position(path, key=key)
    return Problem(source.file, line, column, code, message, hint, "warning" if warning else "error")
