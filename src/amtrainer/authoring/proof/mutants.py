"""Mistakes put into a scenario on purpose: does anything that guards it notice?

A mutant is caught when `check` has a new finding, when a sample no longer reaches what it must, or when the example of a rung
no longer does what its rung asks. What is not caught is listed with its line: a place that no sample guards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from amtrainer.authoring.proof.mistakes import FOUND_BY, criteria_of, mistakes
from amtrainer.authoring.proof.rejudge import Example, Guard
from amtrainer.content.source import Source


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake."""

    kind: str  # link | indicator | rungs | key | silent
    what: str
    line: int
    caught: str  # by what; empty: by nothing


def mutants(data: dict[str, Any], source: Source, guard: Guard) -> Iterator[Mutant]:
    """Every mutant of a scenario or rubric, and what caught it."""
    silenced: dict[str, int] = {}
    for one in mistakes(data):
        line = source.position(one.path)[0]
        yield Mutant(one.kind, one.what, line, guard.changed(one.data))
        if one.kind == "indicator" and one.path[-2] == FOUND_BY[0]:
            silenced.setdefault(one.what.removesuffix(" dropped"), line)
    for name, line in silenced.items():
        yield Mutant("silent", f"{name} never finds anything", line, guard.silenced(name))


@dataclass(frozen=True, slots=True)
class Short:
    """An example that does not do what its rung asks."""

    criterion: str
    level: int
    reached: int
    line: int


def short_examples(data: dict[str, Any], source: Source, examples: Iterable[Example]) -> Iterator[Short]:
    """The examples that fall short of their rung, in the order of the file."""
    places = {
        (criterion["id"], level, rung.get("example")): (*path, "levels", level, "example")
        for path, criterion in criteria_of(data)
        for level, rung in criterion["levels"].items()
    }
    for one in examples:
        path = places.get((one.criterion, one.level, one.text))
        if one.reached < one.level and path is not None:
            yield Short(one.criterion, one.level, one.reached, source.position(path)[0])
