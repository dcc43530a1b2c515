"""Evidence that the file does not hold: results in figures, and other clients who are said to use it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from amtrainer.scoring.claims import known, named, unit_figures
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.hostility import presses
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Phrases, Unit, finding, units
from amtrainer.scoring.scope import ASKED, META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.values import Figure
from amtrainer.scoring.words import ME, YOU, row
from amtrainer.scoring.work import Work

_OTHERS: Final = frozenset(
    row(
        """client customer compani firm plant factori mine hospit clinic school univers maker manufactur util bank insur
        airlin hotel shipper carrier warehous retail store other competitor neighbour neighbor chain port"""
    )
)
_CUSTOMERS: Final = frozenset(("customer", "customers"))
_USES: Final = Phrases(
    "already run*", "already us*", "been running", "has been using", "have been using", "running our", "runs our", "runs on our",
    "use our", "uses our", "using our", "works with our", "work with our", "live with us", "swear by",
    "swears by", "switched to us", "moved to us", "came to us", "happy with it", "happy with us", "with us for years",
    "trust us", "trusts us", "rely on us", "relies on us", "already sign*", "signed our", "already accept*", "accepted our",
    "agreed to our", "already pay*",
)  # fmt: skip
_STUDIES: Final = Phrases(
    "studies show", "studies say", "a study shows", "research shows", "research says", "statistics show", "statistics say",
    "surveys show", "on average our clients", "on average our customers", "our clients save", "our customers save",
    "experience shows", "figures from other",
)  # fmt: skip
_ATTESTED: Final = Phrases(
    "audited by", "certified by", "accredited by", "validated by", "verified by", "independently audited",
    "independently verified", "independently tested", "customers in every", "clients in every",
)  # fmt: skip
_NONE: Final = Phrases("zero", "not a single", "not one", "not even one", "without a single")
_CLEAN: Final = Phrases(
    "never had a problem", "never had a complaint", "never had an outage", "never had an incident", "never had a failure",
    "has never failed", "have never failed", "never once failed", "nobody has ever complained",
    "nobody ever complained", "not one client has complained", "were no problems at all",
    "were no issues at all", "were no complaints at all", "been no problems at all", "been no complaints",
)  # fmt: skip
_HAS_BEEN: Final = frozenset(row("had have has was were been ran came went"))
_BAD_EVENTS: Final = frozenset(
    row(
        "complaint incid error failur outag mistak defect accid delay fault loss breach break problem issu claim downtim"
    )
)
_PRICES: Final = frozenset(row("price prices rate rates list tariff tariffs fee fees"))
_RISES: Final = Phrases(
    "goes up", "go up", "going up", "will rise", "rises", "will increase", "increases", "will be higher", "doubles", "will double",
)  # fmt: skip
_SOON: Final = frozenset(row("tomorrow tonight soon next monday midnight afterwards"))
_RESULTS: Final = frozenset(row("cut reduc went go brought bring drop fell improv rais rose increas lower grew save"))
NO_EVIDENCE: Final = "the file holds no such evidence"


class Invention(Indicator):
    """Proof that nobody gave. Not for authors: gate G2 looks for it."""

    look_for: str = "invention"

    def find(self, work: Work, context: Context) -> Finding:
        return finding(self.id, [mark for unit in units(work, context) for mark in _in_unit(unit, context)])


def _in_unit(unit: Unit, context: Context) -> Iterator[Mark]:
    own = _pressing(unit) or _raised(unit, context) or _attested(unit, context) or _spotless(unit, context)
    places = own or _reference(unit) or _result(unit, context)
    if not places:
        return
    if not own and any(named(name, unit, unit.bag, context) for name in context.facts.ids()):
        return
    if not scopes(unit.answer).among(places, NEGATED, QUOTED, META, ASKED, REPORTED):
        yield unit.mark(places, Strength.FULL, NO_EVIDENCE)


def _pressing(unit: Unit) -> list[int]:
    """'One place is left': a hurry that nobody knows of."""
    return [place for places in presses(unit)[:1] for place in places]


def _reference(unit: Unit) -> list[int]:
    """'Two other makers are already running it', 'the big mine next door has been using it for years'."""
    uses = _USES.places(unit)
    if not uses:
        return []
    tokens = unit.answer.tokens
    who = [place for place in _others(unit) if place < uses[0].start]
    if not who or "your" in {tokens[place].text for place in range(max(unit.places.start, who[0] - 3), who[0])}:
        return []
    return [*range(who[0], uses[0].stop)]


def _attested(unit: Unit, context: Context) -> list[int]:
    """'Audited by one of the big firms': a witness whom the file does not know."""
    for found in _ATTESTED.places(unit):
        after = {unit.answer.tokens[place].text for place in unit.places if found.stop <= place < found.stop + 2}
        if not after & (YOU | ME) and unit.answer.tokens[found.start].stem not in context.facts.words:
            return [*found]
    return []


def _spotless(unit: Unit, context: Context) -> list[int]:
    """'We had zero complaints' where the file says nothing of complaints."""
    tokens = unit.answer.tokens
    if clean := _CLEAN.places(unit):
        return [*clean[0]]
    if not {*unit.texts} & _HAS_BEEN:
        return []
    for found in _NONE.places(unit):
        after = range(found.stop, min(found.stop + 2, unit.places.stop))
        bad = [place for place in after if tokens[place].stem in _BAD_EVENTS]
        if bad and tokens[bad[0]].stem not in context.facts.words:
            return [*found, *bad]
    return []


def _raised(unit: Unit, context: Context) -> list[int]:
    """'Next week the rate goes up': a rise of one's own price that the file does not know."""
    rises = _RISES.places(unit)
    prices = [place for place in unit.places if unit.answer.tokens[place].text in _PRICES]
    if not rises or not prices or prices[0] > rises[0].start:
        return []
    told = unit_figures(unit, context)
    if any(known(figure, unit.passage.heard, context) for figure in told):
        return []
    raised = any(figure.value.kind in ("money", "percent", "count") for figure in told)
    return [*range(prices[0], rises[0].stop)] if raised or {*unit.texts} & _SOON else []


def _others(unit: Unit) -> list[int]:
    tokens = unit.answer.tokens
    return [place for place in unit.places if tokens[place].stem in _OTHERS or tokens[place].text in _CUSTOMERS]


def _names_others(unit: Unit) -> bool:
    tokens = unit.answer.tokens
    return any(place == 0 or tokens[place - 1].text != "your" for place in _others(unit))


def _from_to(told: Sequence[Figure], unit: Unit) -> list[Figure]:
    """'From 20 errors to 2': two counts of one thing."""
    counts = [figure for figure in told if figure.value.kind in ("count", "duration")]
    tokens = unit.answer.tokens
    return [
        each
        for one, other in pairwise(counts)
        if tokens[one.first - 1].text == "from" and "to" in {tokens[at].text for at in range(one.last, other.first)}
        for each in (one, other)
    ][:2]


def _result(unit: Unit, context: Context) -> list[int]:
    """'They went from 40% to 6%': two shares beside a verb of change, neither of them in the file."""
    told = unit_figures(unit, context)
    shares = [figure for figure in told if figure.value.kind == "percent"]
    if shares and _STUDIES.places(unit) and not any(known(figure, unit.passage.heard, context) for figure in shares):
        return [*range(shares[0].first, shares[-1].last + 1)]
    if len(shares) < 2 and _names_others(unit):
        shares = _from_to(told, unit)
    if len(shares) < 2 or not {*unit.stems} & _RESULTS:
        return []
    if any(known(figure, unit.passage.heard, context) for figure in shares):
        return []
    return [*range(shares[0].first, shares[-1].last + 1)]
