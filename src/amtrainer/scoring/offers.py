"""What is offered or promised in a text, and what for: figures that somebody puts on the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from amtrainer.scoring import giving
from amtrainer.scoring.answer import fixed
from amtrainer.scoring.claims import about_it, beside, unit_figures
from amtrainer.scoring.derived import equal
from amtrainer.scoring.facts import Allowance, LimitFact, TextFact, same_unit
from amtrainer.scoring.hostility import presses
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.passages import Phrases, Unit, loose_places, phrase_places
from amtrainer.scoring.scope import APPROVAL, APPROVERS, META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.values import Figure, Value, figures
from amtrainer.scoring.words import ME

_RETURNS: Final = Phrases(*giving.RETURNS)
_ASKS: Final = frozenset(("ask", "asked", "asking", "request", "requested"))
_ASKED_WITHIN: Final = 9  # words before the figure
_VAGUELY: Final = Phrases(*giving.VAGUE)
_YOURS: Final = Phrases("you get it", "you have it", "you got it", "it is yours", "it's yours", "they are yours")


@dataclass(frozen=True, slots=True)
class Offer:
    """A figure on the table, as a share or amount of the mandate's kind; `amount` None = no figure was named."""

    unit: Unit
    places: tuple[int, ...]
    amount: Decimal | None
    kind: str
    trouble: str = ""


def offers(rows: Sequence[Unit], limit: LimitFact, context: Context) -> list[Offer]:
    """Everything offered that the mandate speaks of, and what looks like it with the reason why it is none."""
    out: list[Offer] = []
    for place, unit in enumerate(rows):
        held = [
            found for figure in unit_figures(unit, context) if (found := _offer(rows, place, figure, limit, context))
        ]
        out.extend(held)
        if not any(not offer.trouble for offer in held) and limit.limit[0].date is None:
            out.extend(_without_figure(unit))
    return out


def _offer(rows: Sequence[Unit], place: int, figure: Figure, limit: LimitFact, context: Context) -> Offer | None:
    unit = rows[place]
    found = _in_kind(figure, limit, unit, context)
    if found is None:
        return None
    amount, kind = found
    places = tuple(range(figure.first, figure.last + 1))
    held = scopes(unit.answer)
    cue = "mine" if _agrees(unit) and _from_client(figure, unit, context) else _cue(unit, figure)
    if kind != "date" and _goes_elsewhere(unit, figure):
        return None
    if kind == "date":
        if (
            not _promises_day(unit, figure)
            or not _speaks_of(limit, unit, figure)
            or _file_allows(unit, figure, context)
        ):
            return None
    elif (not cue and not _tied_here(unit, figure, limit, context)) or (
        cue != "mine" and _quotes_file(unit, figure, context)
    ):
        return None
    trouble = held.among(places, META, QUOTED, NEGATED)
    if not trouble and held.among(places, REPORTED) and not _mine_in_clause(unit, figure):
        trouble = REPORTED
    if not trouble and _from_client(figure, unit, context) and cue != "mine":
        trouble = REPORTED
    return Offer(unit, places, amount, kind, trouble)


def _goes_elsewhere(unit: Unit, figure: Figure) -> bool:
    """A bound ('past five percent'), a rise ('up by ten'), a share ('37 percent of the tests') or the mandate named."""
    tokens = unit.answer.tokens
    before = {tokens[place].text for place in range(max(0, figure.first - 3), figure.first)}
    if before & giving.UP or (figure.first > 0 and tokens[figure.first - 1].text in giving.BEYOND):
        return True
    clause = {tokens[place].text for place in unit.places if tokens[place].clause == figure.clause}
    if clause & {"mandate", "authority", "limit"} and not clause & {"i", "we"}:
        return True
    after = [token.text for token in tokens[figure.last + 1 : figure.last + 2]]
    return figure.value.kind == "percent" and after == ["of"] and not set(figure.nouns[:2]) & giving.PRICES


def _in_kind(figure: Figure, limit: LimitFact, unit: Unit, context: Context) -> tuple[Decimal, str] | None:
    """The figure in the terms of the mandate: a discount in money becomes a share of the amount it is taken from."""
    kinds = {item.value.kind for item in limit.limit if item.value is not None}
    if figure.value.kind == "duration" and not any(
        item.value is not None and same_unit(item.value, figure.value) for item in limit.limit
    ):
        return None  # 'within 24 hours' is no offer where the mandate speaks of days
    if figure.value.kind in kinds:
        return figure.value.amount, figure.value.kind
    if "percent" in kinds and figure.value.kind == "count" and _is_bare_share(figure, limit, unit, context):
        return figure.value.amount, "percent"
    if "percent" not in kinds or figure.value.kind not in ("money", "count") or figure.digits < 2:
        return None
    return _as_share(figure, unit, context)


def _is_bare_share(figure: Figure, limit: LimitFact, unit: Unit, context: Context) -> bool:
    """'24 months gets you 4': a number without a sign, one of those that are on the table."""
    table = [item.value.amount for item in limit.limit if item.value is not None]
    table += [heard.value.amount for heard in _heard(unit, context) if heard.value.kind == "percent"]
    told = bool(_cue(unit, figure)) or returned(unit)
    return figure.value.amount in table and figure.value.amount > 1 and told and not _is_option(unit, figure)


def _is_option(unit: Unit, figure: Figure) -> bool:
    """'option 2', 'two versions': a number that counts, not one that gives."""
    before = unit.answer.tokens[figure.first - 1].text if figure.first else ""
    return bool(figure.nouns[:1]) or before in ("option", "version", "point", "number", "no")


def _as_share(figure: Figure, unit: Unit, context: Context) -> tuple[Decimal, str] | None:
    """'32,960 off' of 412,000 is 8 percent; so is 'for 379,040'."""
    words = {unit.answer.tokens[place].text for place in unit.places}
    amounts = [figure.value.amount] + (
        [figure.value.amount * 1000] if figure.value.amount < 10_000 and figure.digits > 2 else []
    )
    for _, _, whole in context.facts.valued:
        if whole.kind != "money" or not same_unit(whole, figure.value):
            continue
        for amount in amounts:
            if not 0 < amount < whole.amount:
                continue
            share = amount * 100 / whole.amount
            rest = 100 - share
            if words & giving.OFF and share < 30:
                return share, "percent"
            if 0 < rest < 30 and _cue(unit, figure) == "mine" and _is_price_given(unit, figure, words):
                return rest, "percent"
    return None


def _is_price_given(unit: Unit, figure: Figure, words: set[str]) -> bool:
    """'I can match 372,000', 'we do it for 390,000'."""
    before = unit.answer.tokens[figure.first - 1].text if figure.first else ""
    return "match" in words or (
        before in ("for", "at") and bool(words & {"do", "give", "offer", "sign", "have", "get"})
    )


def _cue(unit: Unit, figure: Figure) -> str:
    """'mine' if the speaker gives it here; 'yours' if the client gets it; "" if neither."""
    tokens = unit.answer.tokens
    held = scopes(unit.answer)
    home = held.segments[figure.first]
    clause = [place for place in unit.places if tokens[place].clause == figure.clause]
    here = [place for place in clause if abs(held.segments[place] - home) <= 1]
    texts = [tokens[place].text for place in here]
    mine = any(text in ME for text in texts)
    if any(_gives(unit, place) for place in here):
        return "mine"
    near = {tokens[place].text for place in clause if figure.first - 4 <= place <= figure.last + 3}
    if near & giving.YIELDS and not near & {"need", "needs", "paid"}:
        return "yours"
    if near & giving.OFF and mine and REPORTED not in held.troubles[figure.first]:
        return "mine"
    opening = tokens[clause[0]].text if clause else ""
    return "yours" if "deal" in texts or opening == "then" else ""


def _agrees(unit: Unit) -> bool:
    """'Deal, 8%.', 'eight percent then, you get it', '8%, agreed': what the client named is given by a word."""
    tokens = [None, *(unit.answer.tokens[place] for place in unit.places), None]
    alone = {
        token.text
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if token and all(beside is None or beside.kind == "sign" for beside in (before, after))
    }
    return "?" not in unit.texts and (bool(alone & giving.AGREES) or bool(_YOURS.places(unit)))


def _gives(unit: Unit, place: int) -> bool:
    """Whether a speaker stands here who gives: 'I could go to', 'let me take', 'we do'."""
    tokens = unit.answer.tokens
    if tokens[place].text == "you" and _text(unit, place - 1) not in (
        "if",
        "what",
        "when",
        "unless",
        "once",
        "do",
        "would",
    ):
        after = [_text(unit, place + 1), _text(unit, place + 2)]
        return (after[0] in ("get", "receive") and after[1] != "paid") or after in (
            ["will", "get"],
            ["will", "have"],
            ["can", "have"],
            ["will", "receive"],
        )
    if tokens[place].text not in ("i", "we", "me"):
        return False
    able = tokens[place].text == "me"
    if able and _text(unit, place - 1) != "let":
        return False
    for step in range(place + 1, min(place + 9, unit.places.stop)):
        text = tokens[step].text
        if text in giving.OTHER_SUBJECTS:
            return False
        able = able or text in giving.CAN
        if tokens[step].stem in giving.GIVES and (able or text in giving.GIVING):
            return True
    return False


def _text(unit: Unit, place: int) -> str:
    tokens = unit.answer.tokens
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _gives_now(texts: Sequence[str]) -> bool:
    """'I give you 5%', 'let me take 4% off', 'we do 4'."""
    return any(text in giving.GIVING for text in texts)


def _mine_in_clause(unit: Unit, figure: Figure) -> bool:
    return _cue(unit, figure) == "mine"


def _from_client(figure: Figure, unit: Unit, context: Context) -> bool:
    """Whether the client has just named this very figure."""
    return any(
        same_unit(other.value, figure.value) and equal(other.value, figure.value.amount, False)
        for other in _heard(unit, context)
    )


def _heard(unit: Unit, context: Context) -> tuple[Figure, ...]:
    return figures(fixed(unit.passage.heard), context.today)


def _speaks_of(limit: LimitFact, unit: Unit, figure: Figure) -> bool:
    """A promise of a day is about the mandate only if one of the mandate's names stands in its small clause."""
    held = scopes(unit.answer).segments
    found = (loose_places(text, unit) for text in (limit.aka or (limit.says,)))
    return any(places and all(held[place] == held[figure.first] for place in places) for places in found)


def _quotes_file(unit: Unit, figure: Figure, context: Context) -> bool:
    """Whether the figure is said of a fact of the dossier ("the clause gives you 0.5% a week")."""
    stems = frozenset(unit.stems)
    return any(
        value == figure.value and fact.names and about_it(fact, stems) for _, fact, value in context.facts.valued
    )


def _promises_day(unit: Unit, figure: Figure) -> bool:
    """'We will be live by 30 October', 'all six are live on the 19th, guaranteed'; not 'we said 5 October'."""
    tokens = unit.answer.tokens
    before = {tokens[place].text for place in range(max(0, figure.first - 5), figure.first)}
    if before & giving.BEFORE_NOW or tokens[max(0, figure.first - 1)].text in ("from", "of"):
        return False
    home = scopes(unit.answer).segments
    here = [place for place in unit.places if home[place] == home[figure.first]]
    if any(tokens[place].text in giving.LOST for place in here):
        return False
    ours = any(tokens[place].text in ("we", "i") and _text(unit, place + 1) == "are" for place in here)
    return ours or any(tokens[place].text in giving.HELD for place in unit.places)


def _file_allows(unit: Unit, figure: Figure, context: Context) -> bool:
    """Whether the file itself says that something else, named here, is possible on that day."""
    for fact in context.facts.root.values():
        if not isinstance(fact, TextFact) or not any(loose_places(name, unit) for name in (fact.text, *fact.aka)):
            continue
        if any(same.value == figure.value for same in figures(fixed(fact.text), context.today)):
            return True
    return False


def _tied_here(unit: Unit, figure: Figure, limit: LimitFact, context: Context) -> bool:
    """'4% for 24 months': a figure beside the return that the mandate wants, or any words that ask for one."""
    if _from_client(figure, unit, context):
        return False
    held = scopes(unit.answer).segments
    for item in limit.limit:
        found = _condition(item, unit, context)
        if any(abs(held[place] - held[figure.first]) <= 1 for place in found):
            return True
    return returned(unit)


def returned(unit: Unit) -> bool:
    """Whether something is asked in return in this unit. A yes in a hurry that is made up is none."""
    return bool(_RETURNS.places(unit)) and not presses(unit)


def _without_figure(unit: Unit) -> list[Offer]:
    """'I could find something on the price' offers, if not how much."""
    tokens = unit.answer.tokens
    for found in _VAGUELY.places(unit):
        texts = [tokens[place].text for place in unit.places if tokens[place].clause == tokens[found[0]].clause]
        if not any(text in ME for text in texts) or not (set(texts) & giving.CAN or _gives_now(texts)):
            continue
        trouble = scopes(unit.answer).among(found, META, QUOTED, NEGATED)
        return [Offer(unit, tuple(found), None, "", trouble)]
    return []


def ties(allowance: Allowance, rows: Sequence[Unit], offer: Offer, context: Context) -> list[int]:
    """Tokens that ask for the return this allowance wants, in the offer's sentence or the one beside it."""
    place = rows.index(offer.unit)
    around = sorted(beside(rows, place), key=lambda unit: unit is not offer.unit)
    for unit in around:
        found = _condition(allowance, unit, context)
        if found and not scopes(unit.answer).among(found, NEGATED, META):
            return found if unit is offer.unit else list(offer.places)
    return []


def _condition(allowance: Allowance, unit: Unit, context: Context) -> list[int]:
    for text in (allowance.condition, *allowance.aka):
        values = [figure.value for figure in figures(fixed(text), context.today)]
        for figure in unit_figures(unit, context):
            if any(_same(value, figure.value) for value in values):
                return list(range(figure.first, figure.last + 1))
        if places := loose_places(text, unit):
            return places
    wanted = allowance.condition.casefold()
    usual = [phrase for key, phrases in giving.USUAL.items() if key != "term" and key in wanted for phrase in phrases]
    for phrase in usual:
        if found := phrase_places(phrase, unit):
            return list(found[0])
    return []


def _same(value: Value, other: Value) -> bool:
    return same_unit(value, other) and value.amount == other.amount


def _asked_above(offer: Offer) -> bool:
    """'I have asked my director for ten percent': wished for, and not given."""
    tokens, first = offer.unit.answer.tokens, offer.places[0]
    texts = [tokens[at].text for at in range(max(offer.unit.places.start, first - _ASKED_WITHIN), first)]
    asks = next((at for at, text in enumerate(texts) if text in _ASKS and {*texts[max(0, at - 3) : at]} & ME), None)
    return asks is not None and bool({*texts[asks + 1 :]} & APPROVERS)


def approved(rows: Sequence[Unit], offer: Offer, limit: LimitFact) -> bool:
    """Whether the offer is left to the approver named in the mandate."""
    if scopes(offer.unit.answer).among(offer.places, APPROVAL):
        return True
    if not limit.above:
        return False
    if _asked_above(offer):
        return True
    return any(
        loose_places(limit.above, unit) and scopes(unit.answer).among(unit.places, APPROVAL)
        for unit in beside(rows, rows.index(offer.unit))
    )
