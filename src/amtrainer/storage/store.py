"""The store: what was acknowledged is on disk; nothing stored is ever changed; what was changed by hand is named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from amtrainer.errors import AmtrainerError
from amtrainer.storage import chain
from amtrainer.storage.records import CardRow, EventRow, SessionRow
from amtrainer.storage.tables import CONTENTS, DRAFTS, EVENTS, SCORECARDS, SESSIONS

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Store:
    """Sessions, their events, scorecards and drafts. Made by `storage.open_store`.

    Every writing method returns after the commit: what it was given survives a power cut. Raises `AmtrainerError` with one
    clear sentence if it could not be written; then nothing of it was.
    """

    def __init__(self, engine: sa.Engine, head_file: Path | None, now: Callable[[], str], *, read_only: bool) -> None:
        self.read_only = read_only
        self.now = now
        self.engine = engine
        self._head_file = head_file

    def close(self) -> None:
        self.engine.dispose()

    def begin(
        self,
        session: str,
        scenario: str,
        content_hash: str,
        content: str,
        events: Sequence[Mapping[str, Any]],
        trainee: str = "",
    ) -> None:
        """Begin a session: its content by hash, and its first events."""
        with self.writing() as connection:
            _keep(connection, content_hash, content)
            number = connection.execute(sa.select(sa.func.coalesce(sa.func.max(SESSIONS.c.number), 0))).scalar_one() + 1
            connection.execute(
                SESSIONS.insert().values(
                    id=session,
                    number=number,
                    scenario=scenario,
                    content_hash=content_hash,
                    trainee=trainee,
                    begun_at=self.now(),
                )
            )
            self._append(connection, session, events)

    def append(
        self,
        session: str,
        events: Sequence[Mapping[str, Any]],
        card: Mapping[str, Any] | None = None,
        *,
        scorer: str = "",
        drops: Sequence[str] = (),
    ) -> None:
        """Add events, and perhaps the scorecard they led to; `drops` are drafts that have become events. All or nothing."""
        with self.writing() as connection:
            self._append(connection, session, events)
            if card is not None:
                self._add_card(connection, session, card, scorer, "")
            for field in drops:
                connection.execute(DRAFTS.delete().where(DRAFTS.c.session == session, DRAFTS.c.field == field))

    def keep_content(self, content_hash: str, content: str) -> None:
        """Keep the text of an exercise by its hash."""
        with self.writing() as connection:
            _keep(connection, content_hash, content)

    def add_card(self, session: str, card: Mapping[str, Any], scorer: str, reason: str) -> None:
        """Add a scorecard beside those there are."""
        with self.writing() as connection:
            self._add_card(connection, session, card, scorer, reason)

    def save_draft(self, session: str, field: str, text: str) -> None:
        """Keep a text that is being written. An empty one is forgotten."""
        with self.writing() as connection:
            connection.execute(DRAFTS.delete().where(DRAFTS.c.session == session, DRAFTS.c.field == field))
            if text:
                row = {"session": session, "field": field, "body": storable(text), "at": self.now()}
                connection.execute(DRAFTS.insert().values(**row))

    def drafts(self, session: str) -> dict[str, str]:
        """Texts that were being written: field -> text."""
        rows = self.rows(
            sa.select(DRAFTS.c.field, DRAFTS.c.body).where(DRAFTS.c.session == session).order_by(DRAFTS.c.field)
        )
        return {row.field: row.body for row in rows}

    def draft_times(self) -> dict[str, str]:
        """Session -> when its newest draft was kept."""
        rows = self.rows(sa.select(DRAFTS.c.session, sa.func.max(DRAFTS.c.at).label("at")).group_by(DRAFTS.c.session))
        return {row.session: row.at for row in rows}

    def sessions(self, scenario: str | None = None) -> tuple[SessionRow, ...]:
        """Sessions in order of beginning; newest last."""
        query = sa.select(SESSIONS).order_by(SESSIONS.c.number)
        if scenario is not None:
            query = query.where(SESSIONS.c.scenario == scenario)
        return tuple(SessionRow(**row._mapping) for row in self.rows(query))

    def session(self, id: str) -> SessionRow:
        """One session. Raises `AmtrainerError` if there is none of that id."""
        row = next(iter(self.rows(sa.select(SESSIONS).where(SESSIONS.c.id == id))), None)
        if row is None:
            raise AmtrainerError(f"There is no session {id}.", "amtrainer history lists them.")
        return SessionRow(**row._mapping)

    def events(self, session: str) -> tuple[EventRow, ...]:
        """All events of a session, in order."""
        query = (
            sa.select(EVENTS.c.place, EVENTS.c.at, EVENTS.c.body)
            .where(EVENTS.c.session == session)
            .order_by(EVENTS.c.place)
        )
        return tuple(EventRow(row.place, row.at, json.loads(row.body)) for row in self.rows(query))

    def cards(self, session: str | None = None) -> tuple[CardRow, ...]:
        """Scorecards in the order in which they were made: of one session or of all."""
        query = sa.select(SCORECARDS).order_by(SCORECARDS.c.number)
        if session is not None:
            query = query.where(SCORECARDS.c.session == session)
        return tuple(
            CardRow(row.session, row.scorer, row.reason, row.at, json.loads(row.body)) for row in self.rows(query)
        )

    def last_number(self, session: str, type: str) -> int | None:
        """The number of the session's last event if it is of that type; numbers grow with every event of the store."""
        query = sa.select(EVENTS.c.number, EVENTS.c.body).where(EVENTS.c.session == session)
        row = next(iter(self.rows(query.order_by(EVENTS.c.place.desc()).limit(1))), None)
        return row.number if row is not None and json.loads(row.body)["type"] == type else None

    def sessions_with(self, words: str) -> frozenset[str]:
        """Sessions in which one of the trainee's texts holds these words; capitals do not matter in ASCII."""
        like = json.dumps(words, ensure_ascii=False)[1:-1].translate({37: "!%", 95: "!_", 33: "!!"})
        own = EVENTS.c.body.not_like('%"type":"client-spoke"%')
        query = sa.select(EVENTS.c.session).where(EVENTS.c.body.like(f"%{like}%", escape="!"), own).distinct()
        return frozenset(row.session for row in self.rows(query))

    def content(self, hash: str) -> str:
        """A scenario as it was when a session used it."""
        row = next(iter(self.rows(sa.select(CONTENTS.c.body).where(CONTENTS.c.hash == hash))), None)
        if row is None:
            raise AmtrainerError(
                f"The content {hash[:12]} of this session is not in the store.", "amtrainer doctor tells more."
            )
        return str(row.body)

    def head(self) -> chain.Head:
        """Counts and last hashes of what is stored."""
        with self.reading() as connection:
            return _head(connection)

    def _append(self, connection: sa.Connection, session: str, events: Sequence[Mapping[str, Any]]) -> None:
        head = _head(connection)
        query = sa.select(sa.func.coalesce(sa.func.max(EVENTS.c.place), -1)).where(EVENTS.c.session == session)
        place = connection.execute(query).scalar_one()
        number, last = head.events, head.events_chain
        for event in events:
            number, place, at, body = number + 1, place + 1, self.now(), as_json(event)
            last = chain.link(last, number, session, place, at, body)
            row = {"number": number, "session": session, "place": place, "at": at, "body": body, "chain": last}
            connection.execute(EVENTS.insert().values(**row))

    def _add_card(
        self, connection: sa.Connection, session: str, card: Mapping[str, Any], scorer: str, reason: str
    ) -> None:
        head = _head(connection)
        number, at, body = head.scorecards + 1, self.now(), as_json(card)
        last = chain.link(head.scorecards_chain, number, session, scorer, reason, at, body)
        row = {"number": number, "session": session, "scorer": scorer, "reason": reason, "at": at, "body": body}
        connection.execute(SCORECARDS.insert().values(**row, chain=last))

    def rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """All rows of a query."""
        with self.reading() as connection:
            return connection.execute(query).all()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to read with; what fails is one clear sentence."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise _readable(error, "read") from error

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection in a transaction: all of it is committed, or nothing."""
        if self.read_only:
            raise AmtrainerError(
                "The store is read only here: nothing can be kept.",
                "Set AMTRAINER_HOME to a folder that can be written.",
            )
        try:
            with self.engine.begin() as connection:
                yield connection
                head = _head(connection)
        except sa.exc.DBAPIError as error:
            raise _readable(error, "saved") from error
        if self._head_file is not None:
            chain.write_head(self._head_file, head)


def _keep(connection: sa.Connection, content_hash: str, content: str) -> None:
    if connection.execute(sa.select(CONTENTS.c.hash).where(CONTENTS.c.hash == content_hash)).first() is None:
        connection.execute(CONTENTS.insert().values(hash=content_hash, body=storable(content)))


def _head(connection: sa.Connection) -> chain.Head:
    head = chain.Head()
    for table, name in ((EVENTS, "events"), (SCORECARDS, "scorecards")):
        row = connection.execute(
            sa.select(table.c.number, table.c.chain).order_by(table.c.number.desc()).limit(1)
        ).first()
        if row is not None:
            head = replace(head, **{name: row.number, f"{name}_chain": row.chain})
    return head


def as_json(body: Mapping[str, Any]) -> str:
    """One text for one body: keys in order, no blanks."""
    return storable(json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def storable(text: str) -> str:
    """The text itself; refused whole if no store can hold it."""
    if _UNSTORABLE.search(text):
        raise AmtrainerError(
            "The text holds a character that cannot be stored.", "Type it again, or paste it as plain text."
        )
    return text


def _readable(error: sa.exc.DBAPIError, what: str) -> AmtrainerError:
    """One sentence for what the database said."""
    text = str(error.orig).lower()
    if "full" in text:
        return AmtrainerError(
            f"Not {what}: the disk is full.", "What was kept before is safe. Make room and try again."
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return AmtrainerError(
            f"Not {what}: the store cannot be written.", "Set AMTRAINER_HOME to a folder that can be written."
        )
    if "locked" in text or "busy" in text:
        return AmtrainerError(f"Not {what}: another amtrainer is busy with the store.", "Try again in a moment.")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return AmtrainerError(
            "The store is damaged.", "amtrainer doctor names what is wrong and where the backups are."
        )
    return AmtrainerError(f"Not {what}: {error.orig}.", "amtrainer doctor tells more.")
