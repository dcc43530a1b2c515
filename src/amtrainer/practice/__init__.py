"""The use case of a trainee: find an exercise, play it, keep every word, look back. The faces call only this.

Importing it is cheap; what is heavy is imported when practice is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amtrainer.content.head import Head
    from amtrainer.practice.desk import Practice
    from amtrainer.practice.sitting import Sitting
    from amtrainer.practice.views import (
        Brief,
        Check,
        CriterionBrief,
        Exhibit,
        HistoryRow,
        MailView,
        Step,
        Suggestion,
        Unfinished,
    )

__all__ = [
    "Brief",
    "Check",
    "CriterionBrief",
    "Exhibit",
    "Head",
    "HistoryRow",
    "MailView",
    "Practice",
    "Sitting",
    "Step",
    "Suggestion",
    "Unfinished",
    "diagnose",
    "open_practice",
    "places",
]


def __getattr__(name: str) -> object:
    """The views, when somebody asks for them: Home does not."""
    if name not in __all__:
        raise AttributeError(name)
    module = import_module("amtrainer.content.head" if name == "Head" else "amtrainer.practice.views")
    return getattr(module, name)


def open_practice(*, clock: Callable[[], datetime] | None = None) -> Practice:
    """Open the store, the library and the reader of meanings (the last when it is first needed).

    `clock` gives the local time; left out, the machine's. Raises `AmtrainerError` where the store cannot be opened.
    """
    from amtrainer.practice.desk import opened

    return opened(clock)


def diagnose() -> tuple[Check, ...]:
    """What `doctor` looks at."""
    from amtrainer.practice.machine import checks

    return checks()


def places() -> list[tuple[str, str]]:
    """Where everything is kept: name and path."""
    from amtrainer.practice.machine import kept

    return [(name, str(path)) for name, path in kept()]
