"""Form: length, number of questions, what comes first."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class First(BaseModel):
    """What must come early."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    within_sentences: int = Field(default=3, ge=1, description="Counted from the start of the first passage.")
    facts: tuple[str, ...] = Field(min_length=1, description="Ids of facts, all of which must be named there.")


class Fit(Indicator):
    """Whether the form fits: every bound that is given must hold."""

    look_for: Literal["fit"]
    max_words: int | None = Field(default=None, ge=1)
    min_words: int | None = Field(default=None, ge=1)
    max_questions: int | None = Field(default=None, ge=0)
    first: First | None = Field(default=None, description="Facts that must stand in the first sentences.")

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
