"""Triage: the order in which items are ranked."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.answer import Span
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import finding, mark_span, mentions
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
        order = work.order or _named_order(work, context)
        checks = self._checks(order)
        held = [pair for pair, holds in checks if holds]
        if not checks:
            return Finding(self.id)
        strength = Strength.NONE
        if len(held) == len(checks):
            strength = Strength.FULL
        elif 2 * len(held) >= len(checks):
            strength = Strength.PARTIAL
        items = dict.fromkeys(
            item for pair in (held if strength else [pair for pair, _ in checks]) for item in pair[:1]
        )
        marks = [mark for item in items if (mark := _mark_of(item, work, context, strength))]
        return finding(self.id, marks) if strength else finding(self.id, (), marks)

    def _checks(self, order: tuple[str, ...]) -> list[tuple[tuple[str, str], bool]]:
        """Each pair that must hold, and whether it does. What is not ranked comes last."""
        free = {frozenset(pair) for pair in self.equivalent}
        rank = {item: place for place, item in enumerate(order)}
        last = len(order)
        pairs = [(one, other) for one, others in self.before.items() for other in others]
        out = [
            ((one, other), one in rank and rank[one] < rank.get(other, last))
            for one, other in pairs
            if frozenset((one, other)) not in free
        ]
        lead = set(order[: len(self.first)])
        out.extend(((item, item), item in lead) for item in self.first)
        return out


def _named_order(work: Work, context: Context) -> tuple[str, ...]:
    """Prose: the first mention gives the rank."""
    found: dict[str, None] = {}
    for passage in work.passages:
        for _, items in sorted(mentions(passage.answer, context.items).items()):
            found.update(dict.fromkeys(sorted(items)))
    return tuple(found)


def _mark_of(item: str, work: Work, context: Context, strength: Strength) -> Mark | None:
    """The first words about an item: its name in prose, else how its field begins."""
    for passage in work.passages:
        if item in passage.about and passage.answer.tokens:
            last = min(5, len(passage.answer.tokens) - 1)
            return mark_span(passage, passage.answer.cover(0, last), strength)
        places = [place for place, items in mentions(passage.answer, context.items).items() if item in items]
        if not passage.about and places:
            return mark_span(passage, passage.answer.tokens[min(places)].span, strength)
    if not work.passages:
        return None
    return mark_span(work.passages[0], Span(0, 0), strength, f"rank of {item}")
