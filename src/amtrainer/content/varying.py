"""Other clients and other figures for the same skill.

A variant stands in its base: `swap` says which words take the place of which, and every other key is laid over the base. What
changes among the facts changes in every text, in whatever form the figure stands there. `vary` lets figures lie elsewhere
inside bounds at a seed; facts with `is` follow by their own arithmetic.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Final

from pydantic import TypeAdapter

from amtrainer.content.swapping import Change, swapped, swapper, swaps_of, whole
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.facts import EXAMPLES, Facts

OWN: Final = ("variants", "vary")  # of the base; no part of what is played
_FACTS: Final = TypeAdapter(Facts)
_KINDS: Final = (*EXAMPLES, "text", "limit", "unknown")
_STEPS: Final = {"+", "-", "*", "/", "of"}


def played(data: Mapping[str, Any], variant: str = "", seed: int = 0) -> dict[str, Any]:
    """The scenario as it is played: a variant of it, with the figures of a seed; "" and 0 are the catalogue's.

    Raises `AmtrainerError` if there is no such variant, `Clash` if one form stands for two figures.
    """
    return Base(data).played(variant, seed)


def variants_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The letters of the variants of a scenario."""
    rows = data.get("variants")
    return (
        tuple(str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row) if isinstance(rows, list) else ()
    )


def varied(data: Mapping[str, Any], variant: str) -> dict[str, Any]:
    """One variant of a scenario as a scenario of its own."""
    return Base(data).varied(variant)


class Base:
    """A scenario from which others are made: its texts are gathered once for all of them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.own = {key: value for key, value in data.items() if key not in OWN}

    @cached_property
    def _texts(self) -> str:
        return whole(self.own, deep=False)

    @cached_property
    def _acts(self) -> str:
        return whole(self.own.get("indicators"))

    def played(self, variant: str = "", seed: int = 0) -> dict[str, Any]:
        """As the function `played`."""
        if variant:
            return Base(self.varied(variant)).played("", seed)
        if seed and self.data.get("vary"):
            return self._over_facts({}, figures_at(self.data, seed))
        return self.own

    def varied(self, variant: str) -> dict[str, Any]:
        """As the function `varied`."""
        row = next((row for row in self.data.get("variants") or [] if str(row.get("id")) == variant), None)
        if row is None:
            known = ", ".join(variants_of(self.data))
            hint = f"There are {known}." if known else "It has no variants."
            raise AmtrainerError(f"There is no variant {variant!r} of {self.data.get('id')}.", hint)
        made = self._over_facts(row.get("swap") or {}, row.get("facts") or {})
        over = {key: value for key, value in row.items() if key not in ("id", "swap", "facts")}
        return {**laid(made, over), "id": f"{self.data['id']}/{variant}"}

    def _over_facts(self, words: Mapping[str, str], facts: Mapping[str, Any]) -> dict[str, Any]:
        """With other facts, and with other words and figures in every text."""
        old = self.own.get("facts") or {}
        units = swapper(words, whole(old))
        merged = {name: _fact(_in_units(old.get(name), units), facts.get(name)) for name in {**old, **facts}}
        merged = reckoned(merged)
        change = swapper(swaps_of(words, _FACTS.validate_python(old), _FACTS.validate_python(merged)), self._texts)
        company = str((self.own.get("client") or {}).get("company", ""))
        firms = {word: other for word, other in words.items() if word in company}
        firm = swapper(firms, self._acts) if firms else str
        texts = swapped({key: value for key, value in self.own.items() if key != "facts"}, change, firm)
        told = {name: _told(fact, facts.get(name), change) for name, fact in merged.items()}
        return {**{key: texts.get(key) for key in self.own if key != "facts"}, **({"facts": told} if told else {})}


def _in_units(fact: Any, change: Change) -> Any:
    """A fact whose unit is one of the words that are swapped: 40000 DKK, 40000 EUR."""
    if not isinstance(fact, dict):
        return fact
    kinds = (kind for kind in EXAMPLES if kind in fact)
    return {**fact, **{kind: swapped(fact[kind], change) for kind in kinds}}


def _fact(old: Any, new: Any) -> Any:
    """A fact with what is new laid over it; another kind of value takes the old one's place."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old if new is None else new
    typed = [kind for kind in _KINDS if kind in new]
    return {**{key: value for key, value in old.items() if not (typed and key in _KINDS)}, **new}


def _told(fact: Any, new: Any, change: Change) -> Any:
    """The words of a fact swapped, but for those the variant wrote itself, and for its value."""
    if not isinstance(fact, dict):
        return fact
    fixed = {*(new if isinstance(new, dict) else ()), *EXAMPLES, "limit", "tolerance"}
    return {key: value if key in fixed else swapped(value, change) for key, value in fact.items()}


def laid(base: Any, over: Any) -> Any:
    """`over` on `base`: mappings and lists of named things are joined by name, all else takes the place."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: laid(base.get(key), value) for key, value in over.items()}}
    if isinstance(base, list) and isinstance(over, list) and over:
        for name in ("id", "name"):
            if all(isinstance(one, dict) and name in one for one in over):
                return _joined(base, over, name)
    return over


def _joined(base: list[Any], over: list[Any], name: str) -> list[Any]:
    new = {one[name]: one for one in over}
    out = [laid(one, new.pop(one[name])) if isinstance(one, dict) and one.get(name) in new else one for one in base]
    return [*out, *new.values()]


def figures_at(data: Mapping[str, Any], seed: int) -> dict[str, Any]:
    """The facts that lie elsewhere at a seed, each inside its bounds; the same seed gives the same."""
    out: dict[str, Any] = {}
    for name, bounds in (data.get("vary") or {}).items():
        low, high, step = (Decimal(str(bounds[key])) for key in ("from", "to", "step"))
        places = int((high - low) / step) + 1
        digest = hashlib.sha256(f"{seed}:{data.get('id')}:{name}".encode()).digest()
        amount = low + step * (int.from_bytes(digest[:8], "big") % places)
        fact = data["facts"][name]
        kind = next(kind for kind in EXAMPLES if kind in fact)
        out[name] = {kind: _with_amount(str(fact[kind]), amount)}
    return out


def reckoned(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts whose `is` names other facts get the value that follows; in the order in which they stand."""
    out = dict(facts)
    for name, fact in facts.items():
        if isinstance(fact, dict) and isinstance(fact.get("is"), str):
            amount = reckon(fact["is"], out)
            kind = next((kind for kind in EXAMPLES if kind in fact), None)
            if amount is not None and kind is not None:
                out[name] = {**fact, kind: _with_amount(str(fact[kind]), _rounded(amount, kind))}
    return out


def _rounded(amount: Decimal, kind: str) -> Decimal:
    return amount.quantize(Decimal("0.1") if kind == "percent" else Decimal(1), ROUND_HALF_UP).normalize()


def _with_amount(written: str, amount: Decimal) -> str:
    """The author's text with another number, and the same unit."""
    unit = " ".join(written.split()[1:])
    return f"{amount:f} {unit}".strip()


def reckon(formula: str, facts: Mapping[str, Any]) -> Decimal | None:
    """The amount of `contract - rival-offer`, `demand of contract` (percent), `gap / contract` (in percent), `rate * 3`.

    From left to right; None if a name or a sign is unknown.
    """
    parts = formula.split()
    amount = _amount(parts[0], facts) if parts else None
    for sign, name in zip(parts[1::2], parts[2::2], strict=False):
        other = _amount(name, facts)
        if amount is None or other is None or sign not in _STEPS or (sign == "/" and not other):
            return None
        match sign:
            case "+":
                amount += other
            case "-":
                amount -= other
            case "*":
                amount *= other
            case "/":
                amount = amount * 100 / other
            case _:
                amount = amount * other / 100
    return amount if len(parts) % 2 else None


def _amount(name: str, facts: Mapping[str, Any]) -> Decimal | None:
    fact = facts.get(name)
    if fact is None:
        try:
            return Decimal(name)
        except InvalidOperation:
            return None
    try:
        value = _FACTS.validate_python({name: fact})[name].value
    except ValueError:
        return None
    return value.amount if value is not None else None
