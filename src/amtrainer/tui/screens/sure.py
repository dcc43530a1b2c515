"""One question before something that cannot be called back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from amtrainer.tui.roles import BOLD, INK, MUTED, words
from amtrainer.tui.widgets.frame import Button


class SureScreen(ModalScreen[bool]):
    """Asks; Enter or y says yes, Esc or n says no."""

    DEFAULT_CSS = """
    SureScreen { align: center bottom; background: transparent; }
    SureScreen #sure { background: $raised; width: 100%; height: auto; padding: 1 3; }
    SureScreen Horizontal { height: 1; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "yes", show=False, id="sure.yes", tooltip="Yes"),
        Binding("escape,n", "answer(False)", "no", show=False, id="sure.no", tooltip="No"),
    ]

    def __init__(self, question: str, word: str) -> None:
        super().__init__()
        self._question = question
        self._word = word

    def compose(self) -> ComposeResult:
        with Vertical(id="sure"):
            yield Static(words((self._question, INK)))
            with Horizontal():
                yield Button(self._word)
                yield Static(words((" Enter", MUTED), "   ", ("Esc", BOLD), (" not yet", MUTED)))

    @on(Button.Pressed)
    def pressed(self) -> None:
        self.dismiss(True)

    def action_answer(self, sure: bool) -> None:
        self.dismiss(sure)
