"""What is kept of a crash: the way to it, without the values of variables, which may be somebody's words."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime

from amtrainer import __version__, paths


def log_crash(error: BaseException) -> str:
    """Append a traceback without locals to the log. Returns where it is, or why it could not be kept."""
    inner = getattr(error, "error", None)  # a worker's failure only wraps what failed in it
    error = inner if isinstance(inner, BaseException) else error
    frames = "".join(traceback.format_tb(error.__traceback__))
    entry = (
        f"{datetime.now(UTC).isoformat(timespec='seconds')} amtrainer {__version__}\n{frames}{type(error).__name__}\n\n"
    )
    try:
        log = paths.log_file()
        log.touch(mode=0o600, exist_ok=True)
        with log.open("a", encoding="utf-8") as stream:
            stream.write(entry)
    except OSError as failure:
        return f"not written ({failure.strerror})"
    return str(log)
