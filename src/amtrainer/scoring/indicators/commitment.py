"""A promise of an act: who does what by when."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Commitment(Indicator):
    """Who does what by when. Full with all needed parts, partial with two, trace with one."""

    look_for: Literal["commitment"]
    who: tuple[str, ...] = Field(default=("me", "we"), description="Who acts: me, we, you, or names.")
    what: tuple[str, ...] = Field(min_length=1, description="What is done, as short examples: send both versions.")
    by: str | None = Field(default=None, description="Latest date or time that counts: Thursday, 2026-05-21, 09:30.")
    needs: tuple[Literal["who", "what", "when"], ...] = Field(
        default=("who", "what", "when"), description="Parts that are needed for full."
    )

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
