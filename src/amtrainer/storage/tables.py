"""The tables of the store. Events and scorecards are only ever added."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

CONTENTS = sa.Table(
    "contents",
    METADATA,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""Canonical texts of scenarios by their hash: sessions never depend on files that may change."""

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, unique=True),  # order of beginning, by count and not by clock
    sa.Column("scenario", sa.Text, nullable=False),
    sa.Column("content_hash", sa.Text, sa.ForeignKey("contents.hash"), nullable=False),
    sa.Column("trainee", sa.Text, nullable=False),
    sa.Column("begun_at", sa.Text, nullable=False),
    sqlite_strict=True,
)

EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # over all sessions, from 1 without gaps
    sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),  # in its session, from 0
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),  # SHA-256 over the row and the chain of the row before
    sa.UniqueConstraint("session", "place"),
    sa.Index("events_by_body", "body"),  # an index on the text lets the integrity check see a flipped bit
    sqlite_strict=True,
)

SCORECARDS = sa.Table(
    "scorecards",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), nullable=False),
    sa.Column("scorer", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
    sa.Index("scorecards_by_session", "session"),
    sa.Index("scorecards_by_body", "body"),
    sqlite_strict=True,
)

DRAFTS = sa.Table(
    "drafts",
    METADATA,
    sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sqlite_strict=True,
)

REMARKS = sa.Table(
    "remarks",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),  # note | rating
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index("remarks_by_session", "session"),
    sqlite_strict=True,
)
"""What people said about a session afterwards: own notes, and ratings by a coach. Later ones stand beside earlier ones."""

OUTBOX = sa.Table(
    "outbox",
    METADATA,
    sa.Column("target", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),  # order of putting in
    sa.Column("session", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""Statements that wait until their target has taken them; then they leave."""

SUMMARIES = sa.Table(
    "summaries",
    METADATA,
    sa.Column("session", sa.Text, sa.ForeignKey("sessions.id"), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""What lists need of a session that is over. Folded from events and scorecards, and made again from them at any time."""

KEPT = sa.Table(
    "kept",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""Results that are costly to fold anew, by name. Nothing is lost with them."""

FIRST = (CONTENTS, SESSIONS, EVENTS, SCORECARDS, DRAFTS)
SECOND = (REMARKS, OUTBOX, SUMMARIES, KEPT)
APPEND_ONLY = (EVENTS, SCORECARDS)
