"""An offer or promise, held against the mandate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.facts import LimitFact
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.offers import Offer, approved, offers, returned, ties
from amtrainer.scoring.passages import Unit, finding, units
from amtrainer.scoring.work import Work

_NO_MATTER: Final = Decimal("0.05")  # a rounded figure is not above the mandate


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
        limit = context.facts[self.of]
        if not isinstance(limit, LimitFact):
            return Finding(self.id)
        rows = units(work, context, self.item)
        marks: list[Mark] = []
        near: list[Mark] = []
        for offer in offers(rows, limit, context):
            if offer.trouble:
                near.append(offer.unit.mark(offer.places, Strength.NONE, offer.trouble))
                continue
            mark = self._mark(offer, rows, limit, context)
            if mark.strength:
                marks.append(mark)
            elif mark.note:
                near.append(mark)
        return finding(self.id, marks, near)

    def _mark(self, offer: Offer, rows: Sequence[Unit], limit: LimitFact, context: Context) -> Mark:
        if self.find_ == "offer":
            strength = Strength.PARTIAL if offer.amount is None else Strength.FULL
            return offer.unit.mark(offer.places, strength, "" if offer.amount is not None else "no figure")
        if limit.limit[0].date is not None:
            return self._promised_day(offer, rows, limit)
        above = _is_above(offer, limit)
        if self.find_ == "above":
            if above and approved(rows, offer, limit):
                return offer.unit.mark(
                    offer.places, Strength.NONE, f"left to the {limit.above or 'one who may decide'}"
                )
            note = f"your mandate is {limit.figure}"
            return offer.unit.mark(offer.places, Strength.FULL if above else Strength.NONE, note if above else "")
        if above:
            return offer.unit.mark(offer.places, Strength.NONE, f"above the mandate: {limit.figure}")
        tied = _tie(offer, rows, limit, context)
        asked = bool(tied) or returned(offer.unit)
        if self.find_ == "within":
            return self._within(offer, tied, asked)
        if asked:
            return offer.unit.mark(offer.places, Strength.NONE)
        strength = Strength.PARTIAL if offer.amount is None else Strength.FULL
        return offer.unit.mark(offer.places, strength, "given for nothing in return")

    @staticmethod
    def _within(offer: Offer, tied: list[int], asked: bool) -> Mark:
        places = [*offer.places, *tied]
        if tied and offer.amount is not None:
            return offer.unit.mark(places, Strength.FULL)
        if asked:
            note = "no figure" if offer.amount is None else "not the return that the mandate asks for"
            return offer.unit.mark(places, Strength.PARTIAL, note)
        return offer.unit.mark(offer.places, Strength.NONE, "given for nothing in return")

    def _promised_day(self, offer: Offer, rows: Sequence[Unit], limit: LimitFact) -> Mark:
        """A day promised, against the first day that may be promised."""
        days = [item.value.amount for item in limit.limit if item.value is not None]
        early = offer.amount is not None and offer.amount < min(days)
        if early and approved(rows, offer, limit):
            return offer.unit.mark(offer.places, Strength.NONE, "left to the one who may decide")
        held = early if self.find_ == "above" else not early
        note = f"nothing before {limit.figure} may be promised" if early else ""
        return offer.unit.mark(offer.places, Strength.FULL if held else Strength.NONE, note)


def _is_above(offer: Offer, limit: LimitFact) -> bool:
    """Whether it is more than any allowance of its kind gives."""
    amounts = [item.value.amount for item in limit.limit if item.value is not None and item.value.kind == offer.kind]
    return offer.amount is not None and bool(amounts) and offer.amount > max(amounts) + _NO_MATTER


def _tie(offer: Offer, rows: Sequence[Unit], limit: LimitFact, context: Context) -> list[int]:
    """The return that is asked, of an allowance that goes as far as the offer."""
    for item in limit.limit:
        far = offer.amount is None or (item.value is not None and offer.amount <= item.value.amount + _NO_MATTER)
        if far and (found := ties(item, rows, offer, context)):
            return found
    return []
