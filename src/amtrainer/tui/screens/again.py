"""The brief once more, while the session waits behind it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from amtrainer.tui.roles import words
from amtrainer.tui.screens.brief import BriefScreen
from amtrainer.tui.widgets.frame import Button, Key


class AgainScreen(BriefScreen):
    """The brief of a session that is under way: Enter goes on with it, Esc leaves it for later."""

    HELP = (
        "This is what you knew before it began. Enter goes back to where you were; your draft is as you left it. "
        "Esc goes home; the session waits there under Unfinished."
    )
    KEYS = (
        Key("Enter", "go on", "begin"),
        Key("1–5", "open a file", "file(1)"),
        Key("0", "close it", "file(0)"),
        Key("Esc", "home, it waits there", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "go on", id="again.on", tooltip="Go on"),
        Binding("e", "nothing", show=False, id="again.exam", tooltip="The mode stays as it was chosen"),
    ]

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#begin", Button).update(words("  Go on  "))

    def action_begin(self) -> None:
        self.app.pop_screen()

    def action_nothing(self) -> None:
        """Exam mode cannot be turned on or off in between."""

    def action_back(self) -> None:
        self.app.go_home()  # type: ignore[attr-defined]
