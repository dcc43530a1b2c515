"""The entrance: the `amtrainer` command. Bare `amtrainer` goes straight to Home and imports no command."""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

from amtrainer.errors import AmtrainerError, ExitCode
from amtrainer.text import one_line


def main() -> NoReturn:
    """Run the command line and leave with its exit status; a crash becomes one line and a log entry."""
    sys.exit(_guarded(sys.argv[1:]))


def _guarded(arguments: list[str]) -> int:
    _be_lenient_with_bytes()
    try:
        return _run(arguments)
    except AmtrainerError as error:
        say_error(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. What was sent is kept.\n")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.FINE)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            say_error(AmtrainerError("What was to be written does not fit: the disk is full.", "Make room, try again."))
            return int(ExitCode.USAGE)
        return _crash(error)


def _run(arguments: list[str]) -> int:
    if not arguments:
        from amtrainer.cli.start import start

        return start()
    from amtrainer.cli.commands import run

    return run(arguments)


def say_error(error: AmtrainerError) -> None:
    """Write what went wrong and what to do to stderr, one line each."""
    for line in error.message.splitlines():
        sys.stderr.write(f"amtrainer: {one_line(line)}\n")
    if error.hint:
        sys.stderr.write(f"  {one_line(error.hint)}\n")


def _be_lenient_with_bytes() -> None:
    if sys.stdout is None:  # closed by the shell; nobody reads
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _crash(error: Exception) -> int:
    from amtrainer.crash import log_crash

    where = log_crash(error)
    sys.stderr.write(
        f"amtrainer: an internal error ({type(error).__name__}). What was sent is kept. Details: {where}\n"
    )
    return int(ExitCode.INTERNAL)
