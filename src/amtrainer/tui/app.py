"""The app: opens screens, holds practice, leaves the terminal as it found it."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from amtrainer import paths
from amtrainer.errors import AmtrainerError
from amtrainer.practice.home import read_home
from amtrainer.tui.onward import Onward
from amtrainer.tui.screens.home import HomeScreen
from amtrainer.tui.settings import Settings, keymap, read_settings, write_settings
from amtrainer.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from textual.screen import Screen

    from amtrainer.practice import Practice

Opener = Callable[[], "Practice"]


class Amtrainer(Onward):
    """Screens over one opened practice, which is opened after the first paint."""

    TITLE = "amtrainer"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1,ctrl+underscore,question_mark",
            "help",
            "help",
            show=False,
            id="app.help",
            tooltip="Help for this screen",
        ),
        Binding("ctrl+q", "quit", "quit", show=False, id="app.quit", priority=True, tooltip="Quit; everything is kept"),
        Binding("f2", "toggle_theme", "light or dark", show=False, id="app.theme", tooltip="Light or dark"),
    ]

    def __init__(
        self,
        opener: Opener,
        *,
        scenario: str | None = None,
        mode: str = "practice",
        seed: int | None = None,
        short: bool = False,
        session: str | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__()
        self.today = today or date.today()  # noqa: DTZ011 - the trainee's own day
        self.settings: Settings = read_settings(paths.settings_file())
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        # Without the watcher, which would style everything a second time before the first paint.
        self.set_reactive(App.theme, LIGHT.name if self.settings.light else DARK.name)
        self._opener = opener
        self._first = (scenario, mode, seed, short, session)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    async def on_mount(self) -> None:
        self._practice = asyncio.get_running_loop().create_future()
        self.obey_signals()
        if keys := keymap(paths.keymap_file()):
            self.set_keymap(keys)
        self.call_after_refresh(self._painted)

    def get_default_screen(self) -> HomeScreen:
        """Home lies at the bottom of all screens."""
        return HomeScreen(read_home(paths.home_file()), self.today)

    def _painted(self) -> None:
        """After the first paint: let the collector work again, and open what is heavy."""
        gc.freeze()
        gc.enable()
        self.run_worker(self._open, thread=True, exit_on_error=False, group="open")

    def _open(self) -> None:
        try:
            practice = self._opener()
            home = practice.home()
        except AmtrainerError as error:
            self.call_from_thread(self.failed, error)
            return
        gc.freeze()  # thousands of sessions stay; the collector walking them all would hold up the next screen
        opened: Callable[..., Any] = self._opened
        self.call_from_thread(opened, practice, home)

    async def _opened(self, practice: Practice, home: Any) -> None:
        assert self._practice is not None
        self._practice.set_result(practice)
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                await screen.show(home)
        scenario, mode, seed, short, session = self._first
        if session is not None:
            self.open_session(session)
        elif scenario is not None:
            self.open_brief(scenario, mode=mode, seed=seed, short=short)

    def action_help(self) -> None:
        from amtrainer.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_toggle_theme(self) -> None:
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name
        self.settings = Settings(light=self.theme == LIGHT.name)
        write_settings(paths.settings_file(), self.settings)

    async def action_quit(self) -> None:
        if self.keep_all():
            self.exit(0)

    def get_system_commands(self, screen: Screen[Any]) -> Any:  # noqa: ARG002
        from amtrainer.tui.palette import commands

        return commands(self)


def run_app(
    *,
    scenario: str | None = None,
    mode: str = "practice",
    seed: int | None = None,
    short: bool = False,
    session: str | None = None,
) -> int:
    """Run the screens until the trainee leaves. Returns the exit status."""
    from amtrainer.practice import open_practice

    gc.disable()
    _read_any_bytes()
    app = Amtrainer(open_practice, scenario=scenario, mode=mode, seed=seed, short=short, session=session)
    result = app.run()
    if app.crashed:
        sys.stderr.write(
            f"amtrainer: an internal error. What was sent is kept, and so is your draft. Details: {app.crashed}\n"
        )
        return 3
    return result if result is not None else int(app.return_code or 0)


def _read_any_bytes() -> None:
    """Bytes that are no UTF-8 are shown as such; they do not end the app."""
    import codecs

    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = lambda name: partial(codecs.getincrementaldecoder(name), errors="replace")  # type: ignore[attr-defined]
