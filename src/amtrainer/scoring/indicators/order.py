"""Triage: the order in which items are ranked."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.work import Work


class Order(Indicator):
    """Holds if every named item ranks before its others; partial if at least half of the pairs hold."""

    look_for: Literal["order"]
    before: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Item -> items that must come after it."
    )
    first: tuple[str, ...] = Field(default=(), description="Items that must lead the ranking, in any order.")
    equivalent: tuple[tuple[str, str], ...] = Field(default=(), description="Pairs that may change places.")

    def find(self, work: Work, context: Context) -> Finding:
        return Finding(self.id)
