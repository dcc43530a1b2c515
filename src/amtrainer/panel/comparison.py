"""Candidates side by side: totals with intervals, and whether their order depends on the weights. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from amtrainer.panel.kit import Kit

FULL: Final = 3  # a level of 3 brings the whole weight; 4 is a distinction
FACTORS: Final = (0.5, 2.0)
NOISE: Final = 0.5  # levels: standard deviation of one agreed level, from the spread of two raters who differ by one
Z80: Final = 1.2816  # standard normal quantile: 80 % of the mass lies within


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate: total of 0-100 with its 80 % interval, over what was judged; None if under 70 % was."""

    candidate: str
    total: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """Two candidates whose order changes when one weight is halved or doubled."""

    first: str
    second: str
    criterion: str
    factor: float


Agreed = Mapping[str, Mapping[str, float | None]]  # candidate -> criterion id -> agreed level


def total_of(kit: Kit, levels: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    """Σ weight × min(level, 3)/3 over the judged weight; None under 70 % of it."""
    judged = [(weights[one.id], level) for one in kit.criteria if (level := levels.get(one.id)) is not None]
    weight = sum(one for one, _ in judged)
    if not weight or weight < 0.7 * sum(weights.values()):
        return None
    return 100 * sum(one * min(level, FULL) for one, level in judged) / (FULL * weight)


def standings(kit: Kit, agreed: Agreed) -> tuple[Standing, ...]:
    """All candidates in the kit's order, never ranked."""
    weights = {one.id: float(one.weight) for one in kit.criteria}
    found = []
    for candidate in kit.candidates:
        levels = agreed.get(candidate, {})
        total = total_of(kit, levels, weights)
        if total is None:
            found.append(Standing(candidate, None, None, None))
            continue
        judged = [weights[id] for id, level in levels.items() if level is not None]
        error = Z80 * NOISE * 100 / FULL * sum(weight**2 for weight in judged) ** 0.5 / sum(judged)
        found.append(Standing(candidate, total, max(0.0, total - error), min(100.0, total + error)))
    return tuple(found)


def turns(kit: Kit, agreed: Agreed) -> tuple[Turn, ...]:
    """Every pair whose order changes for some weight taken 0.5 to 2 times: the order then rests on that weight."""
    base = {one.id: float(one.weight) for one in kit.criteria}
    plain = {candidate: total_of(kit, agreed.get(candidate, {}), base) for candidate in kit.candidates}
    out = []
    for criterion in kit.criteria:
        for factor in FACTORS:
            weights = {**base, criterion.id: base[criterion.id] * factor}
            told = {candidate: total_of(kit, agreed.get(candidate, {}), weights) for candidate in kit.candidates}
            for one, other in combinations(kit.candidates, 2):
                a, b, c, d = plain[one], plain[other], told[one], told[other]
                if a is not None and b is not None and c is not None and d is not None and (a - b) * (c - d) < 0:
                    out.append(Turn(one, other, criterion.id, factor))
    return tuple(out)


def words_for(one: Standing, other: Standing) -> str:
    """How sure it is that one stands above the other, in words."""
    if one.total is None or other.total is None:
        return "too little judged to say"
    if one.low is not None and other.high is not None and one.low > other.high:
        return "likely above"
    if other.low is not None and one.high is not None and other.low > one.high:
        return "likely below"
    return "no clear difference"


def agreed_levels(given: Sequence[Mapping[str, int | None]]) -> dict[str, float | None]:
    """What stands before raters have agreed: the mean of their levels, for each criterion."""
    names = [name for levels in given for name in levels]
    out: dict[str, float | None] = {}
    for name in dict.fromkeys(names):
        judged = [level for levels in given if (level := levels.get(name)) is not None]
        out[name] = sum(judged) / len(judged) if judged else None
    return out
