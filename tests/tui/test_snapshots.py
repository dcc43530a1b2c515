"""The look of every screen, laid beside its drawing and accepted by eye: two sizes, two themes."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from textual.pilot import Pilot

from amtrainer.practice import open_practice
from amtrainer.practice.sitting import Sitting
from amtrainer.tui.app import Amtrainer

NOON = datetime(2026, 5, 19, 12, 0, tzinfo=UTC)
REPORTS = os.environ.get("TEXTUAL_SNAPSHOT_TEMPDIR", "")  # the clean environment of a test forgets it
SIZES = [(80, 24), (120, 40)]
SCREENS = ["first", "home", "brief", "talk", "inbox", "debrief", "find", "history", "skills", "help"]
ASKS = "You need 8% off the 412,000, and there is an offer at 372,000. Before I talk numbers: what drives the 8%?"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second passes."""
    monkeypatch.setenv("TEXTUAL_SNAPSHOT_TEMPDIR", REPORTS)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setattr(Sitting, "seconds", property(lambda _: 72))


async def wait(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    for _ in range(600):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("did not come")


def reach(where: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """What leads to a screen."""

    async def run(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        await wait(pilot, lambda: app._practice is not None and app._practice.done())
        await wait(pilot, lambda: getattr(app.screen, "home", 1) is not None)
        match where:
            case "brief":
                app.open_brief("d01-eight-points-or-a-tender")
                await wait(pilot, lambda: type(app.screen).__name__ == "BriefScreen")
            case "find" | "history" | "skills":
                getattr(app, f"open_{where}")()
                await wait(pilot, lambda: type(app.screen).__name__ == f"{where.capitalize()}Screen")
            case "talk" | "inbox":
                practice = await app.practice()
                id = "d01-eight-points-or-a-tender" if where == "talk" else "t01-monday-08-40"
                sitting = await asyncio.to_thread(practice.start, id, seed=0)
                await asyncio.to_thread(
                    sitting.answer if where == "talk" else sitting.open_mail, ASKS if where == "talk" else "A"
                )
                app.open_session(sitting.session)
                await wait(pilot, lambda: type(app.screen).__name__ in ("ConversationScreen", "InboxScreen"))
            case "debrief":
                practice = await app.practice()
                app.open_session(next(row.session for row in practice.history() if row.ended))
                await wait(pilot, lambda: type(app.screen).__name__ == "DebriefScreen")
            case "help":
                app.action_help()
        await pilot.pause(0.3)
        for writing in app.screen.query("TextArea, Input"):
            writing.cursor_blink = False
        await pilot.pause(0.2)

    return run


def app_in(theme: str) -> Amtrainer:
    app = Amtrainer(lambda: open_practice(clock=lambda: NOON), today=date(2026, 5, 19))
    app.theme = f"amtrainer-{theme}"
    return app


@pytest.fixture
def begun(request: pytest.FixtureRequest) -> None:
    """A past for every screen but that of the first start."""
    if request.node.callspec.params.get("where") != "first":
        request.getfixturevalue("lived")


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("where", SCREENS)
@pytest.mark.usefixtures("begun")
def test_the_look_of(snap_compare: Any, where: str, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(app_in(theme), terminal_size=size, run_before=reach(where))
