"""Sentences that say of their own words that they claim nothing: quoted, refused, supposed, taken back, left to an approver."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, units
from amtrainer.scoring.scope import APPROVAL, QUOTED
from amtrainer.scoring.stated import REFUSED, SUPPOSED, TAKEN_BACK, unclaimed
from amtrainer.scoring.words import row
from amtrainer.scoring.work import Work

_NEEDS: Final = frozenset(row("target targets quota bonus commission quarter month forecast numbers"))
_OFFERED: Final = frozenset(
    row(
        "price prices offer offers discount deal place places slot slots stock last others everybody everyone competitor"
        " competitors regret blame blamed sorry lose"
    )
)
_REASONS: Final = frozenset((APPROVAL, QUOTED, REFUSED, SUPPOSED, TAKEN_BACK))


class Held(Indicator):
    """What is held out and not claimed. Not for authors: gates G1 and G2 leave it alone."""

    look_for: str = "held"

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context)
        found = ((unit, _why(unit, after)) for unit, after in zip_longest(rows, rows[1:]))
        return finding(self.id, [unit.mark(unit.places, Strength.FULL, why) for unit, why in found if why in _REASONS])


class OwnNeed(Indicator):
    """Sentences that plead with the speaker's own target or month, and with nothing of the client's or of the offer. Not for
    authors: gate G4 leaves them alone, since a plea is neither fear nor scarcity."""

    look_for: str = "own-need"

    def find(self, work: Work, context: Context) -> Finding:
        rows = (unit for unit in units(work, context) if _pleads(unit))
        return finding(self.id, [unit.mark(unit.places, Strength.FULL) for unit in rows])


def _pleads(unit: Unit) -> bool:
    texts = unit.texts
    if {*texts} & _OFFERED:
        return False
    return any(text in ("my", "our") and {*texts[at + 1 : at + 3]} & _NEEDS for at, text in enumerate(texts))


def _why(unit: Unit, after: Unit | None) -> str:
    words = [place for place in unit.places if unit.answer.tokens[place].kind != "sign"] or list(unit.places)
    return unclaimed(unit, words, after if after is not None and after.passage is unit.passage else None)
