"""Vectors that were computed once are kept: examples of a scenario are read at every answer."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections import OrderedDict
from pathlib import Path

import numpy as np

from amtrainer.models.encoder import Array, Encoder

IN_MEMORY = 4000  # vectors of 384 float32: 6 MB


class Vectors:
    """Sentence -> vector, from memory, from a cache file, or computed. The cache is only ever a shortcut."""

    def __init__(self, encoder: Encoder, version: str, cache: Path | None) -> None:
        self._encoder = encoder
        self._version = version
        self._known: OrderedDict[str, Array] = OrderedDict()
        self._file = _open(cache)

    def of(self, sentence: str, *, keep: bool = False) -> Array:
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
        return hashlib.sha256(f"{self._version}\0{sentence}".encode()).digest()

    def _stored(self, sentence: str) -> Array | None:
        if self._file is None:
            return None
        with contextlib.suppress(sqlite3.Error):
            row = self._file.execute("SELECT vector FROM vectors WHERE key = ?", (self._key(sentence),)).fetchone()
            if row is not None and len(row[0]) == 384 * 4:
                return np.frombuffer(row[0], dtype="<f4").astype(np.float32)
        return None

    def _store(self, sentence: str, vector: Array) -> None:
        if self._file is None:
            return
        with contextlib.suppress(sqlite3.Error), self._file:
            self._file.execute(
                "INSERT OR IGNORE INTO vectors VALUES (?, ?)", (self._key(sentence), vector.astype("<f4").tobytes())
            )


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
