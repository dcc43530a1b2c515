"""Mending what is safe to mend: a misspelt name with one name near it, and characters that nobody sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from amtrainer.content.writing import write_whole
from amtrainer.errors import Problem

NEAR: Final = 80  # of 100; a name less like the one that was written may be another one altogether
_MEANT: Final = re.compile(r"Did you mean ([\w./:-]+)\?$")
_WRITTEN: Final = re.compile(r"'([\w./:-]+)'")
_SAFE: Final = frozenset({"AM121", "AM202", "AM203", "AM204", "AM205", "AM206", "AM207", "AM209", "AM210"})
_CODE_POINT: Final = re.compile(r"U\+([0-9A-F]{4,6})$")


def mend(problems: Sequence[Problem]) -> list[Problem]:
    """Mend what is safe, in the files themselves. Gives the problems that were mended. Raises `AmtrainerError`."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_file[problem.file].append(problem)
    done: list[Problem] = []
    for name, found in by_file.items():
        file = Path(name)
        if file.is_symlink() or not file.is_file():
            continue
        raw = file.read_bytes()
        try:
            lines = raw.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            continue
        # from the end, so that a mended place does not move the ones before it
        mended = [one for one in sorted(found, reverse=True) if _mended(lines, one)]
        if mended:
            write_whole(file, "\n".join(lines))
            done += reversed(mended)
    return done


def _mended(lines: list[str], problem: Problem) -> bool:
    if not 0 < problem.line <= len(lines):
        return False
    line, at = lines[problem.line - 1], problem.column - 1
    if problem.code == "AM105" and (found := _CODE_POINT.search(problem.message)):
        if at < len(line) and ord(line[at]) == int(found[1], 16):
            lines[problem.line - 1] = line[:at] + line[at + 1 :]
            return True
        return False
    meant, written = _MEANT.search(problem.hint), _WRITTEN.search(problem.message)
    if problem.code not in _SAFE or not meant or not written or fuzz.ratio(meant[1], written[1]) < NEAR:
        return False
    if not line.startswith(written[1], at):
        return False
    rest = line[at + len(written[1]) :]
    if rest[:1].isalnum() or rest[:1] in ("-", "_"):
        return False
    lines[problem.line - 1] = line[:at] + meant[1] + rest
    return True
