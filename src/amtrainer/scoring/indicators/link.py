"""Two things joined in one thought."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Link(Indicator):
    """Both things stand in one sentence or in two neighbours. Partial if one thing is only hinted at."""

    look_for: Literal["link"]
    join: tuple[tuple[str, ...], ...] = Field(
        min_length=2,
        max_length=4,
        description="Two or more lists of words, phrases or fact ids; one of each must be there.",
    )

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
