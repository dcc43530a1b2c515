"""Triage: acted in time."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Clock(Indicator):
    """An item was acted on by a time of day."""

    look_for: Literal["clock"]
    by: str = Field(description='Latest time of day, such as "09:05".')
    act: Literal["message", "action"] = Field(
        default="action", description="message: somebody was written to; action: anything was begun."
    )

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
