"""What people say about a session afterwards: own notes, and the ratings of a coach."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from amtrainer.storage.store import Store, as_json
from amtrainer.storage.tables import REMARKS


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark. `body` depends on the kind: a note has `text`, a rating has `levels`, `notes` and `text`."""

    session: str
    kind: str
    author: str
    at: str
    body: dict[str, Any]


def add(store: Store, session: str, kind: str, author: str, body: Mapping[str, Any]) -> None:
    """Add a remark. Earlier ones stay."""
    with store.writing() as connection:
        query = sa.select(sa.func.coalesce(sa.func.max(REMARKS.c.number), 0))
        number = connection.execute(query).scalar_one() + 1
        row = {"session": session, "kind": kind, "author": author, "at": store.now(), "body": as_json(body)}
        connection.execute(REMARKS.insert().values(number=number, **row))


def of(store: Store, session: str, kind: str | None = None) -> tuple[RemarkRow, ...]:
    """The remarks on a session, oldest first."""
    query = sa.select(REMARKS).where(REMARKS.c.session == session).order_by(REMARKS.c.number)
    if kind is not None:
        query = query.where(REMARKS.c.kind == kind)
    return tuple(RemarkRow(r.session, r.kind, r.author, r.at, json.loads(r.body)) for r in store.rows(query))


def noted(store: Store) -> frozenset[str]:
    """Sessions that have a note."""
    query = sa.select(REMARKS.c.session).where(REMARKS.c.kind == "note").distinct()
    return frozenset(row.session for row in store.rows(query))
