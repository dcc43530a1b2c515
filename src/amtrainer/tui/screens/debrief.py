"""The debrief: the own text with its marks beside the criteria; why, why not, and the smallest change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from amtrainer.progress.debrief import CriterionView, Debrief
from amtrainer.tui.bars import dots, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, SIGN_ROLES, VOICE, change_role, lines, signed, words
from amtrainer.tui.screens.afterwards import Afterwards
from amtrainer.tui.widgets.afterwards import PAGES
from amtrainer.tui.widgets.criteria import criterion_row, detail, gates, part_row, why
from amtrainer.tui.widgets.frame import Key, Rows
from amtrainer.tui.widgets.marked import OwnText

SIDE = 48
MOST_ROWS = 8  # more criteria may need a scrollbar beside them
SCROLLBAR = 2


class Tabs(Static):
    """Marks, or the own text: the two pages of a small window."""

    class Turned(Message):
        """The other page was clicked."""

        def __init__(self, page: str) -> None:
            super().__init__()
            self.page = page

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None:
            self.post_message(self.Turned("marks" if offset.x < 8 else "text"))


class DebriefScreen(Afterwards):
    """What one session was worth, and why."""

    CSS_PATH = "debrief.tcss"
    HELP = (
        "Each criterion has a ladder of acts; the dot is where your words stand. Underlined words earned the mark with the "
        "same number. The smallest change was tried and marked before it is shown."
    )
    KEYS = (
        Key("j k", "criterion", "step(1)"),
        Key("n", "next mark", "mark(1)"),
        Key("w", "why", "why"),
        Key("t", "to take away", "turn('takeaway')"),
        Key("m", "model answer", "turn('model')"),
        Key("f", "fork", "fork"),
        Key("c", "compare", "compare"),
        Key("Esc", "home", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "mark(1)", show=False, id="debrief.next", tooltip="Next mark in your text"),
        Binding("N", "mark(-1)", show=False, id="debrief.previous", tooltip="Mark before"),
        Binding("w", "why", show=False, id="debrief.why", tooltip="Why this level; again: why not the next"),
        Binding("l", "ladder", show=False, id="debrief.ladder", tooltip="Ladder and smallest change"),
        Binding(
            "right_square_bracket", "part(1)", show=False, id="debrief.part", tooltip="Next question of an interview"
        ),
        Binding("left_square_bracket", "part(-1)", show=False, id="debrief.before", tooltip="Question before"),
        Binding("b", "trains", show=False, id="debrief.trains", tooltip="What trains a missed item of a check"),
        Binding("r", "retry", show=False, id="debrief.retry", tooltip="Play it again; this attempt stays"),
        Binding(
            "tab,shift+tab",
            "page",
            show=False,
            id="debrief.page",
            priority=True,
            tooltip="Marks or your text (small windows)",
        ),
    ]

    def __init__(self, debrief: Debrief) -> None:
        super().__init__()
        self.debrief = debrief
        self.shown = "ladder"  # ladder | why
        self.left = "text"  # or one of PAGES
        self.page = "marks"
        self.scrolled = False  # whether a scrollbar stands beside the marks
        self._mark = -1
        self.part = 0  # of the parts that are marked apart
        keys = [key for key in self.KEYS if key.key != "f" or debrief.forkable]
        if debrief.parts:
            keys.insert(1, Key("[ ]", "question", "part(1)"))
        self.__dict__["KEYS"] = tuple(keys)

    def body(self) -> ComposeResult:
        yield Tabs(id="tabs", classes="only-small")
        with Horizontal(classes="columns -debrief"):
            with Vertical(classes="main", id="text-page"):
                yield OwnText(self.debrief.lines, self.debrief.blind_spot, id="own")
                with VerticalScroll(id="other"):
                    yield Static(id="other-text")
            with VerticalScroll(classes="side -wideside", id="marks-page", can_focus=False):
                yield Static(id="total", classes="only-wide")
                yield Static(id="part")
                yield Rows(id="criteria")
                yield Static(id="gates")
                yield Static(id="detail")
        yield Static(id="lit", classes="only-small")
        yield Input(placeholder="a note of your own; Enter keeps it", id="note", compact=True)

    async def on_mount(self) -> None:
        self.sized()
        self.query_one("#note").display = False
        await self._fill()
        self.watch(self.query_one("#marks-page"), "show_vertical_scrollbar", self._settle, init=False)
        self.query_one("#criteria", Rows).focus()
        self.paint()

    def on_resize(self) -> None:
        self.sized()
        self.call_later(self._refill)

    async def _settle(self) -> None:
        """What is written as wide as the page must leave room for a scrollbar as soon as there is one."""
        scrolled = not self.small and self.query_one("#marks-page").show_vertical_scrollbar
        if scrolled != self.scrolled:
            self.scrolled = scrolled
            await self._refill()

    async def _refill(self) -> None:
        at = self.query_one("#criteria", Rows).at
        await self._fill(max(at, 0))
        self.paint()

    async def _fill(self, at: int | None = None) -> None:
        start = self._weakest() if at is None else at
        rows = [(str(c.number), criterion_row(c, self._width())) for c in self.shown_criteria]
        await self.query_one("#criteria", Rows).fill(rows, start)

    def _weakest(self) -> int:
        """Where there is most to gain: the criterion that lacks most points."""
        gains = [criterion.weight - criterion.points for criterion in self.shown_criteria]
        return gains.index(max(gains)) if gains else 0

    def _width(self) -> int:
        full = self.small or len(self.shown_criteria) > MOST_ROWS or self.debrief.kind == "crm" or self.scrolled
        bar = SCROLLBAR if full else 0
        return ((self.size.width - (1 if self.tiny else 5)) if self.small else SIDE) - bar

    @property
    def shown_criteria(self) -> tuple[CriterionView, ...]:
        """All criteria, or those of the question that is looked at."""
        if not self.debrief.parts:
            return self.debrief.criteria
        part = self.debrief.parts[self.part]
        return self.debrief.criteria[part.first - 1 : part.last]

    @property
    def current(self) -> CriterionView | None:
        at, shown = self.query_one("#criteria", Rows).at, self.shown_criteria
        return shown[at] if 0 <= at < len(shown) else None

    def paint(self) -> None:
        """Everything but the rows."""
        debrief = self.debrief
        self._title()
        self.query_one("#total", Static).update(self._total(self._width() if not self.small else SIDE))
        self.query_one("#gates", Static).update(self._gates())
        self.query_one("#part", Static).update(part_row(debrief, self.part, self._width()) if debrief.parts else "")
        self.query_one("#part").display = bool(debrief.parts)
        self.call_after_refresh(self._settle)
        self.query_one("#tabs", Static).update(self._tabs())
        self.set_class(self.page == "text", "-text")
        self.set_class(self.left != "text", "-other")
        if self.left != "text":
            self.query_one("#other-text", Static).update(lines(PAGES[self.left](debrief)))
        criterion = self.current
        if criterion is None:
            self.query_one("#detail", Static).update(
                words(("Nothing could be judged.", MUTED)) if not debrief.criteria else ""
            )
            return
        shown = (
            why(criterion, self._width())
            if self.shown == "why"
            else detail(criterion, self._width(), title=not self.small)
        )
        self.query_one("#detail", Static).update(shown)
        self.query_one("#own", OwnText).light(criterion.number)
        row = spread(
            words(
                (criterion.sign, SIGN_ROLES.get(criterion.sign, MUTED)),
                (f" {criterion.number}  ", INK),
                (criterion.title, BOLD),
            ),
            words(dots(criterion.level), (f"{criterion.points:>5}", INK), (f" of {criterion.weight}", MUTED)),
            self.size.width - 4,
        )
        self.query_one("#lit", Static).update(row)

    def _title(self) -> None:
        debrief = self.debrief
        if self.small:
            self.title_row(debrief.title, *self._score())
            return
        minutes = f"{debrief.seconds // 60}:{debrief.seconds % 60:02}"
        attempt = f"attempt {debrief.attempt}" if debrief.attempt > 1 else "first attempt"
        when = datetime.fromisoformat(debrief.when)
        self.title_row(debrief.title, f"{when.day} {when:%b}, {attempt}", minutes)

    def _score(self) -> Iterator[Content]:
        total = self.debrief.card.total
        yield words(("no total", MUTED)) if total is None else words((str(total), BOLD), (" of 100", MUTED))
        if total is not None and self.debrief.previous_total is not None:
            change = total - self.debrief.previous_total
            yield words((signed(change), change_role(change)))

    def _total(self, width: int) -> Content:
        score = list(self._score())
        since = words((f" since {self.debrief.previous_when}", MUTED)) if len(score) > 1 else Content("")
        return lines([spread(score[0], words(score[1], since) if len(score) > 1 else Content(""), width), Content("")])

    def _gates(self) -> Content:
        rows = [Content(""), gates(self.debrief, self._width())]
        for what, effect in self.debrief.flags:
            rows.append(words((f"{what}: ", INK), (effect, MUTED)))
        rows += [words((told, MUTED)) for told in (self.debrief.left_out, self.debrief.unexplained) if told]
        return lines([*rows, Content(""), *([] if self.small else [Content("")])])

    def _tabs(self) -> Content:
        marks, text = (VOICE, MUTED) if self.page == "marks" else (MUTED, VOICE)
        return spread(
            words(("Marks", marks), "   ", ("Your text", text)),
            words(("Tab", MUTED)),
            self.size.width - (0 if self.tiny else 4),
        )

    @on(Rows.Moved)
    def moved(self) -> None:
        self.shown = "ladder"
        self.paint()

    @on(Rows.Chosen)
    def chosen(self) -> None:
        self.left, self.page = "text", "text"
        self.paint()

    @on(OwnText.Clicked)
    def clicked(self, event: OwnText.Clicked) -> None:
        self._select(event.criterion)

    @on(Tabs.Turned)
    def turned(self, event: Tabs.Turned) -> None:
        self.page, self.left = event.page, "text"
        self.paint()

    def _select(self, number: int) -> None:
        part = next((n for n, one in enumerate(self.debrief.parts) if one.first <= number <= one.last), self.part)
        at = next((n for n, one in enumerate(self.debrief.criteria) if one.number == number), None)
        if at is None:
            return
        at -= self.debrief.parts[part].first - 1 if self.debrief.parts else 0
        if part != self.part:
            self.call_later(self._turn_to, part, at)
        else:
            self.query_one("#criteria", Rows).at = at

    async def _turn_to(self, part: int, at: int | None = None) -> None:
        self.part = part
        await self._fill(at)
        self.paint()

    def action_part(self, by: int) -> None:
        if self.debrief.parts:
            self.call_later(self._turn_to, (self.part + by) % len(self.debrief.parts))

    def action_step(self, by: int) -> None:
        self.query_one("#criteria", Rows).action_step(by)

    def action_mark(self, by: int) -> None:
        marks = self.query_one("#own", OwnText).marks()
        if marks:
            self._mark = (self._mark + by) % len(marks)
            self.left = self.page = "text"
            self._select(marks[self._mark])

    def action_why(self) -> None:
        self.shown = "ladder" if self.shown == "why" else "why"
        self.page = "marks"
        self.paint()

    def action_ladder(self) -> None:
        self.shown, self.page = "ladder", "marks"
        self.paint()

    def action_turn(self, left: str) -> None:
        self.left = "text" if self.left == left else left
        self.page = "text"
        self.paint()

    def action_page(self) -> None:
        self.page = "text" if self.page == "marks" else "marks"
        self.left = "text"
        self.paint()

    def action_trains(self) -> None:
        for number in self.current.trains if self.current else ():
            self.app.open_numbered(number)  # type: ignore[attr-defined]

    def on_click(self, event: events.Click) -> None:
        if event.style.meta.get("trains"):
            self.action_trains()

    def action_retry(self) -> None:
        self.app.open_brief(self.debrief.scenario, seed=self.debrief.seed)  # type: ignore[attr-defined]

    def turn_of_mark(self) -> int | None:
        criterion = self.current
        if self._mark < 0 or criterion is None:
            return None
        return next((x.turn for x in self.debrief.lines if any(m.criterion == criterion.number for m in x.marks)), None)

    def action_back(self) -> None:
        if self.close_note():
            return
        if self.left != "text":
            self.left = "text"
            self.paint()
            return
        self.app.go_home()  # type: ignore[attr-defined]
