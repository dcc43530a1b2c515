"""The order of the claims about what ships."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All claims about one exercise stand together: the process that opens and marks it holds them all."""
    ours = [place for place, item in enumerate(items) if "number" in _parameters(item)]
    ordered = sorted((items[place] for place in ours), key=lambda item: str(_parameters(item)["number"]))
    for place, item in zip(ours, ordered, strict=True):
        items[place] = item


def _parameters(item: pytest.Item) -> dict[str, object]:
    callspec = getattr(item, "callspec", None)
    return callspec.params if callspec and item.path.parent == HERE else {}
