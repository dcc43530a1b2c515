"""The field in which a trainee writes: grows with the text, says how long it is and that it is kept."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from amtrainer.text import clean
from amtrainer.tui.roles import BOLD, MUTED, words
from amtrainer.tui.widgets.frame import Button

MOST = 10_000  # characters


class Writing(TextArea):
    """A text area without ornament. Enter is a new line; pasted text passes the gate and is cut at the most."""

    DEFAULT_CSS = """
    Writing { border: none; padding: 0; height: auto; background: transparent; }
    Writing:focus { border: none; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True)
        self.highlight_cursor_line = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        room = MOST - len(self.text)
        pasted = clean(event.text)
        if len(pasted) > room:
            self.post_message(Field.TooLong(len(pasted) + len(self.text)))
            pasted = pasted[: max(room, 0)]
        if result := self._replace_via_keyboard(pasted, *self.selection):
            self.move_cursor(result.end_location)
        self.post_message(Field.Pasted(len(pasted)))

    def action_paste(self) -> None:
        """What was copied inside the app counts as pasted too."""
        super().action_paste()
        self.post_message(Field.Pasted(len(self.app.clipboard)))


class Field(Vertical):
    """Speaker, text, and below it words, what is kept, and Send."""

    DEFAULT_CSS = """
    Field { height: auto; background: $raised; }
    Field #line { height: auto; }
    Field #speaker { width: 8; height: 1; }
    Field #below { height: 1; }
    Field #count { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+j,ctrl+enter", "send", "send", show=False, id="field.send", tooltip="Send"),
    ]

    class Sent(Message):
        """The trainee wants this text sent."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Changed(Message):
        """The text changed; it should be kept within a second."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Pasted(Message):
        """So many characters came from elsewhere."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    class TooLong(Message):
        """More was pasted than fits; the rest was left out."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    def __init__(self, speaker: str, text: str = "", *, most: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self._most = most  # words that were asked for; 0: any number
        self._speaker = speaker
        self._text = text

    def compose(self) -> ComposeResult:
        with Horizontal(id="line"):
            yield Static(words((self._speaker, MUTED)), id="speaker")
            yield Writing(self._text, id="writing")
        with Horizontal(id="below"):
            yield Static("", id="count")
            yield Button("Send", id="send")
            yield Static(words((" Ctrl+S", MUTED)), id="send-key")

    def on_mount(self) -> None:
        self._tell("")

    @property
    def text(self) -> str:
        """What is written; before the field is on the screen what it will hold."""
        return next((one.text for one in self.query(Writing)), self._text)

    @text.setter
    def text(self, text: str) -> None:
        self._text = text
        for one in self.query(Writing):
            one.load_text(text)

    def kept(self) -> None:
        """The text is on disk."""
        self._tell("draft saved" if self.text.strip() else "")

    def take_focus(self) -> None:
        self.query_one(Writing).focus()

    def limit(self, rows: int) -> None:
        """The most rows before it scrolls."""
        self.query_one(Writing).styles.max_height = rows

    def _tell(self, note: str) -> None:
        count = len(self.text.split())
        asked = f" of {self._most}" if self._most else ""
        text = words(
            (f"        {count}", BOLD if self._most and count > self._most else MUTED),
            (f"{asked} word{'' if count == 1 and not asked else 's'}", MUTED),
            (f"   {note}" if note else "", MUTED),
        )
        if len(self.text) >= MOST:
            text = words(text, (f"   {MOST:,} characters are the most", BOLD))
        self.query_one("#count", Static).update(text)

    @on(TextArea.Changed)
    def changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if len(self.text) > MOST:
            self.text = self.text[:MOST]
        self._tell("")
        self.post_message(self.Changed(self.text))

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_send()

    def action_send(self) -> None:
        self.post_message(self.Sent(self.text))
