"""Which face to show: screens on a terminal that can, plain lines everywhere else."""

from __future__ import annotations

import os
import sys

from amtrainer.plain.console import Console


def has_screen() -> bool:
    """True if a person sits at a terminal that understands more than lines."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def start() -> int:
    """Bare `amtrainer`: the home screen, or the same in lines."""
    if has_screen():
        from amtrainer.tui.app import run_app

        return run_app()
    from amtrainer.plain.home import home
    from amtrainer.practice import open_practice

    with open_practice() as practice:
        home(console(), practice)
    return 0


def console() -> Console:
    """The console of this process."""
    return Console(sys.stdin, sys.stdout, interactive=sys.stdin.isatty() and sys.stdout.isatty())
