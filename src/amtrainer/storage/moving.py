"""Everything in the store as lines of JSON, and back. Put into an empty store, it gives the same lines again, hash for hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from amtrainer.errors import AmtrainerError
from amtrainer.storage import chain, folded
from amtrainer.storage.records import SessionRow
from amtrainer.storage.store import Store, as_json, storable
from amtrainer.storage.tables import CONTENTS, DRAFTS, EVENTS, OUTBOX, REMARKS, SCORECARDS, SESSIONS

SCHEMA_VERSION: Final = 1
KINDS: Final = {
    "content": (CONTENTS, ("hash",)),
    "session": (SESSIONS, ("number",)),
    "event": (EVENTS, ("number",)),
    "scorecard": (SCORECARDS, ("number",)),
    "draft": (DRAFTS, ("session", "field")),
    "remark": (REMARKS, ("number",)),
    "waiting": (OUTBOX, ("number",)),
}


def lines(store: Store) -> Iterator[str]:
    """First what this is, then every row in order, then a hash over all lines before it."""
    digest = hashlib.sha256()
    for line in _rows(store):
        digest.update(line.encode("utf-8") + b"\n")
        yield line
    yield as_json({"row": "end", "sha256": digest.hexdigest()})


def _rows(store: Store) -> Iterator[str]:
    yield as_json({"row": "amtrainer-export", "schema_version": SCHEMA_VERSION})
    with store.reading() as connection:
        for kind, (table, order) in KINDS.items():
            for row in connection.execute(sa.select(table).order_by(*(table.c[name] for name in order))):
                yield as_json({"row": kind, **{k: v for k, v in row._mapping.items() if k != "chain"}})


def read(text: str) -> list[dict[str, Any]]:
    """The rows of an export. Raises `AmtrainerError` if it is none, cut, changed, or of a newer amtrainer."""
    given = text.rstrip("\n").split("\n")  # no other sign ends a line: words may hold U+2028
    try:
        rows: list[dict[str, Any]] = [json.loads(line) for line in given]
        head, end = rows[0], rows[-1]
        if head["row"] != "amtrainer-export" or end["row"] != "end":
            raise KeyError("row")
        version, digest = head["schema_version"], end["sha256"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise AmtrainerError(
            "This is no whole export of amtrainer.", "Name a folder that export --all wrote."
        ) from error
    if version > SCHEMA_VERSION:
        raise AmtrainerError("The export was written by a newer amtrainer.", "Install the newer version.")
    if hashlib.sha256("".join(f"{line}\n" for line in given[:-1]).encode("utf-8")).hexdigest() != digest:
        raise AmtrainerError("The export has been changed or cut since it was written.", "Export it again.")
    return rows[1:-1]


def take_in(store: Store, rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Add what is not here yet; how many sessions are new, and how many were here. All of it or nothing.

    Raises `AmtrainerError` if a session of the same name is another one.
    """
    by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for row in rows:
        body = dict(row)
        kind = by_kind.get(str(body.pop("row")))
        if kind is None:
            raise AmtrainerError("The export holds something unknown.", "Was it written by a newer amtrainer?")
        kind.append(body)
    known = {row.id: row for row in store.sessions()}
    fresh = [row for row in by_kind["session"] if row["id"] not in known]
    for row in by_kind["session"]:
        if row["id"] in known:
            _same(store, known[row["id"]], row, by_kind["event"])
    new = {row["id"] for row in fresh}
    with store.writing() as connection:
        _contents(connection, by_kind["content"])
        _sessions(connection, fresh)
        _chained(connection, by_kind["event"], new, EVENTS)
        _chained(connection, by_kind["scorecard"], new, SCORECARDS)
        _others(connection, by_kind, new)
    folded.forget_all(store)
    return len(new), len(by_kind["session"]) - len(new)


def _same(store: Store, here: SessionRow, there: Mapping[str, Any], events: list[dict[str, Any]]) -> None:
    mine = [as_json(row.body) for row in store.events(here.id)]
    theirs = [row["body"] for row in events if row["session"] == here.id]
    short = min(len(mine), len(theirs))
    if here.begun_at != there["begun_at"] or mine[:short] != theirs[:short]:
        raise AmtrainerError(f"The session {here.id} is here already, with other words.", "Nothing was changed.")


def _contents(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    known = set(connection.execute(sa.select(CONTENTS.c.hash)).scalars())
    for row in rows:
        if row["hash"] not in known:
            connection.execute(CONTENTS.insert().values(hash=row["hash"], body=storable(row["body"])))


def _sessions(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(SESSIONS.c.number), 0))).scalar_one()
    for number, row in enumerate(rows, start=last + 1):
        connection.execute(SESSIONS.insert().values(**{**row, "number": number}))


def _chained(connection: sa.Connection, rows: list[dict[str, Any]], new: set[str], table: sa.Table) -> None:
    """Rows of new sessions, numbered on and chained anew."""
    query = sa.select(table.c.number, table.c.chain).order_by(table.c.number.desc()).limit(1)
    before = connection.execute(query).first()
    number, last = (before.number, before.chain) if before else (0, chain.START)
    fields = ("session", "place", "at", "body") if table is EVENTS else ("session", "scorer", "reason", "at", "body")
    for row in rows:
        if row["session"] in new:
            number += 1
            storable(row["body"])
            last = chain.link(last, number, *(row[name] for name in fields))
            connection.execute(table.insert().values(**{**row, "number": number, "chain": last}))


def _others(connection: sa.Connection, by_kind: dict[str, list[dict[str, Any]]], new: set[str]) -> None:
    for row in by_kind["draft"]:
        if row["session"] in new:
            connection.execute(DRAFTS.insert().values(**row))
    for kind in ("remark", "waiting"):
        table = KINDS[kind][0]
        last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0))).scalar_one()
        kept = [row for row in by_kind[kind] if row["session"] in new]
        for number, row in enumerate(kept, start=last + 1):
            connection.execute(table.insert().values(**{**row, "number": number}))
