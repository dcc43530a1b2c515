"""Author's files, written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from amtrainer.errors import AmtrainerError


def write_whole(file: Path, content: str | bytes, hint: str = "Look at the rights of the file.") -> None:
    """Write a file so that whoever stops it leaves the old one; folders on the way are made, rights are kept.

    Raises `AmtrainerError`, with `hint` for what to do.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    real = Path(os.path.realpath(file))
    beside = real.with_name(f".{real.name}.{os.getpid()}.tmp")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        if real.exists() and not os.access(real, os.W_OK):  # to replace it would need no right to write it
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with beside.open("wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if real.exists():
            beside.chmod(real.stat().st_mode & 0o777)
        beside.replace(real)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise AmtrainerError(f"{file}: {error.strerror}.", hint) from error
