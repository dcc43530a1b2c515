"""The record of an interview day: one file, a log that is only added to, and the texts that may be erased from it.

Each entry is chained to the one before (SHA-256). A text is not in the log but beside it, under a salt; the log holds the
salted hash. Erasing a text leaves the chain whole and says nothing about what was there. Triggers refuse changes to the log;
who changes it all the same, by hand, is named by `faults`. The head can be taken out and kept elsewhere: a chain alone cannot
show that its tail was cut off.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from amtrainer.errors import AmtrainerError
from amtrainer.storage import chain, sqlite, utc_now

VERSION = 1
RECORD = "record.db"
OWN_TEXT, OWN_WORDS = 5, 9  # words: a whole answer, or a sentence of one, that is hardly anybody else's
_METADATA = sa.MetaData()
_LOG = sa.Table(
    "log",
    _METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # from 1 without gaps
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
    sqlite_strict=True,
)
_TEXTS = sa.Table(
    "texts",
    _METADATA,
    sa.Column("hash", sa.Text, primary_key=True),  # of salt and body
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_strict=True,
)
_GUARDS = tuple(
    f"CREATE TRIGGER log_no_{verb} BEFORE {verb.upper()} ON log "
    "BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END"
    for verb in ("update", "delete")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log. `who` is a rater, `manager`, or a candidate's code."""

    number: int
    at: str
    who: str
    what: str
    body: dict[str, Any]


class Record:
    """A day's record, opened. Every entry is on disk when `add` returns."""

    def __init__(self, file: Path, now: Callable[[], str]) -> None:
        self.file = file
        self._now = now
        self._engine = sqlite.engine_for(file)
        self._head_file = file.with_suffix(".head")
        self._make()

    def close(self) -> None:
        self._engine.dispose()

    def add(self, who: str, what: str, body: Mapping[str, Any], texts: Mapping[str, str] | None = None) -> Entry:
        """Add an entry. `texts` are kept beside the log; the entry's body gets their salted hashes under `texts`."""
        return self.add_all([(who, what, body, texts or {})])[0]

    def add_all(self, rows: Sequence[tuple[str, str, Mapping[str, Any], Mapping[str, str]]]) -> list[Entry]:
        """Add several entries, all or none."""
        with self._writing() as connection:
            number, last = self._last(connection)
            added = []
            for who, what, given, texts in rows:
                body = dict(given)
                if texts:
                    body["texts"] = {name: _keep(connection, text) for name, text in texts.items()}
                number, at, text = number + 1, self._now(), _json(body)
                last = chain.link(last, number, at, who, what, text)
                row = {"number": number, "at": at, "who": who, "what": what, "body": text, "chain": last}
                connection.execute(_LOG.insert().values(**row))
                added.append(Entry(number, at, who, what, body))
        chain.write_head(self._head_file, chain.Head(number, last))
        return added

    def entries(self) -> tuple[Entry, ...]:
        """The whole log, in order."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(_LOG).order_by(_LOG.c.number)).all()
        return tuple(Entry(row.number, row.at, row.who, row.what, json.loads(row.body)) for row in rows)

    def text(self, digest: str) -> str | None:
        """A text by its salted hash; None if it was erased."""
        with self._engine.connect() as connection:
            return connection.execute(sa.select(_TEXTS.c.body).where(_TEXTS.c.hash == digest)).scalar_one_or_none()

    def erase(self, digests: Sequence[str]) -> int:
        """Remove texts for good; what was on the pages is overwritten. Returns how many there were."""
        with self._writing() as connection:
            count = connection.execute(_TEXTS.delete().where(_TEXTS.c.hash.in_(list(digests)))).rowcount
        with self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("COMMIT") if raw.in_transaction else None
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(count)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry: keep it elsewhere, and a cut tail shows."""
        with self._engine.connect() as connection:
            return self._last(connection)

    def faults(self, kept: tuple[int, str] | None = None) -> list[str]:
        """What is not as it was written, one sentence each. `kept` is a head that was taken out earlier."""
        return list(_faults(self._engine, chain.read_head(self._head_file), kept))

    def _make(self) -> None:
        with self._engine.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version > VERSION:
                raise AmtrainerError(f"{self.file} was written by a newer amtrainer.", "Install the newer version.")
            if version == VERSION:
                return
            _METADATA.create_all(connection)
            for guard in _GUARDS:
                connection.exec_driver_sql(guard)
            connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")

    @staticmethod
    def _last(connection: sa.Connection) -> tuple[int, str]:
        row = connection.execute(sa.select(_LOG.c.number, _LOG.c.chain).order_by(_LOG.c.number.desc()).limit(1)).first()
        return (row.number, row.chain) if row else (0, chain.START)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise AmtrainerError(f"Not kept: {error.orig}.", "What was kept before is safe.") from error


def sealed_prints(days: Path) -> frozenset[str]:
    """Fingerprints of all answers of sittings in the day folders that are not revealed yet."""
    out: set[str] = set()
    for file in sorted(days.glob(f"*/{RECORD}")):
        record = Record(file, utc_now)
        try:
            entries = record.entries()
            if not any(entry.what == "revealed" for entry in entries):
                kept = [record.text(entry.body["texts"].get("prints", "")) for entry in entries if entry.what == "sat"]
                out.update(one for text in kept if text for one in json.loads(text))
        finally:
            record.close()
    return frozenset(out)


def prints_of(texts: Iterable[str]) -> frozenset[str]:
    """Fingerprints of texts and of every sentence in them, where they are long enough to be somebody's own."""
    out: set[str] = set()
    for text in texts:
        if len(text.split()) >= OWN_TEXT:
            out.add(fingerprint(text))
        out.update(fingerprint(part) for part in re.split(r"[.!?\n]+", text) if len(part.split()) >= OWN_WORDS)
    return frozenset(out)


def fingerprint(text: str) -> str:
    """A hash of a text that survives blanks, case, quotes and punctuation."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _keep(connection: sa.Connection, text: str) -> str:
    salt = secrets.token_hex(16)
    digest = salted(salt, text)
    connection.execute(_TEXTS.insert().values(hash=digest, salt=salt, body=text))
    return digest


def salted(salt: str, text: str) -> str:
    """The hash under which a text is known to the log."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def _json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _faults(engine: sa.Engine, head: chain.Head, kept: tuple[int, str] | None) -> Iterator[str]:
    last, number = chain.START, 0
    chains: dict[int, str] = {0: chain.START}
    with engine.connect() as connection:
        for row in connection.execute(sa.select(_LOG).order_by(_LOG.c.number)):
            if row.number != number + 1:
                yield f"Between entry {number} and entry {row.number} something is missing."
            if chain.link(last, row.number, row.at, row.who, row.what, row.body) != row.chain:
                yield f"Entry {row.number} ({row.what}) is not as it was written."
            last, number = row.chain, row.number
            chains[number] = row.chain
        for row in connection.execute(sa.select(_TEXTS)):
            if salted(row.salt, row.body) != row.hash:
                yield f"The text {row.hash[:12]} is not as it was written."
    for count, digest, where in ((head.events, head.events_chain, "beside the record"), (*(kept or (0, "")), "kept")):
        if count and count not in chains:
            yield f"There were {count} entries by the head {where}; the last ones have been cut off."
        elif count and chains[count] != digest:
            yield f"The entries up to number {count} have been written anew, by the head {where}."
