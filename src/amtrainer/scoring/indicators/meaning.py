"""An act done in any words: recognised by examples of it and by near-misses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from amtrainer.scoring.claims import mentions_any, places_beside
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.lexicon import Lexicon
from amtrainer.scoring.passages import ECHO, Unit, finding, is_echo, units
from amtrainer.scoring.reader import Deciding, act, deciding, grade, reverses, strengths
from amtrainer.scoring.scope import META, NEGATED, QUOTED, scopes
from amtrainer.scoring.work import Work


class Meaning(Indicator):
    """An act, known by example sentences that do it and near-misses that do not."""

    look_for: Literal["meaning"]
    like: tuple[str, ...] = Field(
        default=(), description="Example sentences that do it; four or more, in different words."
    )
    unlike: tuple[str, ...] = Field(
        default=(), description="Near-misses: sentences on the same matter that do not do it."
    )
    about: tuple[str, ...] = Field(
        default=(),
        description="Fact ids or words, one of which must stand in the same or a neighbouring sentence; else only partial.",
    )
    holds: tuple[tuple[str, ...], ...] = Field(
        default=(),
        description="Lists of fact ids or words: one of each must stand in the sentence itself; else it is not the act. fact: before an id tells it from a word.",
    )
    rung: str = Field(default="", description="`says` of the rung that names it, where the rung alone is the act.")

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context, self.item)
        wanted = act(self.says, self.like, self.unlike, self.rung, context.lexicon)
        likes = self.like or (self.says,)
        marks: list[Mark] = []
        near: list[Mark] = []
        doubts: dict[Strength, bool] = {}
        for place, value in enumerate(strengths(wanted, rows, context)):
            strength, doubt = grade(value)
            if strength == Strength.NONE or not self._holds(rows, place, context):
                continue
            found = deciding(rows[place], likes, context.lexicon)
            if trouble := _trouble(rows[place], found, likes, context.lexicon):
                near.append(rows[place].mark(found.words, Strength.NONE, trouble))
                continue
            note = ""
            if strength == Strength.FULL and self.about and not self._is_about(rows, place, context):
                strength, note = Strength.PARTIAL, "not tied to the case"
            doubts[strength] = doubts.get(strength, True) and doubt
            marks.append(rows[place].mark(found.words, strength, note))
        best = max(doubts, default=Strength.NONE)
        return finding(self.id, marks, near, doubt=doubts.get(best, False))

    def _is_about(self, rows: list[Unit], place: int, context: Context) -> bool:
        return any(mentions_any(self.about, rows, step, context) for step in places_beside(rows, place))

    def _holds(self, rows: list[Unit], place: int, context: Context) -> bool:
        return all(mentions_any(group, rows, place, context) for group in self.holds)


def _trouble(unit: Unit, found: Deciding, likes: Sequence[str], lexicon: Lexicon) -> str:
    """Why the words of this unit are not the act after all."""
    if is_echo(unit.stems, unit.passage.heard):
        return ECHO
    held = scopes(unit.answer)
    if trouble := held.among(range(found.words[0], found.words[-1] + 1), META):
        return trouble
    counted = found.shared or found.words
    if 2 * sum(QUOTED in held.troubles[place] for place in counted) > len(counted):
        return QUOTED
    return NEGATED if reverses(unit, found, likes, lexicon) else ""
