"""One rater, one candidate: the text at the left, the criterion's own ladder at the right. Nothing of others is in reach."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from amtrainer.errors import AmtrainerError
from amtrainer.panel.kit import OVERALL, Anchor, Cell, Kit, Rating
from amtrainer.tui.bars import clock, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, VOICE, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.screens.sure import SureScreen
from amtrainer.tui.widgets.frame import Key, Rows

NOTHING = "No evidence in the text, or the opposite"
Save = Callable[[Mapping[str, Any]], Rating]


class Said(VerticalScroll):
    """What was said, exercise by exercise."""

    def __init__(self, said: Sequence[tuple[str, str]], candidate: str) -> None:
        super().__init__(id="said", classes="main")
        self._parts = _parts(said)
        self._candidate = candidate
        self._seen = 0

    def compose(self) -> ComposeResult:
        for place, part in enumerate(self._parts):
            yield Static(_transcript(part, self._candidate), id=f"part{place}")

    def turn_to(self, place: int) -> None:
        """Show another exercise from its beginning; the one that is seen stays where it was read to."""
        if place != self._seen and place < len(self._parts):
            self._seen = place
            self.scroll_to_widget(self.query_one(f"#part{place}"), animate=False, top=True)


class RatingScreen(Page):
    """Levels by keys 0 to 4, `-` for not judged; every change is kept under seal at once."""

    CSS_PATH = "interview.tcss"
    HELP = (
        "Read, choose the level whose words fit, go on. 0 to 4 give a level, - says not judged, n writes a note, o your "
        "overall answer. S submits and locks. Nobody can read your levels before all raters have submitted."
    )
    KEYS = (
        Key("0–4", "level", "none"),
        Key("-", "not judged", "level('-')"),
        Key("n", "note", "note"),
        Key("Enter", "next", "next"),
        Key("o", "overall", "overall"),
        Key("S", "submit", "submit"),
        Key("Esc", "leave, kept", "back"),
    )
    SMALL_KEYS = (KEYS[0], Key("t", "text", "text"), KEYS[1], KEYS[2], KEYS[4], KEYS[5], Key("Esc", "leave", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(level), f"level('{level}')", f"level {level}", show=False, id=f"rating.{level}")
            for level in range(5)
        ),
        Binding("minus", "level('-')", "not judged", show=False, id="rating.none", tooltip="Not judged"),
        Binding("n", "note", "note", show=False, id="rating.note", tooltip="Write a note on this criterion"),
        Binding(
            "o", "overall", "overall", show=False, id="rating.overall", tooltip="Your overall answer, step by step"
        ),
        Binding("S", "submit", "submit", show=False, id="rating.submit", tooltip="Submit and lock"),
        Binding("a", "take", "take", show=False, id="rating.take", tooltip="Put the offered words into the note"),
        Binding("t", "text", "text", show=False, id="rating.text", tooltip="Text or ladder, on a small screen"),
    ]

    def __init__(
        self,
        kit: Kit,
        rating: Rating,
        said: Sequence[tuple[str, str]],
        save: Save,
        submit: Callable[[], bool],
        *,
        locked: bool,
        offered: Mapping[str, str] | None = None,
        sealed: str = "",
    ) -> None:
        super().__init__()
        self.kit = kit
        self.rating = rating
        self._said = said  # (speaker, text); ("", text) is a heading
        self._save = save
        self._submit = submit
        self.locked = locked
        self._sealed = sealed or _who_is_sealed(kit, rating.rater)
        self._offered = offered or {}  # criterion -> the sentence nearest to it
        self._since = time.monotonic()
        self._waiting: dict[str, str] = {}  # criterion -> a note that waits for its level

    def body(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            yield Said(self._said, self.rating.candidate)
            with VerticalScroll(classes="side -wideside", id="ladder-page", can_focus=False):
                yield Static(id="criterion")
                yield Static(id="ladder")
                yield Static(id="offered")
                yield Input(placeholder="note", id="note", compact=True)
                yield Static(words(("This candidate", MUTED)), classes="heading gap")
                yield Rows(id="criteria")
                yield Static(id="overall")
                yield Static(id="seal")

    async def on_mount(self) -> None:
        self.sized()
        await self._fill(0)
        self.query_one("#criteria").focus()
        self.set_interval(1, self._title)
        self._title()

    def _title(self) -> None:
        left = len(self.rating.missing(self.kit))
        state = "submitted, locked" if self.locked else f"{left} to rate" if left else "complete, not submitted"
        used = clock(int(time.monotonic() - self._since))
        self.title_row(f"{self.kit.name}   {self.rating.candidate}", self.rating.rater, state, f"{used} used")

    async def _fill(self, at: int) -> None:
        width = 47 if not self.small else max(30, self.size.width - 6)
        rows = [
            (one.id, spread(words((one.says, INK)), words((_level(self.rating.cells.get(one.id)), INK)), width))
            for one in self.kit.criteria
        ]
        await self.query_one("#criteria", Rows).fill(rows, at)
        self.query_one("#seal", Static).update(words((self._sealed, MUTED)))
        self.query_one("#overall", Static).update(words(("Overall   ", MUTED), (self.rating.overall, INK)))

    @property
    def place(self) -> int:
        return max(0, self.query_one("#criteria", Rows).at)

    @on(Rows.Moved)
    def moved(self) -> None:
        one = self.kit.criteria[self.place]
        cell = self.rating.cells.get(one.id)
        width = 47 if not self.small else max(30, self.size.width - 6)
        count = words((f"{self.place + 1} of {len(self.kit.criteria)}", MUTED))
        self.query_one("#criterion", Static).update(spread(words((one.says, BOLD)), count, width))
        self.query_one("#ladder", Static).update(_ladder(one, cell.level if cell else None, width))
        numbers = [task.number for task in self.kit.tasks]
        self.query_one(Said).turn_to(numbers.index(one.id.partition("/")[0]))
        self._show_offered(one.id)
        note = self.query_one("#note", Input)
        if not note.has_focus:
            note.value = cell.note if cell else self._waiting.get(one.id, "")

    def _show_offered(self, criterion: str) -> None:
        """The nearest words, the same for every level; where the kit offers none, nothing."""
        near, line = self._offered.get(criterion, ""), self.query_one("#offered", Static)
        line.display = bool(near)
        if near:
            line.update(words(("Nearest words, not a mark   ", MUTED), (f"“{near}”", INK), ("   a notes them", MUTED)))

    async def action_take(self) -> None:
        one = self.kit.criteria[self.place]
        if near := self._offered.get(one.id):
            field = self.query_one("#note", Input)
            field.value = " ".join(part for part in (field.value, f"“{near}”") if part)
            await self._note(one.id, field.value)

    async def action_level(self, level: str) -> None:
        one = self.kit.criteria[self.place]
        note = self.query_one("#note", Input).value
        await self._keep({one.id: {"level": level, "note": note}})

    def action_note(self) -> None:
        self.query_one("#note", Input).focus()

    @on(Input.Submitted, "#note")
    async def noted(self, event: Input.Submitted) -> None:
        one = self.kit.criteria[self.place]
        self.query_one("#criteria").focus()
        await self._note(one.id, event.value)

    async def _note(self, criterion: str, text: str) -> None:
        """Keep a note; one without a level waits for it, since no level is not the same as “not judged”."""
        if (cell := self.rating.cells.get(criterion)) is not None:
            await self._keep({criterion: {"level": cell.level, "note": text}})
        else:
            self._waiting[criterion] = text
            self.notify("Kept with the level you give.")

    async def action_overall(self) -> None:
        now = OVERALL.index(self.rating.overall)
        await self._keep({"overall": OVERALL[(now + 1) % len(OVERALL)]})

    def action_next(self) -> None:
        self.query_one("#criteria", Rows).action_step(1)

    @on(Rows.Chosen)
    def chosen(self) -> None:
        self.action_next()

    def action_none(self) -> None:
        """The digits themselves do it."""

    def action_text(self) -> None:
        self.toggle_class("-text")

    async def _keep(self, given: Mapping[str, Any]) -> None:
        try:
            self.rating = await asyncio.to_thread(self._save, given)
            self.fine()
        except AmtrainerError as error:
            self.fail(error)
            return
        await self._fill(self.place)
        self._title()

    def action_submit(self) -> None:
        if missing := self.rating.missing(self.kit):
            self.fail(AmtrainerError(f"{len(missing)} criteria are not rated yet.", "0 to 4, or - for not judged."))
            return

        async def sure(yes: bool | None) -> None:
            if yes:
                await self._lock()

        question = f"Submit {self.rating.candidate}? Your levels are locked then."
        self.app.push_screen(SureScreen(question, "Submit"), sure)

    async def _lock(self) -> None:
        try:
            ready = await asyncio.to_thread(self._submit)
        except AmtrainerError as error:
            self.fail(error)
            return
        self.locked = True
        self._title()
        more = "All have submitted: the day can be revealed." if ready else "Waiting for the others."
        self.notify(f"Submitted. {more}")

    def action_back(self) -> None:
        self.app.exit(0)


def _level(cell: Cell | None) -> str:
    if cell is None:
        return "·"
    return "–" if cell.level is None else str(cell.level)


def _parts(said: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The lines of each exercise; a heading begins one."""
    parts: list[list[tuple[str, str]]] = []
    for speaker, text in said:
        if not speaker or not parts:
            parts.append([])
        parts[-1].append((speaker, text))
    return parts


def _transcript(said: Sequence[tuple[str, str]], candidate: str) -> Content:
    """What was said: (speaker, text) in order; ("", text) is a heading. The candidate's words are in ink."""
    rows: list[Content] = []
    for speaker, text in said:
        if not speaker:
            rows += [words((text, BOLD)), Content("")]
            continue
        own = speaker == candidate
        rows += [words((speaker, VOICE if own else MUTED)), words((text, INK if own else MUTED)), Content("")]
    return lines(rows)


def _ladder(one: Anchor, chosen: int | None, width: int) -> Content:
    """The criterion's own levels, 4 to 0; the chosen one is marked."""
    rungs: list[Content] = []
    for level in (4, 3, 2, 1, 0):
        says = one.levels.get(level, NOTHING if level == 0 else "")
        if not says:
            continue
        on = level == chosen
        mark = words(("▸ " if on else "  ", VOICE), (f"{level}  ", BOLD if on else MUTED))
        first, *rest = wrap(says, width - 5) or [""]
        rungs.append(words(mark, (first, BOLD if on else INK)))
        rungs += [words("     ", (line, BOLD if on else INK)) for line in rest]
    return lines(rungs)


def _who_is_sealed(kit: Kit, rater: str) -> str:
    others = [name for name in kit.raters if name != rater]
    who = f"{' and '.join(others)}’s levels and the machine’s" if others else "The machine’s levels"
    return f"{who} stay sealed until all have submitted."
