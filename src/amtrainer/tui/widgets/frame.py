"""What every screen has: a title row, a keys row, an error line, and lists one can walk through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from amtrainer.tui.bars import spread
from amtrainer.tui.roles import BOLD, INK, MISS, MUTED, words


class TitleRow(Widget):
    """Title left, state right."""

    DEFAULT_CSS = "TitleRow { height: auto; width: 100%; } TitleRow > * { height: 1; }"

    left: reactive[Content] = reactive(Content(""), layout=False)
    right: reactive[tuple[Content, ...]] = reactive((), layout=False)

    def render(self) -> RenderResult:
        """What does not fit at the right is left out, the first part first; the title is cut last."""
        width, parts = self.size.width, self.right
        while len(parts) > 1 and self.left.cell_length + _joined(parts).cell_length + 2 > width:
            parts = parts[1:]
        return spread(self.left, _joined(parts), width)


def _joined(parts: tuple[Content, ...]) -> Content:
    return Content("   ").join(list(parts))


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the keys row: what to press, what it does, and the action a click runs."""

    key: str
    word: str
    action: str


class KeysRow(Widget):
    """Keys in order of use, help at the right. What does not fit is left out whole, and stays in help."""

    DEFAULT_CSS = "KeysRow { height: auto; width: 100%; }"

    keys: reactive[tuple[Key, ...]] = reactive(())

    TAIL: ClassVar[Key] = Key("F1", "help", "app.help")

    def render(self) -> RenderResult:
        self._spots: list[tuple[int, int, str]] = []
        width = self.size.width
        tail = _key(self.TAIL)
        room = width - tail.cell_length - 2
        gap = 3 if width >= 60 else 2
        shown: list[Content] = []
        at = 0
        for key in self.keys[:8]:
            piece = _key(key)
            if at + piece.cell_length > room:
                continue
            self._spots.append((at, at + piece.cell_length, key.action))
            shown.append(piece)
            at += piece.cell_length + gap
        self._spots.append((width - tail.cell_length, width, self.TAIL.action))
        return spread(Content(" " * gap).join(shown), tail, width)

    async def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        x = -1 if offset is None else offset.x
        for start, end, action in self._spots:
            if start <= x < end:
                await self.screen.run_action(action)


def _key(key: Key) -> Content:
    return words((key.key, BOLD), " ", (key.word, MUTED))


class ErrorLine(Static):
    """What failed, what is safe, what to do. Stays until it is solved."""

    DEFAULT_CSS = "ErrorLine { height: auto; display: none; } ErrorLine.-said { display: block; }"

    def say(self, message: str, hint: str = "") -> None:
        self.update(words(("✗ ", MISS), message, " ", (hint, MUTED)))
        self.add_class("-said")

    def clear(self) -> None:
        self.remove_class("-said")


class Button(Static):
    """The one button of a screen, its key beside it."""

    DEFAULT_CSS = "Button { width: auto; height: 1; }"

    class Pressed(Message):
        """The button was clicked."""

    def __init__(self, word: str, *, id: str | None = None) -> None:
        super().__init__(words(f"  {word}  "), id=id)

    def on_click(self) -> None:
        self.post_message(self.Pressed())


class Row(Static):
    """One line of a list. The place before it is for the sign of selection."""

    DEFAULT_CSS = "Row { height: auto; width: 1fr; }"

    def __init__(self, content: Content, name: str, *, disabled: bool = False) -> None:
        super().__init__(classes="-dead" if disabled else "")
        self.text = content
        self.key = name
        self.dead = disabled

    def render(self) -> RenderResult:
        on = self.has_class("-on")
        return words(("▸" if on else " ", "$voice"), _picked(self.text) if on else self.text)


def _picked(text: Content) -> Content:
    """The selected row: one group of words is bold, the first that is not muted."""
    first = next((span for span in text.spans if span.style == INK), None)
    return text.stylize("bold", first.start, first.end) if first else text.stylize("bold")


class Rows(VerticalScroll, can_focus=True):
    """A list: arrows or j k walk, Enter or a click opens."""

    DEFAULT_CSS = "Rows { height: auto; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "next", show=False, id="list.down", tooltip="Next row"),
        Binding("up,k", "step(-1)", "previous", show=False, id="list.up", tooltip="Row before"),
        Binding("g,home", "jump(0)", "first", show=False, id="list.first", tooltip="First row"),
        Binding("G,end", "jump(-1)", "last", show=False, id="list.last", tooltip="Last row"),
        Binding("enter", "open", "open", show=False, id="list.open", tooltip="Open the row"),
    ]

    at: reactive[int] = reactive(-1, always_update=True)

    class Chosen(Message):
        """A row was opened."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    class Moved(Message):
        """Another row is selected."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(
        self, rows: Sequence[tuple[str, Content]] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        """With `rows` it is there at once and whole, the first one selected: cheaper than to fill it when it stands."""
        made = [Row(content, key, disabled=not key) for key, content in rows]
        live = next((place for place, row in enumerate(made) if not row.dead), -1)
        if live >= 0:
            made[live].add_class("-on")
        super().__init__(*made, id=id, classes=classes)
        self.set_reactive(Rows.at, live)

    async def fill(self, rows: Sequence[tuple[str, Content]], at: int = 0) -> None:
        """Show these rows (key, text); an empty key is a line that cannot be selected."""
        await self.remove_children()
        await self.mount_all([Row(content, key, disabled=not key) for key, content in rows])
        live = [place for place, (key, _) in enumerate(rows) if key]
        self.at = live[min(max(at, 0), len(live) - 1)] if live else -1

    @property
    def rows(self) -> list[Row]:
        return list(self.query(Row))

    @property
    def key(self) -> str:
        """The key of the selected row; "" if there is none."""
        rows = self.rows
        return rows[self.at].key if 0 <= self.at < len(rows) else ""

    def watch_at(self) -> None:
        for place, row in enumerate(self.rows):
            row.set_class(place == self.at, "-on")
            row.refresh(layout=False)
        if self.key:
            self.rows[self.at].scroll_visible(animate=False)
            self.post_message(self.Moved(self, self.key))

    def action_step(self, by: int) -> None:
        rows, at = self.rows, self.at + by
        while 0 <= at < len(rows) and rows[at].dead:
            at += by
        if 0 <= at < len(rows):
            self.at = at
        else:
            self._leave(by)

    def _leave(self, by: int) -> None:
        """Past an end the next list goes on, if there is one; otherwise nothing happens."""
        chain = self.screen.focus_chain
        place = chain.index(self) + by if self in chain else -1
        if 0 <= place < len(chain) and isinstance(chain[place], Rows) and chain[place].rows:  # type: ignore[attr-defined]
            other: Rows = chain[place]  # type: ignore[assignment]
            other.focus()
            other.action_jump(0 if by > 0 else -1)
            self.at = -1

    def action_jump(self, to: int) -> None:
        live = [place for place, row in enumerate(self.rows) if not row.dead]
        if live:
            self.at = live[to]

    def action_open(self) -> None:
        if not self.key:
            raise SkipAction  # nothing is selected here: the key is the screen's
        self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        row = event.widget
        if isinstance(row, Row) and not row.dead:
            again = self.has_focus and self.rows.index(row) == self.at
            self.focus()
            self.at = self.rows.index(row)
            if again or event.chain > 1:
                self.action_open()
