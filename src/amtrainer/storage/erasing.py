"""Taking somebody's words out of the store, so that no page, log or free space holds them any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from amtrainer.storage import chain
from amtrainer.storage.store import Store
from amtrainer.storage.tables import (
    APPEND_ONLY,
    CONTENTS,
    DRAFTS,
    EVENTS,
    KEPT,
    OUTBOX,
    REMARKS,
    SCORECARDS,
    SESSIONS,
    SUMMARIES,
)

GUARD = "CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"


def erase(store: Store, trainee: str = "") -> int:
    """Delete all sessions of a trainee with everything that hangs on them; how many there were.

    What others did stays, numbered and chained anew. The file is rebuilt and its log emptied: no copy is left in either.
    """
    with store.writing() as connection:
        ids = list(connection.execute(sa.select(SESSIONS.c.id).where(SESSIONS.c.trainee == trainee)).scalars())
        with _unguarded(connection):
            for table in (EVENTS, SCORECARDS, DRAFTS, REMARKS, SUMMARIES, OUTBOX):
                for start in range(0, len(ids), 500):
                    connection.execute(table.delete().where(table.c.session.in_(ids[start : start + 500])))
            connection.execute(KEPT.delete())
            connection.execute(SESSIONS.delete().where(SESSIONS.c.trainee == trainee))
            used = sa.select(SESSIONS.c.content_hash)
            connection.execute(CONTENTS.delete().where(CONTENTS.c.hash.not_in(used)))
            _chain_anew(connection, EVENTS, ("session", "place", "at", "body"))
            _chain_anew(connection, SCORECARDS, ("session", "scorer", "reason", "at", "body"))
    _compact(store)
    return len(ids)


def _compact(store: Store) -> None:
    """Rebuild the file and empty its log: what was deleted is nowhere in them any more."""
    with store.reading() as connection:
        raw: Any = connection.connection.driver_connection
        if raw.in_transaction:
            raw.rollback()
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            raw.execute(statement).fetchall()


@contextmanager
def _unguarded(connection: sa.Connection) -> Iterator[None]:
    """Without the triggers that forbid changes; they stand again before the commit."""
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table.name}_no_{act}")
    yield
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            connection.exec_driver_sql(GUARD.format(table=table.name, act=act))


def _chain_anew(connection: sa.Connection, table: sa.Table, fields: tuple[str, ...]) -> None:
    last = chain.START
    for number, row in enumerate(connection.execute(sa.select(table).order_by(table.c.number)).all(), start=1):
        values = row._mapping
        last = chain.link(last, number, *(values[name] for name in fields))
        connection.execute(table.update().where(table.c.number == values["number"]).values(number=number, chain=last))
