"""The frame of every screen: title, body, error line, keys; sizes as classes; help."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from amtrainer.errors import AmtrainerError
from amtrainer.tui.roles import BOLD, MUTED, words
from amtrainer.tui.widgets.frame import ErrorLine, Key, KeysRow, TitleRow


class Page(Screen[None]):
    """A screen of amtrainer. Below 100 columns or 30 rows it is `-small`, below 60 or 16 `-tiny`."""

    HELP: ClassVar[str] = ""
    KEYS: ClassVar[tuple[Key, ...]] = ()
    SMALL_KEYS: ClassVar[tuple[Key, ...] | None] = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", show=False, id="page.back", tooltip="Back; nothing is lost"),
    ]

    def compose(self) -> ComposeResult:
        yield TitleRow(id="title")
        yield from self.body()
        yield ErrorLine(id="error")
        yield KeysRow(id="keys")

    def body(self) -> ComposeResult:
        """The widgets between title and keys."""
        yield from ()

    def on_resize(self) -> object:
        """May be a coroutine."""
        self.sized()
        return None

    def sized(self) -> None:
        """Set the size classes, and what depends on them."""
        width, height = self.size
        tiny = width < 60 or height < 16
        small = width < 100 or height < 30
        self.set_class(tiny, "-tiny")
        self.set_class(height < 8, "-flat")
        self.set_class(small, "-small")
        keys = self.SMALL_KEYS if small and self.SMALL_KEYS is not None else self.KEYS
        if self.query("#keys"):
            self.query_one("#keys", KeysRow).keys = keys[:3] if tiny else keys

    @property
    def small(self) -> bool:
        return self.has_class("-small")

    @property
    def tiny(self) -> bool:
        return self.has_class("-tiny")

    def title_row(self, left: str, *right: str | tuple[str, str] | Content) -> None:
        """Set the first row; the parts at the right stand three columns apart."""
        row = self.query_one("#title", TitleRow)
        row.left = words((left, BOLD))
        row.right = tuple(words(part if not isinstance(part, str) else (part, MUTED)) for part in right)

    def fail(self, error: AmtrainerError) -> None:
        """Say what went wrong, above the keys."""
        self.query_one("#error", ErrorLine).say(error.message, error.hint)

    def fine(self) -> None:
        """Nothing is wrong any more."""
        self.query_one("#error", ErrorLine).clear()

    def action_back(self) -> object:
        """May be a coroutine."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        return None
