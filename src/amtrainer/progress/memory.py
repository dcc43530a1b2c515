"""When a skill should come back. The intervals are those of FSRS (Ye et al. 2022), the library's own defaults.

What is scheduled is the skill; the exercise that brings it back is a variant, never the same one for its own sake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

MONTHS: Final = 365  # days that nothing waits longer than


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nobody wanted to practise. What would have come due waits as long as the pause was."""

    first: date
    last: date | None = None  # None: it goes on

    def days_after(self, due: date, today: date) -> int:
        """By how many days it moves a due date."""
        end = min(self.last or today, today)
        return max((end - self.first).days, 0) if due >= self.first else 0


@lru_cache(maxsize=1)
def _scheduler() -> Any:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=MONTHS)


def reviewed(card: dict[str, Any] | None, levels: Sequence[int], day: date) -> dict[str, Any]:
    """The memory of a skill after a session that showed these criterion levels. `card` is what this gave before."""
    from fsrs import Card, Rating

    at = datetime.combine(day, time(12), tzinfo=UTC)
    share = sum(min(level, 3) for level in levels) / (3 * len(levels))
    rating = (
        Rating.Again if share < 0.4 else Rating.Hard if share < 0.6 else Rating.Good if share < 0.85 else Rating.Easy
    )
    known = Card.from_dict(card) if card else Card(card_id=1, due=at)  # type: ignore[arg-type]
    return dict(_scheduler().review_card(known, rating, at)[0].to_dict())


def due_day(card: dict[str, Any], pauses: Sequence[Pause] = (), today: date | None = None) -> date:
    """The day on which it should come back; pauses move it."""
    due = datetime.fromisoformat(card["due"]).date()
    return due + timedelta(days=sum(pause.days_after(due, today or due) for pause in pauses))
