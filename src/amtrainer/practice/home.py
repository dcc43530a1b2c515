"""What Home shows, in one small file written when something changed: reading it needs no store and no library."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from amtrainer.content.head import Head

VERSION = 2


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A measured competency: level and interval on the scale of 1 to 5."""

    name: str
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LastLine:
    """A finished session."""

    session: str
    title: str
    total: int | None
    change: int | None
    note: str  # "yesterday, second attempt"


@dataclass(frozen=True, slots=True)
class UnfinishedLine:
    """A session that can be gone on with."""

    session: str
    scenario: str
    title: str
    where: str
    note: str  # "Your draft from 16:20 is kept."


@dataclass(frozen=True, slots=True)
class DueLine:
    """An exercise that should come back."""

    scenario: str
    due: str  # ISO date


@dataclass(frozen=True, slots=True)
class HomeData:
    """Everything Home paints."""

    heads: tuple[Head, ...] = ()  # the few that Home names, not the whole catalogue
    counts: tuple[tuple[str, int], ...] = ()  # kind -> how many there are
    next_id: str = ""
    why: str = ""
    due: tuple[DueLine, ...] = ()
    skills: tuple[SkillLine, ...] = ()  # the lowest four
    measured: int = 0  # how many of the 14 have a level
    answers: int = 0
    last: tuple[LastLine, ...] = ()
    unfinished: tuple[UnfinishedLine, ...] = ()
    name: str = ""
    problems: int = 0  # files that could not be listed
    written: str = field(default="")  # ISO date

    @property
    def next(self) -> Head | None:
        """The exercise on the card."""
        return next((head for head in self.heads if head.id == self.next_id), None)

    def head(self, id: str) -> Head | None:
        return next((head for head in self.heads if head.id == id), None)


def read_home(file: Path) -> HomeData | None:
    """What was last written; None if there is nothing, or nothing of this version."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        body = json.loads(file.read_text(encoding="utf-8"))
        if body.pop("version") == VERSION:
            return _home(body)
    return None


def write_home(file: Path, home: HomeData) -> None:
    """Write it whole or not at all. Failing to keeps nobody from practising: Home is made anew from the store."""
    temporary = file.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"version": VERSION, **asdict(home)}, stream, ensure_ascii=False)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)


def _home(body: dict[str, Any]) -> HomeData:
    rows = {
        "heads": tuple(Head.of_row(row) for row in body["heads"]),
        "counts": tuple((kind, count) for kind, count in body["counts"]),
        "due": tuple(DueLine(**row) for row in body["due"]),
        "skills": tuple(SkillLine(**row) for row in body["skills"]),
        "last": tuple(LastLine(**row) for row in body["last"]),
        "unfinished": tuple(UnfinishedLine(**row) for row in body["unfinished"]),
    }
    return HomeData(**{**body, **rows})
