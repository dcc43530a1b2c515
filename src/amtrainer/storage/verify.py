"""Looking for what a disk or a hand has changed: broken pages, rows that do not fit their chain, a tail that was cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from amtrainer.storage import chain
from amtrainer.storage.tables import EVENTS, SCORECARDS


def faults(engine: sa.Engine, head_file: Path | None) -> list[str]:
    """Everything that is wrong with the store, one sentence each; empty if all is well."""
    try:
        with engine.connect() as connection:
            return [*_pages(connection), *_events(connection), *_cards(connection), *_tail(connection, head_file)]
    except sa.exc.DBAPIError as error:
        return [f"The store cannot be read: {error.orig}."]


def _pages(connection: sa.Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check(10)").all():
        if row[0] != "ok":
            yield f"SQLite: {' '.join(str(row[0]).split())}."


def _events(connection: sa.Connection) -> Iterator[str]:
    last, number = chain.START, 0
    for row in connection.execute(sa.select(EVENTS).order_by(EVENTS.c.number)):
        if row.number != number + 1:
            yield f"Between event {number} and event {row.number} something is missing."
        if chain.link(last, row.number, row.session, row.place, row.at, row.body) != row.chain:
            yield f"Event {row.number} (session {row.session}, place {row.place}) is not as it was written."
        last, number = row.chain, row.number


def _cards(connection: sa.Connection) -> Iterator[str]:
    last, number = chain.START, 0
    for row in connection.execute(sa.select(SCORECARDS).order_by(SCORECARDS.c.number)):
        if row.number != number + 1:
            yield f"Between scorecard {number} and scorecard {row.number} something is missing."
        if chain.link(last, row.number, row.session, row.scorer, row.reason, row.at, row.body) != row.chain:
            yield f"Scorecard {row.number} (session {row.session}) is not as it was written."
        last, number = row.chain, row.number


def _tail(connection: sa.Connection, head_file: Path | None) -> Iterator[str]:
    """The head beside the store may lag behind by one write, never run ahead."""
    if head_file is None:
        return
    kept = chain.read_head(head_file)
    for table, count, digest in (
        (EVENTS, kept.events, kept.events_chain),
        (SCORECARDS, kept.scorecards, kept.scorecards_chain),
    ):
        if not count:
            continue
        row = connection.execute(sa.select(table.c.chain).where(table.c.number == count)).first()
        if row is None:
            yield f"There were {count} {table.name}; the last ones have been cut off."
        elif row.chain != digest:
            yield f"The {table.name} up to number {count} have been written anew."
