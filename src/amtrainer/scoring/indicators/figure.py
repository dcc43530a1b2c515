"""A figure of the trainee's own: a number beside what it measures, with the base that gives it a meaning."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.claims import places_beside, unit_figures, words_in
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, phrase_places, units
from amtrainer.scoring.scope import META, QUOTED, scopes
from amtrainer.scoring.values import Figure, ValueKind
from amtrainer.scoring.work import Work

MEASURES: Final[tuple[ValueKind, ...]] = ("money", "percent", "count", "ratio")
_YEARS: Final = range(1950, 2101)
_BASES: Final = ("from", "out of", "instead of", "in a year", "a year", "per", "of", "before", "since", "within", "last year",
                 "that year", "next year", "the year", "a month", "months", "quarter", "weeks", "a week", "against", "compared", "to")  # fmt: skip


class OwnFigure(Indicator):
    """A number with what it measures: full with a base (of how many, from what, in which time), partial without."""

    look_for: Literal["figure"]
    kinds: tuple[ValueKind, ...] = MEASURES
    beside: tuple[str, ...] = Field(
        default=(), description="Words or phrases, one of which must stand in the same or a neighbouring sentence."
    )
    base: bool = Field(default=True, description="False: any figure is full.")
    unless: tuple[str, ...] = Field(default=(), description="Wordings that make the sentence something else.")

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context, self.item)
        marks: list[Mark] = []
        near: list[Mark] = []
        for place, unit in enumerate(rows):
            said = [figure for figure in unit_figures(unit, context) if self._counts(figure)]
            if not said or any(phrase_places(phrase, unit) for phrase in self.unless):
                continue
            spots = [spot for figure in said for spot in range(figure.first, figure.last + 1)]
            if trouble := scopes(unit.answer).among(spots, META, QUOTED):
                near.append(unit.mark(spots, Strength.NONE, trouble))
            elif self.beside and not self._measured(rows, place, context):
                near.append(unit.mark(spots, Strength.NONE, "a figure of something else"))
            else:
                full = not self.base or len(said) > 1 or self._based(unit, said[0])
                strength = Strength.FULL if full else Strength.PARTIAL
                marks.append(unit.mark(spots, strength, "" if full else "without what it is measured by"))
        return finding(self.id, marks, near)

    def _counts(self, figure: Figure) -> bool:
        value = figure.value
        if value.kind not in self.kinds:
            return False
        if value.kind != "count":
            return True
        return value.amount > 1 and not (int(value.amount) in _YEARS and not value.unit)

    def _measured(self, rows: list[Unit], place: int, context: Context) -> bool:
        return any(words_in(self.beside, rows[step], context) for step in places_beside(rows, place))

    @staticmethod
    def _based(unit: Unit, figure: Figure) -> bool:
        return figure.value.kind == "ratio" or any(phrase_places(base, unit) for base in _BASES)
