"""A choice of the person who leads: digits, a click, and perhaps a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from amtrainer.tui.roles import BOLD, INK, MUTED, words
from amtrainer.tui.widgets.frame import Button

Choice = tuple[str, str, str]  # key, what it means, what it says


class ChoiceRow(Static):
    """One choice; a click takes it."""

    def __init__(self, text: Content, number: int) -> None:
        super().__init__(text)
        self._number = number

    async def on_click(self) -> None:
        await self.screen.run_action(f"take({self._number})")


class LedScreen(ModalScreen[tuple[str, str]]):
    """A choice of the person who leads: a digit takes it, with the words typed below."""

    CSS_PATH = "booth.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, tooltip="Not yet"),
        Binding("enter", "first", show=False, tooltip="The first"),
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, question: str, choices: Sequence[Choice], *, note: bool = False, word: str = "") -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)
        self._note = note
        self._word = word

    def compose(self) -> ComposeResult:
        with Vertical(id="led"):
            yield Static(words((self._question, INK)))
            for number, (key, _, says) in enumerate(self._choices, 1):
                yield ChoiceRow(words((f"{key}  ", BOLD), (says, INK)), number)
            if self._note:
                yield Input(placeholder="a few words, if needed; then Enter and a digit", id="words", compact=True)
            with Horizontal(classes="button-row"):
                if self._word:
                    yield Button(self._word)
                enter = " Enter   " if self._word else ""
                yield Static(words((enter, MUTED), ("Esc", BOLD), (" not yet", MUTED)))

    def key_n(self) -> None:
        if self._note and not self.query_one("#words", Input).has_focus:
            self.query_one("#words", Input).focus()

    @on(Input.Submitted)
    def written(self) -> None:
        self.set_focus(None)

    @on(Button.Pressed)
    def action_first(self) -> None:
        if self._word:
            self.dismiss(("", ""))

    def action_take(self, number: int) -> None:
        if number <= len(self._choices):
            text = self.query_one("#words", Input).value if self._note else ""
            self.dismiss((self._choices[number - 1][1], text))

    def action_leave(self) -> None:
        self.dismiss(None)
