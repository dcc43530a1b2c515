"""Statements that wait for a target: put in before they are sent, taken out when they have arrived. None is lost, none doubled."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from amtrainer.storage.store import Store, as_json
from amtrainer.storage.tables import OUTBOX


def put(store: Store, target: str, session: str, statements: Sequence[Mapping[str, Any]]) -> None:
    """Put statements in; one that waits already is not put in again."""
    with store.writing() as connection:
        query = sa.select(sa.func.coalesce(sa.func.max(OUTBOX.c.number), 0))
        number = connection.execute(query).scalar_one()
        known = set(connection.execute(sa.select(OUTBOX.c.id).where(OUTBOX.c.target == target)).scalars())
        fresh = [one for one in statements if one["id"] not in known]
        for place, one in enumerate(fresh, start=number + 1):
            row = {"target": target, "id": one["id"], "session": session, "body": as_json(one)}
            connection.execute(OUTBOX.insert().values(number=place, **row))


def waiting(store: Store, target: str) -> list[dict[str, Any]]:
    """What waits for a target, in order."""
    query = sa.select(OUTBOX.c.body).where(OUTBOX.c.target == target).order_by(OUTBOX.c.number)
    return [json.loads(row.body) for row in store.rows(query)]


def targets(store: Store) -> list[str]:
    """Targets for which something waits."""
    return [row.target for row in store.rows(sa.select(OUTBOX.c.target).distinct().order_by(OUTBOX.c.target))]


def arrived(store: Store, target: str, ids: Sequence[str]) -> None:
    """Take out what the target has."""
    with store.writing() as connection:
        connection.execute(OUTBOX.delete().where(OUTBOX.c.target == target, OUTBOX.c.id.in_(list(ids))))
