"""The ways that lead on from a debrief: back to a turn, to another attempt, to a note, a coach, a report."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from amtrainer.errors import AmtrainerError
from amtrainer.tui.ways import Ways


class Onward(Ways):
    """An app that knows what follows a debrief."""

    def fork(self, session: str, turn: int) -> None:
        """Go back to a turn of a session, as a session of its own."""

        async def work() -> None:
            practice = await self.practice()
            await self._play(await asyncio.to_thread(practice.review.fork, session, turn))

        self.do(work())

    def open_compare(self, session: str) -> None:
        """This attempt beside the one before it, or beside the one after the first."""
        from amtrainer.tui.screens.compare import CompareScreen

        async def work() -> None:
            practice = await self.practice()
            all = practice.review.attempts(session)
            place = all.index(session) if session in all else len(all)
            if len(all) < 2:
                raise AmtrainerError("There is one attempt so far.", "r plays it again, f goes back to a turn.")
            a, b = (all[place - 1], session) if place else (session, all[1])
            await self.push_screen(CompareScreen(await asyncio.to_thread(practice.review.compare, a, b)))

        self.do(work())

    def keep_note(self, session: str, text: str) -> None:
        """Keep a note, and show it."""

        async def work() -> None:
            practice = await self.practice()
            practice.review.note(session, text)
            self.notify("Kept with this session.")
            screen: Any = self.screen
            screen.debrief = await asyncio.to_thread(practice.debrief, session)
            screen.paint()

        self.do(work())

    def ask_coach(self, session: str) -> None:
        """Write a form for a coach into the folder of work."""

        async def work() -> None:
            practice = await self.practice()
            file = Path(f"coach-{session}.yaml")
            practice.write(file, await asyncio.to_thread(practice.review.ask, session))
            self.notify(f"Written to {file}, without the marks. amtrainer coach take {file} reads it back.")

        self.do(work())

    def write_report(self, session: str) -> None:
        """Write a report into the folder of work."""

        async def work() -> None:
            practice = await self.practice()
            file = Path(f"report-{session}.html")
            await asyncio.to_thread(practice.reporting.write, session, "html", file)
            self.notify(f"Written to {file}")

        self.do(work())
