"""Evidence that the file does not hold: results in figures, and other clients who are said to use it already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from amtrainer.scoring.claims import known, named, unit_figures
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Phrases, Unit, finding, units
from amtrainer.scoring.scope import ASKED, META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.words import row
from amtrainer.scoring.work import Work

_OTHERS: Final = frozenset(
    row(
        """client customer compani firm plant factori mine hospit clinic school univers maker manufactur util bank insur
        airlin hotel shipper carrier warehous retail store other competitor neighbour neighbor chain port"""
    )
)
_USES: Final = Phrases(
    "already run*", "already us*", "been running", "has been using", "have been using", "running our", "runs our", "runs on our",
    "use our", "uses our", "using our", "works with our", "work with our", "live with us", "love it", "loves it", "swear by",
    "swears by", "switched to us", "moved to us", "came to us", "happy with it", "happy with us", "with us for years",
    "trust us", "trusts us", "rely on us", "relies on us",
)  # fmt: skip
_RESULTS: Final = frozenset(row("cut reduc went go brought bring drop fell improv rais rose increas lower grew save"))
NO_EVIDENCE: Final = "the file holds no such evidence"


class Invention(Indicator):
    """Proof that nobody gave. Not for authors: gate G2 looks for it."""

    look_for: str = "invention"

    def find(self, work: Work, context: Context) -> Finding:
        return finding(self.id, [mark for unit in units(work, context) for mark in _in_unit(unit, context)])


def _in_unit(unit: Unit, context: Context) -> Iterator[Mark]:
    places = _reference(unit) or _result(unit, context)
    if not places or any(named(name, unit, unit.bag, context) for name in context.facts.ids()):
        return
    if not scopes(unit.answer).among(places, NEGATED, QUOTED, META, ASKED, REPORTED):
        yield unit.mark(places, Strength.FULL, NO_EVIDENCE)


def _reference(unit: Unit) -> list[int]:
    """'Two other makers are already running it', 'the big mine next door has been using it for years'."""
    uses = _USES.places(unit)
    if not uses:
        return []
    tokens = unit.answer.tokens
    who = [place for place in unit.places if tokens[place].stem in _OTHERS and place < uses[0].start]
    if not who or "your" in {tokens[place].text for place in range(max(unit.places.start, who[0] - 3), who[0])}:
        return []
    return [*range(who[0], uses[0].stop)]


def _result(unit: Unit, context: Context) -> list[int]:
    """'They went from 40% to 6%': two shares beside a verb of change, neither of them in the file."""
    shares = [figure for figure in unit_figures(unit, context) if figure.value.kind == "percent"]
    if len(shares) < 2 or not {*unit.stems} & _RESULTS:
        return []
    if any(known(figure, unit.passage.heard, context) for figure in shares):
        return []
    return [*range(shares[0].first, shares[-1].last + 1)]
