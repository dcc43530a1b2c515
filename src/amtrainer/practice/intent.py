"""What the trainee wants: a learning path, and days without practice. One small file; without it nothing is wanted."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from amtrainer.progress.memory import Pause


@dataclass(frozen=True, slots=True)
class Intent:
    """The path that is followed ("" = none), and the pauses, oldest first."""

    path: str = ""
    pauses: tuple[Pause, ...] = ()

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].last is None

    def begin_pause(self, today: date) -> Intent:
        """Begin a pause; one that goes on already goes on."""
        return self if self.paused else replace(self, pauses=(*self.pauses, Pause(today)))

    def end_pause(self, today: date) -> Intent:
        """End the pause, if there is one."""
        if not self.paused:
            return self
        return replace(self, pauses=(*self.pauses[:-1], Pause(self.pauses[-1].first, today)))

    def to_json(self) -> dict[str, Any]:
        pauses = [[one.first.isoformat(), one.last.isoformat() if one.last else None] for one in self.pauses]
        return {"path": self.path, "pauses": pauses}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Intent:
        pauses = tuple(
            Pause(date.fromisoformat(first), date.fromisoformat(last) if last else None)
            for first, last in body["pauses"]
        )
        return cls(str(body["path"]), pauses)


def read_intent(file: Path) -> Intent:
    """What is in the file; nothing wanted if it is not there or cannot be read."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        return Intent.from_json(json.loads(file.read_text(encoding="utf-8")))
    return Intent()


def write_intent(file: Path, intent: Intent) -> None:
    """Write it whole or not at all. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = file.with_suffix(f".{os.getpid()}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(intent.to_json(), stream)
    temporary.replace(file)
