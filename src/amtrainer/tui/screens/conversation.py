"""The talk: chat, mood with its reasons, what is on file, and the field."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from amtrainer.errors import AmtrainerError
from amtrainer.simulation.session import ClientSpoke, MoodMove
from amtrainer.tui.bars import bar, clock, padded, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, change_role, lines, signed, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.sure import SureScreen
from amtrainer.tui.widgets.chat import Chat
from amtrainer.tui.widgets.field import Field
from amtrainer.tui.widgets.frame import Key

if TYPE_CHECKING:
    from amtrainer.practice import Sitting

SIDE = 38


class ConversationScreen(Page):
    """One talk with one client."""

    CSS_PATH = "talk.tcss"
    HELP = (
        "Write as you would speak; Enter is a new line, Ctrl+S or Ctrl+J sends. The client reacts to what you do, and the "
        "reason stands under the line. Esc goes home; what you wrote is kept and waits under Unfinished."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+o",
            "files",
            "open file",
            show=False,
            id="talk.files",
            tooltip="What is on file; again for the next, then closes",
        ),
        Binding("ctrl+g", "hint", "hint", show=False, id="talk.hint", tooltip="A hint (practice)"),
        Binding(
            "ctrl+r",
            "rewind",
            "back one turn",
            show=False,
            id="talk.rewind",
            tooltip="Take the last answer back (practice)",
        ),
        Binding("ctrl+t", "timer", "timer", show=False, id="talk.timer", tooltip="Show or hide the time"),
        Binding(
            "ctrl+e", "end", "end", show=False, id="talk.end", priority=True, tooltip="End the talk and see the marks"
        ),
        Binding("f5", "marks", "marks", show=False, id="talk.marks", tooltip="See the marks (when the talk is over)"),
        Binding("pageup,ctrl+up", "scroll(-1)", show=False, id="talk.up", priority=True, tooltip="Read earlier lines"),
        Binding(
            "pagedown,ctrl+down", "scroll(1)", show=False, id="talk.down", priority=True, tooltip="Read later lines"
        ),
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
                yield Chat(moods=not self.exam, id="chat")
                yield Field("You", self.sitting.drafts.get("", ""), id="field")
            with VerticalScroll(classes="side", can_focus=False):
                yield Static(id="pane")

    def on_mount(self) -> None:
        self.sized()
        self.set_interval(1, self._tick)
        self.paint()
        self.query_one("#field", Field).take_focus()

    def sized(self) -> None:
        hint = (
            ()
            if self.exam
            else (
                Key("Ctrl+G", "hint", "hint"),
                Key("Ctrl+R", "back" if self.size.width < 100 else "back one turn", "rewind"),
            )
        )
        files = Key("Ctrl+O", "files" if self.size.width < 100 else "open file", "files")
        rest = (Key("Ctrl+T", "timer", "timer"), Key("Ctrl+E", "end", "end"), Key("Esc", "home", "back"))
        keys = (Key("Ctrl+S", "send", "send"), files, *hint, *rest)
        if self.sitting.prompt is None:
            keys = (Key("F5", "marks", "marks"), files, Key("Esc", "home", "back"))
        self.__dict__["KEYS"] = keys
        super().sized()
        rows = 2 if self.tiny else 4 if self.small else 8
        if self.query("#field"):
            self.query_one("#field", Field).limit(rows)

    def on_resize(self) -> None:
        self.sized()
        self.paint()

    def paint(self) -> None:
        """Everything from the sitting."""
        self._title()
        self.query_one("#chat", Chat).show(self.sitting.state.lines)
        self.query_one("#mood-row", Static).update(self._mood_row())
        self.query_one("#pane", Static).update(lines(self._pane()))

    def _title(self) -> None:
        prompt, head = self.sitting.prompt, self.sitting.brief.head
        turn = f"turn {prompt.turn + 1} of {prompt.turns}" if prompt else "the talk is over"
        left = head.minutes * 60 - self.sitting.seconds
        parts: list[str | tuple[str, str] | Content] = [turn]
        if self.exam:
            parts.insert(0, "exam")
        if self.clock_on and prompt:
            word = ("left", BOLD) if 0 <= left < 60 else ("left", MUTED)
            parts.append(
                words((clock(left), BOLD), " ", word) if left >= 0 else words((clock(-left), BOLD), (" over", MUTED))
            )
        self.title_row(head.title, *parts)

    def _tick(self) -> None:
        if self.is_current:
            self._title()

    def _moods(self) -> dict[str, int]:
        return {} if self.exam else self.sitting.state.mood

    def _last_moves(self) -> list[tuple[int, MoodMove]]:
        """Moves with the turn they answer to, the newest first."""
        out: list[tuple[int, MoodMove]] = []
        turn = 0
        for line in self.sitting.state.lines:
            if isinstance(line, ClientSpoke):
                out.extend((turn, move) for move in line.moves)
                turn += 1
        return out[::-1]

    def _change(self, name: str) -> int:
        """How a mood moved with the last line."""
        spoken = [line for line in self.sitting.state.lines if isinstance(line, ClientSpoke)]
        return sum(move.after - move.before for move in spoken[-1].moves if move.name == name) if spoken else 0

    def _mood_row(self) -> Content:
        pieces: list[Content] = []
        for name, value in self._moods().items():
            change = self._change(name)
            moved = words(" ", (signed(change), change_role(change))) if change else Content("")
            drawn = Content("") if self.tiny else words(bar(value, 10), " ")
            pieces.append(words((f"{name} ", MUTED), drawn, (str(value), INK), moved))
        return Content("  " if self.tiny else "   ").join(pieces)

    def _pane(self) -> Iterator[Content]:
        brief = self.sitting.brief
        if self.opened:
            exhibit = brief.exhibits[self.opened - 1]
            yield words((f"{exhibit.number}  ", MUTED), (exhibit.name, BOLD))
            yield words((exhibit.figure, MUTED))
            yield Content("")
            yield words((exhibit.text, INK))
            yield Content("")
            yield words(("Ctrl+O", BOLD), (" next, then closes", MUTED))
            return
        yield words((brief.client_name, MUTED))
        yield Content("")
        for name, value in self._moods().items():
            change = self._change(name)
            yield words(
                padded(words((name, INK)), 10),
                bar(value, 20),
                (f"{value:>4}", INK),
                (f"{signed(change) if change else '':>4}", change_role(change)),
            )
        if not self.exam:
            yield from self._why()
        yield Content("")
        yield Content("")
        yield words(("On file", MUTED))
        yield Content("")
        for exhibit in brief.exhibits:
            yield spread(
                words((f"{exhibit.number}  ", MUTED), (exhibit.name, INK)), words((exhibit.figure, MUTED)), SIDE
            )

    def _why(self) -> Iterator[Content]:
        moves = self._last_moves()[:2]
        if not moves:
            return
        yield Content("")
        yield Content("")
        yield words(("Why it moved", MUTED))
        for turn, move in moves:
            change = move.after - move.before
            yield Content("")
            yield words((signed(change), change_role(change)), (f" {move.name}", INK), (f"   turn {turn}", MUTED))
            if move.quote:
                yield words((f"“{move.quote}”", INK))
            yield words((move.reason, MUTED))

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
            self.app.push_screen(SureScreen("Send? It cannot be called back in exam mode.", "Send"), self._sure)
            return
        self._asked = False
        self._send(event.text)

    def _sure(self, sure: bool | None) -> None:
        if sure:
            self._asked = True
            self.query_one("#field", Field).action_send()

    def _send(self, text: str) -> None:
        if self._sending:
            return
        field = self.query_one("#field", Field)
        self._sending = True
        field.text = ""  # what is typed meanwhile is the next answer

        async def work() -> None:
            try:
                await asyncio.to_thread(self.sitting.answer, text)
            except AmtrainerError as error:
                field.text = "\n".join(part for part in (text, field.text) if part)
                self.fail(AmtrainerError(error.message, error.hint or "Your text is still here."))
                return
            finally:
                self._sending = False
            self.fine()
            self._answered()

        self.app.do(work())  # type: ignore[attr-defined]

    def _answered(self) -> None:
        self.sized()
        self.paint()
        if self.sitting.prompt is None:
            field = self.query_one("#field", Field)
            field.display = False
            self.app.show_marks_soon(self.sitting.session)  # type: ignore[attr-defined]

    def action_send(self) -> None:
        self.query_one("#field", Field).action_send()

    def action_files(self) -> None:
        count = len(self.sitting.brief.exhibits)
        self.opened = (self.opened + 1) % (count + 1)
        self.set_class(self.opened > 0, "-file")
        self.paint()

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

        self.app.push_screen(SureScreen("End the talk here and see the marks?", "End"), sure)

    async def _end(self) -> None:
        self.keep_drafts()
        await asyncio.to_thread(self.sitting.end)
        self._answered()

    def action_marks(self) -> None:
        if self.sitting.prompt is None:
            self.app.show_marks(self.sitting.session)  # type: ignore[attr-defined]

    def action_back(self) -> None:
        if self.opened:
            self.opened = 0
            self.remove_class("-file")
            self.paint()
            return
        self.keep_drafts()
        self.app.go_home()  # type: ignore[attr-defined]
