"""The talk: chat, mood with its reasons, what is on file, and the field."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from amtrainer.errors import AmtrainerError
from amtrainer.tui.bars import clock
from amtrainer.tui.roles import BOLD, INK, MUTED, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.sure import SureScreen
from amtrainer.tui.widgets.chat import SPEAKER, Chat
from amtrainer.tui.widgets.field import Field
from amtrainer.tui.widgets.frame import Button, Key
from amtrainer.tui.widgets.standing import Standing, last_moves, mood_row, moods_of

if TYPE_CHECKING:
    from amtrainer.practice import Sitting
    from amtrainer.practice.views import Brief

OVER = {
    "client-left": "{client} has ended the talk.",
    "trainee": "You have ended the talk.",
    "time": "The time is up.",
    "complete": "The talk is over.",
}
OVER_BY_KIND = {
    "brief": "It is sent and read.",
    "interview": "The interview is over.",
    "knowledge": "The check is over.",
}


def _hidden(keys: str, action: str, word: str, id: str, tooltip: str, *, priority: bool = False) -> Binding:
    return Binding(keys, action, word, show=False, id=f"talk.{id}", tooltip=tooltip, priority=priority)


class Earlier(Static):
    """`↑ 2 earlier lines`, above the first line that is seen. A click goes there."""

    count: reactive[int] = reactive(0)

    def watch_count(self) -> None:
        text = f"↑ {self.count} earlier line{'' if self.count == 1 else 's'}" if self.count else ""
        self.update(words(" " * SPEAKER, (text, MUTED)))

    async def on_click(self) -> None:
        await self.screen.run_action("scroll(-1)")


def lead(brief: Brief) -> str:
    """The day and what the trainee may give, above the first line."""
    may = f"You may: {'; '.join(part[:1].lower() + part[1:] for part in brief.may)}." if brief.may else ""
    return " ".join(part for part in (f"{brief.today}.", may, brief.may_not) if part)


class ConversationScreen(Page):
    """One talk with one client."""

    CSS_PATH = "talk.tcss"
    AFTERWARDS: ClassVar[tuple[str, str]] = (" Your marks are ready.", "Marks")  # said when it is over; the button
    END: ClassVar[str] = "End the talk here and see the marks?"
    HELP = (
        "Write as you would speak; Enter is a new line, Ctrl+S or Ctrl+J sends. The client reacts to what you do, and the "
        "reason stands under the line. Esc shows the brief again; what you wrote is kept, whatever happens."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        _hidden("ctrl+o", "files", "open file", "files", "What is on file; again for the next, then closes"),
        *(
            _hidden(str(n), f"open({n})", "open file", f"file{n}", f"Open file {n} (not while writing)")
            for n in range(1, 10)
        ),
        _hidden("ctrl+g", "hint", "hint", "hint", "A hint (practice)"),
        _hidden("ctrl+r", "rewind", "back one turn", "rewind", "Take the last answer back (practice)"),
        _hidden("ctrl+t", "timer", "timer", "timer", "Show or hide the time"),
        _hidden("ctrl+e", "end", "end", "end", "End the talk and see the marks", priority=True),
        _hidden("f5,enter", "marks", "marks", "marks", "See the marks (when the talk is over)"),
        _hidden("pageup,ctrl+up", "scroll(-1)", "earlier", "up", "Read earlier lines", priority=True),
        _hidden("pagedown,ctrl+down", "scroll(1)", "later", "down", "Read later lines", priority=True),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.opened = 0
        self.clock_on = True
        self._keep: Timer | None = None
        self._asked = False
        self._sending = False

    @property
    def exam(self) -> bool:
        return self.sitting.mode == "exam"

    def body(self) -> ComposeResult:
        yield Static(id="mood-row", classes="only-small")
        with Horizontal(classes="columns -talk"):
            with Vertical(id="left"):
                yield Earlier(id="earlier")
                yield Chat(self.lead(), moods=not self.exam, id="chat")
                yield Field("You", self.sitting.drafts.get("", ""), most=self.sitting.brief.words, id="field")
                with Vertical(id="over"):
                    yield Static(id="over-text")
                    with Horizontal(id="over-row"):
                        yield Button(self.AFTERWARDS[1], id="marks")
                        yield Static(words((" Enter", MUTED)))
            yield Standing(classes="side", id="standing")

    def lead(self) -> str:
        """What stands above the first line."""
        return lead(self.sitting.brief)

    def on_mount(self) -> None:
        self.sized()
        self.set_interval(1, self._tick)
        self.paint()
        self.query_one("#field", Field).take_focus()

    def sized(self) -> None:
        self.__dict__["KEYS"] = self._keys()
        super().sized()
        self.set_class(self.size.height < 8, "-least")
        if self.query("#field"):
            rows = 2 if self.tiny else 4 if self.small else 8
            self.query_one("#field", Field).limit(2 * rows if self.sitting.brief.words else rows)

    def _keys(self) -> tuple[Key, ...]:
        narrow = self.size.width < 100
        files = (Key("Ctrl+O", "files", "files"),) if self.sitting.brief.exhibits else ()
        back = Key("Esc", "brief", "back")
        if self.opened:
            return (Key("Ctrl+O", "next file", "files"), Key("Esc", "close", "back"))
        if self.sitting.prompt is None:
            return (Key("Enter", "marks", "marks"), *files, back)
        help_ = (Key("Ctrl+G", "hint", "hint"), Key("Ctrl+R", "back" if narrow else "back one turn", "rewind"))
        timer, end = Key("Ctrl+T", "timer", "timer"), Key("Ctrl+E", "end", "end")
        first = (Key("Ctrl+S", "send", "send"), *files, *(() if self.exam else help_))
        return (*first, back, end, timer) if narrow else (*first, timer, back, end)

    def on_resize(self) -> None:
        self.sized()
        self.paint()

    def paint(self) -> None:
        """Everything from the sitting."""
        self._title()
        said, brief = self.sitting.state.lines, self.sitting.brief
        moods = () if self.exam else moods_of(self.sitting.state.mood, said)
        self.query_one("#chat", Chat).show(said, compact=self.tiny)
        self.query_one("#mood-row", Static).update(mood_row(moods, bars=not self.tiny))
        opened = brief.exhibits[self.opened - 1] if self.opened else None
        self.query_one("#standing", Standing).show(
            brief.client_name, moods, () if self.exam else last_moves(said), brief.exhibits, opened
        )
        over = self.sitting.state.over
        self.set_class(over is not None, "-over")
        if over is not None:
            text = OVER[over].format(client=brief.client_short) if over in OVER else OVER["complete"]
            text = OVER_BY_KIND.get(brief.head.kind, text)
            self.query_one("#over-text", Static).update(words((text, INK), (self.AFTERWARDS[0], MUTED)))

    def _title(self) -> None:
        prompt, head = self.sitting.prompt, self.sitting.brief.head
        if prompt is None:
            self.title_row(head.title, "over" if head.kind in OVER_BY_KIND else "the talk is over")
            return
        turn = f"{prompt.turn + 1} of {prompt.turns}"
        parts: list[str | Content] = [prompt.where or (turn if self.tiny else f"turn {turn}")]
        if self.exam:
            parts.insert(0, "exam")
        if self.clock_on:
            parts.append(self._clock(head.minutes * 60 - self.sitting.seconds))
        self.title_row(head.title, *parts)

    def _clock(self, left: int) -> Content:
        if left < 0:
            return words((clock(-left), BOLD), (" over", MUTED))
        if left < 60:
            return words((f"{clock(left)} left", BOLD))
        return words((clock(left), BOLD), ("" if self.tiny else " left", MUTED))

    def _tick(self) -> None:
        if self.is_current:
            self._title()

    def keep_drafts(self) -> None:
        """Keep what is being written, now."""
        if self.sitting.prompt is not None and not self._sending and self.query("#field"):
            self.sitting.save_draft("", self.query_one("#field", Field).text)

    @on(Field.Changed)
    def _changed(self) -> None:
        if self._keep is None:
            self._keep = self.set_timer(0.7, self._keep_now)

    def _keep_now(self) -> None:
        self._keep = None
        self.app.do(self._kept())  # type: ignore[attr-defined]

    async def _kept(self) -> None:
        field = self.query_one("#field", Field)
        text = field.text
        if self.sitting.prompt is not None and not self._sending:
            await asyncio.to_thread(self.sitting.save_draft, "", text)
            if field.text == text:
                field.kept()

    @on(Field.TooLong)
    def _too_long(self, event: Field.TooLong) -> None:
        self.fail(
            AmtrainerError(f"That would be {event.length:,} characters; 10,000 are the most.", "The rest was left out.")
        )

    @on(Field.Sent)
    def _sent(self, event: Field.Sent) -> None:
        if not event.text.strip():
            self.fail(AmtrainerError("There is nothing to send yet.", "Type your answer first."))
            return
        if self.exam and not self._asked:
            self.ask_to_send()
            return
        self._asked = False
        self._send(event.text)

    def ask_to_send(self) -> None:
        """The one question before something that cannot be called back."""
        self.app.push_screen(SureScreen("Send? It cannot be called back in exam mode.", "Send"), self._sure)

    def _sure(self, sure: bool | None) -> None:
        if sure:
            self._asked = True
            self.query_one("#field", Field).action_send()

    def _send(self, text: str) -> None:
        if self._sending:
            self.fail(AmtrainerError("The last answer is still being read.", "Your text is still here; send it again."))
            return
        field = self.query_one("#field", Field)
        self._sending = True
        field.text = ""  # what is typed meanwhile is the next answer

        async def work() -> None:
            try:
                await asyncio.to_thread(self.answer, text)
            except AmtrainerError as error:
                field.text = "\n".join(part for part in (text, field.text) if part)
                self.fail(AmtrainerError(error.message, error.hint or "Your text is still here."))
                return
            finally:
                self._sending = False
            self.fine()
            self._answered()

        self.app.do(work())  # type: ignore[attr-defined]

    def answer(self, text: str) -> None:
        """Say it, and wait until it is kept."""
        self.sitting.answer(text)

    def _answered(self) -> None:
        self.sized()
        self.paint()
        if self.sitting.prompt is None:
            self.set_focus(None)
            self.app.show_marks_soon(self.sitting.session)  # type: ignore[attr-defined]

    def action_send(self) -> None:
        self.query_one("#field", Field).action_send()

    def action_files(self) -> None:
        """The next file, and after the last one none."""
        self.action_open((self.opened + 1) % (len(self.sitting.brief.exhibits) + 1))

    def action_open(self, number: int) -> None:
        if number <= len(self.sitting.brief.exhibits):
            self.opened = 0 if number == self.opened else number
            self.set_class(self.opened > 0, "-file")
            self.sized()
            self.paint()
            if not self.opened and self.focused is None and self.sitting.prompt is not None:
                # on a small screen a file covers the field, which then loses the keys
                self.call_after_refresh(self.query_one("#field", Field).take_focus)

    @on(Standing.Opened)
    def opened_by_click(self, event: Standing.Opened) -> None:
        self.action_open(event.number)

    def action_hint(self) -> None:
        async def work() -> None:
            await asyncio.to_thread(self.sitting.hint)
            self.paint()

        self.app.do(work())  # type: ignore[attr-defined]

    def action_rewind(self) -> None:
        field = self.query_one("#field", Field)
        last = next((line.text for line in reversed(self.sitting.state.lines) if line.type == "answered"), "")

        async def work() -> None:
            await asyncio.to_thread(self.sitting.rewind)
            if not field.text.strip():
                field.text = last
            self.paint()

        self.app.do(work())  # type: ignore[attr-defined]

    def action_timer(self) -> None:
        self.clock_on = not self.clock_on
        self._title()

    def action_scroll(self, by: int) -> None:
        chat = self.query_one("#chat", Chat)
        chat.scroll_relative(y=by * max(1, chat.size.height - 2), animate=False)

    def action_end(self) -> None:
        if self.sitting.prompt is None:
            self.action_marks()
            return

        def sure(yes: bool | None) -> None:
            if yes:
                self.app.do(self._end())  # type: ignore[attr-defined]

        self.app.push_screen(SureScreen(self.END, "End"), sure)

    async def _end(self) -> None:
        self.keep_drafts()
        await asyncio.to_thread(self.sitting.end)
        self._answered()

    def action_marks(self) -> None:
        if self.sitting.prompt is None:
            self.app.show_marks(self.sitting.session)  # type: ignore[attr-defined]

    def action_back(self) -> None:
        if self.opened:
            self.action_open(0)
            return
        from amtrainer.tui.screens.again import AgainScreen

        self.keep_drafts()
        self.app.push_screen(AgainScreen(self.sitting.brief, self.sitting.mode))

    @on(Chat.Above)
    def above(self, event: Chat.Above) -> None:
        self.query_one("#earlier", Earlier).count = event.count

    @on(Button.Pressed)
    def marks_pressed(self) -> None:
        self.action_marks()
