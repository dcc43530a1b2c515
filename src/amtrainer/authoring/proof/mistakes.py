"""Mistakes that an author makes, put into the data of a scenario one at a time: whatever its kind.

A link is misspelt, an indicator or an idea is missing, two rungs stand in each other's place, a wrong answer counts as right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from amtrainer.content.source import Path_
from amtrainer.scoring.condition import KEYS

LINKS: Final = ("to", "opens", "of", "model", "set")  # keys whose text names something else in the file
LISTED: Final = ("facts", "lots")  # lists of names; a mapping of facts is the dossier
FOUND_BY: Final = ("indicators", "ideas")  # lists of what is looked for
APART: Final = ("answers", "fixed")  # not the author's own wiring: samples test it, the fixed is prose


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where it stands, and the data with it."""

    kind: str  # link | indicator | rungs | key
    what: str
    path: Path_
    data: dict[str, Any]


def mistakes(data: dict[str, Any]) -> Iterator[Mistake]:
    """Every mistake of these kinds that can be made in a scenario or rubric of the right shape."""
    for path, one in _lists_of(data, FOUND_BY, ()):
        for place, item in enumerate(one):
            yield Mistake("indicator", f"{item['id']} dropped", (*path, place), _dropped(data, (*path, place)))
    for path, name in _links(data, ()):
        yield Mistake("link", f"{name} misspelt", path, _put(data, path, f"{name}-x"))
    for path, name in _keyed_links(data, ()):
        yield Mistake("link", f"{name} misspelt", path, _renamed(data, path))
    for path, criterion in criteria_of(data):
        levels = criterion["levels"]
        for low, high in pairwise(sorted(levels)):
            swapped = {**levels, low: levels[high], high: levels[low]}
            what = f"{criterion['id']}: {low} and {high} swapped"
            yield Mistake("rungs", what, (*path, "levels", low), _put(data, (*path, "levels"), swapped))
    for path, item in _keyed(data):
        wrong = _wrong(item)
        if wrong != item["right"]:
            what = f"{item['id']}: {', '.join(map(str, wrong)) or 'nothing'} counts as right"
            yield Mistake("key", what, (*path, "right"), _put(data, (*path, "right"), wrong))


def _lists_of(value: Any, names: Sequence[str], path: Path_) -> Iterator[tuple[Path_, list[dict[str, Any]]]]:
    """Every list of parts with an id that stands under one of these names."""
    for at, child in _children(value, path):
        if at[-1] in names and isinstance(child, list) and all(isinstance(one, dict) and "id" in one for one in child):
            yield at, child
        elif at[0] not in APART:
            yield from _lists_of(child, names, at)


def criteria_of(data: dict[str, Any]) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Every criterion with a written ladder, wherever it stands."""
    for path, criteria in _lists_of(data, ("criteria",), ()):
        for place, one in enumerate(criteria):
            if isinstance(one.get("levels"), dict):
                yield (*path, place), one


def _links(value: Any, path: Path_, inside: bool = False) -> Iterator[tuple[Path_, str]]:
    """Every name, standing as a value, that points at something else in the file."""
    for at, child in _children(value, path):
        within = inside or (len(at) > 1 and at[-1] == "when") or (at[-1] in LISTED and isinstance(child, list))
        if isinstance(child, str):
            named = at[-1] in LINKS or (inside and (isinstance(at[-1], int) or _before(at)))
            if named and at[0] not in APART:
                yield at, child
        elif at[0] not in APART:
            yield from _links(child, at, within)


def _keyed_links(value: Any, path: Path_, inside: bool = False) -> Iterator[tuple[Path_, str]]:
    """Every name in a condition that stands as a key: `{name: partial}`, `before: {name: …}`."""
    for at, child in _children(value, path):
        if inside and isinstance(at[-1], str) and isinstance(child, str) and (at[-1] not in KEYS or _before(at)):
            yield at, at[-1]
        elif at[0] not in APART:
            yield from _keyed_links(child, at, inside or (len(at) > 1 and at[-1] == "when"))


def _before(path: Path_) -> bool:
    return len(path) > 1 and path[-2] == "before"


def _keyed(data: dict[str, Any]) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Every item that says which letters are right."""
    for place, item in enumerate(data.get("items") or []):
        if item.get("right") and item.get("options"):
            yield ("items", place), item


def _wrong(item: dict[str, Any]) -> list[Any]:
    """An answer key with one slip: two in each other's place, one too few, or the neighbour of what is right."""
    right = list(item["right"])
    if item.get("form") in ("order", "match"):
        return [right[1], right[0], *right[2:]] if len(right) > 1 else right
    if len(right) > 1:
        return right[:-1]
    others = [letter for letter in item["options"] if letter not in right]
    return others[:1]


def _children(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, dict):
        yield from (((*path, key), child) for key, child in value.items())
    elif isinstance(value, list):
        yield from (((*path, place), child) for place, child in enumerate(value))


def _put(data: Any, path: Path_, new: Any) -> Any:
    """The data with something else in one place; all else is shared."""
    if not path:
        return new
    copied: Any = dict(data) if isinstance(data, dict) else list(data)
    copied[path[0]] = _put(data[path[0]], path[1:], new)
    return copied


def _at(data: Any, path: Path_) -> Any:
    for part in path:
        data = data[part]
    return data


def _dropped(data: Any, path: Path_) -> Any:
    holder = _at(data, path[:-1])
    return _put(data, path[:-1], [one for place, one in enumerate(holder) if place != path[-1]])


def _renamed(data: Any, path: Path_) -> Any:
    holder = _at(data, path[:-1])
    return _put(data, path[:-1], {f"{key}-x" if key == path[-1] else key: one for key, one in holder.items()})
