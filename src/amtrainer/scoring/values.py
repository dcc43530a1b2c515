"""Values that a text names: money, percent, counts, dates, times, durations, ratios - each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from amtrainer.scoring.answer import Answer, Span, Token
from amtrainer.scoring.dates import date_at, day_number_at, time_at
from amtrainer.scoring.numbers import CURRENCIES, is_currency, number_at
from amtrainer.scoring.words import FUNCTION_WORDS, row

ValueKind = Literal["money", "percent", "count", "date", "time", "duration", "ratio"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value. `amount` is the number itself; a date counts days, a time minutes after midnight."""

    kind: ValueKind
    amount: Decimal
    unit: str = ""  # currency; "month", "day" or "minute" of a duration; what is counted; "day" of a date without month
    of: Decimal | None = None  # the whole of a ratio

    def __str__(self) -> str:
        if self.kind == "date":
            day = date.fromordinal(int(self.amount))
            return f"{day.day} {day:%B}"
        if self.kind == "time":
            return f"{int(self.amount) // 60:02}:{int(self.amount) % 60:02}"
        figure = _written(self.amount)
        if self.kind == "percent":
            return f"{figure}%"
        if self.kind == "ratio":
            return f"{figure} of {_written(self.of or Decimal(0))}"
        if self.kind == "duration":
            if self.unit == "month" and self.amount >= 36 and self.amount % 12 == 0:
                return f"{_written(self.amount / 12)} years"
            return f"{figure} {self.unit}{'' if self.amount == 1 else 's'}"
        return f"{figure} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as somebody said it."""

    value: Value
    span: Span
    first: int  # tokens
    last: int
    sentence: int
    clause: int
    about: bool = False  # said as roughly so
    digits: int = 0  # how many figures it has before trailing zeros: 412,000 has three
    nouns: tuple[str, ...] = ()  # stems of the words that follow, what is counted


MOST_FIGURES: Final = 150  # values read in one text
_NO_THINGS: Final = frozenset(row("against versus vs instead saved saves paid pays back net earned"))  # "410 saved"
_ROUGH: Final = frozenset(row("about around roughly approximately nearly almost some circa ca under over"))
_PERCENT: Final = frozenset(row("% percent pct points point percentage pp"))
_LENGTHS: Final = {
    "minute": ("minute", 1),
    "min": ("minute", 1),
    "hour": ("minute", 60),
    "hr": ("minute", 60),
    "h": ("minute", 60),
    "day": ("day", 1),
    "week": ("day", 7),
    "fortnight": ("day", 14),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("month", 12),
    "yr": ("month", 12),
}
_MORE: Final = frozenset(row("more extra additional further"))  # in 'three more weeks'
_NO_LENGTH: Final = 1000  # in '65,000 and one week' the first number is money
_BETWEEN: Final = frozenset(row("of out in from the our your wrong faulty test prescriptions about all"))


@lru_cache(maxsize=512)
def figures(answer: Answer, today: date) -> tuple[Figure, ...]:
    """All values of a text, in order; none lies inside another."""
    tokens = answer.tokens
    found: list[Figure] = []
    place = 0
    while place < len(tokens) and len(found) < MOST_FIGURES:
        figure = (
            _date(tokens, place, today)
            or _day_of_month(tokens, place, today)
            or _time(tokens, place)
            or _amount(tokens, place)
        )
        if figure is None:
            place += 1
            continue
        found.append(figure)
        place = figure.last + 1
    return tuple(_inherit(_ratios(found, tokens), tokens))


def one_value(text: str, kind: ValueKind, today: date = date(2026, 1, 1)) -> Value:
    """The only value of this kind in an author's text."""
    found = [figure.value for figure in figures(Answer(text), today)]
    if kind == "count" and len(found) == 1 and found[0].kind == "count":
        return found[0]
    fitting = [value for value in found if value.kind == kind]
    if len(fitting) != 1 or len(found) > 1:
        raise ValueError(f"not a value of kind {kind}: {text!r}")
    return fitting[0]


def _figure(tokens: Sequence[Token], value: Value, first: int, after: int) -> Figure:
    head = tokens[first]
    rough = any(tokens[place].text in _ROUGH for place in range(max(0, first - 2), first))
    nouns = _nouns(tokens, after)
    digits = len(_written(value.amount).replace(",", "").replace(".", "").strip("0"))
    span = Span(head.span.start, tokens[after - 1].span.end)
    return Figure(value, span, first, after - 1, head.sentence, head.clause, rough, digits, nouns)


def _nouns(tokens: Sequence[Token], place: int) -> tuple[str, ...]:
    found: list[str] = []
    for token in tokens[place : place + 4]:
        if token.kind != "word":
            if token.text == "-":
                continue
            break
        if token.text not in FUNCTION_WORDS and token.stem:
            found.append(token.stem)
    return tuple(found)


def _date(tokens: Sequence[Token], place: int, today: date) -> Figure | None:
    if tokens[place].text == "may" and not tokens[place].capital:
        return None
    found = date_at(tokens, place, today)
    return _figure(tokens, Value("date", Decimal(found[0].toordinal())), place, found[1]) if found else None


def _day_of_month(tokens: Sequence[Token], place: int, today: date) -> Figure | None:
    """'the 5th': the next day of that number; its unit says that the month was left open."""
    if place == 0 or tokens[place - 1].text != "the":
        return None
    found = day_number_at(tokens, place)
    if found is None:
        return None
    number, after = found
    for ahead in range(62):
        day = date.fromordinal(today.toordinal() + ahead)
        if day.day == number:
            return _figure(tokens, Value("date", Decimal(day.toordinal()), "day"), place, after)
    return None


def _time(tokens: Sequence[Token], place: int) -> Figure | None:
    found = time_at(tokens, place)
    return _figure(tokens, Value("time", Decimal(found[0])), place, found[1]) if found else None


def _sign(tokens: Sequence[Token], place: int) -> str:
    """The currency at a token; 'R$' are two tokens and no dollars."""
    before = tokens[place - 1].text if place and tokens[place].glued else ""
    return CURRENCIES.get(before + tokens[place].text) or CURRENCIES[tokens[place].text]


def _amount(tokens: Sequence[Token], place: int) -> Figure | None:
    """A number with what stands before and after it."""
    first = place
    unit = ""
    if is_currency(tokens[place].text) and place + 1 < len(tokens) and tokens[place + 1].kind == "number":
        unit, place = _sign(tokens, place), place + 1
    found = number_at(tokens, place)
    if found is None:
        return None
    number, after = found
    word = _text(tokens, after)
    if unit or is_currency(word):
        after += not unit
        return _figure(tokens, Value("money", number, unit or CURRENCIES[word]), first, after)
    after_hyphen = after + (word == "-" and _text(tokens, after + 1) not in ("",))
    word = _text(tokens, after_hyphen)
    if word in _PERCENT and not (word == "point" and _text(tokens, after_hyphen + 1) == "of"):
        after_hyphen += 1 + (word == "percentage" and _text(tokens, after_hyphen + 1) in _PERCENT)
        return _figure(tokens, Value("percent", number), first, after_hyphen)
    if word == "per" and _text(tokens, after_hyphen + 1) == "cent":
        return _figure(tokens, Value("percent", number), first, after_hyphen + 2)
    if word in _MORE and _text(tokens, after_hyphen + 1).removesuffix("s") in _LENGTHS:
        after_hyphen, word = after_hyphen + 1, _text(tokens, after_hyphen + 1)
    length = _LENGTHS.get(word.removesuffix("s"))
    if length:
        return _figure(tokens, Value("duration", number * length[1], length[0]), first, after_hyphen + 1)
    nouns = _nouns(tokens, after)
    counted = bool(nouns) and (word == "-" or _text(tokens, after) not in FUNCTION_WORDS | _NO_THINGS)
    return _figure(tokens, Value("count", number, nouns[0] if counted else ""), first, after)


def _ratios(found: Sequence[Figure], tokens: Sequence[Token]) -> list[Figure]:
    """Two counts joined by 'of', 'out of', 'in' or a slash are one ratio."""
    out: list[Figure] = []
    for figure in found:
        last = out[-1] if out else None
        if last and last.value.kind == figure.value.kind == "count" and _joined(tokens, last.last + 1, figure.first):
            value = Value("ratio", last.value.amount, figure.value.unit, figure.value.amount)
            if last.value.amount < figure.value.amount:
                span = last.span.join(figure.span)
                out[-1] = Figure(
                    value, span, last.first, figure.last, last.sentence, last.clause, last.about, 9, figure.nouns
                )
                continue
        out.append(figure)
    return out


def _joined(tokens: Sequence[Token], start: int, end: int) -> bool:
    between = [token.text for token in tokens[start:end]]
    if between == ["/"]:
        return True
    return 0 < len(between) <= 4 and any(word in ("of", "in") for word in between) and all(w.isalpha() for w in between)


def _inherit(found: Sequence[Figure], tokens: Sequence[Token]) -> list[Figure]:
    """In '4 or 5%' and '4-5%' the first number has the unit of the second."""
    out = list(found)
    for place in range(len(out) - 2, -1, -1):
        this, following = out[place], out[place + 1]
        between = [token.text for token in tokens[this.last + 1 : following.first]]
        if (
            this.value.kind == "count"
            and following.value.kind in ("percent", "duration", "money")
            and between in (["or"], ["to"], ["and"], ["-"], ["–"], ["/"])
            and not (following.value.kind == "duration" and this.value.amount >= _NO_LENGTH)
        ):
            factor = Decimal(1)
            if following.value.kind == "duration":
                unit = _text(tokens, following.last).removesuffix("s")
                factor = Decimal(_LENGTHS.get(unit, ("", 1))[1])
            value = Value(following.value.kind, this.value.amount * factor, following.value.unit)
            out[place] = Figure(
                value, this.span, this.first, this.last, this.sentence, this.clause, this.about, this.digits
            )
    return out


def _written(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""
