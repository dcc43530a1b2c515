"""Numbers in figures and in words, read from a row of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from amtrainer.scoring.answer import Token
from amtrainer.scoring.words import NUMBER_WORDS, row

MOST_DIGITS: Final = 15  # longer rows of digits are no figures of a talk
_TIMES: Final = {
    "hundred": 100,
    "k": 1000,
    "thousand": 1000,
    "thousands": 1000,
    "tsd": 1000,
    "lakh": 100_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "mln": 1_000_000,
    "mill": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "crore": 10_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_PARTS_AND_WHOLES: Final = frozenset({("half", "a"), ("a", "hundred"), ("a", "thousand"), ("a", "million")})
_SHORT_TIMES: Final = frozenset(row("k m"))


def number_at(tokens: Sequence[Token], place: int) -> tuple[Decimal, int] | None:
    """The number that begins at token `place` and the token after it."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    if token.kind == "number":
        found = _figures(tokens, place)
    elif token.text in NUMBER_WORDS:
        found = _words(tokens, place)
    elif token.text == "half" and _text(tokens, place + 1) in ("percent", "per", "percentage", "point"):
        return Decimal("0.5"), place + 1
    elif (token.text, _text(tokens, place + 1)) in _PARTS_AND_WHOLES:
        found = _halves(tokens, place)
    else:
        return None
    return _multiplied(tokens, *found) if found else None


def _figures(tokens: Sequence[Token], place: int) -> tuple[Decimal, int] | None:
    text = tokens[place].text
    if len(text) > MOST_DIGITS + 4 or ":" in text:
        return None
    after = place + 1
    if text.isdigit() and len(text) <= 3:
        while after < len(tokens) and _is_group(tokens[after]) and len(text) < MOST_DIGITS:
            text += tokens[after].text
            after += 1
    value = _plain(text)
    return (value, after) if value is not None else None


def _is_group(token: Token) -> bool:
    return token.kind == "number" and len(token.text) == 3 and token.text.isdigit() and not token.glued


def _plain(text: str) -> Decimal | None:
    """'412,000', '1.84', '1,9', '1.840.000' and '1 200' all mean what they look like."""
    commas, dots = text.count(","), text.count(".")
    if not text.isascii():
        text = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    if commas and dots:
        decimal_comma = text.rindex(",") > text.rindex(".")
        text = text.replace(".", "").replace(",", ".") if decimal_comma else text.replace(",", "")
    elif commas:
        groups = text.split(",")
        thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
        text = text.replace(",", "" if thousands else ".")
    elif dots > 1:
        text = text.replace(".", "")
    if text.count(".") > 1 or not text.replace(".", "").isdecimal():
        return None
    return Decimal(text)


def _words(tokens: Sequence[Token], place: int) -> tuple[Decimal, int] | None:
    """'eight', 'twenty-four', 'two hundred and ten', 'one point nine'."""
    total = Decimal(NUMBER_WORDS[tokens[place].text])
    after = place + 1
    if total >= 20:
        step = after + 1 if _text(tokens, after) == "-" else after
        unit = NUMBER_WORDS.get(_text(tokens, step), 0)
        if 1 <= unit <= 9:
            total, after = total + unit, step + 1
    if _text(tokens, after) == "point" and NUMBER_WORDS.get(_text(tokens, after + 1), 99) < 10:
        total += Decimal(NUMBER_WORDS[tokens[after + 1].text]) / 10
        after += 2
    if _text(tokens, after) == "hundred":
        total, after = total * 100, after + 1
        step = after + 1 if _text(tokens, after) == "and" else after
        rest = _words(tokens, step) if _text(tokens, step) in NUMBER_WORDS else None
        if rest and rest[0] < 100:
            total, after = total + rest[0], rest[1]
    return total, after


def _halves(tokens: Sequence[Token], place: int) -> tuple[Decimal, int] | None:
    """'half a million', 'a hundred', 'a million'."""
    if tokens[place].text == "a":
        return Decimal(1), place + 1
    whole = _text(tokens, place + 2) in (
        "million",
        "billion",
        "year",
        "day",
        "hour",
        "month",
        "percent",
        "per",
        "point",
    )
    return (Decimal("0.5"), place + 2) if whole else None


def _multiplied(tokens: Sequence[Token], value: Decimal, after: int) -> tuple[Decimal, int]:
    for _ in range(2):
        word = _text(tokens, after)
        if word not in _TIMES or (word in _SHORT_TIMES and not _short_stands(tokens, after)):
            break
        value, after = value * _TIMES[word], after + 1
    return value, after


def _short_stands(tokens: Sequence[Token], place: int) -> bool:
    """'412k', '1.9m' and '1.9 m DKK' are multiplied; '5 m of pipe' and '9 a.m.' are not."""
    return tokens[place].glued or is_currency(_text(tokens, place + 1)) or is_currency(_text(tokens, place - 2))


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


CURRENCIES: Final = {
    **dict.fromkeys(row("dkk"), "DKK"),
    **dict.fromkeys(row("kr krone kroner kronor krones crowns crown"), "kr"),
    **dict.fromkeys(row("nok"), "NOK"),
    **dict.fromkeys(row("sek"), "SEK"),
    **dict.fromkeys(row("€ eur euro euros"), "EUR"),
    **dict.fromkeys(row("$ usd dollar dollars bucks"), "USD"),
    **dict.fromkeys(row("£ gbp pound pounds quid"), "GBP"),
    **dict.fromkeys(row("¥ jpy yen"), "JPY"),
    **dict.fromkeys(row("rm myr ringgit ringgits"), "MYR"),
    **dict.fromkeys(row("aed dirham dirhams dh dhs"), "AED"),
    **dict.fromkeys(row("kzt tenge"), "KZT"),
    **dict.fromkeys(row("zar rand"), "ZAR"),
    **dict.fromkeys(row("chf franken franc francs"), "CHF"),
    **dict.fromkeys(row("inr rupee rupees ₹ rs"), "INR"),
    **dict.fromkeys(row("rub rouble roubles ruble rubles ₽"), "RUB"),
    **dict.fromkeys(row("brl reais real r$"), "BRL"),
    **dict.fromkeys(row("sar riyal riyals"), "SAR"),
    **dict.fromkeys(row("toman irr rial rials"), "IRR"),
    **dict.fromkeys(row("try lira liras ₺"), "TRY"),
    **dict.fromkeys(row("pln zloty zlotys"), "PLN"),
    **dict.fromkeys(row("cny yuan rmb"), "CNY"),
    **dict.fromkeys(row("sgd"), "SGD"),
    **dict.fromkeys(row("hkd"), "HKD"),
    **dict.fromkeys(row("aud"), "AUD"),
    **dict.fromkeys(row("cad"), "CAD"),
    **dict.fromkeys(row("mxn peso pesos"), "MXN"),
    **dict.fromkeys(row("krw won ₩"), "KRW"),
    **dict.fromkeys(row("hkd"), "HKD"),
}
_WORDS_THAT_MAY_BE_OTHERWISE: Final = frozenset(row("real won try crown crowns"))


def is_currency(word: str) -> bool:
    """Whether `word` can only be a currency."""
    return word in CURRENCIES and word not in _WORDS_THAT_MAY_BE_OTHERWISE
