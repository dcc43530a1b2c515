"""Claims about what follows from a debrief on screens: pages, forks, comparisons, notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from amtrainer.tui.bars import SPARKS


async def at_marks(on: Any) -> None:
    await on.opened()
    on.app.open_session(on.app._practice.result().find_session(newest(on)))
    await on.on("DebriefScreen")


def newest(on: Any) -> str:
    return next(row.session for row in on.app._practice.result().history() if row.ended)


@pytest.mark.parametrize(
    ("key", "said"),
    [("t", "To take away"), ("i", "What the client thought"), ("p", "What you promised"), ("m", "One good answer")],
)
async def test_a_page_is_one_key_away_and_the_same_key_leads_back(stage: Any, lived: Path, key: str, said: str) -> None:
    assert lived.exists()
    async with stage() as on:
        await at_marks(on)
        await on.press(key)
        assert on.shows(said)
        await on.press(key)
        assert not on.shows(said)


async def test_a_fork_plays_on_from_a_turn_and_the_attempt_stays(stage: Any, lived: Path) -> None:
    assert lived.exists()
    async with stage() as on:
        await at_marks(on)
        session = on.app.screen.debrief.session
        await on.press("f")
        await on.on("ConversationScreen")
        assert on.sitting.session != session and on.sitting.state.over is None


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_two_attempts_stand_side_by_side(stage: Any, lived: Path, size: tuple[int, int]) -> None:
    assert lived.exists()
    async with stage(size=size) as on:
        await at_marks(on)
        await on.press("c")
        await on.on("CompareScreen")
        await on.until(lambda: on.shows("+93"), "the change of the total")
        curve = next(row for row in on.says("#moods").splitlines() if row.startswith("trust"))
        assert set(curve) & set(SPARKS) and "→" in curve


async def test_a_note_is_kept_and_shown(stage: Any, lived: Path) -> None:
    assert lived.exists()
    async with stage() as on:
        await at_marks(on)
        await on.press("o", *"ask", "enter")
        await on.until(lambda: on.app.screen.debrief.notes, "the note")
        await on.press("t")
        assert on.shows("Your note of") and on.shows("ask")


async def test_escape_closes_the_note_and_keeps_nothing(stage: Any, lived: Path) -> None:
    assert lived.exists()
    async with stage() as on:
        await at_marks(on)
        await on.press("o", *"ask", "escape")
        assert on.name == "DebriefScreen" and not on.app.screen.query_one("#note").display
        assert not on.app._practice.result().debrief(newest(on)).notes


async def test_the_history_finds_words_that_were_said(stage: Any, lived: Path) -> None:
    from amtrainer.tui.widgets.frame import Rows

    assert lived.exists()
    async with stage() as on:
        await on.opened()
        on.app.open_history("vaccine load")
        await on.on("HistoryScreen")
        await on.until(lambda: len(on.app.screen.query_one("#rows", Rows).rows) == 1, "one row")


def test_a_calendar_shows_counts_and_not_colours() -> None:
    from datetime import date

    from amtrainer.tui.bars import calendar

    rows = calendar({date(2026, 5, 19): 3, date(2026, 5, 12): 12}, date(2026, 5, 19), 4)
    assert rows[1].plain.split() == ["·", "·", "+", "3"] and len(rows) == 7


def test_a_sparkline_rises_with_its_values() -> None:
    from amtrainer.tui.bars import sparkline

    assert sparkline([1, 3, 5]) == "▁▅█"
