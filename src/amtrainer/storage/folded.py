"""Results that were folded once and are kept: summaries of sessions, and states by name. Made again from facts at any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from amtrainer.storage.store import Store, as_json
from amtrainer.storage.tables import KEPT, SUMMARIES


def summaries(store: Store) -> dict[str, dict[str, Any]]:
    """Session -> its summary; only of sessions that are over."""
    return {row.session: json.loads(row.body) for row in store.rows(sa.select(SUMMARIES))}


def keep_summaries(store: Store, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep summaries. A store that cannot be written goes without."""
    if not rows or store.read_only:
        return
    with store.writing() as connection:
        connection.execute(SUMMARIES.delete().where(SUMMARIES.c.session.in_(list(rows))))
        connection.execute(
            SUMMARIES.insert(), [{"session": session, "body": as_json(body)} for session, body in rows.items()]
        )


def kept(store: Store, name: str) -> dict[str, Any] | None:
    """What was kept under a name."""
    row = next(iter(store.rows(sa.select(KEPT.c.body).where(KEPT.c.name == name))), None)
    if row is None:
        return None
    body: dict[str, Any] = json.loads(row.body)
    return body


def keep(store: Store, name: str, body: Mapping[str, Any]) -> None:
    """Keep a result under a name. A store that cannot be written goes without."""
    if store.read_only:
        return
    with store.writing() as connection:
        connection.execute(KEPT.delete().where(KEPT.c.name == name))
        connection.execute(KEPT.insert().values(name=name, body=as_json(body)))


def forget_all(store: Store) -> None:
    """Let everything be folded anew."""
    with store.writing() as connection:
        connection.execute(SUMMARIES.delete())
        connection.execute(KEPT.delete())
