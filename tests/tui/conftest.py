"""A stage for the screens: a fixed clock, a home with a past, and the few gestures every test needs."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from amtrainer.content import library
from amtrainer.practice import open_practice
from amtrainer.practice.desk import Practice
from amtrainer.tui.app import Amtrainer
from amtrainer.tui.widgets.field import Writing

TODAY = date(2026, 5, 19)
NOON = datetime(2026, 5, 19, 12, 0, tzinfo=UTC)
D01 = "d01-eight-points-or-a-tender"
D03 = "d03-five-weeks-late-four-days-too-late"
T01 = "t01-monday-08-40"

GOOD_TURNS = (
    "You need 8% off the 412,000, and there is an offer at 372,000. Before I talk numbers: what drives the 8%?",
    "Then one thing for upstairs: on 27 February our alarm saved a vaccine load worth 1.9 m DKK. "
    "I cannot see calibration or audit reports in the other offer.",
    "If a reportable saving is the point, I could do 4% against 24 months, or 5% if you prepay the year, "
    "with calibration and audit reports kept in. I will send them soon.",
)
WEAK_TURNS = ("I understand. I can offer you 7% right away.", "Fine, 8% then.")
DRAFT = "Mette, before I talk numbers: "


class Stage:
    """An app under a pilot, and gestures on it."""

    def __init__(self, app: Amtrainer, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def name(self) -> str:
        return type(self.app.screen).__name__

    async def until(self, holds: Callable[[], object], what: str = "it") -> None:
        for _ in range(600):
            await self.pilot.pause()
            if holds():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{what} did not come; on {self.name}: {self.text()[:400]}")

    async def on(self, name: str) -> None:
        """Wait for a screen, and for its first layout."""
        await self.until(lambda: self.name == name, name)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def brief(self, id: str = D01) -> None:
        await self.opened()
        self.app.open_brief(id)
        await self.on("BriefScreen")

    async def opened(self) -> None:
        await self.until(lambda: self.app._practice is not None and self.app._practice.done(), "practice")
        await self.until(lambda: getattr(self.app.screen, "home", 1) is not None, "home")

    async def talk(self, mode: str = "practice", id: str = D01) -> None:
        await self.opened()
        self.app.begin(id, mode, 0)
        await self.on("InboxScreen" if id.startswith("t") else "ConversationScreen")

    def write(self, text: str) -> None:
        self.app.screen.query_one("#writing", Writing).load_text(text)

    async def say(self, text: str) -> None:
        """Send one answer and wait for what follows."""
        turn = self.sitting.state.turn
        self.write(text)
        await self.press("ctrl+s")
        await self.until(lambda: self.sitting.state.turn > turn or self.sitting.prompt is None, "an answer")
        await self.until(lambda: not getattr(self.app.screen, "_sending", False))

    @property
    def sitting(self) -> Any:
        return self.app.screen.sitting  # type: ignore[attr-defined]

    def text(self, widget: Widget | None = None) -> str:
        """What can be read, row by row, as painted."""
        if widget is None:
            strips = self.app.screen._compositor.render_strips()
            return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
        content: str = widget.render().plain  # type: ignore[union-attr]
        return content

    def shows(self, words: str) -> bool:
        return words in self.text()

    def says(self, selector: str) -> str:
        """The text of one widget, whether or not it fits on the screen."""
        return self.text(self.app.screen.query_one(selector))


async def go(on: Stage, where: str) -> None:
    """Open a screen by name."""
    await on.opened()
    match where:
        case "brief":
            await on.brief()
        case "talk" | "exam" | "sure":
            await on.talk("practice" if where == "talk" else "exam")
            if where == "sure":
                await on.press("x", "ctrl+s")
                await on.on("SureScreen")
        case "inbox":
            await on.talk(id="t01-monday-08-40")
        case "debrief":
            practice = await on.app.practice()
            on.app.open_session(next(row.session for row in practice.history() if row.ended))
            await on.on("DebriefScreen")
        case "find" | "history" | "skills":
            getattr(on.app, f"open_{where}")()
            await on.on(f"{where.capitalize()}Screen")
        case "help":
            on.app.action_help()
            await on.on("HelpScreen")
    await on.pilot.pause()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> library.Root:
    """The same three flagships for all screens: what else ships is no claim of theirs."""
    folder = tmp_path_factory.mktemp("shelf") / "scenarios"
    for file in sorted(library.bundled("scenarios").glob("*/*.yaml")):
        if file.name.startswith((D01, D03, T01)):
            target = folder / file.parent.name / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return library.Root(folder, bundled=True)


@pytest.fixture(scope="module", autouse=True)
def only_what_is_on_the_shelf(shelf: library.Root) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "default_roots", lambda: (shelf,))
        yield


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory, shelf: library.Root) -> Path:
    """A home with a past: two runs of d01, one of them weak, and one d03 that waits with a draft."""
    home = tmp_path_factory.mktemp("past") / "home"
    moment = [NOON - timedelta(days=7)]

    def clock() -> datetime:
        moment[0] += timedelta(seconds=20)
        return moment[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMTRAINER_HOME", str(home))
        patch.setattr(library, "default_roots", lambda: (shelf,))
        with open_practice(clock=clock) as practice:
            for turns in (WEAK_TURNS, GOOD_TURNS):
                sitting = practice.start(D01, seed=0)
                for turn in turns:
                    if sitting.prompt is not None:
                        sitting.answer(turn)
                if sitting.prompt is not None:
                    sitting.end()
                practice.debrief(sitting.session)
                moment[0] += timedelta(days=3)
            waiting = practice.start(D03, seed=0)
            waiting.save_draft("", DRAFT)
            practice.changed()
    return home


@pytest.fixture
def lived(past: Path, tmp_path: Path) -> Path:
    """A copy of the home with a past, for one test."""
    return Path(shutil.copytree(past, tmp_path / "home"))


def opener() -> Practice:
    return open_practice(clock=lambda: NOON)


@pytest.fixture
def stage() -> Callable[..., Any]:
    """`async with stage(size=…) as on:` plays the app on a screen of that size."""

    @asynccontextmanager
    async def play(size: tuple[int, int] = (120, 40), **more: Any) -> AsyncIterator[Stage]:
        app = Amtrainer(opener, today=TODAY, **more)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Stage(app, pilot)
            if app._practice is not None and app._practice.done():
                app._practice.result().close()

    return play
