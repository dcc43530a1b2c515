"""Home: what to do next, by key and by mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from amtrainer.errors import AmtrainerError
from amtrainer.tui.app import Amtrainer
from amtrainer.tui.widgets.frame import Rows


async def test_four_keys_lead_from_home_to_the_first_client_line(stage: Any) -> None:
    async with stage() as on:
        await on.opened()
        await on.press("enter")
        await on.on("BriefScreen")
        await on.press("enter")
        await on.on("ConversationScreen")
        assert on.shows("I need eight percent off")


async def test_a_click_on_start_opens_the_brief(stage: Any) -> None:
    async with stage() as on:
        await on.opened()
        await on.pilot.click("#start")
        await on.on("BriefScreen")


async def test_a_key_before_practice_is_open_is_not_lost(stage: Any) -> None:
    async with stage() as on:
        await on.press("slash")
        await on.on("FindScreen")


async def test_the_first_start_says_that_nothing_is_measured(stage: Any) -> None:
    async with stage() as on:
        await on.opened()
        assert on.shows("Nothing measured yet.")
        assert on.shows("Start here")


@pytest.mark.parametrize(("key", "screen"), [("slash", "FindScreen"), ("s", "SkillsScreen"), ("h", "HistoryScreen")])
async def test_a_key_opens_a_list_and_escape_leads_home(stage: Any, key: str, screen: str) -> None:
    async with stage() as on:
        await on.opened()
        await on.press(key)
        await on.on(screen)
        await on.press("escape")
        await on.on("HomeScreen")


async def test_escape_on_home_does_nothing(stage: Any) -> None:
    async with stage() as on:
        await on.opened()
        await on.press("escape", "escape")
        assert on.name == "HomeScreen"


async def test_arrows_choose_another_exercise_and_enter_opens_it(stage: Any) -> None:
    async with stage() as on:
        await on.opened()
        await on.press("down", "down", "enter")
        await on.on("BriefScreen")
        assert on.app.screen.brief.head.number == "t01"


async def test_a_click_on_a_row_selects_it_and_a_second_one_opens_it(stage: Any) -> None:
    async with stage() as on:
        await on.opened()
        row = on.app.screen.query_one("#rows", Rows).rows[0]
        await on.pilot.click(row)
        await on.pilot.pause(0.6)
        await on.pilot.click(row)
        await on.on("BriefScreen")


async def test_a_click_on_the_keys_row_does_what_the_key_does(stage: Any) -> None:
    async with stage() as on:
        await on.opened()
        at = on.text(on.app.screen.query_one("#keys")).index("/ find")
        await on.pilot.click("#keys", offset=(at + 3, 0))
        await on.on("FindScreen")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_was_begun_waits_on_home_and_opens_with_its_draft(
    stage: Any, lived: Path, size: tuple[int, int]
) -> None:
    assert lived.exists()
    async with stage(size) as on:
        await on.opened()
        assert on.shows("Unfinished")
        rows = on.app.screen.query_one("#unfinished" if size[0] > 100 else "#unfinished-small", Rows)
        rows.focus()
        await on.press("down", "enter")
        await on.on("ConversationScreen")
        assert on.app.screen.query_one("#writing").text.startswith("Mette, before I talk")


async def test_last_played_shows_the_total_and_its_change(stage: Any, lived: Path) -> None:
    assert lived.exists()
    async with stage() as on:
        await on.opened()
        assert on.shows("Last played")
        assert on.shows("+")


async def test_home_paints_from_its_file_before_practice_is_open(lived: Path) -> None:
    assert lived.exists()

    def never() -> Any:
        raise AmtrainerError("Not opened yet.")

    app = Amtrainer(never, today=date(2026, 5, 19))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Last played" in str(app.screen.query_one("#last").render())


async def test_a_store_that_cannot_be_opened_is_said_above_the_keys(stage: Any, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "amtrainer.db").write_bytes(b"not a database at all" * 100)
    async with stage() as on:
        await on.until(lambda: on.shows("✗"), "the error")
