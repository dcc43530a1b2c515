"""Home: what to do next, what is due, where one stands. Paints from one small file."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from amtrainer.practice.home import HomeData
from amtrainer.tui.bars import padded, spread, track
from amtrainer.tui.roles import BOLD, INK, MUTED, change_role, lines, signed, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Button, Key, Rows

if TYPE_CHECKING:
    from amtrainer.content.head import Head

FAMILIES = {
    "objections": "objection",
    "bad-news": "bad news",
    "negotiation": "negotiation",
    "discovery": "discovery",
    "growth": "growth",
    "recovery": "recovery",
    "integrity": "integrity",
    "executive": "executive",
    "triage": "priorities",
    "writing": "writing",
    "crm": "records",
    "knowledge": "check",
    "interviews": "interview",
}
KINDS = (
    ("dialogue", "Dialogues"),
    ("interview", "Interviews"),
    ("triage", "Inboxes"),
    ("brief", "Briefs"),
    ("crm", "Records"),
    ("knowledge", "Checks"),
)
SKILL_WIDTH = 17


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

    def body(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            with Vertical(classes="main"):
                yield Static(id="next-heading", classes="heading")
                with Vertical(classes="card", id="card"):
                    yield Static(id="card-text")
                    with Horizontal(id="card-button"):
                        yield Button("Start", id="start")
                        yield Static(words(("  Enter", MUTED)), id="start-key")
                yield Static(id="rows-heading", classes="heading gap")
                yield Rows(id="rows")
                yield Static(id="unfinished-heading", classes="heading gap only-small")
                yield Rows(id="unfinished-small", classes="only-small")
                yield Static(id="small-skill", classes="gap only-small")
                yield Static(id="everything", classes="gap only-wide")
            with Vertical(classes="side"):
                yield Static(id="stand")
                yield Static(id="last", classes="gap")
                yield Static(id="unfinished-heading-side", classes="heading gap")
                yield Rows(id="unfinished")

    async def on_mount(self) -> None:
        self.sized()
        await self.paint()
        self.query_one("#rows", Rows).at = -1

    def on_resize(self) -> None:
        self.sized()
        self.call_later(self.paint)

    async def show(self, home: HomeData) -> None:
        """Show fresh data."""
        self.home = home
        await self.paint()

    async def paint(self) -> None:
        """Everything from `home`."""
        self.title_row("amtrainer", *((self.home.name,) if self.home and self.home.name else ()), "practice", "offline")
        home = self.home
        head = home.next if home else None
        if home is None or head is None:
            self._say("#next-heading", words(("Start here", MUTED)))
            text = "Reading the exercises …" if home is None else "No exercise is in reach."
            self._say(
                "#card-text",
                words((text, INK), "" if home is None else ("\namtrainer check tells what is wrong.", MUTED)),
            )
            return
        first = home.answers == 0
        due = f"{len(home.due)} due this week" if home.due else ""
        width = self._width()
        self._say(
            "#next-heading", spread(words(("Start here" if first else "Next", MUTED)), words((due, MUTED)), width)
        )
        self._say("#card-text", self._card(head, home, first, width - 4))
        await self._fill_rows(home, head, width)
        await self._fill_unfinished(home, width)
        self._say("#small-skill", self._small_skill(home, width))
        self._say("#everything", self._everything(home))
        self._say("#stand", self._stand(home))
        self._say("#last", self._last(home))

    def _say(self, where: str, content: Content) -> None:
        self.query_one(where, Static).update(content)

    def _width(self) -> int:
        width = self.size.width
        return width - (0 if self.tiny else 4) if self.small else width - 44 - 6

    def _card(self, head: Head, home: HomeData, first: bool, width: int) -> Content:
        meta = words((f"{head.minutes} min   {head.difficulty_word}", MUTED))
        rows = [spread(words((head.title, BOLD)), meta, width)]
        if self.tiny:
            return rows[0]
        gap = [] if self.small else [Content("")]
        rows += [*gap, words((head.situation, INK))]
        if not first or not self.small:
            rows += [
                *gap,
                words((home.why if self.small else f"Why today: {home.why[:1].lower()}{home.why[1:]}", MUTED)),
            ]
        rows.append(Content(""))
        return lines(rows)

    async def _fill_rows(self, home: HomeData, card: Head, width: int) -> None:
        days = {line.scenario: line.due for line in home.due}
        heads = [home.head(line.scenario) for line in home.due]
        first = [head for head in heads if head is not None and head.id != card.id]
        rest = [head for head in home.heads if head.id != card.id and head.id not in days]
        shown = (first + rest)[: 3 if self.small else 6]
        heading = "Due this week" if first else ("Or" if home.answers == 0 else "Then")
        self._say("#rows-heading", words((heading if shown else "", MUTED)))
        at = self.query_one("#rows", Rows).at
        await self.query_one("#rows", Rows).fill(
            [(head.id, self._row(head, days.get(head.id), width)) for head in shown]
        )
        self.query_one("#rows", Rows).at = at if self.query_one("#rows", Rows).has_focus else -1

    def _row(self, head: Head, due: str | None, width: int) -> Content:
        if self.tiny:
            return words((head.title, INK))
        day, today = self._day(due), bool(due and due <= self.today.isoformat())
        right = words(
            (f"{FAMILIES.get(head.family, head.family):<11}  {head.minutes:>2} min  {head.difficulty_word:<6}", MUTED),
            (f"  {day:<5}", BOLD if today else MUTED) if due else "",
        )
        return spread(words((head.title, INK)), right, width)

    def _day(self, due: str | None) -> str:
        if due is None:
            return ""
        day = date.fromisoformat(due)
        if day <= self.today:
            return "today"
        return f"{day:%a}" if day - self.today < timedelta(days=7) else f"{day.day} {day:%b}"

    async def _fill_unfinished(self, home: HomeData, width: int) -> None:
        heading = words(("Unfinished" if home.unfinished else "", MUTED))
        self._say("#unfinished-heading", heading)
        self._say("#unfinished-heading-side", heading)
        few = home.unfinished[:3]
        side = [
            (
                one.session,
                lines([spread(words((one.title, INK)), words((one.where, MUTED)), 37), words((" " + one.note, MUTED))]),
            )
            for one in few
        ]
        await self.query_one("#unfinished", Rows).fill(side)
        small = [
            (one.session, spread(words((one.title, INK)), words((f"{one.where}. {one.note}", MUTED)), width))
            for one in few[:1]
        ]
        await self.query_one("#unfinished-small", Rows).fill(small)
        for name in ("#unfinished", "#unfinished-small"):
            self.query_one(name, Rows).at = -1

    def _small_skill(self, home: HomeData, width: int) -> Content:
        if self.tiny:
            return Content("")
        if not home.skills:
            quiet = "Your words stay on this computer. No account, no network."
            text = "Nothing measured yet. Three answers give a first estimate."
            return lines([words(("Your skills", MUTED)), words((text, INK)), Content(""), words((quiet, MUTED))])
        skill = home.skills[0]
        tail = words((f"  {skill.level:.1f} ", INK), (f"between {skill.low:.1f} and {skill.high:.1f}", MUTED))
        row = words(track(skill.level, skill.low, skill.high, 21), tail)
        return lines([words(("Where you stand", MUTED)), spread(words((skill.name, INK)), row, width)])

    def _everything(self, home: HomeData) -> Content:
        counts = Counter(head.kind for head in home.heads)
        kinds: list[Content] = []
        for kind, name in KINDS:
            if counts[kind]:
                kinds.append(words((name, INK), " ", (str(counts[kind]), MUTED)))
        rows = [words(("Everything", MUTED)), Content(""), Content("  ").join(kinds), Content("")]
        rows.append(words(("/ finds by client, skill or number, for example d03", MUTED)))
        if home.problems:
            rows.append(words((f"{home.problems} files could not be read: amtrainer check", "$part")))
        return lines(rows)

    def _stand(self, home: HomeData) -> Content:
        if not home.skills:
            text = "Nothing measured yet. Three answers give a first estimate."
            quiet = "Your words stay on this computer. No account, no network."
            return lines(
                [words(("Your skills", MUTED)), Content(""), words((text, INK)), Content(""), words((quiet, MUTED))]
            )
        rows = [words(("Where you stand", MUTED)), Content("")]
        for skill in home.skills:
            drawn = track(skill.level, skill.low, skill.high, SKILL_WIDTH)
            rows.append(words(padded(words((skill.name, INK)), 15), " ", drawn, (f"  {skill.level:.1f}", INK)))
        count = {1: "The only one", 2: "Both", 3: "All three", 4: "All four"}.get(home.measured, "The lowest four")
        of = f" of {home.measured}" if home.measured > 4 else " measured"
        rows += [
            Content(""),
            words((f"{count}{of}, on a scale of 1 to 5. The line is where we are 80% sure you are.", MUTED)),
        ]
        return lines(rows)

    def _last(self, home: HomeData) -> Content:
        if not home.last:
            return Content("")
        rows = [words(("Last played", MUTED)), Content("")]
        for line in home.last:
            total = "–" if line.total is None else str(line.total)
            change = "" if line.change is None else signed(line.change)
            right = words((total, INK), (f"{change:>5}", change_role(line.change or 0)))
            rows += [spread(words((line.title, INK)), right, 38), words((line.note, MUTED)), Content("")]
        return lines(rows[:-1])

    def action_start(self) -> None:
        if self.home and self.home.next_id:
            self.app.open_brief(self.home.next_id)  # type: ignore[attr-defined]

    def action_choose(self) -> None:
        rows = self.query_one("#rows", Rows)
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
