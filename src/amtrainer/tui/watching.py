"""The workbench as an app of its own: one file, one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from amtrainer import paths
from amtrainer.authoring.workbench import Workbench
from amtrainer.text import clean
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.watch import WatchScreen
from amtrainer.tui.settings import Settings, keymap, read_settings, write_settings
from amtrainer.tui.theme import DARK, LIGHT


class WatchApp(App[int]):
    """Watches one file and shows what every save does."""

    TITLE = "amtrainer watch"
    CSS_PATH: ClassVar[Any] = ["app.tcss", "screens/watch.tcss"]  # a default screen does not load its own
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+underscore,question_mark", "help", "help", show=False, id="app.help", tooltip="Help"),
        Binding("ctrl+q", "quit", "quit", show=False, id="app.quit", priority=True, tooltip="Quit"),
        Binding("f2", "toggle_theme", "light or dark", show=False, id="app.theme", tooltip="Light or dark"),
    ]

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.set_reactive(App.theme, LIGHT.name if read_settings(paths.settings_file()).light else DARK.name)
        self.crashed = ""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    def get_default_screen(self) -> Page:
        return WatchScreen(Workbench(self.file))

    def on_mount(self) -> None:
        if keys := keymap(paths.keymap_file()):
            self.set_keymap(keys)

    def notify(self, message: str, *, title: str = "", **more: Any) -> None:
        """A short notice; like all text it passes the gate and is no markup."""
        super().notify(clean(message), title=clean(title), **{**more, "markup": False})

    def action_help_quit(self) -> None:
        """Ctrl+C is pressed to leave a program: say how to leave this one."""
        self.notify("Ctrl+Q quits.")

    def action_help(self) -> None:
        from amtrainer.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_toggle_theme(self) -> None:
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name
        write_settings(paths.settings_file(), Settings(light=self.theme == LIGHT.name))

    async def action_quit(self) -> None:
        self.exit(0)

    def _fatal_error(self) -> None:
        """A crash is one line for the author and an entry in the log."""
        from amtrainer.crash import log_crash

        self.crashed = log_crash(self._exception) if self._exception else ""
        self._close_messages_no_wait()


def run_watch(file: Path) -> int:
    """Run the workbench until the author leaves. Returns the exit status."""
    import sys

    app = WatchApp(file)
    result = app.run()
    if app.crashed:
        sys.stderr.write(f"amtrainer: an internal error. Your file was not touched. Details: {app.crashed}\n")
        return 3
    return result if result is not None else int(app.return_code or 0)
