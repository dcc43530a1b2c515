"""The ways from screen to screen: each opens one, with what it shows; what fails is said above the keys."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError
from amtrainer.tui.lasting import Lasting
from amtrainer.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from amtrainer.practice import Practice, Sitting
    from amtrainer.tui.screens.page import Page


class Ways(Lasting):
    """An app that knows its way; practice is opened after the first paint."""

    today: date
    _practice: asyncio.Future[Practice] | None = None

    async def practice(self) -> Practice:
        """The opened practice."""
        assert self._practice is not None
        return await self._practice

    def open_numbered(self, number: str) -> None:
        """Show the brief of the exercise with that catalogue number."""

        async def work() -> None:
            self.open_brief((await self.practice()).find(number).id)

        self.do(work())

    def open_brief(self, id: str, *, mode: str = "practice", seed: int | None = None, short: bool = False) -> None:
        """Show the brief of an exercise."""
        from amtrainer.tui.screens.brief import BriefScreen

        async def work() -> None:
            practice = await self.practice()
            chosen = practice.planning.seed_for(id, mode, short=short) if seed is None else seed
            brief = await asyncio.to_thread(practice.brief, id, seed=chosen)
            self.run_worker(partial(practice.warm, id, chosen), thread=True, exit_on_error=False, group="warm")
            if isinstance(self.screen, BriefScreen):
                await self.pop_screen()
            await self.push_screen(BriefScreen(brief, mode, chosen, short))

        self.do(work())

    def open_variant(self, id: str) -> None:
        """The brief of the next variant: the same skill, another client."""

        async def work() -> None:
            practice = await self.practice()
            other = practice.planning.another(id)
            if other == id:
                raise AmtrainerError("This exercise has no variant yet.", "Played again, it has other words.")
            self.open_brief(other)

        self.do(work())

    def begin(self, id: str, mode: str, seed: int | None, short: bool = False) -> None:
        """Begin a session, in place of the screen that asked for it."""

        async def work() -> None:
            practice = await self.practice()
            sitting = await asyncio.to_thread(lambda: practice.start(id, seed=seed, mode=mode, short=short))
            await self._play(sitting)

        self.do(work())

    def open_session(self, session: str) -> None:
        """Go on with a session, or show its marks if it is over."""

        async def work() -> None:
            practice = await self.practice()
            waiting = {one.session for one in practice.unfinished()}
            if session in waiting:
                await self._play(await asyncio.to_thread(practice.resume, session))
            else:
                await self._debrief(session)

        self.do(work())

    def show_marks(self, session: str) -> None:
        """The debrief, in place of the session's screen."""
        self.do(self._debrief(session))

    def show_marks_soon(self, session: str) -> None:
        """Make the marks ready while the last line is read; F5 or a click shows them at once."""
        self.run_worker(lambda: self._prepare_marks(session), thread=True, exit_on_error=False, group="marks")

    def _prepare_marks(self, session: str) -> None:
        if self._practice is not None and self._practice.done():
            self._practice.result().debrief(session)

    async def _play(self, sitting: Sitting) -> None:
        screen: Page
        if sitting.brief.head.kind == "triage":
            from amtrainer.tui.screens.inbox import InboxScreen

            screen = InboxScreen(sitting)
        elif sitting.brief.records:
            from amtrainer.tui.screens.records import RecordsScreen

            screen = RecordsScreen(sitting)
        elif sitting.brief.head.kind == "knowledge":
            from amtrainer.tui.screens.check import CheckScreen

            screen = CheckScreen(sitting)
        else:
            from amtrainer.tui.screens.conversation import ConversationScreen

            screen = ConversationScreen(sitting)
        await self._to_home()
        await self.push_screen(screen)

    async def _debrief(self, session: str) -> None:
        from amtrainer.tui.screens.debrief import DebriefScreen

        practice = await self.practice()
        debrief = await asyncio.to_thread(practice.debrief, session)
        await self._to_home()
        await self.push_screen(DebriefScreen(debrief))

    async def _to_home(self) -> None:
        self.keep_all()
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def go_home(self) -> None:
        """Back to Home, freshly painted."""

        async def work() -> None:
            practice = await self.practice()
            await self._to_home()
            if isinstance(self.screen, HomeScreen):
                await self.screen.show(practice.home())

        self.do(work())

    def open_find(self) -> None:
        """Find an exercise."""
        from amtrainer.tui.screens.find import FindScreen

        async def work() -> None:
            practice = await self.practice()
            await self.push_screen(FindScreen(practice.heads(), practice.planning.due_bases()))

        self.do(work())

    def open_skills(self) -> None:
        """Where the trainee stands."""
        from amtrainer.tui.screens.skills import SkillsScreen

        async def work() -> None:
            practice = await self.practice()
            rows, total = practice.history(), practice.skills()
            await self.push_screen(SkillsScreen(total, rows, practice.heads(), self.today))

        self.do(work())

    def open_history(self, wanted: str = "") -> None:
        """What was played; `wanted` narrows it from the start."""
        from amtrainer.tui.screens.history import HistoryScreen

        async def work() -> None:
            practice = await self.practice()
            await self.push_screen(HistoryScreen(practice.history(), self.today, practice.said, wanted))

        self.do(work())
