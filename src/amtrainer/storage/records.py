"""What the store gives back: plain, frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session that was begun. Times are ISO 8601 in UTC."""

    id: str
    number: int
    scenario: str
    content_hash: str
    trainee: str
    begun_at: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One fact of a session."""

    place: int
    at: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One scorecard of a session. Later ones stand beside earlier ones, never in their place."""

    session: str
    scorer: str
    reason: str
    at: str
    body: dict[str, Any]
