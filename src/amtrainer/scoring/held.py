"""Sentences that say of their own words that they claim nothing: quoted, refused, supposed, taken back, left to an approver."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, units
from amtrainer.scoring.scope import APPROVAL, QUOTED
from amtrainer.scoring.stated import REFUSED, SUPPOSED, TAKEN_BACK, unclaimed
from amtrainer.scoring.work import Work

_REASONS: Final = frozenset((APPROVAL, QUOTED, REFUSED, SUPPOSED, TAKEN_BACK))


class Held(Indicator):
    """What is held out and not claimed. Not for authors: gates G1 and G2 leave it alone."""

    look_for: str = "held"

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context)
        found = ((unit, _why(unit, after)) for unit, after in zip_longest(rows, rows[1:]))
        return finding(self.id, [unit.mark(unit.places, Strength.FULL, why) for unit, why in found if why in _REASONS])


def _why(unit: Unit, after: Unit | None) -> str:
    words = [place for place in unit.places if unit.answer.tokens[place].kind != "sign"] or list(unit.places)
    return unclaimed(unit, words, after if after is not None and after.passage is unit.passage else None)
