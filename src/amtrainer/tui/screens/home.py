"""Home: what to do next, what is due, where one stands. Paints from one small file: the card first, then the rest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from amtrainer.practice.home import HomeData
from amtrainer.tui.bars import spread
from amtrainer.tui.roles import INK, MUTED, lines, words
from amtrainer.tui.screens import home_text as text
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Button, Key, Rows

if TYPE_CHECKING:
    from amtrainer.content.head import Head


class HomeScreen(Page):
    """The first screen."""

    HELP = (
        "Enter starts what is on the card. The rows below it are other exercises; arrows choose, Enter opens. "
        "What you began and did not end waits under Unfinished."
    )
    KEYS = (
        Key("Enter", "start", "start"),
        Key("↑↓", "choose", "choose"),
        Key("/", "find", "find"),
        Key("s", "skills", "skills"),
        Key("h", "history", "history"),
        Key("Ctrl+Q", "quit", "app.quit"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "find", id="home.find", tooltip="Find an exercise"),
        Binding("s", "skills", "skills", id="home.skills", tooltip="Where you stand"),
        Binding("h", "history", "history", id="home.history", tooltip="What you played"),
        Binding("enter", "start", "start", id="home.start", tooltip="Start what is on the card"),
        Binding("down,j", "choose", "choose", show=False, id="home.choose", tooltip="To the rows"),
    ]

    def __init__(self, home: HomeData | None, today: date) -> None:
        super().__init__()
        self.home = home
        self.today = today
        self._whole = False  # everything is mounted, not only the card

    def body(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            with Vertical(classes="main"):
                yield Static(id="next-heading", classes="heading")
                with Vertical(classes="card", id="card"):
                    yield Static(id="card-text")
                    with Horizontal(id="card-button"):
                        yield Button("Start", id="start")
                        yield Static(words(("  Enter", MUTED)), id="start-key")
            yield Vertical(classes="side")

    def on_mount(self) -> None:
        self.sized()
        self._paint_card()
        self.call_after_refresh(self._mount_rest)

    async def _mount_rest(self) -> None:
        """Everything beside the card, once the card is on the screen."""
        await self.query_one(".main").mount_all(
            [
                Static(id="rows-heading", classes="heading gap"),
                Rows(id="rows"),
                Static(id="unfinished-heading", classes="heading gap only-small"),
                Rows(id="unfinished-small", classes="only-small"),
                Static(id="small-skill", classes="gap only-small"),
                Static(id="everything", classes="gap only-wide"),
            ]
        )
        await self.query_one(".side").mount_all(
            [
                Static(id="stand"),
                Static(id="last", classes="gap"),
                Static(id="unfinished-heading-side", classes="heading gap"),
                Rows(id="unfinished"),
            ]
        )
        self._whole = True
        await self.paint()

    async def on_resize(self) -> None:
        self.sized()
        if self._whole:
            await self.paint()

    async def show(self, home: HomeData) -> None:
        """Show fresh data."""
        if home != self.home:
            self.home = home
            await self.paint()

    async def paint(self) -> None:
        """Everything from `home`."""
        self._paint_card()
        home = self.home
        head = home.next if home else None
        if not self._whole or home is None or head is None:
            return
        width = self._width()
        await self._fill_rows(home, head, width)
        await self._fill_unfinished(home, width)
        self._say("#small-skill", text.small_skill(home, self._room, width))
        self._say("#everything", text.everything(home))
        self._say("#stand", text.stand(home))
        self._say("#last", text.last(home))

    def _paint_card(self) -> None:
        home = self.home
        self.title_row("amtrainer", *((home.name,) if home and home.name else ()), "practice", "offline")
        head = home.next if home else None
        if home is None or head is None:
            self._say("#next-heading", words(("Start here", MUTED)))
            told = "Reading the exercises …" if home is None else "No exercise is in reach."
            hint = "" if home is None else "\namtrainer check tells what is wrong."
            self._say("#card-text", words((told, INK), (hint, MUTED)))
            return
        due = f"{len(home.due)} due this week" if home.due else ""
        width = self._width()
        heading = words(("Next" if home.answers else "Start here", MUTED))
        self._say("#next-heading", spread(heading, words((due, MUTED)), width))
        self._say("#card-text", text.card(head, home, self._room, width - 4))

    def _say(self, where: str, content: Content) -> None:
        self.query_one(where, Static).update(content)

    @property
    def _room(self) -> text.Size:
        return text.Size(self.small, self.tiny)

    def _width(self) -> int:
        width = self.size.width
        return width - (0 if self.tiny else 4) if self.small else width - 44 - 6

    async def _fill_rows(self, home: HomeData, card: Head, width: int) -> None:
        days = {line.scenario: line.due for line in home.due}
        heads = [home.head(line.scenario) for line in home.due]
        first = [head for head in heads if head is not None and head.id != card.id]
        rest = [head for head in home.heads if head.id != card.id and head.id not in days]
        shown = (first + rest)[: 3 if self.small else 6]
        heading = "Due this week" if first else "Then" if home.answers else "Or"
        self._say("#rows-heading", words((heading if shown else "", MUTED)))
        rows = self.query_one("#rows", Rows)
        at = rows.at if rows.has_focus else -1
        await rows.fill(
            [(h.id, text.row(h, days.get(h.id, "" if days else None), self._room, self.today, width)) for h in shown]
        )
        rows.at = at

    async def _fill_unfinished(self, home: HomeData, width: int) -> None:
        heading = words(("Unfinished" if home.unfinished else "", MUTED))
        self._say("#unfinished-heading", heading)
        self._say("#unfinished-heading-side", heading)
        wide: list[tuple[str, Content]] = []
        for one in home.unfinished[:3]:
            first = spread(words((one.title, INK)), words((one.where, MUTED)), 37)
            wide.append((one.session, lines([first, words((" " + one.note, MUTED))])))
        note = [
            (one.session, spread(words((one.title, INK)), words((f"{one.where}. {one.note}", MUTED)), width))
            for one in home.unfinished[:1]
        ]
        for name, rows in (("#unfinished", wide), ("#unfinished-small", note)):
            await self.query_one(name, Rows).fill(rows)
            self.query_one(name, Rows).at = -1

    def action_start(self) -> None:
        if self.home and self.home.next_id:
            self.app.open_brief(self.home.next_id)  # type: ignore[attr-defined]

    def action_choose(self) -> None:
        rows = next((rows for rows in self.query(Rows) if rows.rows and rows.is_on_screen), None)
        if rows is not None:
            rows.focus()
            rows.action_jump(0)

    def action_find(self) -> None:
        self.app.open_find()  # type: ignore[attr-defined]

    def action_skills(self) -> None:
        self.app.open_skills()  # type: ignore[attr-defined]

    def action_history(self) -> None:
        self.app.open_history()  # type: ignore[attr-defined]

    @on(Button.Pressed)
    def begin(self) -> None:
        self.action_start()

    @on(Rows.Chosen)
    def open_row(self, event: Rows.Chosen) -> None:
        if event.control.id == "rows":
            self.app.open_brief(event.key)  # type: ignore[attr-defined]
        else:
            self.app.open_session(event.key)  # type: ignore[attr-defined]
