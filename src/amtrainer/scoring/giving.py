"""Words by which people give, ask for something in return, or only speak of a price."""

from __future__ import annotations

from typing import Final

from amtrainer.scoring.words import row

GIVES: Final = frozenset(
    row(
        """give offer do make take knock shave go drop reduce lower cut grant propose move meet come get unlock bring
        put let match promis agre sign allow save subtract credit refund waiv guarante commit deliver throw"""
    )
)
GIVING: Final = frozenset(
    row("give offer take do make go propose grant promise promising giving match drop move throw")
)
AGREES: Final = frozenset(row("deal agreed done accepted granted"))  # between the signs of a sentence
OTHER_SUBJECTS: Final = frozenset(row("you he she they it this that is"))
CAN: Final = frozenset(row("can could will would may might shall able allowed ready willing happy glad going prepared"))
OFF: Final = frozenset(row("off discount reduction rebate cheaper less lower saving concession credit refund"))
YIELDS: Final = frozenset(
    row("get gets unlock unlocks bring brings buy buys earn earns mean means require requires takes")
)
HELD: Final = frozenset(
    row(
        "will can could shall guarantee guaranteed promise promised word confident definitely certainly sure still make hold keep"
    )
)
BEFORE_NOW: Final = frozenset(
    row("said planned agreed had was were wanted hoped instead told asked about original old not")
)
LOST: Final = frozenset(  # what is said of a day that will not be kept
    row("lost missed moved moves late delayed slips slipped slipping off gone past becomes contract plan lose")
)
PRICES: Final = frozenset(row("price contract valu amount total sum fee invoic bill rate"))
UP: Final = frozenset(row("up rise rises increase increases higher dearer"))
BEYOND: Final = frozenset(row("past above beyond over than exceed exceeds until till"))
RETURNS: Final = (
    "if you",
    "against",
    "in return",
    "in exchange",
    "in case you",
    "provided",
    "on condition",
    "as long as you",
    "once you",
    "when you sign",
    "when you commit",
    "for a longer",
    "longer term",
    "longer contract",
    "something from you",
    "something in return",
    "for a commitment",
    "from your side",
    "from you",
    "nothing for nothing",
    "you sign",
    "you pay",
    "tied to",
    "should you",
    "requires",
    "require",
    "commitment",
    "prepay*",
    "prepaid",
    "both ways",
)
VAGUE: Final = (
    "discount",
    "rebate",
    "better price",
    "lower price",
    "reduce the price",
    "drop the price",
    "lower the price",
    "come down",
    "meet you",
    "come towards you",
    "something on the price",
    "something on price",
    "anything on price",
    "move on price",
    "move on the price",
    "movement in price",
    "room on price",
    "pricing headroom",
    "find something",
    "take something off",
    "a bit more",
    "price can go down",
)
# Ways in which people speak of a usual return, so that an author need not list them all.
USUAL: Final = {
    "prepay": ("prepay*", "prepaid", "pre-pay", "pay * advance", "paid * advance", "pay * upfront", "pay* * up front", "pay * front", "in advance",
               "pay * year before", "pay * before", "pay * whole year", "pay* * year", "upfront", "pay * at once", "pay * start"),
    "term": ("two-year", "two year", "two years", "2 years", "24 month", "24 months", "24-month", "longer term", "longer contract"),
    "volume": ("volume", "more units", "larger order"),
    "forecast": ("forecast",),
    "reference": ("reference", "case study"),
}  # fmt: skip
