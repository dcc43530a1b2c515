"""All kinds of indicators. A new kind is one file here and one name in the union."""

from typing import Annotated

from pydantic import Field

from amtrainer.scoring.indicators.choice import Choice
from amtrainer.scoring.indicators.clock import Clock
from amtrainer.scoring.indicators.commitment import Commitment
from amtrainer.scoring.indicators.deed import Deed
from amtrainer.scoring.indicators.entry import Entry
from amtrainer.scoring.indicators.fact import FactNamed
from amtrainer.scoring.indicators.figure import OwnFigure
from amtrainer.scoring.indicators.fit import Fit
from amtrainer.scoring.indicators.limit import Limit
from amtrainer.scoring.indicators.link import Link
from amtrainer.scoring.indicators.meaning import Meaning
from amtrainer.scoring.indicators.order import Order
from amtrainer.scoring.indicators.phrase import Phrase
from amtrainer.scoring.indicators.question import Question
from amtrainer.scoring.indicators.undone import Undone

AnyIndicator = Annotated[
    Meaning
    | Question
    | FactNamed
    | Commitment
    | Limit
    | Order
    | Clock
    | Link
    | Fit
    | Phrase
    | Undone
    | OwnFigure
    | Deed
    | Choice
    | Entry,
    Field(discriminator="look_for"),
]

__all__ = [
    "AnyIndicator",
    "Choice",
    "Clock",
    "Commitment",
    "Deed",
    "Entry",
    "FactNamed",
    "Fit",
    "Limit",
    "Link",
    "Meaning",
    "Order",
    "OwnFigure",
    "Phrase",
    "Question",
    "Undone",
]
