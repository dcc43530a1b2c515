"""Help for the screen one comes from: three sentences, then its keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from amtrainer.tui.bars import padded
from amtrainer.tui.roles import BOLD, INK, MUTED, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Key

NAMES = {
    "ctrl+underscore": "Ctrl+_",
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


class HelpScreen(Page):
    """The keys of another screen."""

    CSS_PATH = "lists.tcss"
    KEYS = (Key("Esc", "back", "back"),)

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self.about = about

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="main"):
            yield Static(self._text())

    def on_mount(self) -> None:
        self.sized()
        self.title_row("Help")

    def _text(self) -> Content:
        rows = [words((getattr(self.about, "HELP", ""), INK)), Content("")]
        for key, what in self._keys():
            rows.append(words(padded(words((key, BOLD)), 24), "  ", (what, MUTED)))
        rows += [
            Content(""),
            words(("Every key can be bound anew in keys.json; amtrainer locate says where it lies.", MUTED)),
        ]
        return lines(rows)

    def _keys(self) -> Iterator[tuple[str, str]]:
        seen: set[str] = set()
        for _, bindings in self.about._binding_chain:
            for binding in (b for group in bindings.key_to_bindings.values() for b in group):
                yield from self._one(binding, bindings.key_to_bindings, seen)

    @staticmethod
    def _one(binding: Binding, group: dict[str, list[Binding]], seen: set[str]) -> Iterator[tuple[str, str]]:
        what = binding.tooltip or ""
        if not what or what in seen:
            return
        seen.add(what)
        keys = [key for key, several in group.items() if any(b.action == binding.action for b in several)]
        yield "  ".join(_named(key) for key in keys), what


def _named(key: str) -> str:
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        rest = key.removeprefix("ctrl+")
        return f"Ctrl+{NAMES.get(rest, rest.upper() if len(rest) == 1 else rest.capitalize())}"
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key
