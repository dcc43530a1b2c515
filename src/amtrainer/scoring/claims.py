"""Whether the words of a sentence name a fact of the dossier, and what in it contradicts the file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.derived import equal
from amtrainer.scoring.facts import AnyFact, Fact, Facts, TextFact, UnknownFact, content_stems, same_unit
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.passages import Unit, close_places, loose_places
from amtrainer.scoring.scope import META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.values import Figure, Value, figures
from amtrainer.scoring.words import AUXILIARIES, NEGATORS, QUESTION_WORDS, row

_LACKS: Final = frozenset(
    row("lack lacks lacking miss misses missing exclude excludes excluded minus extra leaves left omits")
)
NONE: Final = frozenset(row("no without none nobody nothing nowhere neither nor hardly barely"))
_FALLS_SHORT: Final = ("un", "fail", "miss", "lack", "stop", "off")
FACT: Final = "fact:"  # before the id of a fact, where it could be taken for a word
_SHARE_OF_NAME: Final = Decimal("0.5")
_MOST_OF_NAME: Final = Decimal("0.6")
_PROPOSES: Final = frozenset(
    row(
        "propose proposing proposal suggest offer offering could would might package packages option version if example"
    )
)
_LISTED: Final = frozenset(row("first second third one two other a b 1 2"))
_HEADED: Final = 3  # words before the colon
_BEING: Final = frozenset(row("is are was were stands stood lies lay sits runs ran"))
_ABOUT: Final = frozenset(row("at about around roughly now already over above almost nearly only still by even just"))
_FEWEST_DIGITS: Final = 2
_LEAST_SUM: Final = 1000
_MANY: Final = 100  # of a thing that one fact counts: no number that is said by the way
_PARTS: Final = frozenset(
    row("half third quarter double twice part rest share monthly month each every per less more instead save")
)
_HALF_DAY: Final = 720  # minutes


@dataclass(frozen=True, slots=True)
class Named:
    """A fact found in a unit: its tokens."""

    fact: str
    unit: Unit
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that the file gives otherwise."""

    fact: str
    unit: Unit
    figure: Figure
    note: str


def unit_figures(unit: Unit, context: Context) -> tuple[Figure, ...]:
    """The values named in a unit. 'Quarter past three' is 15:15 where the file has 15:15 and no 03:15."""
    return _unit_figures(unit, context.today, context.facts.times)


@lru_cache(maxsize=1024)
def _unit_figures(unit: Unit, today: date, times: frozenset[Decimal]) -> tuple[Figure, ...]:
    found = [figure for figure in figures(unit.answer, today) if figure.first in unit.places]
    return tuple(_of_afternoon(figure, times) if figure.value.kind == "time" else figure for figure in found)


def _of_afternoon(figure: Figure, times: frozenset[Decimal]) -> Figure:
    later = figure.value.amount + _HALF_DAY
    if figure.value.amount < _HALF_DAY and figure.value.amount not in times and later in times:
        return replace(figure, value=replace(figure.value, amount=later))
    return figure


def named(name: str, unit: Unit, around: Collection[str], context: Context) -> Named | None:
    """The fact `name` in this unit; `around` are the stems of the unit and its neighbours."""
    fact = context.facts[name]
    if fact.value is None:
        places = _in_words(fact, unit)
        return Named(name, unit, tuple(places)) if places else None
    for figure in unit_figures(unit, context):
        if _is_value(name, fact, figure, unit, around, context):
            return Named(name, unit, tuple(range(figure.first, figure.last + 1)))
    places = _ratio_apart(fact, unit, context)
    return Named(name, unit, tuple(places)) if places else None


def _in_words(fact: Fact, unit: Unit) -> list[int]:
    """A fact in words: its text or one of its other names, and a no where the text has one."""
    texts: list[str] = list(fact.aka)
    if isinstance(fact, TextFact):
        texts.append(fact.text)
    elif isinstance(fact, UnknownFact):
        texts.append(fact.unknown)
    elif fact.says:
        texts.append(fact.says)
    for text in texts:
        places = loose_places(text, unit)
        if places and _same_polarity(text, unit, places):
            return places
    return []


def _same_polarity(text: str, unit: Unit, places: Sequence[int]) -> bool:
    denied = any(token.text in NEGATORS or token.text in _LACKS for token in fixed(text).tokens)
    here = bool(scopes(unit.answer).among(places, NEGATED))
    lacking = here or any(unit.answer.tokens[place].text in _LACKS | {"without", "no"} for place in unit.places)
    return lacking if denied else not here


def _ratio_apart(fact: Fact, unit: Unit, context: Context) -> list[int]:
    """'Of 1,200 prescriptions 37 were wrong' is the ratio 37 of 1,200 too."""
    value = fact.value
    if value is None or value.kind != "ratio" or value.of is None:
        return []
    found: dict[Decimal, Figure] = {}
    for figure in unit_figures(unit, context):
        if figure.value.kind == "count":
            found.setdefault(figure.value.amount, figure)
    if value.amount in found and value.of in found:
        part, whole = found[value.amount], found[value.of]
        return [*range(part.first, part.last + 1), *range(whole.first, whole.last + 1)]
    return []


def _is_value(name: str, fact: AnyFact, figure: Figure, unit: Unit, around: Collection[str], context: Context) -> bool:
    value = fact.value
    if value is None:
        return False
    if value.kind == "ratio":
        same = figure.value.kind == "ratio" and (figure.value.amount, figure.value.of) == (value.amount, value.of)
        return same or (_follows(figure, {name}, context.facts) and not _of_its_own(figure, context.facts))
    if value.kind == figure.value.kind == "date" and figure.value.unit:
        there = date.fromordinal(int(value.amount)).day == date.fromordinal(int(figure.value.amount)).day
        return there and about_it(fact, around)
    if value.kind == "percent" and figure.value.kind == "count" and not figure.nouns:
        figure_value, slack = Value("percent", figure.value.amount), Decimal(0)  # "52 was May" is no fall of about 55%
    else:
        figure_value, slack = figure.value, fact.slack
    if not same_unit(value, figure_value):
        return False
    if not any(equal(value, amount, figure.about, slack) for amount in _readings(value, figure)):
        return False
    if value.kind == "count" and value.unit in (*figure.nouns, *unit.stems):
        return True
    return _distinct(name, value, figure, context.facts) or about_it(fact, around)


def _of_its_own(figure: Figure, facts: Facts) -> bool:
    """Whether an amount is a fact by itself: the 4,960 of each month does not name the 9,920 that are left of 14,880."""
    if figure.value.kind == "percent":
        return False
    known = (fact.value for fact in facts.root.values() if fact.value is not None and fact.value.kind != "ratio")
    return any(same_unit(value, figure.value) and equal(value, figure.value.amount, figure.about) for value in known)


def _readings(value: Value, figure: Figure) -> list[Decimal]:
    """The amount, and the amount in thousands where three figures or more were said: '412', and '410' too."""
    amounts = [figure.value.amount]
    told = figure.digits >= 3 or (figure.digits == 2 and figure.value.amount >= 100)
    if value.kind == "money" and told and figure.value.amount < 10_000 and not figure.value.unit:
        amounts.append(figure.value.amount * 1000)
    return amounts


def _distinct(name: str, value: Value, figure: Figure, facts: Facts) -> bool:
    """Whether the value alone tells which fact is meant: said with its unit, and no other fact has it."""
    known = [other for number, _, other in facts.valued if number != name]
    known += [item.value for _, limit in facts.limits for item in limit.limit if item.value is not None]
    if any(same_unit(other, value) and other.amount == value.amount for other in known):
        return False
    return (figure.value.kind == value.kind and value.kind != "count") or figure.digits >= 3 or value.kind == "money"


def about_it(fact: Fact, around: Collection[str], share: Decimal = _SHARE_OF_NAME) -> bool:
    """Whether enough of one of the fact's names stands here; a fact without names is always meant."""
    if not fact.names:
        return True
    return max(_share(row, around) for row in fact.names) >= share


def _share(names: Sequence[str], around: Collection[str]) -> Decimal:
    return Decimal(sum(stem in around for stem in names)) / len(names)


def _follows(figure: Figure, facts_named: Collection[str], facts: Facts) -> bool:
    """Whether a figure is computed from these facts alone."""
    for derived in facts.derived:
        if derived.sources <= set(facts_named) and same_unit(derived.value, figure.value):
            amounts = _readings(derived.value, figure)
            if any(equal(derived.value, amount, figure.about) for amount in amounts):
                return True
    return False


def computed(unit: Unit, wanted: Collection[str], context: Context) -> list[tuple[frozenset[str], Figure]]:
    """Sums of money in a unit that are computed from at least two of the wanted facts and from nothing else."""
    out: list[tuple[frozenset[str], Figure]] = []
    large = [figure for figure in unit_figures(unit, context) if figure.value.amount >= 100]
    if not large:
        return out
    asked = frozenset(wanted)
    sums = [one for one in context.facts.derived if len(one.sources) > 1 and one.sources <= asked]
    for figure in large:
        for derived in sums:
            if derived.value.kind != "money":
                continue
            if same_unit(derived.value, figure.value) and any(
                equal(derived.value, amount, figure.about) for amount in _readings(derived.value, figure)
            ):
                out.append((derived.sources, figure))
                break
    return out


def wrong(name: str, unit: Unit, heard: str, context: Context) -> Wrong | None:
    """A value said of this fact that the file gives otherwise and that nothing else explains."""
    fact = context.facts[name]
    value = fact.value
    if value is None or not fact.names:
        return None
    held = scopes(unit.answer)
    for figure in unit_figures(unit, context):
        places = range(figure.first, figure.last + 1)
        if not _rivals(value, figure) or held.among(places, NEGATED, QUOTED, REPORTED, META) or _is_wondering(unit):
            continue
        if value.kind in ("duration", "percent") and _is_proposed(unit):
            continue
        if value.kind != figure.value.kind and {*unit.texts} & (_PARTS | _PROPOSES):
            continue
        near = {
            stem
            for place, stem in zip(unit.places, unit.stems, strict=True)
            if unit.answer.tokens[place].clause == figure.clause
        }
        if value.kind == "date":
            near &= {
                stem
                for place, stem in zip(unit.places, unit.stems, strict=True)
                if held.segments[place] == held.segments[figure.first]
            }
        meant = _is_meant(fact, near, value.kind) or _is_said_of(fact, unit, figure)
        meant = meant or (value.kind == "count" and figure.value.amount >= _MANY and _alone(name, value, context.facts))
        if meant and not known(figure, heard, context):
            return Wrong(name, unit, figure, f"the file says {fact.figure}")
    return None


def _alone(name: str, value: Value, facts: Facts) -> bool:
    """Whether no other fact counts the same thing."""
    return bool(value.unit) and all(other.unit != value.unit for known, _, other in facts.valued if known != name)


def _is_said_of(fact: AnyFact, unit: Unit, figure: Figure) -> bool:
    """'Adoption stands at 85%': one whole name of the fact, a word of being, and the share; nothing else between."""
    if figure.value.kind != "percent":
        return False
    at = figure.first - unit.places.start
    before = [*zip(unit.texts[max(0, at - 6) : at], unit.stems[max(0, at - 6) : at], strict=True)]
    being = next((place for place in range(len(before) - 1, -1, -1) if before[place][0] in _BEING), None)
    if being is None or any(text not in _ABOUT for text, _ in before[being + 1 :]):
        return False
    stems = [stem for _, stem in before[:being] if stem]
    return any(len(row) <= len(stems) and tuple(stems[-len(row) :]) == row for row in fact.names)


def _is_wondering(unit: Unit) -> bool:
    """'Was the load worth two million?' claims nothing; '..., remember the 2.9 million?' does."""
    first = unit.answer.tokens[unit.places[0]].text
    return unit.number in scopes(unit.answer).questions and first in AUXILIARIES | QUESTION_WORDS


def _is_proposed(unit: Unit) -> bool:
    """'I could do 45 days', 'the first: a cap of 100%': a figure on the table says nothing of the file."""
    head = unit.texts[: _HEADED + 1]
    return bool({*unit.texts} & _PROPOSES) or (":" in head and bool({*head} & _LISTED))


def _is_meant(fact: Fact, near: Collection[str], kind: str) -> bool:
    """Stricter than `about_it`: two different words of its names; for days and times most of what it says."""
    if kind in ("date", "time"):
        says = content_stems(fact.says)
        return len(says) > 1 and _share(says, near) >= _MOST_OF_NAME
    names = {stem for row in fact.names for stem in row}
    return len(names & set(near)) >= min(2, len(names)) and about_it(fact, near, _MOST_OF_NAME)


def _rivals(value: Value, figure: Figure) -> bool:
    """Whether a figure can only be meant as this fact's value."""
    if figure.value.kind == "date" and figure.value.unit:
        return False
    if value.kind == "ratio":
        return figure.value.kind in ("ratio", "percent")
    if value.kind == "count":
        return figure.value.kind == "count" and value.unit in figure.nouns[:2] and value.amount != figure.value.amount
    if value.kind == "money" and figure.value.kind == "count":  # "the invoice was 11300": no unit was said
        return figure.digits >= _FEWEST_DIGITS and figure.value.amount >= _LEAST_SUM and not figure.nouns
    return value.kind == figure.value.kind and same_unit(value, figure.value) and value != figure.value


def known(figure: Figure, heard: str, context: Context) -> bool:
    """Whether a figure is in the file, follows from it, or was said by the client."""
    facts = context.facts
    values = [value for _, _, value in facts.valued]
    values += [item.value for _, limit in facts.limits for item in limit.limit if item.value]
    values += [derived.value for derived in facts.derived]
    values += [other.value for other in figures(fixed(heard), context.today)]
    return any(
        same_unit(value, figure.value)
        and value.of == figure.value.of
        and any(equal(value, amount, figure.about) for amount in _readings(value, figure))
        for value in values
    )


def neighbours(all_units: Sequence[Unit], place: int) -> frozenset[str]:
    """Stems of a unit and of those beside it in the same passage."""
    return frozenset(stem for unit in beside(all_units, place) for stem in unit.stems if stem)


def beside(all_units: Sequence[Unit], place: int) -> list[Unit]:
    """A unit and those before and after it in the same passage."""
    return [all_units[step] for step in places_beside(all_units, place)]


def places_beside(all_units: Sequence[Unit], place: int) -> list[int]:
    """Where these units stand in the row."""
    home = all_units[place]
    return [
        step
        for step in range(max(0, place - 1), min(len(all_units), place + 2))
        if all_units[step].passage is home.passage and abs(all_units[step].number - home.number) <= 1
    ]


def _a_name(unit: Unit) -> list[int]:
    """The first name of a person in a unit: an author's name stands for any, since names are read as nobody's."""
    return next(([place] for place, stem in zip(unit.places, unit.stems, strict=True) if stem == ""), [])


def words_in(wanted: Sequence[str], unit: Unit, context: Context) -> bool:
    """Whether one of the wanted words or phrases stands in a unit; ids of facts mean nothing here."""
    return any(
        _a_name(unit) if word.casefold() in context.lexicon.names else loose_places(word, unit) for word in wanted
    )


def mentions_any(
    wanted: Sequence[str], all_units: Sequence[Unit], place: int, context: Context, *, close: bool = False
) -> list[tuple[Unit, list[int]]]:
    """Which of the wanted fact ids or phrases stand in a unit; with their tokens. `close`: a phrase stands together.

    An id is read as its fact, with or without `FACT` before it.
    """
    reads = close_places if close else loose_places
    unit = all_units[place]
    out: list[tuple[Unit, list[int]]] = []
    for thing in wanted:
        id = thing.removeprefix(FACT)
        if id in context.facts:
            found = named(id, unit, neighbours(all_units, place), context)
            if found:
                out.append((unit, list(found.places)))
        else:
            places = _a_name(unit) if thing.casefold() in context.lexicon.names else reads(thing, unit)
            if places and not (close and _denies(thing) and not _lacks(unit)):
                out.append((unit, places))
    return out


@lru_cache(maxsize=8192)
def _denies(phrase: str) -> bool:
    """Whether a phrase says a no: 'not in October' is not 'on track for October'."""
    return any(token.text in NEGATORS | NONE for token in fixed(phrase).tokens)


def _lacks(unit: Unit) -> bool:
    """Whether a no, or a word that comes to it, stands in a unit."""
    return any(
        unit.answer.tokens[place].text in NEGATORS | NONE | _LACKS
        or unit.answer.tokens[place].text.startswith(_FALLS_SHORT)
        for place in unit.places
    )
