"""Samples taken to pieces and put together again: sentences, fields and choices, with some left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from amtrainer.simulation.scenario import Sample

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a text, or one value, and where it stands in an answer."""

    key: Key
    value: Any


def pieces(sample: Sample) -> tuple[Piece, ...]:
    """All that can be left out of a sample."""
    return tuple(piece for key, value in _leaves((), sample.item()) for piece in _cut(key, value))


def put_together(kept: Sequence[Piece], all_of: Iterable[Piece]) -> dict[str, Any]:
    """An answer of a file made of some pieces, which stand in the order that they had."""
    chosen = set(map(id, kept))
    item: dict[Any, Any] = {}
    for piece in all_of:
        if id(piece) in chosen:
            _put(item, piece)
    if "turns" in item:
        item["turns"] = list(item["turns"].values())
    if "order" in item or "items" in item:
        item.setdefault("order", [])
    return item


def _leaves(key: Key, value: Any) -> Iterator[tuple[Key, Any]]:
    """Every value with its place; names of things, such as the id and the question, are none."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else None
    if inner is None or (key and key[0] == "choices" and len(key) == 2):
        yield key, value
        return
    for name, each in inner:
        if key or name not in ("id", "beat"):
            yield from _leaves((*key, name), each)


def _cut(key: Key, value: Any) -> Iterator[Piece]:
    if not isinstance(value, str) or key[0] in ("order", "undone", "fields"):
        yield Piece(key, value)
        return
    yield from (Piece(key, sentence) for sentence in _SENTENCE.split(value) if sentence.strip())


def _put(item: dict[Any, Any], piece: Piece) -> None:
    """Add a piece where it stood: a further sentence after the one before, a further entry to its list."""
    *path, last = piece.key
    if path and path[0] in ("order", "undone"):
        item.setdefault(path[0], []).append(piece.value)
        return
    for name in path:
        item = item.setdefault(name, {})
    before = item.get(last)
    item[last] = f"{before} {piece.value}" if isinstance(before, str) else piece.value
