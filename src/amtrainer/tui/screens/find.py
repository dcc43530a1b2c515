"""Find an exercise by client, skill, kind or number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from amtrainer.content.finding import FAMILIES, found
from amtrainer.content.head import Head
from amtrainer.text import counted
from amtrainer.tui.bars import padded, spread
from amtrainer.tui.roles import INK, MUTED, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Key, Rows

MOST = 40  # rows; more are found by another word


class FindScreen(Page):
    """All exercises, narrowed by what is typed."""

    CSS_PATH = "lists.tcss"
    HELP = "Type the beginning of a skill, a kind, easy or hard, minutes such as 10, due, a number such as d03, or any word. Two letters do: ne, kn, ha, du. Enter opens the first one."
    KEYS = (Key("Enter", "open", "open"), Key("↑↓", "choose", "choose"), Key("Esc", "home", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", show=False, id="find.open", tooltip="Open the first one, or the one chosen"),
        Binding("down", "choose", show=False, id="find.choose", tooltip="To the list"),
        Binding("slash", "type", show=False, id="find.type", tooltip="Type again"),
    ]

    def __init__(self, heads: Sequence[Head], due: Collection[str] = ()) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self.due = due

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="main", can_focus=False):
            yield Input(
                placeholder="skill, kind, easy or hard, minutes, due, number, client or any word",
                id="filter",
                compact=True,
            )
            yield Rows(id="rows")
            yield Static(id="more")

    async def on_mount(self) -> None:
        self.sized()
        self.title_row("Find", counted(len(self.heads), "exercise"))
        await self.fill("")
        self.query_one("#filter").focus()

    async def on_resize(self) -> None:
        self.sized()
        await self.fill(self.query_one("#filter", Input).value)

    async def fill(self, text: str) -> None:
        """Show the exercises that hold every word."""
        fitting = found(self.heads, text, self.due)
        await self.query_one("#rows", Rows).fill([(head.id, self._row(head)) for head in fitting[:MOST]])
        more = len(fitting) - MOST
        note = (
            words(("Nothing fits. Another word?", INK))
            if not fitting
            else words((f"{more} more; another word narrows them", MUTED))
            if more > 0
            else ""
        )
        self.query_one("#more", Static).update(note)

    def _row(self, head: Head) -> Content:
        width = self.size.width - (1 if self.tiny else 5 if self.small else 7)
        if self.tiny:
            return words((f"{head.number}  {head.title}", INK))
        left = words(
            padded(words((head.number, MUTED)), 5),
            padded(words((head.title, INK)), 38),
            ("" if self.small else head.client, MUTED),
        )
        right = words(
            (f"{FAMILIES.get(head.family, head.family):<11}  {head.minutes:>2} min  {head.difficulty_word:<6}", MUTED)
        )
        return spread(left, right, width)

    @on(Input.Changed)
    async def narrowed(self, event: Input.Changed) -> None:
        await self.fill(event.value)

    @on(Input.Submitted)
    def first(self) -> None:
        self.action_open()

    @on(Rows.Chosen)
    def chosen(self, event: Rows.Chosen) -> None:
        self.app.open_brief(event.key)  # type: ignore[attr-defined]

    def action_open(self) -> None:
        if key := self.query_one("#rows", Rows).key:
            self.app.open_brief(key)  # type: ignore[attr-defined]

    def action_choose(self) -> None:
        self.query_one("#rows").focus()

    def action_type(self) -> None:
        self.query_one("#filter").focus()

    def on_key(self, event: events.Key) -> None:
        rows = self.query_one("#rows", Rows)
        if event.key == "up" and rows.has_focus and rows.at == 0:
            self.action_type()

    def action_back(self) -> None:
        self.app.go_home()  # type: ignore[attr-defined]
