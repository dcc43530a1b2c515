"""Fixed wordings, for stock phrases and taboo words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Phrase(Indicator):
    """Words in a row. `*` stands for up to three words, or for any ending of a word."""

    look_for: Literal["phrase"]
    any_of: tuple[str, ...] = Field(min_length=1, description='Wordings such as "our * quality" or "guarantee*".')
    unless: tuple[str, ...] = Field(
        default=(), description="Wordings that, in the same sentence, make it something else."
    )

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
