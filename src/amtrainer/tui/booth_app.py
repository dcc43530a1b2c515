"""The candidate's booth: one screen after the other, and nothing else in reach. Only an interviewer's passphrase leads out."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from amtrainer.tui.day_app import DayApp
from amtrainer.tui.screens.booth import BoothBrief, DoorScreen, NoticeScreen
from amtrainer.tui.screens.booth_talk import BoothInbox, BoothRecords, BoothTalk

if TYPE_CHECKING:
    from amtrainer.interview.seat import Seat
    from amtrainer.interview.visit import Visit

THANKS = "That was the last exercise. Thank you. Please tell the person who invited you."
PAUSED = "What you wrote is kept. Go on when you are ready."
MOST_RESTARTS = 3


class BoothApp(DayApp):
    """Notice, practice turn, exercises, thanks. Ctrl+Q pauses; it does not quit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q", "pause", show=False, id="booth.pause", priority=True, tooltip="Pause; the clock stands still"
        ),
        Binding("ctrl+c", "nothing", show=False),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(Screen)
        self.visit = visit
        self._keeping = asyncio.Lock()
        self._moving = False
        self.seat: Seat | None = None

    def on_mount(self) -> None:
        super().on_mount()
        self.do(self.onward())

    async def onward(self) -> None:
        """Show what comes now, in place of what was shown; asked twice at once, it goes on once."""
        if self._moving:
            return
        self._moving = True
        try:
            await self._onward()
        finally:
            self._moving = False

    async def _onward(self) -> None:
        stage = await asyncio.to_thread(lambda: self.visit.stage)
        if stage == "notice":
            await self._show(self._notice())
        elif stage == "over":
            self.seat = None
            await self._show(DoorScreen("Thank you", THANKS, self.visit.opens))
        else:
            take = self.visit.practise if stage == "practice" else self.visit.sit
            self.seat = seat = await asyncio.to_thread(take)
            if seat.fresh:
                seat.stand()
                await self._show(BoothBrief(seat.brief, self._where(stage), timed=seat.timed))
            else:
                await self._show(_exercise(seat))

    def _where(self, stage: str) -> str:
        place, count = self.visit.place
        return "practice, not kept" if stage == "practice" else f"exercise {place} of {count}"

    def _notice(self) -> NoticeScreen:
        kit = self.visit.day.kit
        minutes = sum(self.visit.accommodation.minutes(task.minutes) for task in kit.tasks)
        timed = f"{minutes} minutes in all" if self.visit.accommodation.timed else "no clock"
        facts = (
            ("Exercises", f"{len(kit.tasks)}, after a turn to practise; {timed}."),
            ("Read by", f"{' and '.join(kit.raters)}."),
            ("Kept for", f"{kit.retention_days} days after the day is closed."),
        )
        return NoticeScreen(kit.name, kit.notice, kit.consent, facts)

    async def _show(self, screen: Screen[Any]) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(screen)

    def agreed(self) -> None:
        """The candidate takes part."""

        async def work() -> None:
            await asyncio.to_thread(self.visit.agree)
            await self.onward()

        self.do(work())

    def begin_exercise(self) -> None:
        """The clock starts."""
        if self.seat is not None:
            self.seat.go_on(log=False)
            self.do(self._show(_exercise(self.seat)))

    def show_marks_soon(self, session: str) -> None:  # noqa: ARG002
        """An exercise has ended: it goes on record at once. Nothing is marked."""
        self.do(self._kept())

    async def _kept(self) -> None:
        seat = self.seat
        if seat is None:
            return
        keep = self.visit.practised if self._practising() else partial(self.visit.keep, seat)
        async with self._keeping:
            await asyncio.to_thread(keep)

    def _practising(self) -> bool:
        from amtrainer.interview.visit import WARM_UP

        return self.seat is not None and self.seat.brief.head.id == WARM_UP["id"]

    def show_marks(self, session: str) -> None:  # noqa: ARG002
        """On to what comes next."""

        seat = self.seat

        async def work() -> None:
            await self._kept()
            if seat is self.seat:  # a second Enter comes too late
                await self.onward()

        self.do(work())

    def go_home(self) -> None:
        """There is no home here: it is a pause."""
        self.action_pause()

    def action_pause(self) -> None:
        if isinstance(self.screen, DoorScreen):
            return

        async def work() -> None:
            self.keep_all()
            seat = self.seat
            if seat is not None and not self._practising():
                await asyncio.to_thread(seat.pause)
            told = "no clock runs" if seat is None else "the clock stands still, it is on record"
            await self.push_screen(DoorScreen("Paused", PAUSED, self.visit.opens, told))

        self.do(work())

    def go_on(self) -> None:
        """The pause is over."""
        if len(self.screen_stack) > 1 and isinstance(self.screen, DoorScreen):
            self.pop_screen()
            before_it_began = type(beneath := self.screen_stack[-1]) is BoothBrief or isinstance(beneath, NoticeScreen)
            if self.seat is not None and not before_it_began:
                self.seat.go_on()

    def action_nothing(self) -> None:
        """There is no shell behind the booth."""

    async def action_quit(self) -> None:
        self.action_pause()


def _exercise(seat: Seat) -> Screen[Any]:
    if seat.brief.records:
        return BoothRecords(seat)
    return BoothInbox(seat) if seat.brief.head.kind == "triage" else BoothTalk(seat)


def run_booth(visit: Visit) -> int:
    """Run the booth until an interviewer opens its door. A crash brings it back: behind it there is no shell."""
    for _ in range(MOST_RESTARTS):
        app = BoothApp(visit)
        result = app.run()
        visit.close()
        if not app.crashed:
            return result if result is not None else int(app.return_code or 0)
    sys.stderr.write(f"amtrainer: an internal error. What was sent is kept. Details: {app.crashed}\n")
    return 3
