"""Where one stands in the 14 competencies: level, interval, change; below, what the level means and what trains it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from amtrainer.content.head import Head
from amtrainer.practice.views import HistoryRow
from amtrainer.progress.skills import SkillView
from amtrainer.tui.bars import padded, sparkline, spread, track
from amtrainer.tui.roles import BOLD, INK, MUTED, change_role, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Key, Rows

SOUND = {
    "relationship": "asks after their world first, and keeps the small promises.",
    "discovery": "one open question before any figure, and the answer used in the offer.",
    "orchestration": "who does what by when, inside the own house too.",
    "communication": "the answer first, one message, in the reader's words.",
    "objection-handling": "the objection in other words, then its cause, then a reason with a figure.",
    "bad-news": "the news in the first sentences, with both dates, and a way to go on.",
    "negotiation": "nothing given without a return, and nothing above the mandate.",
    "recovery": "the harm named, the next step dated, two ways that can work.",
    "prioritization": "an order with a reason by clock, value and damage, and what is left undone.",
    "growth": "the quiet risk seen, and the next step the client can take.",
    "acumen": "a figure from the file, tied to the decision.",
    "crm": "a record that another could work from tomorrow.",
    "integrity": "the uncomfortable fact said unasked, and nobody run down.",
    "self-management": "a limit said early, with a proposal.",
}


class SkillsScreen(Page):
    """The 14 competencies."""

    CSS_PATH = "lists.tcss"
    HELP = (
        "The dot is the estimate on a scale of 1 to 5, the line is where we are 80% sure. Level 3 is sound: a client would "
        "accept it. A competency that nothing has shown yet has no dot."
    )
    KEYS = (
        Key("j k", "skill", "step(1)"),
        Key("Enter", "start", "open"),
        Key("o", "its answers", "answers"),
        Key("Esc", "home", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o", "answers", show=False, id="skills.answers", tooltip="The answers that showed it, with their marks"
        ),
    ]

    def __init__(
        self, skills: Sequence[SkillView], history: Sequence[HistoryRow], heads: Sequence[Head], today: date
    ) -> None:
        super().__init__()
        measured = sorted((view for view in skills if view.level is not None), key=lambda view: (view.level, view.code))
        self.skills = (*measured, *(view for view in skills if view.level is None))
        self.history = tuple(history)
        self.heads = tuple(heads)
        self.today = today

    def body(self) -> ComposeResult:
        with Vertical(classes="columns -skills"):
            with VerticalScroll(classes="main", can_focus=False):
                yield Static(id="scale")
                yield Rows(id="rows")
            with Vertical(classes="below"):
                yield Static(id="detail")

    async def on_mount(self) -> None:
        self.sized()
        await self._fill()
        answers = sum(row.ended for row in self.history)
        scenarios = len({row.head.id for row in self.history if row.ended})
        told = f"{answers} answer{'' if answers == 1 else 's'} in {scenarios} scenario{'' if scenarios == 1 else 's'}"
        self.title_row("Skills", told if answers else "nothing measured yet")
        self.query_one("#rows").focus()

    async def on_resize(self) -> None:
        self.sized()
        await self._fill()

    async def _fill(self) -> None:
        at = max(self.query_one("#rows", Rows).at, 0)
        rows = [(view.slug, self._row(view)) for view in self.skills]
        await self.query_one("#rows", Rows).fill(rows, at)
        width = self._track()
        marks = "".join(str(n).ljust((width - 1) // 4) for n in range(1, 6)).rstrip()
        head = words(
            padded(Content(""), self._name_width()), (padded(Content(marks), width).plain, MUTED), ("   level", MUTED)
        )
        self.query_one("#scale", Static).update(
            ""
            if self.tiny
            else words(head, ("   due" if self.small else "   80% between   30 days   due", MUTED), "\n")
        )

    def _track(self) -> int:
        return 17 if self.small else 33

    def _name_width(self) -> int:
        return 33 if not self.tiny else 22

    def _row(self, view: SkillView) -> Content:
        role = INK if view.level is not None else MUTED
        name = padded(words((f"{view.code}  ", MUTED), (view.name, role)), self._name_width())
        drawn = Content("") if self.tiny else track(view.level, view.low, view.high, self._track())
        if view.level is None:
            return words(name, drawn, ("   –", MUTED), ("" if self.tiny else "       no answer yet", MUTED))
        level = words((f"   {view.level:.1f}", INK))
        due = BOLD if view.due and view.due <= self.today else MUTED
        if self.small:
            return words(name, drawn, level, ("" if self.tiny else f"     {self._due(view)}", due))
        moved = view.change_30d
        shown = "new" if moved is None else f"{moved:+.1f}".replace("-", "−") if moved else "="
        role = MUTED if view.change_30d is None else change_role(round(view.change_30d * 10))
        return words(
            name,
            drawn,
            level,
            (f"     {view.low:.1f} – {view.high:.1f}", MUTED),
            (f"     {shown:<7}", role),
            (f"   {self._due(view)}", due),
        )

    def _due(self, view: SkillView) -> str:
        if view.due is None:
            return ""
        gap = (view.due - self.today).days
        return "today" if gap <= 0 else f"{view.due:%a}" if gap < 7 else f"{view.due.day} {view.due:%b}"

    @on(Rows.Moved)
    def moved(self, event: Rows.Moved) -> None:
        self.query_one("#detail", Static).update(
            self._detail(next(view for view in self.skills if view.slug == event.key))
        )

    def _detail(self, view: SkillView) -> Content:
        width = self.size.width - (0 if self.tiny else 4 if self.small else 7)
        told = words((view.told, MUTED))
        rows = (
            [words((view.name, BOLD)), told]
            if self.small
            else [spread(words((view.name, BOLD)), told, width), Content("")]
        )
        rows.append(words(("Sound looks like this: ", "italic $ink"), (SOUND[view.slug], INK)))
        if not self.small:
            rows += self._history_of(view)
        head = self._next(view)
        if head is not None:
            rows += [
                Content(""),
                words(("Next   ", INK), (head.title, BOLD), (f"   {head.minutes} min, {head.difficulty_word}", MUTED)),
            ]
        return lines(rows)

    def _history_of(self, view: SkillView) -> list[Content]:
        """How the estimate went, and what is known of the facets."""
        rows = []
        if len(view.course) > 1:
            course = view.course[-40:]
            rows.append(
                words(("Course  ", MUTED), (sparkline(course), INK), (f"  {course[0]:.1f} → {course[-1]:.1f}", MUTED))
            )
        if view.facets:
            told = ", ".join(f"{one.name} {one.level:.1f} ({one.low:.1f}–{one.high:.1f})" for one in view.facets)
            rows.append(words(("Facets  ", MUTED), (told, INK)))
        return [Content(""), *rows] if rows else []

    def action_answers(self) -> None:
        self.app.open_history(self.query_one("#rows", Rows).key)  # type: ignore[attr-defined]

    def _next(self, view: SkillView) -> Head | None:
        """What trains it: something new first, else what was played longest ago."""
        trains = [head for head in self.heads if view.slug in head.competencies]
        played = [row.head.id for row in self.history]
        return min(trains, key=lambda head: (played.count(head.id), head.id), default=None)

    @on(Rows.Chosen)
    def chosen(self, event: Rows.Chosen) -> None:
        view = next(view for view in self.skills if view.slug == event.key)
        if head := self._next(view):
            self.app.open_brief(head.id)  # type: ignore[attr-defined]

    def action_step(self, by: int) -> None:
        self.query_one("#rows", Rows).action_step(by)

    def action_open(self) -> None:
        self.query_one("#rows", Rows).action_open()

    def action_back(self) -> None:
        self.app.go_home()  # type: ignore[attr-defined]
