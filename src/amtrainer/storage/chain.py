"""A chain of hashes over what was stored, and its head kept beside the store: what is changed by hand is named."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """How many rows there are, and the hash of the last: of events and of scorecards."""

    events: int = 0
    events_chain: str = START
    scorecards: int = 0
    scorecards_chain: str = START


def link(before: str, *parts: object) -> str:
    """The hash of a row: over the hash before it and the row's parts."""
    text = json.dumps([before, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def write_head(file: Path, head: Head) -> None:
    """Keep the head beside the store. It may lag behind by what a crash cut off, never run ahead."""
    temporary = file.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(asdict(head), stream)
        temporary.replace(file)


def read_head(file: Path) -> Head:
    """The head that was kept; an empty one if there is none."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Head(**json.loads(file.read_text(encoding="utf-8")))
    return Head()
