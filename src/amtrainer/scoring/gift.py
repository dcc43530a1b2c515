"""Something given for nothing that the file does not have: free months, free machines, work on the house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.offers import returned
from amtrainer.scoring.passages import Phrases, Unit, finding, units
from amtrainer.scoring.scope import NEGATED, scopes
from amtrainer.scoring.stated import unclaimed
from amtrainer.scoring.words import row
from amtrainer.scoring.work import Work

_FREE: Final = Phrases(
    "free of charge", "free of cost", "for free", "is free for you", "are free for you", "on the house", "at no cost to you",
    "at no charge", "without charge", "free month*", "month* free", "week* free", "machine* free", "* free for the first",
    "our treat", "my treat",
    "free upgrade*", "free licence*", "free license*", "throw in * free", "free extra*", "gratis", "as a free",
)  # fmt: skip
_KNOWN: Final = frozenset(row("free gratis"))


class Gift(Indicator):
    """What somebody gives away. Not for authors: gates G1 and G7 look for it."""

    look_for: str = "gift"

    def find(self, work: Work, context: Context) -> Finding:
        if context.facts.words & _KNOWN:
            return Finding(self.id)
        return finding(self.id, [mark for unit in units(work, context) for mark in _in_unit(unit)])


def _in_unit(unit: Unit) -> Iterator[Mark]:
    for places in _FREE.places(unit)[:1]:
        if not (returned(unit) or unclaimed(unit, [*places], None) or scopes(unit.answer).among(places, NEGATED)):
            yield unit.mark(places, Strength.FULL, "this is not yours to give for nothing")
