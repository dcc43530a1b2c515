"""Whether outcomes differ between groups, from a separate file that candidates consented to. Counts first, never a badge.

The four-fifths rule (29 CFR 1607.4 D) compares selection rates; Fisher's exact test (1922) says how easily chance alone
makes such a difference. With few people neither says anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

FEWEST_IN_A_GROUP: Final = 30


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a group there were, and how many went on."""

    name: str
    went_on: int
    people: int

    @property
    def rate(self) -> float | None:
        return self.went_on / self.people if self.people else None


@dataclass(frozen=True, slots=True)
class Impact:
    """One group against the group with the highest rate."""

    group: Group
    against: Group
    ratio: float | None
    p: float | None  # two-sided, exact

    @property
    def enough(self) -> bool:
        """Whether there are enough people to say anything."""
        return min(self.group.people, self.against.people) >= FEWEST_IN_A_GROUP


def impacts(rows: Sequence[Mapping[str, object]]) -> tuple[Impact, ...]:
    """Rows of {group, went_on}: each group against the one with the highest rate."""
    groups = [
        Group(name, sum(bool(row["went_on"]) for row in rows if row["group"] == name), count)
        for name, count in _counts(rows).items()
    ]
    best = max(groups, key=lambda group: (group.rate or 0, group.people), default=None)
    if best is None:
        return ()
    return tuple(_impact(group, best) for group in groups if group is not best)


def _counts(rows: Sequence[Mapping[str, object]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[str(row["group"])] = counts.get(str(row["group"]), 0) + 1
    return counts


def _impact(group: Group, best: Group) -> Impact:
    ratio = (group.rate or 0) / best.rate if best.rate else None
    p = exact_p(group.went_on, group.people - group.went_on, best.went_on, best.people - best.went_on)
    return Impact(group, best, ratio, p)


def exact_p(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test of a 2 by 2 table, two-sided: the chance of all tables as rare as this one or rarer."""
    row, column, whole = a + b, a + c, a + b + c + d
    if not whole:
        return 1.0
    ways = comb(whole, column)

    def chance(k: int) -> float:
        return comb(row, k) * comb(whole - row, column - k) / ways

    here = chance(a)
    low, high = max(0, column - (whole - row)), min(row, column)
    return min(1.0, sum(one for k in range(low, high + 1) if (one := chance(k)) <= here * (1 + 1e-9)))
