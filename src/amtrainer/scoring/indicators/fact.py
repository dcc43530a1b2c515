"""A fact of the dossier, named with the right value."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.claims import computed, named, neighbours, wrong
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, units
from amtrainer.scoring.scope import META, scopes
from amtrainer.scoring.work import Work


class FactNamed(Indicator):
    """Facts of the dossier that must be named; a wrong value is kept as words against it."""

    look_for: Literal["fact"]
    facts: tuple[str, ...] = Field(min_length=1, description="Ids of facts.")
    need: Literal["all", "any"] | int = Field(default="any", description="How many of them: any, all, or a number.")

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context, self.item)
        found: list[tuple[str, Unit, tuple[int, ...]]] = []
        near: list[Mark] = []
        against: list[Mark] = []
        for place, unit in enumerate(rows):
            around = neighbours(rows, place)
            for name in self.facts:
                hit = named(name, unit, around, context)
                if hit and scopes(unit.answer).among(hit.places, META):
                    near.append(unit.mark(hit.places, Strength.NONE, META))
                elif hit:
                    found.append((name, unit, hit.places))
                elif error := wrong(name, unit, unit.passage.heard, context):
                    span = range(error.figure.first, error.figure.last + 1)
                    against.append(unit.mark(span, Strength.FULL, error.note))
            for names, figure in computed(unit, self.facts, context):
                places = tuple(range(figure.first, figure.last + 1))
                found.extend((name, unit, places) for name in sorted(names))
        enough = len({name for name, _, _ in found}) >= self._needed
        strength = Strength.FULL if enough else Strength.PARTIAL
        marks = [unit.mark(places, strength) for _, unit, places in found]
        return finding(self.id, marks, near, against)

    @property
    def _needed(self) -> int:
        if self.need == "all":
            return len(self.facts)
        return 1 if self.need == "any" else self.need
