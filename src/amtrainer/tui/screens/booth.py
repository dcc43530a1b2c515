"""The pages around a candidate's exercises: the notice, what comes next, a pause with the door, and thanks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from amtrainer.errors import AmtrainerError
from amtrainer.practice.views import Brief
from amtrainer.tui.roles import BOLD, INK, MUTED, words
from amtrainer.tui.screens.brief import BriefScreen
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Button, Key

Door = Callable[[str, str], bool]  # name, passphrase -> whether the door opens


class NoticeScreen(Page):
    """What happens to the answers, and the question whether the candidate takes part."""

    CSS_PATH = "booth.tcss"
    HELP = (
        "Read it in your own time; no clock runs. y says that you agree. Without it nothing begins and nothing is kept."
    )
    KEYS = (Key("y", "I agree", "agree"), Key("↑↓", "read on", "read"), Key("Ctrl+Q", "pause", "app.pause"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "agree", "agree", show=False, id="booth.agree", tooltip="I have read this and agree"),
        Binding("escape", "nothing", show=False),
    ]

    def __init__(self, day: str, notice: str, consent: str, facts: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._day = day
        self._notice = notice
        self._consent = consent
        self._facts = facts  # label, text

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="main", id="notice"):
            yield Static(words(("Before you begin", MUTED)), classes="heading")
            yield Static(words((self._notice, INK)), classes="para")
            for label, text in self._facts:
                with Horizontal(classes="fact"):
                    yield Static(words((label, MUTED)), classes="label")
                    yield Static(words((text, INK)), classes="value")
            yield Static(words(("You agree?", MUTED)), classes="heading gap")
            yield Static(words((self._consent, INK)), classes="para")
            with Horizontal(classes="button-row"):
                yield Button("I agree")
                yield Static(words(("  y", BOLD), ("   If not, tell the person who invited you.", MUTED)))

    def on_mount(self) -> None:
        self.sized()
        self.title_row(self._day, "no clock runs")
        self.query_one("#notice").focus()

    def action_nothing(self) -> None:
        """There is nothing behind this page."""

    def action_read(self) -> None:
        self.query_one("#notice", VerticalScroll).scroll_page_down()

    @on(Button.Pressed)
    def pressed(self) -> None:
        self.action_agree()

    def action_agree(self) -> None:
        self.app.agreed()  # type: ignore[attr-defined]


class BoothBrief(BriefScreen):
    """What is known before an exercise; the clock starts with Begin."""

    HELP = (
        "This is all that is known before it begins. A number opens what is on file. The clock starts when you begin."
    )
    KEYS = (
        Key("Enter", "begin, the clock starts", "begin"),
        Key("1–5", "open a file", "file(1)"),
        Key("PgDn", "read on", "read(1)"),
        Key("Ctrl+Q", "pause", "app.pause"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin", id="brief.begin", tooltip="Begin; the clock starts"),
        Binding("pagedown,down", "read(1)", show=False, id="brief.down", tooltip="Read on"),
        Binding("pageup,up", "read(-1)", show=False, id="brief.up", tooltip="Read back"),
        Binding("e", "nothing", show=False),
        Binding("s", "nothing", show=False),
        Binding("escape", "nothing", show=False),
    ]

    def __init__(self, brief: Brief, where: str, *, timed: bool = True) -> None:
        super().__init__(brief, "exam")
        self.where = where
        self._length = f"{brief.head.minutes} min" if timed else "no clock"

    def paint(self) -> None:
        super().paint()
        self.title_row(self.brief.head.title, *([self.where] if self.where else []), self._length)

    def _small_rows(self, width: int) -> Iterator[Content]:
        """In a small window too everybody reads the whole brief; PgDn reads on."""
        yield from super()._small_rows(width)
        if not self.opened:
            text = " ".join((*self.brief.situation, self.brief.goal))
            yield from words((text, INK)).wrap(max(10, width))

    def action_read(self, by: int) -> None:
        self.query_one(".columns").scroll_relative(y=by * 10, animate=False)
        self.query_one(".main").scroll_relative(y=by * 10, animate=False)

    def action_nothing(self) -> None:
        """The mode is set, and there is nothing behind this page."""

    def action_begin(self) -> None:
        self.app.begin_exercise()  # type: ignore[attr-defined]


class BoothAgain(BoothBrief):
    """The brief once more; the clock runs on."""

    HELP = "This is what you knew before it began. Enter goes back to where you were; your draft is as you left it."
    KEYS = (
        Key("Enter", "go on", "begin"),
        Key("1–5", "open a file", "file(1)"),
        Key("0", "close it", "file(0)"),
        Key("Ctrl+Q", "pause", "app.pause"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "begin", "go on", id="again.on", tooltip="Go on"),
    ]

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#begin", Button).update(words("  Go on  "))

    def action_begin(self) -> None:
        self.app.pop_screen()


class DoorScreen(Page):
    """A pause, or the end: nothing of the exercise is seen. Only an interviewer's passphrase leads out."""

    CSS_PATH = "booth.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "go on", show=False, id="door.on", tooltip="Go on"),
        Binding(
            "l", "door", "leave", show=False, id="door.leave", tooltip="Leave; for interviewers, with a passphrase"
        ),
        Binding("escape", "close_door", show=False),
    ]

    def __init__(self, title: str, said: str, door: Door, told: str = "") -> None:
        super().__init__()
        self._title = title
        self._said = said
        self._door = door
        self._told = told  # empty: it is over, there is nothing to go on with
        self._over = not told
        leave = Key("l", "leave, for interviewers", "door")
        self.__dict__["KEYS"] = (leave,) if self._over else (Key("Enter", "go on", "go_on"), leave)
        self.__dict__["HELP"] = f"{said} The interviewer leaves from here, with name and passphrase."

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="main", id="door-page", can_focus=False):
            yield Static(words((self._said, INK)), classes="para")
            if not self._over:
                with Horizontal(classes="button-row"):
                    yield Button("Go on")
                    yield Static(words(("  Enter", MUTED)))
            yield Static(words(("For the interviewer", MUTED)), classes="heading gap door")
            yield Input(placeholder="your name, or manager", id="who", compact=True, classes="door")
            yield Input(placeholder="your passphrase", password=True, id="passphrase", compact=True, classes="door")

    def on_mount(self) -> None:
        self.sized()
        self.title_row(self._title, self._told)

    def action_go_on(self) -> None:
        if not self._over:
            self.app.go_on()  # type: ignore[attr-defined]

    @on(Button.Pressed)
    def pressed(self) -> None:
        self.action_go_on()

    def action_door(self) -> None:
        self.add_class("-door")
        self.query_one("#who", Input).value = ""
        self.query_one("#who").focus()

    def action_close_door(self) -> None:
        self.remove_class("-door")
        self.query_one("#passphrase", Input).value = ""
        self.set_focus(None)
        self.fine()

    @on(Input.Submitted, "#who")
    def named(self) -> None:
        self.query_one("#passphrase").focus()

    @on(Input.Submitted, "#passphrase")
    async def tried(self, event: Input.Submitted) -> None:
        who, phrase = self.query_one("#who", Input).value, event.value
        event.input.value = ""
        if await asyncio.to_thread(self._door, who, phrase):
            self.app.exit(0)
        else:
            self.fail(AmtrainerError("That does not open.", "The name of a rater, or manager, and their passphrase."))
