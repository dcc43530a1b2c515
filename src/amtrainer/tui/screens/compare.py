"""Two attempts side by side: levels, points gained and lost with the words that did it, moods, and both texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from amtrainer.progress.compare import Comparison, CriterionChange, Side
from amtrainer.tui.bars import dots, padded, sparkline
from amtrainer.tui.roles import BOLD, INK, MUTED, VOICE, change_role, lines, signed, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Key, Rows
from amtrainer.tui.widgets.marked import marked

NAME = 34
COLUMN = 17
MARGIN = 10  # blanks beside the table, the mark of the row, the scrollbar


class CompareScreen(Page):
    """Attempt A on the left, attempt B on the right."""

    CSS_PATH = "compare.tcss"
    HELP = (
        "Points are those before any cap. Lines that both attempts share are muted; the words of the selected criterion are "
        "lit in both texts."
    )
    KEYS = (
        Key("j k", "criterion", "step(1)"),
        Key("s", "swap sides", "swap"),
        Key("f", "fork where they part", "fork"),
        Key("Esc", "back", "back"),
    )
    SMALL_KEYS = (Key("j k", "criterion", "step(1)"), Key("s", "other text", "swap"), Key("Esc", "back", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "swap", show=False, id="compare.swap", tooltip="Swap sides; in small windows: the other text"),
        Binding("f", "fork", show=False, id="compare.fork", tooltip="Go back to where they part"),
    ]

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        self.found = found
        self.swapped = False
        if not found.forkable:
            self.__dict__["KEYS"] = tuple(key for key in self.KEYS if key.key != "f")

    def body(self) -> ComposeResult:
        with Vertical(classes="columns -compare"):
            with VerticalScroll(id="table", can_focus=False):
                yield Static(id="head")
                yield Rows(id="criteria")
                yield Static(id="moods")
            with Horizontal(id="texts"):
                with VerticalScroll(id="text-a", classes="text", can_focus=False):
                    yield Static(id="a")
                with VerticalScroll(id="text-b", classes="text", can_focus=False):
                    yield Static(id="b")

    async def on_mount(self) -> None:
        self.sized()
        await self._fill(0)
        self.query_one("#criteria").focus(scroll_visible=False)

    async def on_resize(self) -> None:
        self.sized()
        await self._fill(max(self.query_one("#criteria", Rows).at, 0))

    async def _fill(self, at: int) -> None:
        rows = [(str(row.number), self._row(row)) for row in self.found.criteria]
        await self.query_one("#criteria", Rows).fill(rows, at)
        self.paint()

    def paint(self) -> None:
        """Everything but the rows."""
        a, b = self.found.a, self.found.b
        both = words((f"{_total(a)} → {_total(b)}  ", INK), _changed(self.found.change))
        self.title_row(self.found.title, both if self.small else "two attempts")
        head = words(
            padded(Content(""), self._first()),
            padded(words(("A" if self.tiny else _day(a), MUTED)), self._column()),
            padded(words(("B" if self.tiny else _day(b), MUTED)), self._column()),
            ("" if self.small else "what made the difference", MUTED),
        )
        total = words(
            padded(words(("Total", BOLD)), self._first()),
            padded(words((_total(a), BOLD)), self._column()),
            (f"{_total(b):<4}", BOLD),
            _changed(self.found.change),
        )
        gates = [words((f"! {title}, {where}", INK)) for title, where in self.found.gates]
        rows = [head, total] if self.small else [head, Content(""), total, *gates, Content("")]
        self.query_one("#head", Static).update(lines(rows))
        below = gates if self.small else [Content("")]
        self.query_one("#moods", Static).update(lines([*below, *self._moods()]))
        lit = self._lit()
        left, right = (b, a) if self.swapped else (a, b)
        self.query_one("#a", Static).update(lines(self._text(left, lit)))
        self.query_one("#b", Static).update(lines(self._text(right, lit)))

    def _first(self) -> int:
        return 22 if self.tiny else NAME

    def _column(self) -> int:
        return 7 if self.tiny else COLUMN

    def _curve(self) -> int:
        """A mood's curve with its first and last value; the second may run under what made the difference."""
        longest = max((len(values) for mood in self.found.moods for values in (mood.a, mood.b)), default=0)
        return max(self._column(), longest + 10)

    def _row(self, row: CriterionChange) -> Content:
        same = words(
            padded(words((f"{row.number}  ", INK), (row.title, INK)), self._first()),
            padded(dots(row.level_a), self._column()),
            dots(row.level_b),
            ("  ", INK),
            _changed(row.change),
        )
        if self.small:
            return same
        before = self._first() + 2 * self._column()
        return words(padded(same, before), padded(words((row.what, MUTED)), self.size.width - before - MARGIN))

    def _moods(self) -> Iterator[Content]:
        if not self.small:
            yield words(("Moods after each turn", MUTED))
        for mood in self.found.moods:
            a, b = (padded(_course(values), self._curve()) for values in (mood.a, mood.b))
            yield words(padded(words((mood.name, INK)), self._first()), a, b)

    def _lit(self) -> int | None:
        key = self.query_one("#criteria", Rows).key
        return int(key) if key else None

    def _text(self, side: Side, lit: int | None) -> Iterator[Content]:
        yield words((_day(side), BOLD), (f"   session {side.session}", MUTED))
        for place, line in enumerate(side.lines):
            yield Content("")
            if place < self.found.shared or not line.own:
                role = MUTED
                yield words((f"{line.name}: ", role), (line.text, role))
            else:
                yield words((f"{line.name}: ", INK), marked(line, lit))

    @on(Rows.Moved)
    def moved(self) -> None:
        self.paint()

    def action_step(self, by: int) -> None:
        self.query_one("#criteria", Rows).action_step(by)

    def action_swap(self) -> None:
        self.swapped = not self.swapped
        self.paint()

    def action_fork(self) -> None:
        turn = sum(line.own for line in self.found.b.lines[: self.found.shared])
        self.app.fork(self.found.b.session, turn)  # type: ignore[attr-defined]


def _day(side: Side) -> str:
    when = datetime.fromisoformat(side.when)
    return f"{when.day} {when:%b}, no. {side.attempt}"


def _course(values: Sequence[int]) -> Content:
    """`▅▆▆▇ 5 → 8`: heights from 0 to 10, read without colour."""
    if not values:
        return words(("–", MUTED))
    return words((sparkline(values, 0, 10), VOICE), (f" {values[0]} → {values[-1]}", INK))


def _total(side: Side) -> str:
    return "–" if side.total is None else str(side.total)


def _changed(change: int | None) -> Content:
    return words((signed(change), change_role(change))) if change is not None else Content("")
