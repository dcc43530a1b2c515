"""The use cases of a trainer: mark answers from files, trace one, attack a scenario, hold a rubric to human ratings.

Importing it is cheap; what is heavy is imported when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amtrainer.authoring.marking import Scoring

__all__ = ["open_scoring"]


def open_scoring(id: str, mode: str) -> Scoring:
    """Marking without playing, for the exercise that `id` means. Needs no store. Raises `AmtrainerError`."""
    from amtrainer.authoring.marking import scoring_of

    return scoring_of(id, mode)
