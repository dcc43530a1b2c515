"""Values that follow from the dossier by one step of arithmetic, so that a computed figure is no invention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from amtrainer.scoring.values import Value

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value and the facts it was computed from."""

    value: Value
    sources: frozenset[str]


def derive(valued: Sequence[tuple[str, Value]]) -> tuple[Derived, ...]:
    """Shares of amounts, what is left of them, differences, sums over weeks, spans between days."""
    amounts = [(name, value) for name, value in valued if value.kind == "money"]
    shares = [(name, value.amount) for name, value in valued if value.kind == "percent"]
    out: list[Derived] = []
    out.extend(_shares(amounts, shares))
    counts = [(name, value) for name, value in valued if value.kind == "count"]
    for name, count in counts:
        for of, percent in shares:
            amount = (count.amount * percent / _HUNDRED).quantize(Decimal(1))
            out.append(Derived(Value("count", amount, count.unit), frozenset((name, of))))
    for (one, first), (other, second) in combinations(amounts, 2):
        if first.unit == second.unit:
            gap = abs(first.amount - second.amount)
            out.append(Derived(Value("money", gap, first.unit), frozenset((one, other))))
            out.append(Derived(Value("money", first.amount + second.amount, first.unit), frozenset((one, other))))
    days = [(name, value) for name, value in valued if value.kind == "date"]
    for (one, first), (other, second) in combinations(days, 2):
        gap = abs(first.amount - second.amount)
        out.append(Derived(Value("duration", gap, "day"), frozenset((one, other))))
        weeks = gap / 7
        for name, money in amounts:
            if weeks == int(weeks):
                out.append(Derived(Value("money", money.amount * weeks, money.unit), frozenset((one, other, name))))
    for name, value in valued:
        if value.kind == "ratio" and value.of:
            share = value.amount * _HUNDRED / value.of
            out.extend(Derived(Value("percent", figure), frozenset((name,))) for figure in _roundings(share))
            out.append(Derived(Value("count", value.of - value.amount), frozenset((name,))))
    return tuple(out)


def _shares(amounts: Sequence[tuple[str, Value]], shares: Sequence[tuple[str, Decimal]]) -> Iterable[Derived]:
    for name, money in amounts:
        for of, share in shares:
            part = money.amount * share / _HUNDRED
            for amount in (part, money.amount - part, money.amount + part):
                yield Derived(Value("money", amount, money.unit), frozenset((name, of)))


def _roundings(share: Decimal) -> set[Decimal]:
    return {share.quantize(Decimal(1)), share.quantize(Decimal("0.1")), share.quantize(Decimal("0.01"))}


def equal(known: Value, amount: Decimal, about: bool, slack: Decimal = Decimal(0)) -> bool:
    """Whether a named amount is the known one: exactly, within its tolerance, or nearly if said to be rough."""
    rough = about and known.kind not in ("date", "time")
    room = max(slack, abs(known.amount) * Decimal("0.025")) if rough else slack
    return abs(known.amount - amount) <= room
