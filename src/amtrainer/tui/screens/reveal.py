"""After all have submitted: every level beside the others', the notes below, and the level that people agree on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from amtrainer.errors import AmtrainerError
from amtrainer.panel.grid import GridCell
from amtrainer.panel.kit import OVERALL, Kit
from amtrainer.tui.bars import padded, spread
from amtrainer.tui.roles import BOLD, INK, MISS, MUTED, PART, lines, words
from amtrainer.tui.screens.day_compare import DayCompareScreen
from amtrainer.tui.screens.led import LedScreen
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.sure import SureScreen
from amtrainer.tui.widgets.frame import Key, Rows

Agree = Callable[[str, str, int | None, str], None]  # candidate, criterion, level, reason
ASKED = "Your overall answer on {candidate}, after the talk. People give it; nothing computes one."


@dataclass(frozen=True, slots=True)
class Overall:
    """Overall answers: what each rater said alone, what was said after the talk, and how one is given (None: it cannot)."""

    alone: Mapping[tuple[str, str], str]  # rater, candidate
    after: dict[tuple[str, str], str]
    give: Callable[[str, str], None] | None  # candidate, answer
    who: str = ""

    def line(self, candidate: str, raters: Sequence[str]) -> str:
        """`Tom yes, Aiko no → yes`"""
        told = []
        for rater in raters:
            first, later = self.alone.get((rater, candidate)), self.after.get((rater, candidate))
            told.append(f"{rater} {first or '–'}" + (f" → {later}" if later and later != first else ""))
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class AfterTalk:
    """What follows the talk: candidates side by side, and the files of the day."""

    compared: Callable[[], tuple[list[tuple[str, ...]], list[str]]]
    filed: Callable[[], int]  # how many were written
    folder: str


LEGEND = words(
    ("!", MISS),
    (" differs by two: talk first    ", MUTED),
    ("·", PART),
    (" by one    m machine, decides nothing", MUTED),
)
ROLES = {"!": MISS, "·": PART, " ": INK}


class RevealScreen(Page):
    """One row for each candidate and criterion; the machine is a third voice and decides nothing."""

    CSS_PATH = "interview.tcss"
    HELP = (
        "Each row holds every rater's level and, muted, the machine's. ! differs by two or more: talk about it first. "
        "a agrees on a level with one line of reason; the keys ! and arrows walk. c lays the candidates side by side, "
        "r writes the file for human resources and a receipt for each candidate."
    )
    KEYS = (
        Key("↑↓", "cell", "list"),
        Key("!", "next largest gap", "gap"),
        Key("a", "agree", "agree"),
        Key("o", "overall answer", "overall"),
        Key("c", "compare", "compare"),
        Key("r", "report", "report"),
        Key("Esc", "close", "back"),
    )
    SMALL_KEYS = (
        Key("a", "agree", "agree"),
        Key("o", "overall", "overall"),
        Key("!", "gap", "gap"),
        Key("c", "compare", "compare"),
        Key("r", "report", "report"),
        Key("Esc", "close", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "gap", "gap", show=False, id="reveal.gap", tooltip="The next largest difference"),
        Binding(
            "o", "overall", "overall", show=False, id="reveal.overall", tooltip="Your overall answer on a candidate"
        ),
        Binding("a", "agree", "agree", show=False, id="reveal.agree", tooltip="Agree on a level"),
        Binding("c", "compare", "compare", show=False, id="reveal.compare", tooltip="Candidates side by side"),
        Binding("r", "report", "report", show=False, id="reveal.report", tooltip="Write the files of the day"),
    ]

    def __init__(
        self,
        kit: Kit,
        cells: Sequence[GridCell],
        quotes: dict[tuple[str, str], tuple[str, ...]],
        agreed: dict[tuple[str, str], str],
        told: tuple[str, str],
        agree: Agree,
        overall: Overall | None = None,
        after: AfterTalk | None = None,
    ) -> None:
        super().__init__()
        self.kit = kit
        self.cells = tuple(cells)
        self._quotes = quotes  # candidate, criterion -> the machine's words
        self._agreed = agreed  # candidate, criterion -> "3  reason"
        self._told = told
        self._agree = agree
        self._overall = overall or Overall({}, {}, None)
        self._after = after
        self._gap = -1  # which of the differences was looked at last

    def body(self) -> ComposeResult:
        with Vertical(classes="main", id="grid"):
            yield Static(id="told")
            yield Static(id="head")
            yield Rows(id="cells")
            yield Static(LEGEND, id="legend")
        with VerticalScroll(id="cell", can_focus=False):
            yield Static(id="detail")
            yield Input(
                placeholder="agreed level and one line of reason:  3 names fault and date", id="agreed", compact=True
            )

    async def on_mount(self) -> None:
        self.sized()
        self.title_row(f"{self.kit.name}   reveal", f"kit {self.kit.digest[:8]}", "logged")
        await self._fill(0)
        self.query_one("#cells").focus()

    async def on_resize(self) -> None:
        self.sized()
        await self._fill(max(0, self.query_one("#cells", Rows).at))

    async def _fill(self, at: int) -> None:
        width = self.size.width - (2 if self.tiny else 6 if self.small else 8)
        said, index = (words((part, role)) for part, role in zip(self._told, (INK, MUTED), strict=True))
        fits = said.cell_length + index.cell_length + 3 <= width
        self.query_one("#told", Static).update(spread(said, index, width) if fits else lines([said, index]))
        names = "".join(f"{name[:5]:>6}" for name in (*self.kit.raters, "m"))
        self.query_one("#head", Static).update(
            spread(words((" ", MUTED)), words((names + "   agreed   ", MUTED)), width)
        )
        rows = [(f"{cell.candidate}|{cell.criterion}", self._row(cell, width)) for cell in self.cells]
        await self.query_one("#cells", Rows).fill(rows, at)

    def _row(self, cell: GridCell, width: int) -> Content:
        role = ROLES[cell.sign]
        levels = [words((f"{_mark(cell.levels.get(rater)):>6}", role)) for rater in self.kit.raters]
        agreed = self._agreed.get((cell.candidate, cell.criterion), "–").split()[0]
        right = words(*levels, (f"{_mark(cell.machine):>6}", MUTED), (f" {cell.sign} ", role), (f"{agreed:>6}   ", INK))
        says = self.kit.criterion(cell.criterion).says
        return spread(words(padded(words((cell.candidate, MUTED)), 6), (says, INK)), right, width)

    @property
    def chosen(self) -> GridCell:
        return self.cells[max(0, self.query_one("#cells", Rows).at)]

    @on(Rows.Moved)
    def moved(self) -> None:
        cell = self.chosen
        key = (cell.candidate, cell.criterion)
        rows = _given(cell, self.kit.criterion(cell.criterion).says, self._quotes.get(key, ()))
        if key in self._agreed:
            rows += [Content(""), words(padded(words(("agreed", INK)), 12), (self._agreed[key], INK))]
        said = self._overall.line(cell.candidate, self.kit.raters)
        rows += [words(padded(words(("overall", MUTED)), 12), (said, INK))]
        self.query_one("#detail", Static).update(lines(rows))

    def action_overall(self) -> None:
        candidate = self.chosen.candidate
        if self._overall.give is None:
            self.fail(AmtrainerError("Whose answer is it?", "amtrainer interview reveal --as NAME"))
            return
        choices = [(str(n), one, one) for n, one in enumerate(OVERALL, 1)]
        self.app.push_screen(LedScreen(ASKED.format(candidate=candidate), choices), self._answered)

    async def _answered(self, choice: tuple[str, str] | None) -> None:
        give, candidate = self._overall.give, self.chosen.candidate
        if choice is None or give is None:
            return
        try:
            await asyncio.to_thread(give, candidate, choice[0])
        except AmtrainerError as error:
            self.fail(error)
            return
        self._overall.after[self._overall.who, candidate] = choice[0]
        self.moved()

    async def action_compare(self) -> None:
        if self._after is not None:
            rows, told = await asyncio.to_thread(self._after.compared)
            self.app.push_screen(DayCompareScreen(self.kit.name, rows, told))

    def action_report(self) -> None:
        if self._after is not None:
            question = f"Write the file for human resources and every candidate’s receipt into {self._after.folder}?"
            self.app.push_screen(SureScreen(question, "Write"), self._sure)

    async def _sure(self, sure: bool | None) -> None:
        if not sure or self._after is None:
            return
        try:
            count = await asyncio.to_thread(self._after.filed)
        except AmtrainerError as error:
            self.fail(error)
        except OSError as error:
            self.fail(AmtrainerError(f"{self._after.folder} cannot be written: {error.strerror}.", "Nothing is lost."))
        else:
            self.fine()
            self._told = (f"{count} files are in {self._after.folder}.", self._told[1])
            await self.on_resize()

    def action_gap(self) -> None:
        order = sorted(range(len(self.cells)), key=lambda place: (-self.cells[place].spread, place))
        wide = [place for place in order if self.cells[place].spread]
        if wide:
            self._gap = (self._gap + 1) % len(wide)
            self.query_one("#cells", Rows).at = wide[self._gap]

    def action_agree(self) -> None:
        self.query_one("#agreed", Input).focus()

    def action_list(self) -> None:
        self.query_one("#cells").focus()

    @on(Input.Submitted, "#agreed")
    async def entered(self, event: Input.Submitted) -> None:
        level, _, reason = event.value.strip().partition(" ")
        if level not in ("0", "1", "2", "3", "4", "-") or not reason.strip():
            self.fail(AmtrainerError("Write a level and a reason.", "For example: 3 names the fault and the date"))
            return
        cell, at = self.chosen, self.query_one("#cells", Rows).at
        try:
            number = None if level == "-" else int(level)
            await asyncio.to_thread(self._agree, cell.candidate, cell.criterion, number, reason)
        except AmtrainerError as error:
            self.fail(error)
            return
        self.fine()
        self._agreed[cell.candidate, cell.criterion] = f"{level}   {reason}"
        event.input.value = ""
        await self._fill(at)
        self.query_one("#cells").focus()

    def action_back(self) -> None:
        if self.query_one("#agreed", Input).has_focus:
            self.query_one("#cells").focus()
            return
        self.app.exit(0)


def _mark(level: int | None) -> str:
    return "–" if level is None else str(level)


def _given(cell: GridCell, says: str, quotes: Sequence[str]) -> list[Content]:
    """Every rater's level and note, and the machine's with its words."""
    rows = [words((f"{cell.candidate}, {says}", BOLD)), Content("")]
    for rater, level in cell.levels.items():
        note = cell.notes.get(rater, "")
        rows.append(words(padded(words((rater, INK)), 12), (f"{_mark(level)}   ", BOLD), (note or "no note", MUTED)))
    told = "  ".join(f"“{quote}”" for quote in list(dict.fromkeys(quotes))[:2])  # one span may carry two criteria
    rows.append(words(padded(words(("machine", MUTED)), 12), (f"{_mark(cell.machine)}   ", MUTED), (told, MUTED)))
    return rows
