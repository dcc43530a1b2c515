"""Claims about promises of different sessions: one person, one half hour, one day of the story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from amtrainer.progress.diary import Page, with_others
from amtrainer.progress.ledger import NO_TIME, Promise
from amtrainer.scoring.work import Place

TODAY = date(2026, 10, 12)
MINE = Promise("I", "I call you at 10:00.", "10:00", "Sofia", Place(0, 0, 20), minute=600)
THEIRS = replace(MINE, what="I am with you at 10:15.", to="Rahul", minute=615)


def clashes(mine: Promise, theirs: Promise) -> tuple[str, ...]:
    return with_others([mine], [Page("13:10, everything changes", (theirs,))], TODAY)[0].clashes


def test_a_half_hour_promised_to_two_clients_in_two_sessions_clashes() -> None:
    said = clashes(MINE, THEIRS)
    assert said == (
        "at 10:15 you are promised to Rahul as well, in 13:10, everything changes: “I am with you at 10:15.”",
    )


def test_a_time_without_a_day_is_that_of_the_story() -> None:
    assert clashes(MINE, replace(THEIRS, day=TODAY.toordinal()))


@pytest.mark.parametrize(
    "other",
    [
        replace(THEIRS, to="Sofia"),
        replace(THEIRS, to="Sofia Brandt"),
        replace(THEIRS, minute=630),
        replace(THEIRS, day=TODAY.toordinal() + 1),
        replace(THEIRS, who="we"),
        replace(THEIRS, limit=True),
        replace(THEIRS, minute=None, when=NO_TIME),
    ],
    ids=["same client", "her full name", "half an hour later", "another day", "somebody of us", "a limit", "no time"],
)
def test_what_leaves_the_half_hour_free_does_not_clash(other: Promise) -> None:
    assert clashes(MINE, other) == ()


def test_what_clashed_before_still_does() -> None:
    mine = replace(MINE, clashes=("above the mandate",))
    assert clashes(mine, THEIRS)[0] == "above the mandate" and len(clashes(mine, THEIRS)) == 2
