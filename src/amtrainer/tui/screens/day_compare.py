"""Candidates side by side after the reveal: a table, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from amtrainer.tui.bars import padded
from amtrainer.tui.roles import BOLD, INK, MUTED, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Key

CRITERION = 44  # columns of what a criterion asks; it is cut in narrow windows


class DayCompareScreen(Page):
    """Totals with their ranges; nobody is ranked and nothing is decided."""

    CSS_PATH = "interview.tcss"
    HELP = (
        "Levels are those agreed on; where none is agreed, the mean of the raters. A total lies within its range with "
        "80% certainty. Ranges that overlap are no difference."
    )
    KEYS = (Key("↑↓", "scroll", "down"), Key("Esc", "back", "back"))

    def __init__(self, name: str, rows: Sequence[Sequence[str]], told: Sequence[str]) -> None:
        super().__init__()
        self._name = name
        self._rows = tuple(rows)
        self._told = tuple(told)

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="main", id="side"):
            yield Static(id="table")
            yield Static(lines([words((one, INK)) for one in self._told]), id="sentences")

    def on_mount(self) -> None:
        self.sized()
        self.title_row(f"{self._name}   side by side")
        self._paint()
        self.query_one("#side").focus()

    def on_resize(self) -> None:
        self.sized()
        self._paint()

    def action_down(self) -> None:
        self.query_one("#side", VerticalScroll).scroll_down()

    def _paint(self) -> None:
        cells = max(len(one) for row in self._rows for one in row[1:]) + 3
        room = self.size.width - 8 - cells * (len(self._rows[0]) - 1)
        width = max(12, min(CRITERION, room))
        self.query_one("#table", Static).update(
            lines([self._row(row, width, cells, place) for place, row in enumerate(self._rows)])
        )

    def _row(self, row: Sequence[str], width: int, cells: int, place: int) -> Content:
        last = len(self._rows) - 2
        role = MUTED if place == 0 or place > last else BOLD if place == last else INK
        says = row[0] if len(row[0]) < width else row[0][: width - 2] + "…"
        return words(padded(words((says, role)), width), *((f"{one:>{cells}}", role) for one in row[1:]))
