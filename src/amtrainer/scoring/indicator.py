"""What every indicator has: an id, words that say what it is, and a way to find itself in a work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.lexicon import Lexicon
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Work

if TYPE_CHECKING:
    from amtrainer.scoring.borrowed import Sources
    from amtrainer.scoring.likeness import Rated


@dataclass(frozen=True, slots=True)
class Context:
    """What an indicator may know besides the work: the dossier, the day, and the reader of meanings."""

    facts: Facts
    today: date
    model: MeaningModel
    language: str = "en"
    # triage: item id -> names it goes by in prose ("Kestrel", "Kestrel operations", "A"), longest first
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rated: Rated | None = None  # knows sentences that were rated
    lexicon: Lexicon = field(default_factory=Lexicon)  # the scenario's words and names; see `lexicon_of`
    quotes: bool = False  # the reader's own sentences are asked for: what is quoted counts
    sources: Sources | None = None  # knows the model answers that ship


class Indicator(BaseModel):
    """One observable behaviour. A kind of indicator is a subclass with its own `look_for` and `find`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="Name used in conditions, for example asks-driver.")
    says: str = Field(default="", description="What it is, in at most eight words; shown to the trainee as a reason.")
    item: str | None = Field(default=None, description="Triage: look only at what is said about this item.")

    def find(self, work: Work, context: Context) -> Finding:
        raise NotImplementedError
