"""The screens of an interview day, each by itself: from a rater's desk no other screen can be reached."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from amtrainer import paths
from amtrainer.tui.lasting import Lasting
from amtrainer.tui.settings import keymap, read_settings
from amtrainer.tui.theme import DARK, LIGHT


class DayApp(Lasting):
    """One screen of a day, with help and the two themes; no palette."""

    TITLE = "amtrainer"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+underscore,question_mark", "help", "help", show=False, id="app.help", tooltip="Help"),
        Binding("ctrl+q", "quit", "quit", show=False, id="app.quit", priority=True, tooltip="Quit; everything is kept"),
        Binding("f2", "toggle_theme", "light or dark", show=False, id="app.theme", tooltip="Light or dark"),
    ]

    def __init__(self, first: Callable[[], Screen[Any]]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if read_settings(paths.settings_file()).light else DARK.name
        self._first = first

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    def on_mount(self) -> None:
        self.obey_signals()
        if keys := keymap(paths.keymap_file()):
            self.set_keymap(keys)
        self.push_screen(self._first())

    def action_help(self) -> None:
        from amtrainer.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_toggle_theme(self) -> None:
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name


def run_day_screen(first: Callable[[], Screen[Any]]) -> int:
    """Show one screen until it is left. Returns the exit status."""
    return status_of(DayApp(first))


def status_of(app: Lasting) -> int:
    """Run an app and return its exit status; after a crash one line says where the details are."""
    result = app.run()
    if app.crashed:
        sys.stderr.write(f"amtrainer: an internal error. What was sent is kept. Details: {app.crashed}\n")
        return 3
    return result if result is not None else int(app.return_code or 0)
