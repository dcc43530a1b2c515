"""Triage: what is left undone on purpose."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.answer import Span
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import finding, mark_span, phrase_places, units
from amtrainer.scoring.work import Work

LEFT: Final = (
    "drop*", "skip*", "undone", "not today", "not now", "not this week", "not this morning", "later", "wait*", "another day",
    "next week", "tomorrow", "no time", "say no", "said no", "no sorry", "decline*", "ignore*", "leave* it", "leave* out", "park*",
    "postpone*", "put off", "not do", "not answer*", "no answer", "cannot cover", "monday", "tuesday", "wednesday", "thursday",
    "friday",
)  # fmt: skip


class Undone(Indicator):
    """Items put off or dropped, in the list of what is left undone or in words."""

    look_for: Literal["undone"]
    items: tuple[str, ...] = Field(min_length=1, description="Items that may be left.")
    need: Literal["all", "any"] | int = Field(default="any", description="How many of them: any, all, or a number.")

    def find(self, work: Work, context: Context) -> Finding:
        marks = [mark for item in self.items for mark in self._left(item, work, context)[:1]]
        wanted = {"any": 1, "all": len(self.items)}.get(str(self.need)) or int(self.need)
        strength = Strength.FULL if len(marks) >= wanted else Strength.PARTIAL
        return finding(self.id, [Mark(m.place, m.quote, strength, m.parts, m.note) for m in marks])

    def _left(self, item: str, work: Work, context: Context) -> list[Mark]:
        """The words that put an item off; for an item in the list without words, the beginning of the work."""
        found = [
            unit.mark(list(places), Strength.FULL)
            for unit in units(work, context, item)
            if not (unit.passage.field or "").startswith("messages")
            for phrase in LEFT
            for places in phrase_places(phrase, unit)
        ]
        if found or item not in work.undone or not work.passages:
            return found
        passage = next((p for p in work.passages if item in p.about), work.passages[-1])
        return [mark_span(passage, Span(0, 0), Strength.FULL, f"{item} is left undone")]
