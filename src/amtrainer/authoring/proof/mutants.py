"""Mistakes put into a scenario on purpose: does anything that guards it notice?

A mutant is caught when `check` has a new finding, when a sample no longer reaches what it must, or when the example of a rung
no longer does what its rung asks. What is not caught is listed with its line: a place that no sample guards.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from amtrainer.authoring.proof.rejudge import Guard
from amtrainer.content.references import references
from amtrainer.content.source import Path_, Source

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake."""

    kind: str  # link | indicator | rungs | silent
    what: str
    line: int
    caught: str  # by what; empty: by nothing


def mutants(scenario: AnyScenario, data: dict[str, Any], source: Source, guard: Guard) -> Iterator[Mutant]:
    """Every mutant of a scenario and what caught it."""
    for kind, what, path, changed in _broken(data):
        found = next(iter(references(source, changed)), None)
        yield Mutant(kind, what, source.position(path)[0], f"{found.code} {found.message}" if found else "")
    for place, criterion in enumerate(scenario.criteria):
        written = [level for level, _ in criterion.rungs]
        for low, high in pairwise(written):
            line = source.position(("criteria", place, "levels", low))[0]
            yield Mutant("rungs", f"{criterion.id}: {low} and {high} swapped", line, guard.swapped(place, low, high))
    for place, indicator in enumerate(scenario.indicators):
        line = source.position(("indicators", place))[0]
        yield Mutant("silent", f"{indicator.id} never finds anything", line, guard.silenced(indicator.id))


def _broken(data: dict[str, Any]) -> Iterator[tuple[str, str, Path_, dict[str, Any]]]:
    """Scenarios with a broken link or without one of their indicators: kind, what, where, changed data."""
    for place, indicator in enumerate(data.get("indicators") or []):
        changed = {**data, "indicators": [one for n, one in enumerate(data["indicators"]) if n != place]}
        yield "indicator", f"{indicator['id']} dropped", ("indicators", place), changed
    for path, name in _links(data, ()):
        changed = deepcopy(data)
        holder: Any = changed
        for part in path[:-1]:
            holder = holder[part]
        holder[path[-1]] = f"{name}-x"
        yield "link", f"{name} misspelt", path, changed


def _links(value: Any, path: Path_, inside: bool = False) -> Iterator[tuple[Path_, str]]:
    """Every name that points at something else in the file."""
    if isinstance(value, dict):
        for key, child in value.items():
            at = (*path, key)
            if key in ("to", "opens", "of", "model") and isinstance(child, str) and path[:1] != ("fixed",):
                yield at, child
            elif path or key != "answers":
                yield from _links(child, at, inside or (bool(path) and key in ("when", "facts")))
    elif isinstance(value, list):
        for place, child in enumerate(value):
            if isinstance(child, str) and inside:
                yield (*path, place), child
            else:
                yield from _links(child, (*path, place), inside)
