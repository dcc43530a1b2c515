"""What every app of this house keeps: drafts at a signal or a crash, and one line about what went wrong."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from collections.abc import Coroutine
from typing import Any, Final

from textual.app import App
from textual.css.query import NoMatches

from amtrainer.errors import AmtrainerError
from amtrainer.text import clean
from amtrainer.tui.screens.page import Page

_LOOK: Final = 1.0  # seconds between two looks at whether the terminal is still there


class Lasting(App[int]):
    """An app that loses nothing and leaves the terminal as it found it."""

    crashed = ""  # where the crash is logged
    _unkept = False

    def notify(self, message: str, *, title: str = "", **more: Any) -> None:
        """A short notice; like all text it passes the gate and is no markup."""
        super().notify(clean(message), title=clean(title), **{**more, "markup": False})

    def action_help_quit(self) -> None:
        """Ctrl+C is pressed to leave a program: say how to leave this one."""
        self.notify("Ctrl+Q quits. What you wrote is kept.")

    def failed(self, error: AmtrainerError) -> None:
        """Say it above the keys of the screen that is open."""
        if isinstance(self.screen, Page):
            self.screen.fail(error)

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something that may fail; what it says stays above the keys. If its screen has gone, there is nothing to show."""
        begun = self.screen

        async def guarded() -> None:
            try:
                await work
            except AmtrainerError as error:
                self.failed(error)
            except NoMatches:
                if begun in self.screen_stack:
                    raise

        self.run_worker(guarded(), group="do")

    def keep_all(self) -> bool:
        """Whether all that is being written is kept, or was said to be not; asked again, it is left."""
        try:
            for screen in self.screen_stack:
                keep = getattr(screen, "keep_drafts", None)
                if keep is not None:
                    keep()
        except AmtrainerError as error:
            self.failed(AmtrainerError(error.message, "Your text is still here. Ctrl+Q again leaves without it."))
            again, self._unkept = self._unkept, True
            return again
        self._unkept = False
        return True

    def obey_signals(self) -> None:
        """Hang-up and termination keep the draft and give the terminal back; a terminal may also go without a signal."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._leave, 128 + number)
        if not self.is_headless and sys.__stdin__ and sys.__stdin__.isatty():
            terminal = select.poll()
            terminal.register(sys.__stdin__.fileno(), 0)  # a hang-up is told whatever is asked for
            self.set_interval(_LOOK, lambda: self._leave_if_gone(terminal))

    def _leave_if_gone(self, terminal: select.poll) -> None:
        """Without a terminal nobody can end it, and reading from nothing would use a whole processor."""
        if any(state & (select.POLLHUP | select.POLLERR) for _, state in terminal.poll(0)):
            self._leave(128 + signal.SIGHUP)

    def _leave(self, status: int) -> None:
        self.keep_all()
        self.exit(status)

    def _fatal_error(self) -> None:
        """A crash is one line for the trainee and an entry without anybody's words in the log."""
        from amtrainer.crash import log_crash

        self._keep_drafts_after_crash()
        self.crashed = log_crash(self._exception) if self._exception else ""
        self._close_messages_no_wait()

    def _keep_drafts_after_crash(self) -> None:
        try:
            self.keep_all()
        except Exception as error:  # the crash itself matters more; this one is logged too
            from amtrainer.crash import log_crash

            log_crash(error)
