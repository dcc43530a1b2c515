"""Every text in a piece of data."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


def strings(data: Any, but: Collection[str] = ()) -> list[str]:
    """The texts in lists and mappings, in order; what stands under one of the keys `but` is left out."""
    found: list[str] = []
    _gather(data, but, found)
    return found


def _gather(data: Any, but: Collection[str], found: list[str]) -> None:
    if isinstance(data, str):
        found.append(data)
    elif isinstance(data, dict):
        for key, one in data.items():
            if key not in but:
                _gather(one, but, found)
    elif isinstance(data, list):
        for one in data:
            _gather(one, but, found)
