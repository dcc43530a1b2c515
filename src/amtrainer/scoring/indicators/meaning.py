"""An act done in any words: recognised by examples of it and by near-misses."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Meaning(Indicator):
    """An act, known by example sentences that do it and near-misses that do not."""

    look_for: Literal["meaning"]
    like: tuple[str, ...] = Field(
        min_length=1, description="Example sentences that do it; four or more, in different words."
    )
    unlike: tuple[str, ...] = Field(
        default=(), description="Near-misses: sentences on the same matter that do not do it."
    )
    about: tuple[str, ...] = Field(
        default=(),
        description="Fact ids or words, one of which must stand in the same or a neighbouring sentence; else only partial.",
    )

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
