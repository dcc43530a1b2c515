"""Answers of sittings that are not revealed: nobody has them marked before all raters have submitted.

A copied text can be marked by another installation; this keeps people honest, the seal of the ratings keeps them blind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from amtrainer import paths
from amtrainer.errors import AmtrainerError


def sealed_now() -> frozenset[str]:
    """Fingerprints of all answers under seal on this machine."""
    if not paths.interviews_dir().is_dir():
        return frozenset()
    from amtrainer.storage.record import sealed_prints

    return sealed_prints(paths.interviews_dir())


def refuse(texts: Iterable[str], sealed: frozenset[str]) -> None:
    """Raises `AmtrainerError` if one of the texts is an answer under seal."""
    if not sealed:
        return
    from amtrainer.storage.record import prints_of

    if prints_of(texts) & sealed:
        raise AmtrainerError(
            "This text is an answer of an interview that is not revealed.",
            "Marks come after all raters have submitted.",
        )


def texts_in(item: Any) -> Iterator[str]:
    """Every text in an answer of a file, at any depth."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, Mapping):
        for value in item.values():
            yield from texts_in(value)
    elif isinstance(item, (list, tuple)):
        for value in item:
            yield from texts_in(value)
