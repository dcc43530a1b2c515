"""What contradicts the file: a wrong value, or something said to be known that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.claims import unit_figures, wrong
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.facts import AnyFact, UnknownFact, same_unit
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Phrases, Unit, finding, loose_places, phrase_places, units
from amtrainer.scoring.scope import ASKED, META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.values import Figure
from amtrainer.scoring.words import FUNCTION_WORDS, NEGATORS, row
from amtrainer.scoring.work import Work

_ASKS_WHICH: Final = frozenset(row("whether if when how who what why which where"))
_OPEN: Final = frozenset(
    row(
        "whether if may might maybe perhaps possibly probably likely unlikely hope hopes hopefully unknown unclear unsure"
        " uncertain depends guess assume suppose think believe expect expects know knows tell find check clarify confirm ask"
        " could should would"
    )
)


_NONE: Final = Phrases("not a single", "not one", "not even one", "no single", "without a single", "zero")
_FALLS: Final = frozenset(
    row(
        "fall falls fell fallen falling drop drops dropped dropping decline declined declining decrease decreased decreasing sunk sinking down lower"
    )
)
_RISES: Final = frozenset(
    row(
        "rise rises rose risen rising climb climbed climbing grow grows grew grown growing growth increase increased increasing up higher"
    )
)
_HAS_BEEN: Final = frozenset(row("is are was were has have had been gone going steadily clearly only even constantly"))
_SINCE: Final = frozenset(row("since more"))
_ENDS: Final = frozenset(row("end ends until till close closes"))
_ALL_HOURS: Final = Phrases(
    "24/7", "24 / 7", "24 by 7", "24 hours a day", "around the clock", "round the clock", "day and night", "all night", "at any hour",
    "at every hour", "any time of the day", "at any time of day",
)  # fmt: skip
_COUNTED: Final = frozenset(row("count ratio duration percent"))
_NOT_OF_NOW: Final = frozenset(
    row(
        "since after until before will would should could can may if want wants aim goal target plan expect reason doubt more"
    )
)
_NAMED_WITHIN: Final = 4  # words
_FEWEST_NAMES: Final = 2  # different words of its names
_CHANGING: Final = frozenset(row("percent duration count money"))
_TO: Final = frozenset(row("to"))
_BEFORE_A_VALUE: Final = _TO | frozenset(
    row(
        "about around roughly approximately nearly almost only just merely barely under over below above some a an the my"
        " our your their its another at now even exactly"
    )
)
_AHEAD: Final = frozenset(
    row(
        "could would should will can may might want wants goal target aim plan propose suggest if until next bring get let"
        " need needs recommend try"
    )
)


class Falsehood(Indicator):
    """Every statement of a work that the file contradicts. Not for authors: gate G2 looks for it."""

    look_for: str = "falsehood"

    def find(self, work: Work, context: Context) -> Finding:
        marks = [mark for unit in units(work, context) for mark in self._in_unit(unit, context)]
        return finding(self.id, marks)

    @staticmethod
    def _in_unit(unit: Unit, context: Context) -> Iterator[Mark]:
        for name, fact in context.facts.items():
            if isinstance(fact, UnknownFact):
                places = _stated(fact, unit, context)
                if places:
                    yield unit.mark(places, Strength.FULL, f"nobody knows {_opened(fact.unknown)}")
            elif error := wrong(name, unit, unit.passage.heard, context):
                span = range(error.figure.first, error.figure.last + 1)
                yield unit.mark(span, Strength.FULL, error.note)
            elif fact.value is not None and (
                places := _denied(fact, unit) or _reversed(fact, unit) or _no_end(fact, unit)
            ):
                yield unit.mark(places, Strength.FULL, f"the file says {fact.figure}")
        yield from _moved_elsewhere(unit, context)


def _denied(fact: AnyFact, unit: Unit) -> list[int]:
    """'Not a single late delivery' where the file counts three: a none of what the file has."""
    value = fact.value
    if value is None or value.kind not in _COUNTED or value.amount <= 0 or {*unit.texts} & _NOT_OF_NOW:
        return []
    names = {stem for row in fact.names for stem in row}
    held = scopes(unit.answer)
    for found in _NONE.places(unit):
        window = range(found.stop, min(found.stop + _NAMED_WITHIN, unit.places.stop))
        same = [at for at in window if unit.stems[at - unit.places.start] in names]
        if len({unit.stems[at - unit.places.start] for at in same}) < _FEWEST_NAMES:
            continue
        if not held.among([*found, *same], ASKED, QUOTED, REPORTED, META):
            return [*found, *same]
    return []


def _reversed(fact: AnyFact, unit: Unit) -> list[int]:
    """'Usage has been climbing' where the file has a fall in usage."""
    said = {token.text: token.stem for token in fixed(fact.says).tokens if token.kind == "word"}
    falls, rises = bool({*said} & _FALLS), bool({*said} & _RISES)
    if falls == rises or {*unit.texts} & _NOT_OF_NOW - _SINCE:
        return []
    matter = {stem for text, stem in said.items() if text not in FUNCTION_WORDS | _FALLS | _RISES}
    tokens, held = unit.answer.tokens, scopes(unit.answer)
    for at in unit.places:
        if tokens[at].stem not in matter:
            continue
        behind = at + 1
        while behind < unit.places.stop and tokens[behind].text in _HAS_BEEN:
            behind += 1
        turned = tokens[behind].text if behind < unit.places.stop else ""
        if behind > at + 1 and turned in (_RISES if falls else _FALLS):
            places = [*range(at, behind + 1)]
            if not held.among(places, ASKED, NEGATED, QUOTED, REPORTED, META):
                return places
    return []


def _no_end(fact: AnyFact, unit: Unit) -> list[int]:
    """'Support in Spanish, around the clock' where the file has an hour at which it ends."""
    if fact.value is None or fact.value.kind != "time" or not {token.text for token in fixed(fact.says).tokens} & _ENDS:
        return []
    names = {stem for row in fact.names for stem in row} & {*unit.stems}
    if len(names) < _FEWEST_NAMES:
        return []
    found = next((places for places in _ALL_HOURS.places(unit)), None)
    if found is None or scopes(unit.answer).among(found, ASKED, NEGATED, QUOTED, REPORTED, META):
        return []
    return [*found]


def _moved_elsewhere(unit: Unit, context: Context) -> Iterator[Mark]:
    """'No-shows went from 14% to 4%' where the file knows the 14% and has no 4%: a change that ended elsewhere."""
    if unit.number in scopes(unit.answer).questions:
        return
    tokens, segments = unit.answer.tokens, scopes(unit.answer).segments
    for first, second in pairwise(unit_figures(unit, context)):
        between = [unit.answer.tokens[place].text for place in range(first.last + 1, second.first)]
        if first.value.kind != second.value.kind or first.value.kind not in _CHANGING or not {*between[-2:]} & _TO:
            continue
        if between[-1] not in _BEFORE_A_VALUE:  # "11 clinics to release 5" names a release and no end
            continue
        here = {segments[first.first], segments[second.first]}
        if {tokens[place].text for place in unit.places if segments[place] in here} & _AHEAD:
            continue
        if not same_unit(first.value, second.value) or not _is_fact(first, context) or _is_fact(second, context):
            continue
        places = range(first.first, second.last + 1)
        denied = scopes(unit.answer).among(places, NEGATED) and not _is_compound_only(unit)
        if not denied and not scopes(unit.answer).among(places, QUOTED, REPORTED, META):
            yield unit.mark(places, Strength.FULL, f"the file knows no {second.value} here")


def _is_compound_only(unit: Unit) -> bool:
    """'No-shows' denies nothing."""
    noes = [place for place, text in zip(unit.places, unit.texts, strict=True) if text in NEGATORS]
    return all(unit.answer.tokens[place + 1].text == "-" for place in noes if place + 1 < unit.places.stop)


def _is_fact(figure: Figure, context: Context) -> bool:
    return any(value == figure.value for _, _, value in context.facts.valued)


def _stated(fact: UnknownFact, unit: Unit, context: Context) -> list[int]:
    """Tokens that state as known what is not: its words or another name of it, without any sign of doubt."""
    first, _, rest = fact.unknown.partition(" ")
    matter = rest if first.casefold() in _ASKS_WHICH else fact.unknown
    texts = {unit.answer.tokens[place].text for place in unit.places}
    if texts & (_OPEN - {token.text for token in fixed(matter).tokens}):
        return []
    places = loose_places(matter, unit)
    wants_time = first.casefold() == "when"
    for name in fact.aka:
        places = places or [place for found in phrase_places(name, unit)[:1] for place in found]
    if not places or (wants_time and not _names_a_time(unit, context)):
        return []
    held = scopes(unit.answer)
    return [] if held.among(places, ASKED, NEGATED, QUOTED, REPORTED, META) else sorted(places)


def _names_a_time(unit: Unit, context: Context) -> bool:
    return any(figure.value.kind in ("time", "date", "duration") for figure in unit_figures(unit, context))


def _opened(text: str) -> str:
    """As the end of a sentence: 'whether ...', 'when ...', or the thing itself."""
    words = fixed(text).tokens
    return text if words and words[0].text in _ASKS_WHICH else f"about this: {text}"
