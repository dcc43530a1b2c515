"""Sentences that show an indicator: the author's own, or made of what is written about facts, promises, limits and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from amtrainer.scoring.facts import LimitFact
from amtrainer.scoring.indicators.commitment import Commitment
from amtrainer.scoring.indicators.fact import FactNamed
from amtrainer.scoring.indicators.limit import Limit
from amtrainer.scoring.indicators.link import Link

if TYPE_CHECKING:
    from amtrainer.scoring.facts import Allowance, Facts
    from amtrainer.scoring.indicators import AnyIndicator

_LINKS: Final = 4  # sentences made for a link
_SOONER: Final = 14  # days before what can be held


def sentences(indicator: AnyIndicator, facts: Facts) -> Iterator[str]:
    """Sentences that are meant to show an indicator. Whether they do is for the reader to say."""
    yield from (line for line in getattr(indicator, "like", ()) if " " in line)
    yield from map(asked, getattr(indicator, "about", ()))
    yield from map(said, getattr(indicator, "any_of", ()))
    match indicator:
        case FactNamed():
            told = [f"The {facts[name].says} is {facts[name].figure}." for name in indicator.facts]
            yield from (*told, " ".join(told))
        case Commitment():
            yield from (f"I will {what} by {indicator.by or 'Thursday'}." for what in indicator.what)
        case Limit():
            yield from _offers(indicator, facts)
        case Link():
            for place in range(_LINKS):
                yield f"I speak of {' and '.join(_word(words, place, facts) for words in indicator.join)}."


def asked(line: str) -> str:
    """What a question asks about, as a question."""
    return line if line.endswith(("?", ".")) else f"{line[:1].upper()}{line[1:]}?"


def said(phrase: str) -> str:
    """A phrase as a sentence."""
    words = phrase.replace(" * ", " you ").replace("*", "")
    return f"{words[:1].upper()}{words[1:]}."


def _word(words: tuple[str, ...], place: int, facts: Facts) -> str:
    word = words[place % len(words)]
    return (facts[word].figure or facts[word].says) if word in facts else word.replace("*", "")


def _offers(indicator: Limit, facts: Facts) -> Iterator[str]:
    """Offers inside a limit, with and without the return, or beyond it."""
    limit = facts[indicator.of]
    for item in limit.limit if isinstance(limit, LimitFact) else ():
        beyond = indicator.find_ == "above"
        figure = _figure(item, beyond=beyond)
        if item.date is not None:
            thing = next(iter(limit.aka), limit.says)
            yield f"You will have the {thing} on {figure}."
        elif figure:
            back = (
                "" if beyond or indicator.find_ == "unconditional" or not item.condition else f" for {item.condition}"
            )
            yield f"I can give you {figure}{back}."
            yield f"I can give you {figure} off{back}."


def _figure(item: Allowance, *, beyond: bool) -> str:
    value = item.value
    if value is None or not beyond:
        return str(value or item.text or "")
    amount = value.amount - _SOONER if value.kind == "date" else value.amount * Decimal(2)
    return str(replace(value, amount=amount))
