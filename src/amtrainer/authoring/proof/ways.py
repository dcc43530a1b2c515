"""The ways in which a condition can be fulfilled: for each the indicators that must be found."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, product
from math import prod
from typing import Final

from amtrainer.scoring.condition import Condition, Want, judge
from amtrainer.scoring.evidence import Finding, Mark
from amtrainer.scoring.work import Place

_MOST: Final = 60

Way = tuple[Want, ...]


def ways(when: Condition, source: random.Random) -> list[Way]:
    """Some of the ways, those that ask for least first; a condition of absences has one that asks for nothing."""
    parts: list[list[Way]] = [_of(item, source) for item in when.all]
    if when.any:
        parts.append([way for item in _mixed(when.any, source) for way in _of(item, source)])
    if when.at_least:
        chosen = list(combinations(when.at_least.of, when.at_least.n))
        source.shuffle(chosen)
        parts.append(
            [
                _joined(way)
                for items in chosen[:_MOST]
                for way in _choices([_of(item, source) for item in items], source)
            ]
        )
    parts += [[(Want(name=name),)] for name in when.before]
    return sorted(dict.fromkeys(_joined(way) for way in _choices(parts, source)), key=len)


def fulfils(way: Way, when: Condition) -> bool:
    """Whether a condition holds if just this is found."""
    found = {want.name: Finding(want.name, (Mark(Place(0, 0, 1), "", want.least),)) for want in way}
    return judge(when, found).holds


def _choices(parts: Sequence[Sequence[Way]], source: random.Random) -> list[tuple[Way, ...]]:
    """One of each part: all choices where they are few, else some at random."""
    if prod(map(len, parts)) <= _MOST:
        return list(product(*parts))
    return [tuple(source.choice(part) for part in parts) for _ in range(_MOST)]


def _of(item: Want | Condition, source: random.Random) -> list[Way]:
    return [(item,)] if isinstance(item, Want) else ways(item, source)


def _mixed(items: Sequence[Want | Condition], source: random.Random) -> list[Want | Condition]:
    return source.sample(items, len(items))


def _joined(way: Sequence[Way]) -> Way:
    """Each indicator once, at the greatest strength that is asked for."""
    most: dict[str, Want] = {}
    for want in (want for part in way for want in part):
        if want.name not in most or most[want.name].least < want.least:
            most[want.name] = want
    return tuple(most.values())
