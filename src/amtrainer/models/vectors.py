"""Vectors that were computed once are kept: the examples of a scenario are read at every answer.

Those of the scenarios that ship come with the package; others are kept in a cache file. Both are only ever a shortcut.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from amtrainer.models.encoder import Encoder, Steps

SIZE = 384
IN_MEMORY = 8000  # vectors of 384 bytes


class Vectors:
    """Sentence -> vector, from memory, from a cache file, or computed. The cache is only ever a shortcut."""

    def __init__(
        self, encoder: Encoder, version: str, cache: Path | None, shipped: Mapping[bytes, Steps] | None = None
    ) -> None:
        self._encoder = encoder
        self._version = version
        self._known: OrderedDict[str, Steps] = OrderedDict()
        self._shipped = shipped or {}
        self._file = _open(cache)

    def of(self, sentence: str, *, keep: bool = False) -> Steps:
        """The vector of a sentence. `keep` stores it beyond this process (examples of authors, never a trainee's words)."""
        if sentence in self._known:
            self._known.move_to_end(sentence)
            return self._known[sentence]
        vector = self._stored(sentence) if keep else None
        if vector is None:
            vector = self._encoder.vector(sentence)
            if keep:
                self._store(sentence, vector)
        self._known[sentence] = vector
        if len(self._known) > IN_MEMORY:
            self._known.popitem(last=False)
        return vector

    def _key(self, sentence: str) -> bytes:
        return hashlib.sha256(f"{self._version}\0{sentence}".encode("utf-8", "surrogatepass")).digest()

    def _stored(self, sentence: str) -> Steps | None:
        if (vector := self._shipped.get(short_key(sentence))) is not None:
            return vector
        if self._file is None:
            return None
        with contextlib.suppress(sqlite3.Error):
            row = self._file.execute("SELECT vector FROM vectors WHERE key = ?", (self._key(sentence),)).fetchone()
            if row is not None and len(row[0]) == SIZE:
                return np.frombuffer(row[0], dtype=np.int8)
        return None

    def _store(self, sentence: str, vector: Steps) -> None:
        if self._file is None:
            return
        with contextlib.suppress(sqlite3.Error), self._file:
            self._file.execute("INSERT OR IGNORE INTO vectors VALUES (?, ?)", (self._key(sentence), vector.tobytes()))


def short_key(sentence: str) -> bytes:
    """Names a sentence among those that ship."""
    return hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).digest()[:12]


def _open(cache: Path | None) -> sqlite3.Connection | None:
    if cache is None:
        return None
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = cache / "vectors.db"
        file.touch(mode=0o600)
        connection = sqlite3.connect(file, timeout=1, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT")
    except (OSError, sqlite3.Error):
        return None
    return connection
