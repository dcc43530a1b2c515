"""Records: the form at the left, the raw material beside it; sent once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from amtrainer.errors import AmtrainerError
from amtrainer.simulation.session import ClientSpoke
from amtrainer.tui.roles import INK, MUTED, VOICE, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.pick import PickScreen
from amtrainer.tui.screens.sure import SureScreen
from amtrainer.tui.widgets.field import Writing
from amtrainer.tui.widgets.form import NOTE, Pick, RecordsForm
from amtrainer.tui.widgets.frame import Button, Key
from amtrainer.tui.widgets.papers import Papers

if TYPE_CHECKING:
    from amtrainer.practice import Sitting

EMPTIED = " "  # a draft of a value that was taken out: an empty one would be no draft


HELP: Final = (
    "Fill in the form from what is on file. Tab or the arrows go from field to field; a choice changes with left and right, "
    "Enter shows all its values. Ctrl+Z takes the last change back. What you type is kept; Ctrl+S sends it once."
)
KEYS: Final = (
    Key("Ctrl+S", "send", "send"),
    Key("Tab", "next field", "app.focus_next"),
    Key("Ctrl+O", "next file", "files"),
    Key("PgDn", "read on", "scroll(1)"),
    Key("Ctrl+Z", "undo", "undo"),
    Key("Ctrl+G", "hint", "hint"),
    Key("Esc", "brief", "back"),
)
SENT_KEYS: Final = (Key("Enter", "marks", "marks"), Key("Ctrl+O", "next file", "files"), KEYS[-1])
BINDINGS: Final[list[BindingType]] = [
    Binding("ctrl+s,ctrl+j,ctrl+enter", "send", show=False, id="records.send", priority=True, tooltip="Send"),
    Binding("ctrl+o", "files", show=False, id="records.files", priority=True, tooltip="Next file"),
    Binding("ctrl+z", "undo", show=False, id="records.undo", priority=True, tooltip="Take the last change back"),
    Binding("ctrl+y", "redo", show=False, id="records.redo", priority=True, tooltip="Make it again"),
    Binding("ctrl+g", "hint", show=False, id="records.hint", tooltip="A hint (practice)"),
    Binding("pageup,ctrl+up", "scroll(-1)", show=False, id="records.up", priority=True, tooltip="Read back"),
    Binding("pagedown,ctrl+down", "scroll(1)", show=False, id="records.down", priority=True, tooltip="Read on"),
    Binding("f5,enter", "marks", show=False, id="records.marks", tooltip="See the marks (when it is sent)"),
]


class RecordsScreen(Page):
    """One form."""

    CSS_PATH: ClassVar[list[str]] = ["talk.tcss", "records.tcss"]  # type: ignore[assignment]
    HELP = HELP
    KEYS = KEYS
    BINDINGS = BINDINGS

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.opened = 1
        self.hint = ""
        self._typed: dict[str, str] = {}
        self._keep: Timer | None = None
        self._sending = False

    def body(self) -> ComposeResult:
        brief, drafts = self.sitting.brief, self.sitting.drafts
        values = {name: "" if text == EMPTIED else text for name, text in drafts.items()}
        with Horizontal(classes="columns -records"):
            with Vertical(classes="main", id="left"):
                yield Static(id="task")
                yield RecordsForm(brief.records, values, brief.beside, brief.words, self.sitting.reads, id="form")
                yield from _foot()
            yield Papers(classes="side -wideside", id="papers")

    @property
    def form(self) -> RecordsForm:
        return self.query_one("#form", RecordsForm)

    @property
    def sent(self) -> bool:
        return self.sitting.prompt is None

    def on_mount(self) -> None:
        self.sized()
        self.paint()
        if not self.sent:
            self.form.begin()

    def on_resize(self) -> None:
        self.sized()
        self.paint()

    def paint(self) -> None:
        """Title, task, the open file, and what was said to the form."""
        brief, exam = self.sitting.brief, self.sitting.mode == "exam"
        where = "sent" if self.sent else ""
        self.title_row(brief.head.title, *(("exam",) if exam else ()), brief.today, *((where,) if where else ()))
        task = self.sitting.prompt.text if self.sitting.prompt else ""
        rows = [words((task, INK))] if task and not self.tiny else []
        if self.hint:
            rows.append(words(("hint  ", MUTED), (self.hint, INK)))
        self.query_one("#task", Static).update(lines(rows))
        self.query_one("#task", Static).display = bool(rows)
        self.query_one("#papers", Papers).show(brief.exhibits, self.opened, names=not self.small)
        self.query_one("#foot-text", Static).update(self._asked())
        self.set_class(self.sent, "-over")
        self.set_class(self.opened == 0, "-closed")
        if self.sent:
            self.form.close()
            self.query_one("#over-text", Static).update(lines(_reply(self.sitting)))

    def _asked(self) -> Content:
        left = len(self.form.lacking)
        return words((f"* {left} asked for and still empty" if left else "all that is asked for is filled in", MUTED))

    @on(RecordsForm.Changed)
    def changed(self, event: RecordsForm.Changed) -> None:
        self._typed[event.name] = event.text
        self.query_one("#foot-text", Static).update(self._asked())
        if self._keep is None:
            self._keep = self.set_timer(0.7, self._keep_now)

    def _keep_now(self) -> None:
        self._keep = None
        self.keep_drafts()
        if not self._typed:
            self.form.kept()

    def keep_drafts(self) -> None:
        """Keep what is being written, now."""
        if self.sent or self._sending:
            return
        typed, self._typed = self._typed, {}
        try:
            for name, text in typed.items():
                self.sitting.save_draft(name, text or (EMPTIED if name != NOTE else ""))
        except AmtrainerError as error:
            self._typed = {**typed, **self._typed}
            self.fail(error)

    @on(Pick.Opened)
    def pick(self, event: Pick.Opened) -> None:
        pick = event.pick
        label = next(one.label for r in self.sitting.brief.records for one in r.fields if one.name == pick.field)

        def taken(value: str | None) -> None:
            if value is not None:
                pick.choose(value)

        self.app.push_screen(PickScreen(label, pick.options, pick.value), taken)

    def action_send(self) -> None:
        if self.sent or self._sending:
            return
        if question := self._question():
            self.app.push_screen(SureScreen(question, "Send"), self._sure)
            return
        self._send()

    def _question(self) -> str:
        """What is asked before it is sent: what is still empty, and in exam mode that there is no way back."""
        names = {one.name: f"{r.title}, {one.label}" for r in self.sitting.brief.records for one in r.fields}
        lacking = [names[field.name] for field in self.form.lacking]
        once = ["It cannot be called back in exam mode."] if self.sitting.mode == "exam" else []
        if lacking:
            return " ".join((f"Still empty: {'; '.join(lacking)}. Send all the same?", *once))
        return " ".join(("Send?", *once)) if once else ""

    def _sure(self, yes: bool | None) -> None:
        if yes:
            self._send()
        elif lacking := self.form.lacking:
            self.form.go_to(lacking[0].name)

    def _send(self) -> None:
        values, text = self.form.values, self.form.text
        self._sending = True

        async def work() -> None:
            try:
                await asyncio.to_thread(self.sitting.file, values, text)
            finally:
                self._sending = False
            self.fine()
            self.hint = ""
            self._typed = {}
            self.__dict__["KEYS"] = SENT_KEYS
            self.sized()
            self.paint()
            self.set_focus(None)
            self.app.show_marks_soon(self.sitting.session)  # type: ignore[attr-defined]

        self.app.do(work())  # type: ignore[attr-defined]

    @on(Button.Pressed)
    def pressed(self) -> None:
        if self.sent:
            self.action_marks()
        else:
            self.action_send()

    def action_marks(self) -> None:
        if self.sent:
            self.app.show_marks(self.sitting.session)  # type: ignore[attr-defined]

    def action_files(self) -> None:
        """The next file; in a very small window after the last one the form again."""
        count = len(self.sitting.brief.exhibits)
        if count:
            self.action_paper(self.opened % (count + 1) + 1 if self.tiny else self.opened % count + 1)

    def action_paper(self, number: int) -> None:
        self.opened = number if number <= len(self.sitting.brief.exhibits) else 0
        self.paint()
        self.query_one("#papers", Papers).scroll_home(animate=False)

    @on(Papers.Opened)
    def paper_opened(self, event: Papers.Opened) -> None:
        self.action_paper(event.number)

    def action_scroll(self, by: int) -> None:
        self.query_one("#papers", Papers).turn(by)

    def action_undo(self) -> None:
        if not _in_text(self.focused, Writing.undo) and not self.form.undo():
            self.notify("Nothing to take back.", timeout=2, markup=False)

    def action_redo(self) -> None:
        if not _in_text(self.focused, Writing.redo):
            self.form.redo()

    def action_hint(self) -> None:
        async def work() -> None:
            self.hint = await asyncio.to_thread(self.sitting.hint)
            self.paint()

        self.app.do(work())  # type: ignore[attr-defined]

    def action_back(self) -> None:
        if self.hint:
            self.hint = ""
            self.paint()
            return
        from amtrainer.tui.screens.again import AgainScreen

        self.keep_drafts()
        self.app.push_screen(AgainScreen(self.sitting.brief, self.sitting.mode))


def _foot() -> ComposeResult:
    """Below the form: what is still asked for, and Send; once it is sent what was said to it, and the way to the marks."""
    with Horizontal(id="foot"):
        yield Static(id="foot-text")
        yield Button("Send", id="send")
        yield Static(words((" Ctrl+S", MUTED)), id="send-key")
    with Vertical(id="over"):
        yield Static(id="over-text")
        with Horizontal(id="over-row"):
            yield Button("Marks", id="marks")
            yield Static(words((" Enter", MUTED)))


def _reply(sitting: Sitting) -> Iterator[Content]:
    """What the reader said to the form, and how the mood moved with it."""
    said = [line for line in sitting.state.lines if isinstance(line, ClientSpoke)]
    if len(said) > 1:
        yield words((f"{said[-1].speaker}  ", VOICE), (said[-1].text, INK))
        for move in said[-1].moves if sitting.mode != "exam" else ():
            yield words((f"{move.name} {move.before} → {move.after}   {move.reason}", MUTED))
        yield Content("")
    after = " It is kept." if sitting.brief.skills else " Your marks are ready."  # criteria are not told: an interview
    yield words(("It is sent and read.", INK), (after, MUTED))


def _in_text(writing: Widget | None, move: Callable[[Writing], None]) -> bool:
    """A text that is being written has steps of its own; whether one was made."""
    if not isinstance(writing, Writing):
        return False
    before = writing.text
    move(writing)
    return writing.text != before
