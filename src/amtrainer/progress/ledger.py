"""What was promised: who does what by when and for how much, and where promises clash with each other, the file or the mandate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from amtrainer.scoring.claims import unit_figures
from amtrainer.scoring.facts import LimitFact
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.indicators.limit import Limit
from amtrainer.scoring.passages import Unit, units
from amtrainer.scoring.promises import DOES, is_past, is_promise, vague_time, who_acts
from amtrainer.scoring.scope import META, NEGATED, QUOTED, scopes
from amtrainer.scoring.scorecard import GateHit
from amtrainer.scoring.values import Figure
from amtrainer.scoring.words import row
from amtrainer.scoring.work import Place, Work

SAME_HALF_HOUR: Final = 30  # minutes in which nobody is at two places
ALIKE: Final = 0.5  # share of words in common that makes two promises the same act
NO_TIME: Final = "no time"
NO_LEADS: Final = frozenset(("from", "of", "since", "on file", "last"))
LIMITS: Final = frozenset(("by", "before", "until", "till", "than"))
MANDATE: Final = "G1"
_MAYBE: Final = frozenset(("can", "could", "would", "may"))
_FIRM: Final = frozenset(("will", "shall", "going", "am"))
_ACTS: Final = _MAYBE | _FIRM | DOES
_OUGHT: Final = frozenset(("should", "must", "ought"))
_THINKS: Final = frozenset(
    row("see understand follow imagine hear feel think like love prefer rather want be know guess believe")
)
_ASKS: Final = re.compile(r"\b(?:may|can|could|shall|should|might|would) (?:i|we|you)\b", re.I)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of the trainee. Offsets are those of the passage as typed."""

    who: str  # "I", "we", or a name
    what: str  # the sentence, as typed
    when: str  # "Thursday 21 May, 12:00"; NO_TIME where none was said
    to: str  # the client or item
    place: Place
    price: str = ""  # "4%", where something was given
    day: int | None = None  # ordinal
    minute: int | None = None  # after midnight
    clashes: tuple[str, ...] = ()
    limit: bool = False  # the time is a limit ("by noon"): it may be done before


def promises(
    work: Work, context: Context, gates: Iterable[GateHit] = (), client: str = "", clients: dict[str, str] | None = None
) -> tuple[Promise, ...]:
    """All promises of a work in the order in which they were made, each with what it clashes with.

    `client` is who is talked to; `clients` names the items of an inbox.
    """
    rows = units(work, context)
    over = list(_above(work, context))
    found = said(rows, context, client, clients)
    found += [_given(words, unit, client) for words, unit in _offers(work, context, rows)]
    merged = _merge(found)
    against = [*((gate.place, gate.why) for gate in gates if gate.id in ("G1", "G2", "G9")), *over]
    held = [replace(one, clashes=_with_file(one, against)) for one in merged]
    return tuple(replace(one, clashes=(*one.clashes, *_with_others(one, held))) for one in held)


def said(
    rows: Sequence[Unit], context: Context, client: str = "", clients: dict[str, str] | None = None
) -> list[Promise]:
    """What was promised in so many words, without what was offered and without clashes."""
    return [promise for unit in rows if (promise := _promise(unit, context, client, clients or {}))]


def _promise(unit: Unit, context: Context, client: str, clients: dict[str, str]) -> Promise | None:
    who = who_acts(unit, ("me", "we"))
    if who is None or not is_promise(unit) or is_past(unit) or _asked_of_others(unit):
        return None
    if scopes(unit.answer).among(list(unit.places), META, QUOTED) or _denied(unit, who):
        return None
    when = [figure for figure in unit_figures(unit, context) if _ahead(figure, unit, context)]
    day = next((figure for figure in when if figure.value.kind == "date"), None)
    minute = next((figure for figure in when if figure.value.kind == "time"), None)
    told = ", ".join(_time(figure, context.today) for figure in (day, minute) if figure)
    if not told and _only_thought(unit):
        return None
    said = unit.answer.quote(unit.span).rstrip()
    if said.endswith("?") and (not told or _ASKS.search(said)):
        return None  # "Before I talk numbers: what drives it?" and "May I have 20 minutes on Friday?" give nothing
    about = sorted(unit.passage.about)
    tokens = unit.answer.tokens
    plural = any(tokens[place].text in ("we", "us") for place in who)
    return Promise(
        who="we" if plural else "I",
        what=unit.answer.quote(unit.span).strip(),
        when=told or vague_time(unit) or NO_TIME,
        to=", ".join(clients.get(item, item) for item in about) or client,
        place=unit.passage.place(unit.span),
        day=int(day.value.amount) if day else None,
        minute=int(minute.value.amount) if minute else None,
        limit=any(_lead(figure, unit) in LIMITS for figure in (day, minute) if figure),
    )


def _asked_of_others(unit: Unit) -> bool:
    """'You should hear it from me', 'notice must reach us in writing by Friday': what somebody else ought to do."""
    texts = [token.text for token in unit.answer.tokens]
    own = any(texts[place] in ("i", "we") and {*texts[place + 1 : place + 2]} & _ACTS for place in unit.places)
    return not own and any(texts[place] in _OUGHT for place in unit.places)


def _only_thought(unit: Unit) -> bool:
    """'I can see', 'I would be careful', 'I would rather not': what is thought or wished is no promise."""
    texts = [token.text for token in unit.answer.tokens]
    after = [texts[place + 1 : place + 4] for place in unit.places if texts[place] in ("i", "we")]
    maybe = [
        bool(set(words[1:]) & _THINKS) or not "".join(words[1:2]).isalpha()  # 'if I may.'
        for words in after
        if words and words[0] in _MAYBE
    ]
    firm = any(words and (words[0] in _FIRM or words[0] in DOES) for words in after)
    return bool(maybe) and all(maybe) and not firm


def _denied(unit: Unit, who: Sequence[int]) -> bool:
    """'I will not …': a refusal is no promise; a later clause with a 'not' changes nothing."""
    held = scopes(unit.answer)
    verb = [place for place in range(max(who, default=0), max(who, default=0) + 3) if place in unit.places]
    return bool(who) and bool(held.among(verb, NEGATED))


def _ahead(figure: Figure, unit: Unit, context: Context) -> bool:
    if _lead(figure, unit) in NO_LEADS:
        return False
    return figure.value.kind == "time" or (
        figure.value.kind == "date" and figure.value.amount >= context.today.toordinal()
    )


def _lead(figure: Figure, unit: Unit) -> str:
    return unit.answer.tokens[figure.first - 1].text if figure.first else ""


def _time(figure: Figure, today: date) -> str:
    if figure.value.kind == "time":
        return str(figure.value)
    day = date.fromordinal(int(figure.value.amount))
    return "today" if day == today else f"{day:%A} {day.day} {day:%B}"


def _limits(context: Context) -> Iterator[str]:
    for id, fact in context.facts.root.items():
        if isinstance(fact, LimitFact):
            yield id


def _above(work: Work, context: Context) -> Iterator[tuple[Place, str]]:
    """Words that give more than the mandate."""
    for id in _limits(context):
        found = Limit(id="above", look_for="limit", of=id, find="above").find(work, context)
        for mark in found.marks:
            yield mark.place, mark.note or "above the mandate"


def _offers(work: Work, context: Context, rows: Sequence[Unit]) -> Iterator[tuple[str, Unit]]:
    for id in _limits(context):
        found = Limit(id="offer", look_for="limit", of=id, find="offer").find(work, context)
        for mark in found.marks:
            unit = next((unit for unit in rows if _holds(unit, mark.place)), None)
            if unit is not None and mark.note != "no figure":
                yield mark.quote, unit


def _holds(unit: Unit, place: Place) -> bool:
    same = (unit.passage.turn, unit.passage.field) == (place.turn, place.field)
    return same and unit.span.start <= place.start and place.end <= unit.span.end


def _given(words: str, unit: Unit, client: str) -> Promise:
    return Promise("I", unit.answer.quote(unit.span).strip(), NO_TIME, client, unit.passage.place(unit.span), words)


def _merge(found: Iterable[Promise]) -> list[Promise]:
    """A sentence that gives and dates is one promise."""
    out: dict[Place, Promise] = {}
    for one in found:
        before = out.get(one.place)
        if before is None:
            out[one.place] = one
        elif one.price and one.price not in before.price:
            out[one.place] = replace(before, price=", ".join(part for part in (before.price, one.price) if part))
    return sorted(out.values(), key=lambda one: (one.place.turn, one.place.field or "", one.place.start))


def _with_file(one: Promise, against: Sequence[tuple[Place, str]]) -> tuple[str, ...]:
    whys = [why for place, why in against if why and _overlap(one.place, place)]
    first: dict[str, str] = {}
    for why in whys:  # a gate says as a sentence what its indicator notes
        first.setdefault(_bare(why), why)
    return tuple(first.values())


def _bare(why: str) -> str:
    return why.rstrip(".").casefold()


def _overlap(one: Place, other: Place) -> bool:
    same = (one.turn, one.field) == (other.turn, other.field)
    return same and one.start < other.end and other.start < one.end


def _with_others(one: Promise, all: Sequence[Promise]) -> Iterator[str]:
    for other in all:
        if other is one:
            continue
        if other.to != one.to and _same_hour(one, other):
            yield f"at {clock_of(one.minute)} you are promised to {other.to} as well: “{shortened(other.what)}”"
        elif other.to == one.to and _alike(one, other) and _other_time(one, other):
            yield f"the same is promised for {other.when}: “{shortened(other.what)}”"


def _same_hour(one: Promise, other: Promise) -> bool:
    if one.minute is None or other.minute is None or one.day != other.day:
        return False
    return abs(one.minute - other.minute) < SAME_HALF_HOUR and not (one.limit and other.limit)


def _other_time(one: Promise, other: Promise) -> bool:
    both = one.day is not None and other.day is not None
    return both and (one.day, one.minute) != (other.day, other.minute)


def _alike(one: Promise, other: Promise) -> bool:
    mine, theirs = _content(one), _content(other)
    return bool(mine and theirs) and Decimal(len(mine & theirs)) / min(len(mine), len(theirs)) >= Decimal(str(ALIKE))


def _content(one: Promise) -> set[str]:
    small = {"will", "shall", "have", "that", "this", "with", "from", "your", "both", "then", "them", "send", "monday",
             "tuesday", "wednesday", "thursday", "friday", "noon", "today", "tomorrow"}  # fmt: skip
    words = {word.strip(".,;:!?").casefold() for word in one.what.split()}
    return {word for word in words if len(word) > 3 and word not in small}


def clock_of(minute: int | None) -> str:
    """10:00"""
    return f"{(minute or 0) // 60:02}:{(minute or 0) % 60:02}"


def shortened(text: str) -> str:
    """At most twelve words of it."""
    words = text.split()
    return text if len(words) <= 12 else " ".join(words[:12]) + " …"
