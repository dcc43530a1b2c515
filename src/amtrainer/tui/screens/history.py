"""What was played: a calendar, and every session with its total; Enter opens the text and its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Input, Static

from amtrainer.practice.views import HistoryRow
from amtrainer.tui.bars import calendar, padded, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, change_role, lines, signed, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Key, Rows

MOST = 30  # rows at once; the rest is a word away
WEEKS = 26
EMPTY = words(
    ("Nothing played yet. ", INK),
    ("Esc", BOLD),
    (" home, then ", MUTED),
    ("Enter", BOLD),
    (" starts something.", MUTED),
)
NONE = words(("Nothing fits. ", INK), ("Esc", BOLD), (" shows all.", MUTED))


class HistoryScreen(Page):
    """All sessions, newest first."""

    CSS_PATH = "lists.tcss"
    HELP = "Every session is kept with its full text and the marks it was given. Enter opens one; / narrows the list."
    KEYS = (
        Key("Enter", "open", "open"),
        Key("↑↓", "choose", "choose"),
        Key("/", "filter", "filter"),
        Key("Esc", "home", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", show=False, id="history.filter", tooltip="Narrow the list"),
    ]

    def __init__(
        self,
        rows: Sequence[HistoryRow],
        today: date,
        said: Callable[[str], frozenset[str]] = lambda _: frozenset(),
        wanted: str = "",
    ) -> None:
        super().__init__()
        self.rows = tuple(rows)
        self.today = today
        self._said = said  # words -> sessions in which they were said
        self._wanted = wanted
        self._filled: Size | None = None  # the size for which the rows were made

    def body(self) -> ComposeResult:
        """What is known of the size and of the filter stands from the first paint."""
        self.sized()
        self._filled = self.size
        shown, empty = self._fitting(self._wanted)
        field = Input(self._wanted, placeholder="title, date, skill, or words you said", id="filter", compact=True)
        field.display = bool(self._wanted)
        with VerticalScroll(classes="main", can_focus=False):
            yield Static(self._calendar(), id="calendar", classes="only-wide")
            yield field
            yield Rows(shown, id="rows")
            yield Static(empty, id="empty")

    def on_mount(self) -> None:
        count = len(self.rows)
        self.title_row("History", f"{count} session{'' if count == 1 else 's'}")
        self.query_one("#rows").focus(scroll_visible=False)  # the calendar stays in sight

    @property
    def size(self) -> Size:
        """That of the window, which is known before the screen is laid out."""
        return self.app.size

    async def on_resize(self) -> None:
        self.sized()
        if self.size == self._filled:
            return
        await self.fill(self.query_one("#filter", Input).value)

    async def fill(self, text: str) -> None:
        """Show the sessions that hold every word of `text`."""
        self._filled = self.size
        shown, empty = self._fitting(text)
        await self.query_one("#rows", Rows).fill(shown)
        self.query_one("#empty", Static).update(empty)

    def _fitting(self, text: str) -> tuple[list[tuple[str, Content]], Content]:
        """The rows to show, and what is said if there are none."""
        wanted = text.lower().split()
        said = self._said(text.strip()) if len(text.strip()) > 2 else frozenset()
        fitting = (
            [r for r in self.rows if r.session in said or all(word in _haystack(r) for word in wanted)]
            if wanted
            else self.rows
        )
        shown = [(row.session, self._row(row)) for row in fitting[:MOST]]
        if len(fitting) > MOST:
            shown.append(("", words((f"and {len(fitting) - MOST:,} more; / narrows the list", MUTED))))
        return shown, Content("") if shown else NONE if self.rows else EMPTY

    def _calendar(self) -> Content:
        days = Counter(row.when[:10] for row in self.rows if row.ended)
        rows = calendar({date.fromisoformat(day): count for day, count in days.items()}, self.today, WEEKS)
        return lines([*rows, Content("")]) if days else Content("")

    def _row(self, row: HistoryRow) -> Content:
        width = self.size.width - (1 if self.tiny else 5 if self.small else 7)
        total = "unfinished" if not row.ended else "no total" if row.total is None else str(row.total)
        change = "" if row.change is None else signed(row.change)
        right = words((f"{total:>10}", INK), (f"{change:>5}", change_role(row.change or 0)))
        if self.tiny:
            return spread(words((row.head.title, INK)), right, width)
        note = f"attempt {row.attempt}" + (", exam" if row.mode == "exam" else "") if row.ended else ""
        note += ", note" if row.noted else ""
        left = words(
            padded(words((row.when, MUTED)), 18),
            padded(words((row.head.title, INK)), 38 if self.small else 44),
            ("" if self.small else f"  {note}", MUTED),
        )
        return spread(left, right, width)

    def action_filter(self) -> None:
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    @on(Input.Changed)
    async def narrowed(self, event: Input.Changed) -> None:
        await self.fill(event.value)

    @on(Input.Submitted)
    def done(self) -> None:
        self.query_one("#rows").focus()

    @on(Rows.Chosen)
    def chosen(self, event: Rows.Chosen) -> None:
        self.app.open_session(event.key)  # type: ignore[attr-defined]

    def action_open(self) -> None:
        self.query_one("#rows", Rows).action_open()

    def action_choose(self) -> None:
        self.query_one("#rows").focus()

    async def action_back(self) -> None:
        field = self.query_one("#filter", Input)
        if field.display:
            field.value = ""
            field.display = False
            await self.fill("")
            self.query_one("#rows").focus()
            return
        self.app.go_home()  # type: ignore[attr-defined]


def _haystack(row: HistoryRow) -> str:
    return f"{row.when} {row.head.title} {row.head.id} {' '.join(row.head.competencies)} {row.mode}".lower()
