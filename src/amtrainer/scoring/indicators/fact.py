"""A fact of the dossier, named with the right value."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class FactNamed(Indicator):
    """Facts of the dossier that must be named; a wrong value is kept as words against it."""

    look_for: Literal["fact"]
    facts: tuple[str, ...] = Field(min_length=1, description="Ids of facts.")
    need: Literal["all", "any"] | int = Field(default="any", description="How many of them: any, all, or a number.")

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
