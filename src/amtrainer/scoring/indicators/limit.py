"""An offer or promise, held against the mandate."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Limit(Indicator):
    """What is offered: anything at all, inside the mandate and for its return, without a return, or beyond the mandate."""

    look_for: Literal["limit"]
    of: str = Field(description="Id of a limit fact.")
    find_: Literal["offer", "within", "above", "unconditional"] = Field(
        alias="find",
        description="offer: anything offered; within: inside the mandate and tied to its return; "
        "unconditional: inside in amount, without return; above: beyond it without the named approver.",
    )

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
