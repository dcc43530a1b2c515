"""An exercise in the booth: the same screen as in practice, without marks, hints or moods, and with a person who may lead."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from amtrainer.tui.bars import clock
from amtrainer.tui.roles import MUTED, words
from amtrainer.tui.screens.booth import BoothAgain
from amtrainer.tui.screens.conversation import ConversationScreen
from amtrainer.tui.screens.inbox import InboxScreen
from amtrainer.tui.screens.led import Choice, LedScreen
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.records import RecordsScreen
from amtrainer.tui.widgets.field import Field
from amtrainer.tui.widgets.frame import Button, Key, KeysRow

if TYPE_CHECKING:
    from amtrainer.interview.seat import Seat

CLOCK_EVERY = 5  # seconds between two notes of the clock
DEVIATIONS: tuple[Choice, ...] = (
    ("1", "skipped", "The question is left out"),
    ("2", "interrupted", "It was interrupted"),
    ("3", "repeated", "The question was repeated or explained"),
)


class BoothTalk(ConversationScreen):
    """A talk or an interview of the day."""

    AFTERWARDS = (" It is kept.", "Go on")
    END = "End this exercise here? It cannot be taken up again."
    HELP = (
        "Write as you would speak; Enter is a new line, Ctrl+S or Ctrl+J sends, after one question. "
        "Esc shows the brief again, Ctrl+Q pauses. What you write is kept, whatever happens."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "end", show=False, id="talk.end", tooltip="End this exercise", priority=True),
        Binding("f5,enter", "marks", show=False, id="talk.marks", tooltip="Go on (when it is over)"),
        Binding("ctrl+g,ctrl+r", "nothing", show=False),
        Binding("ctrl+l", "led", show=False, id="booth.led", tooltip="For the interviewer: skipped, interrupted"),
    ]

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.seat = seat
        self.clock_on = seat.timed
        self._ticks = 0
        self._probe = ""

    def _keys(self) -> tuple[Key, ...]:
        if self.opened:
            return (Key("Ctrl+O", "next file", "files"), Key("Esc", "close", "back"))
        if self.sitting.prompt is None:
            return (Key("Enter", "go on", "marks"), Key("Ctrl+Q", "pause", "app.pause"))
        files = (Key("Ctrl+O", "files", "files"),) if self.sitting.brief.exhibits else ()
        led = (Key("Ctrl+L", "deviation", "led"),) if self.seat.typed_by else ()
        rest = (Key("Esc", "brief", "back"), Key("Ctrl+Q", "pause", "app.pause"), Key("Ctrl+E", "end", "end"))
        return (Key("Ctrl+S", "send", "send"), *led, *files, *rest)

    def _title(self) -> None:
        super()._title()
        if self.seat.typed_by and self.sitting.prompt is not None:
            row = self.query_one("#title")
            row.right = (words((f"{self.seat.typed_by} types", MUTED)), *row.right)  # type: ignore[attr-defined]

    def _tick(self) -> None:
        super()._tick()
        self._ticks = (self._ticks + 1) % CLOCK_EVERY
        if not self._ticks and self.is_current:
            self.app.do(self._mark_time())  # type: ignore[attr-defined]

    async def _mark_time(self) -> None:
        await asyncio.to_thread(self.seat.mark_time)

    def keep_drafts(self) -> None:
        super().keep_drafts()
        self.seat.mark_time()

    @on(Field.Pasted)
    def pasted(self, event: Field.Pasted) -> None:
        self.seat.paste(event.length)

    def ask_to_send(self) -> None:
        """One question; a person who leads may ask on with it."""
        probes = self.seat.probes
        if not probes:
            super().ask_to_send()
            return
        choices = [(str(n), id, f"Ask: {says}") for n, (id, says) in enumerate(probes, 1)]
        question = "Send this answer? It cannot be called back."
        self.app.push_screen(LedScreen(question, choices, word="Send"), self._chosen)

    def _chosen(self, choice: tuple[str, str] | None) -> None:
        if choice is not None:
            self._probe = choice[0]
            self._sure(True)

    def answer(self, text: str) -> None:
        """Send it, with the probe that was chosen."""
        probe, self._probe = self._probe, ""
        self.seat.answer(text, probe)

    def action_timer(self) -> None:
        if self.seat.timed:
            super().action_timer()

    def action_nothing(self) -> None:
        """No hint, and nothing is taken back."""

    def action_led(self) -> None:
        if self.seat.typed_by and self.sitting.prompt is not None:
            question = "What happened? n writes a few words."
            self.app.push_screen(LedScreen(question, DEVIATIONS, note=True), self._deviated)

    def _deviated(self, choice: tuple[str, str] | None) -> None:
        if choice is None:
            return
        what, text = choice

        async def work() -> None:
            if what == "skipped":
                await asyncio.to_thread(self.seat.skip)
                self.query_one("#field", Field).text = ""
                self._answered()
            else:
                await asyncio.to_thread(self.app.visit.interrupted, self.seat, what, text)  # type: ignore[attr-defined]
                self.notify(f"On record: {what}.")

        self.app.do(work())  # type: ignore[attr-defined]

    def action_back(self) -> None:
        if self.opened:
            self.action_open(0)
        elif self.sitting.prompt is not None:
            self.keep_drafts()
            self.app.push_screen(BoothAgain(self.sitting.brief, "", timed=self.seat.timed))


class Clocked(Page):
    """An exercise whose own screen shows no clock: here it stands last in the title, and is kept."""

    _ticks = 0
    _ticking = False
    _told: tuple[str, tuple[str | tuple[str, str] | Content, ...]] = ("", ())

    @property
    def _seat(self) -> Seat:
        return self.sitting  # type: ignore[attr-defined, no-any-return]

    def title_row(self, left: str, *right: str | tuple[str, str] | Content) -> None:
        self._told = (left, right)
        super().title_row(left, *right, *self._time_left())

    def _time_left(self) -> tuple[str, ...]:
        seat = self._seat
        if not seat.timed or seat.state.over is not None:
            return ()
        left = seat.brief.head.minutes * 60 - seat.seconds
        return (f"{clock(left)} left" if left >= 0 else f"{clock(-left)} over",)

    def on_screen_resume(self) -> None:
        if not self._ticking:
            self._ticking = True
            self.set_interval(1, self._tick)

    async def _tick(self) -> None:
        if self.is_current and self._told[0]:
            self.title_row(self._told[0], *self._told[1])
            self._ticks = (self._ticks + 1) % CLOCK_EVERY
            if not self._ticks:
                await asyncio.to_thread(self._seat.mark_time)


class BoothInbox(Clocked, InboxScreen):
    """An inbox of the day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", show=False, id="inbox.finish", tooltip="Close the inbox"),
        Binding("ctrl+g", "nothing", show=False),
    ]

    def action_nothing(self) -> None:
        """There are no hints."""


class BoothRecords(Clocked, RecordsScreen):
    """Records of the day."""

    HELP = (
        "Fill in the form from what is on file. Tab or the arrows go from field to field; a choice changes with left and "
        "right. Ctrl+Z takes the last change back. What you type is kept; Ctrl+S sends it once. Ctrl+Q pauses."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,enter", "marks", show=False, id="records.marks", tooltip="Go on (when it is sent)"),
        Binding("ctrl+g", "nothing", show=False),
    ]

    def sized(self) -> None:
        super().sized()
        if self.sent and self.query("#keys"):
            on = (
                Key("Enter", "go on", "marks"),
                Key("Ctrl+O", "next file", "files"),
                Key("Ctrl+Q", "pause", "app.pause"),
            )
            self.query_one("#keys", KeysRow).keys = on

    def on_mount(self) -> None:
        """Textual mounts what is above too."""
        self.query_one("#marks", Button).update(words("  Go on  "))

    def action_nothing(self) -> None:
        """There are no hints."""

    def action_back(self) -> None:
        self.keep_drafts()
        self.app.push_screen(BoothAgain(self.sitting.brief, "", timed=self._seat.timed))
