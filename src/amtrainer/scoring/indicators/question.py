"""A real question about something."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.scoring.asking import is_asked, is_rhetorical
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import ECHO, Unit, finding, is_echo, units
from amtrainer.scoring.reader import NEAR_A_CUT, PARTIAL, act, deciding, strengths
from amtrainer.scoring.scope import META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.work import Work


class Question(Indicator):
    """A question: full if it asks about one of `about`, trace if it asks anything else."""

    look_for: Literal["question"]
    about: tuple[str, ...] = Field(min_length=1, description="What is asked, as short phrases or example questions.")
    unlike: tuple[str, ...] = Field(default=(), description="Questions that look alike and ask something else.")

    def find(self, work: Work, context: Context) -> Finding:
        rows = [unit for unit in units(work, context, self.item) if is_asked(unit)]
        wanted = act(self.says, self.about, self.unlike, "", context.lexicon)
        marks: list[Mark] = []
        near: list[Mark] = []
        doubt = True
        for unit, value in zip(rows, strengths(wanted, rows, context), strict=True):
            words = deciding(unit, self.about, context.lexicon).words
            if trouble := self._trouble(unit):
                near.append(unit.mark(words, Strength.NONE, trouble))
            elif value >= PARTIAL + NEAR_A_CUT:
                marks.append(unit.mark(words, Strength.FULL))
                doubt = False
            else:
                marks.append(unit.mark(unit.places, Strength.TRACE, "asks something else"))
                doubt = doubt and value >= PARTIAL - NEAR_A_CUT
        return finding(self.id, marks, near, doubt=doubt and bool(marks))

    @staticmethod
    def _trouble(unit: Unit) -> str:
        """Why this is no question of the trainee to the client."""
        if is_echo(unit.stems, unit.passage.heard):
            return ECHO
        if is_rhetorical(unit):
            return "no real question"
        held = scopes(unit.answer)
        if trouble := held.among(unit.places, META):
            return trouble
        asking = [place for place in unit.places if unit.answer.tokens[place].stem in ("ask", "question", "wonder")]
        if unit.number in held.questions:
            return held.among(asking, NEGATED)
        return held.among(asking, NEGATED, REPORTED, QUOTED)
