"""Two things joined in one thought."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.claims import beside, mentions_any
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, phrase_places, units
from amtrainer.scoring.scope import ASKED, META, QUOTED, REPORTED, scopes
from amtrainer.scoring.work import Work

ALONE: Final = "said alone, without what belongs with it"


class Link(Indicator):
    """Both things stand in one sentence or in two neighbours. Partial if one thing is only hinted at."""

    look_for: Literal["link"]
    join: tuple[tuple[str, ...], ...] = Field(
        min_length=2,
        max_length=4,
        description="Two or more lists of words, phrases or fact ids; one of each must be there. fact: before an id tells it from a word.",
    )

    one_sentence: bool = Field(
        default=False,
        description="Whether all must stand in the same sentence, said by the trainee himself and not asked.",
    )
    unless: tuple[str, ...] = Field(
        default=(), description="Wordings that, in the same sentence, make it something else."
    )

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context, self.item)
        held = [{} if self._excused(row) else self._things(rows, place, context) for place, row in enumerate(rows)]
        marks: list[Mark] = []
        near: list[Mark] = []
        for place, unit in enumerate(rows):
            if not held[place]:
                continue
            reach = [place]
            if not self.one_sentence and place + 1 < len(rows) and rows[place + 1] in beside(rows, place):
                reach.append(place + 1)
            for stretch in (reach[:1], reach)[: len(reach)]:
                together = {thing for step in stretch for thing in held[step]}
                if len(together) == len(self.join):
                    marks.extend(self._marks(rows, held, stretch))
                    break
            else:
                near.extend(mark for mark in self._marks(rows, held, [place]) if unit.passage.turn >= 0)
        return finding(
            self.id, marks, [] if marks else [Mark(m.place, m.quote, Strength.NONE, (), ALONE) for m in near]
        )

    def _excused(self, unit: Unit) -> bool:
        return any(phrase_places(phrase, unit) for phrase in self.unless)

    def _things(self, rows: list[Unit], place: int, context: Context) -> dict[int, list[int]]:
        """Which of the things stand in this unit, with their tokens."""
        found: dict[int, list[int]] = {}
        others = (META, QUOTED, REPORTED, ASKED) if self.one_sentence else (META, QUOTED)
        for number, wanted in enumerate(self.join):
            for unit, places in mentions_any(wanted, rows, place, context, close=True):
                if not scopes(unit.answer).among(places, *others):
                    found[number] = places
                    break
        return found

    @staticmethod
    def _marks(rows: list[Unit], held: list[dict[int, list[int]]], stretch: list[int]) -> list[Mark]:
        return [rows[step].mark(places, Strength.FULL) for step in stretch for places in held[step].values()]
