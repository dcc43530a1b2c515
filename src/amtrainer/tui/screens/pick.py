"""All values of a choice, to take one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from amtrainer.tui.roles import BOLD, INK, MUTED, words
from amtrainer.tui.widgets.frame import Rows

EMPTY = "(empty)"


class PickScreen(ModalScreen[str | None]):
    """Arrows walk, Enter or a second click takes, Esc leaves it as it was."""

    DEFAULT_CSS = """
    PickScreen { align: center bottom; background: transparent; }
    PickScreen #box { background: $side; width: 100%; height: auto; max-height: 80%; padding: 1 3; }
    PickScreen Rows, PickScreen Rows:focus { background: $side; }
    PickScreen Rows { height: auto; max-height: 16; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "as it was", show=False, id="pick.leave", tooltip="Leave it as it was"),
    ]

    def __init__(self, label: str, options: Sequence[str], value: str) -> None:
        super().__init__()
        self._label = label
        self._options = (*options, EMPTY)
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(words((self._label, MUTED)))
            yield Rows(id="values")
            yield Static(words(("Enter", BOLD), (" take   ", MUTED), ("Esc", BOLD), (" as it was", MUTED)))

    async def on_mount(self) -> None:
        at = self._options.index(self._value) if self._value in self._options else 0
        rows = self.query_one("#values", Rows)
        await rows.fill([(one, words((one, MUTED if one == EMPTY else INK))) for one in self._options], at)
        rows.focus()

    @on(Rows.Chosen)
    def taken(self, event: Rows.Chosen) -> None:
        self.dismiss("" if event.key == EMPTY else event.key)

    def action_leave(self) -> None:
        self.dismiss(None)
