"""Fixed wordings, for stock phrases and taboo words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import finding, phrases_of, units
from amtrainer.scoring.scope import META, NEGATED, QUOTED, says_no, scopes
from amtrainer.scoring.work import Work


class Phrase(Indicator):
    """Words in a row. `*` stands for up to three words, or for any ending of a word."""

    look_for: Literal["phrase"]
    any_of: tuple[str, ...] = Field(min_length=1, description='Wordings such as "our * quality" or "guarantee*".')
    unless: tuple[str, ...] = Field(
        default=(), description="Wordings that, in the same sentence, make it something else."
    )

    def find(self, work: Work, context: Context) -> Finding:
        marks: list[Mark] = []
        near: list[Mark] = []
        for unit in units(work, context, self.item):
            places = phrases_of(self.any_of).found(unit)
            if not places:
                continue
            excused = bool(phrases_of(self.unless).places(unit))
            for phrase, found in places:
                reasons = [META, *([] if says_no(phrase) else [NEGATED]), *([] if context.quotes else [QUOTED])]
                trouble = scopes(unit.answer).among([found[-1]], *reasons)
                if excused or trouble:
                    near.append(unit.mark(found, Strength.NONE, trouble or "said with what makes it something else"))
                else:
                    marks.append(unit.mark(found, Strength.FULL))
        return finding(self.id, marks, near)
