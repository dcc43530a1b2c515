"""A clean environment for every test: own folders, no colours or themes from outside."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: sums of one sentence are too small to be shared out

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amtrainer import models
from amtrainer.models.minilm import MiniLM

ROOT = Path(__file__).resolve().parents[1]
NOON = datetime(2026, 5, 19, 12, 0, tzinfo=UTC)

# Each test has folders of its own, so each would have a reader of its own and read all examples anew. What a reader keeps on
# disk is only ever a shortcut (tests/models/test_minilm.py holds that): one serves them all.
load_meaning = models.load_meaning
models.load_meaning = lambda cache_dir=None: load_meaning()  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """State in a folder of the test's own."""
    for name in list(os.environ):
        if name.startswith(("TEXTUAL", "AMTRAINER")) or name == "NO_COLOR":
            monkeypatch.delenv(name)
    monkeypatch.setenv("AMTRAINER_HOME", str(tmp_path / "home"))
    yield


@pytest.fixture(scope="session")
def meaning() -> MiniLM:
    """The reader of meanings that ships."""
    return load_meaning()
