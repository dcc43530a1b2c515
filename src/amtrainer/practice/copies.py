"""Files outside the store that hold somebody's words: written for their owner only, and remembered, so that `erase` can name them."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from amtrainer import paths
from amtrainer.errors import AmtrainerError


def write_private(file: Path, content: str | bytes) -> None:
    """Write a file that only its owner can read. Raises `AmtrainerError`."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        file.chmod(0o600)
    except OSError as error:
        raise AmtrainerError(f"{file} cannot be written: {error.strerror}.", "Name another place.") from error


def remember_copy(file: Path) -> None:
    """Keep the path of a copy. Failing to keeps nobody from working."""
    known = list(dict.fromkeys([*copies(), file.resolve()]))
    with contextlib.suppress(AmtrainerError):
        write_private(paths.copies_file(), json.dumps([str(path) for path in known]))


def copies() -> list[Path]:
    """Copies that were written and are still there."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        rows = json.loads(paths.copies_file().read_text(encoding="utf-8"))
        return [path for path in map(Path, rows) if path.exists()]
    return []
