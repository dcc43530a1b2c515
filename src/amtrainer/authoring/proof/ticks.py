"""Answers to a check that are right, nearly right and wrong, item by item, with parts of the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from amtrainer.authoring.proof.lines import NOTHING
from amtrainer.simulation.items import Item
from amtrainer.simulation.kinds.knowledge import Knowledge


def ticks(check: Knowledge) -> Iterator[dict[str, Any]]:
    """Answers of a file, all items at once: first what is right, then less and less of it."""
    for row in zip_longest(*(_ticked(item) for item in check.items)):
        yield {"choices": {item.id: value for item, value in zip(check.items, row, strict=True) if value is not None}}


def _ticked(item: Item) -> Iterator[Any]:
    """What may be picked or written for an item."""
    if item.form == "text":
        yield from _written(item)
        return
    reasons = list(_written(item)) if item.contested else []
    for value in (_form(item, item.right), _form(item, _nearly(item)), _form(item, _wrong(item))):
        yield {"choice": value, "reason": NOTHING} if item.contested else value
    yield from ({"choice": _form(item, item.right), "reason": reason} for reason in reasons)


def _written(item: Item) -> Iterator[str]:
    """All ideas, each alone, halves of them, near-misses, nothing to the point."""
    yield " ".join(idea.like[0] for idea in item.ideas)
    yield from (line for idea in item.ideas for line in idea.like[:2])
    yield NOTHING
    yield from (half for idea in item.ideas for line in idea.like for half in _halves(line))
    yield from (line for idea in item.ideas for line in idea.unlike)


def _halves(line: str) -> tuple[str, str]:
    words = line.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


def _nearly(item: Item) -> tuple[str, ...]:
    """Right but for one."""
    if item.form == "multiple":
        return item.right[:-1]
    if item.form in ("order", "match"):
        return (*item.right[:-2], *reversed(item.right[-2:]))
    return item.right


def _wrong(item: Item) -> tuple[str, ...]:
    others = tuple(letter for letter in item.options if letter not in item.right)
    return others[:1] if item.form in ("single", "multiple") and others else tuple(reversed(item.right))


def _form(item: Item, letters: tuple[str, ...]) -> Any:
    if item.form == "match":
        return {str(number): letter for number, letter in enumerate(letters, 1)}
    return letters[0] if item.form == "single" and letters else list(letters)
