"""A real question about something."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Question(Indicator):
    """A question: full if it asks about one of `about`, trace if it asks anything else."""

    look_for: Literal["question"]
    about: tuple[str, ...] = Field(min_length=1, description="What is asked, as short phrases or example questions.")
    unlike: tuple[str, ...] = Field(default=(), description="Questions that look alike and ask something else.")

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
