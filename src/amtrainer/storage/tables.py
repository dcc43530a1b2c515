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

APPEND_ONLY = (EVENTS, SCORECARDS)
