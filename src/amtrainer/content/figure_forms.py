"""How a value may stand in a text, and how another value stands in the same form: `1.9 m DKK` for 1900000 DKK."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from amtrainer.scoring.values import Value

ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS: Final = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MILLION: Final = Decimal(1_000_000)
_THOUSAND: Final = Decimal(1_000)
_BARE: Final = 100  # from here on a number needs no unit to be known again
_UNITS: Final = {
    "minute": (("day", 1440), ("hour", 60), ("minute", 1)),
    "day": (("week", 7), ("day", 1)),
    "month": (("year", 12), ("quarter", 3), ("month", 1)),
}
_SHORT: Final = {"hour": ("h", "hrs"), "minute": ("min", "mins")}


def forms(old: Value, new: Value, unit: str = "") -> Iterator[tuple[str, str]]:
    """Every form of `old` with the same form of `new`; `unit` is the author's word for what is counted.

    A form that `new` has not (a round million for one that is not round) is given in figures.
    """
    seen: set[str] = set()
    for form, other in _FORMS[old.kind](old, new, unit):
        if form not in seen:  # a number that has no word of its own is written in figures, and only once
            seen.add(form)
            yield form, other


def _money(old: Value, new: Value, unit: str) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    yield from _amounts(old.amount, new.amount)
    if old.amount < _BARE:
        yield f"{_plain(old.amount)} {old.unit}", f"{_plain(new.amount)} {new.unit}"


def _count(old: Value, new: Value, unit: str) -> Iterator[tuple[str, str]]:
    yield from _amounts(old.amount, new.amount)
    if old.amount < _BARE and unit:
        for one, other in zip(_numbers(old.amount), _numbers(new.amount), strict=True):
            for word in dict.fromkeys((unit, unit.removesuffix("s"))):
                yield f"{one} {word}", f"{other} {word}"


def _percent(old: Value, new: Value, unit: str) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    for one, other in zip(_numbers(old.amount), _numbers(new.amount), strict=True):
        for word in (" percent", " per cent", " points", "-point", " %", "%"):
            yield f"{one}{word}", f"{other}{word}"


def _amounts(old: Decimal, new: Decimal) -> Iterator[tuple[str, str]]:
    if old >= _MILLION:
        short = _short(old / _MILLION)
        for mark in (" million", " m", "m"):
            yield f"{short}{mark}", f"{_short(new / _MILLION)}{mark}" if new >= _MILLION else _grouped(new)
    if old >= _THOUSAND and not old % 100:
        short, other = _short(old / _THOUSAND), _short(new / _THOUSAND)
        for mark in (" thousand", "k", "K"):
            yield f"{short}{mark}", f"{other}{mark}"
    if old >= _BARE:
        yield f"{_plain(old):}", _plain(new)
        if old >= _THOUSAND:
            yield _grouped(old), _grouped(new)
            yield _grouped(old).replace(",", " "), _grouped(new).replace(",", " ")


def _lengths(old: Value, new: Value, unit: str) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    for word, size in _UNITS.get(old.unit, ((old.unit, 1),)):
        if size > 1 and (old.amount % size or new.amount % size):  # 8.9 days are days, and no weeks
            continue
        for one, other in zip(_numbers(old.amount / size), _numbers(new.amount / size), strict=True):
            single, was_single = (number in ("1", "one", "One") for number in (other, one))
            for gap in (" ", "-"):
                yield f"{one}{gap}{word}s", f"{other}{gap}{word}{'' if single else 's'}"
                yield (
                    f"{one}{gap}{word}",
                    f"{other}{gap}{word}{'s' if was_single and not single and gap == ' ' else ''}",
                )
            for short in _SHORT.get(word, ()):
                yield f"{one} {short}", f"{other} {short}"
                yield f"{one}{short}", f"{other}{short}"


def _days(before: Value, after: Value, unit: str) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    old, new = date.fromordinal(int(before.amount)), date.fromordinal(int(after.amount))
    yield old.isoformat(), new.isoformat()
    for name in ("%B", "%b"):
        for one, other in ((f"{old.day} {old:{name}}", f"{new.day} {new:{name}}"),
                           (f"{old:{name}} {old.day}", f"{new:{name}} {new.day}")):  # fmt: skip
            yield one, other
            for day in ("%A", "%a"):
                for gap in (" ", ", "):
                    yield f"{old:{day}}{gap}{one}", f"{new:{day}}{gap}{other}"


def _numbers(amount: Decimal) -> tuple[str, str, str]:
    """In figures, in words, and in words with a capital."""
    word = in_words(amount)
    return _plain(amount), word, word.capitalize()


def in_words(amount: Decimal) -> str:
    """Whole numbers under a hundred in words; others in figures."""
    if amount != int(amount) or not 0 <= amount < _BARE:
        return _plain(amount)
    number = int(amount)
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]


def written(amount: Decimal) -> tuple[str, ...]:
    """How an amount may begin in a text, in small letters; one of time also in greater units."""
    short = (
        (_short(amount / _MILLION),)
        if amount >= _MILLION
        else (_short(amount / _THOUSAND),)
        if amount >= 10_000
        else ()
    )
    return (_plain(amount), _grouped(amount), in_words(amount), *short)


def _ratio(value: Value, between: str) -> str:
    return f"{_grouped(value.amount)}{between}{_grouped(value.of or Decimal(0))}"


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(amount: Decimal) -> str:
    return _plain(amount.quantize(Decimal("0.001")))


def same_order(old: tuple[Value, ...], new: tuple[Value, ...]) -> Iterator[tuple[Value, Value]]:
    """Values side by side; what has no partner stays."""
    for one, other in zip_longest(old, new):
        if one is not None:
            yield one, (other if other is not None and other.kind == one.kind else one)


def _clock(old: Value, new: Value, unit: str) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    yield str(old), str(new)


def _shares(old: Value, new: Value, unit: str) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    for between in (" of ", " out of ", " in ", "/"):
        yield _ratio(old, between), _ratio(new, between)


_FORMS: Final = {
    "money": _money,
    "count": _count,
    "percent": _percent,
    "duration": _lengths,
    "date": _days,
    "time": _clock,
    "ratio": _shares,
}
