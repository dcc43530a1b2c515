"""No size ends the app: small, tiny, one cell, and storms of sizes, on every screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import go

SCREENS = ["home", "brief", "talk", "exam", "inbox", "debrief", "find", "history", "skills", "help", "sure"]
SIZES = [(40, 12), (20, 5)]
KEYS = ("down", "tab", "n", "ctrl+o", "pageup")


@pytest.fixture(autouse=True)
def with_past(lived: Path) -> None:
    assert lived.exists()


@pytest.mark.parametrize("where", SCREENS)
@pytest.mark.parametrize("size", SIZES)
async def test_a_screen_opens_and_takes_keys_at_any_size(stage: Any, where: str, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await go(on, where)
        await on.press(*KEYS)
        assert on.app.is_running
        assert len(on.text().split("\n")) <= size[1]


@pytest.mark.parametrize("where", SCREENS)
async def test_a_storm_of_sizes_ends_where_it_began(stage: Any, where: str) -> None:
    async with stage((80, 24)) as on:
        await go(on, where)
        before = on.text()
        for size in [*SIZES, (120, 40), (60, 16)]:
            await on.pilot.resize_terminal(*size)
        await on.pilot.resize_terminal(80, 24)
        await on.pilot.pause()
        clockless = [row for row in on.text().split("\n") if " left" not in row]
        assert clockless == [row for row in before.split("\n") if " left" not in row]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5)])
async def test_the_field_and_the_last_line_remain(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await go(on, "talk")
        writing = on.app.screen.query_one("#writing")
        assert writing.region.height >= 1
        assert writing.region.bottom <= size[1]
        last = " ".join(on.sitting.state.lines[-1].text.split()[-1:])
        assert on.shows(last)
        await on.press("a", "b", "c")
        assert on.shows("abc")


async def test_the_text_survives_every_size(stage: Any) -> None:
    async with stage((80, 24)) as on:
        await go(on, "talk")
        await on.press("a", "b")
        for size in SIZES:
            await on.pilot.resize_terminal(*size)
            await on.press("c")
        assert on.app.screen.query_one("#writing").text == "abcc"


@pytest.mark.parametrize("where", ["home", "brief", "talk", "inbox", "debrief", "find", "history", "skills"])
@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_the_keys_row_is_whole_and_offers_help(stage: Any, where: str, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await go(on, where)
        row = on.text(on.app.screen.query_one("#keys"))
        assert row.rstrip().endswith("F1 help")
        assert "…" not in row
        assert on.shows("F1 help")
