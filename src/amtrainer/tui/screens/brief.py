"""The brief: who you are, who calls, what you may, what is on file, what counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from amtrainer.practice.views import Brief
from amtrainer.tui.bars import padded, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, SPOKEN, lines, words
from amtrainer.tui.screens.page import Page
from amtrainer.tui.widgets.frame import Button, Key

LABEL = 12
SIDE = 44


class BriefScreen(Page):
    """Everything that is known before the first line."""

    CSS_PATH = "brief.tcss"
    HELP = (
        "This is all you know before the talk begins. A number opens what is on file; you can open it in the talk too. "
        "In exam mode there are no hints and no mood, and an answer cannot be called back."
    )
    KEYS = (
        Key("Enter", "begin", "begin"),
        Key("e", "exam mode", "exam"),
        Key("1–5", "open a file", "file(1)"),
        Key("Esc", "home", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin", id="brief.begin", tooltip="Begin"),
        Binding("e", "exam", "exam mode", id="brief.exam", tooltip="Exam mode on or off"),
        Binding("v", "variant", show=False, id="brief.variant", tooltip="The same skill with another client"),
        Binding("s", "short", show=False, id="brief.short", tooltip="Short form of an interview on or off"),
        *(
            Binding(str(n), f"file({n})", show=False, id=f"brief.file{n}", tooltip=f"Open file {n}")
            for n in range(1, 10)
        ),
        Binding("0", "file(0)", show=False, id="brief.close", tooltip="Close the file"),
    ]

    def __init__(self, brief: Brief, mode: str = "practice", seed: int | None = None, short: bool = False) -> None:
        super().__init__()
        self.short = short and brief.short > 0
        if brief.short:
            self.__dict__["KEYS"] = (*self.KEYS[:2], Key("s", "short form", "short"), *self.KEYS[2:])
        if brief.head.variants:
            self.__dict__["KEYS"] = (*self.KEYS[:2], Key("v", "variant", "variant"), *self.KEYS[2:])
        if not brief.exhibits:
            self.__dict__["KEYS"] = tuple(key for key in self.KEYS if key.action != "file(1)")
        self.brief = brief
        self.mode = mode
        self.seed = seed
        self.opened = 0

    def body(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            with VerticalScroll(classes="main"):
                yield Static(id="facts")
                with Horizontal(id="begin-row"):
                    yield Button("Begin", id="begin")
                    yield Static(words(("  Enter", MUTED)))
            with Vertical(classes="side -brief"):
                yield Static(id="file")

    def on_mount(self) -> None:
        self.paint()

    def on_resize(self) -> None:
        self.paint()

    def paint(self) -> None:
        self.sized()
        head = self.brief.head
        length = f"{self.brief.short} questions by lot" if self.short else f"{head.minutes} min"
        meta = [self.mode, length, head.difficulty_word]
        if self.small and not self.tiny:
            meta.insert(0, self.brief.today)
        self.title_row(head.title, *(meta[:1] if self.tiny else meta))
        width = self.size.width - (5 if self.small else 50 + 7)
        rows = list(self._small_rows(width) if self.small else self._wide_rows(width))
        self.query_one("#facts", Static).update(lines(rows))
        self.query_one("#file", Static).update(self._side())

    def _wide_rows(self, width: int) -> Iterator[Content]:
        brief = self.brief.in_short() if self.short else self.brief
        for label, content in (
            ("Today", words((brief.today, INK))),
            ("You", words((brief.role, INK))),
            ("Client", words((brief.client_name, BOLD), (brief.client.removeprefix(brief.client_name) + ".", INK))),
            ("", words((brief.manner, INK))),
            ("Situation", words((" ".join(brief.situation), INK))),
            ("You want", words((brief.goal, INK))),
            ("Length", words((f"At most {brief.words} words." if brief.words else "", INK))),
            ("It holds", words(("; ".join(brief.deliver), INK))),
        ):
            if content.plain.strip(" ."):
                yield from _labelled(label, content, width)
                if label not in ("Client",) or not brief.manner:
                    yield Content("")
        for place, line in enumerate(brief.may):
            yield from _labelled("You may" if not place else "", words((line, INK)), width)
        if brief.may_not:
            yield from _labelled("", words((brief.may_not, MUTED)), width)
        yield Content("")
        yield from self._opening(width)

    def _opening(self, width: int) -> Iterator[Content]:
        brief = self.brief
        if not brief.opening:
            return
        yield words(("It begins so" if brief.opening_is_cue else "The first words", MUTED))
        yield Content("")
        text = brief.opening if brief.opening_is_cue else f"“{brief.opening}”"
        yield from words((text, INK if brief.opening_is_cue else SPOKEN)).wrap(width)
        yield Content("")

    def _small_rows(self, width: int) -> Iterator[Content]:
        brief = self.brief
        yield from _labelled("You", words((_person(brief.role), INK)), width)
        if brief.client:
            who = words(
                (brief.client_name, BOLD), (brief.client.removeprefix(brief.client_name) + ". " + brief.manner, INK)
            )
            yield from _labelled("Client", who, width)
        elif brief.goal:
            yield from _labelled("You want", words((brief.goal, INK)), width)
        if brief.may:
            yield from _labelled("You may", words(("; ".join(brief.may) + ". ", INK), (brief.may_not, MUTED)), width)
        if self.opened:
            yield Content("")
            yield from self._opened(width)
            return
        files = [
            words((str(e.number), MUTED), " ", (e.name, INK), (f" {e.figure}" if e.figure else "", MUTED))
            for e in brief.exhibits
        ]
        yield from _flowing("On file", files, width)
        counts = [
            words((f"{n} {c.do[:1].lower()}{c.do[1:]}", INK), (f"\N{NO-BREAK SPACE}{c.weight}", MUTED))
            for n, c in enumerate(brief.criteria, 1)
        ]
        yield from _flowing("Counts", counts, width)
        yield from _flowing("Looked at", [words((name, INK)) for name in brief.skills], width)
        if brief.caps:
            yield from _labelled("", words((brief.caps[0], MUTED)), width)
        if brief.opening:
            text = brief.opening if brief.opening_is_cue else f"“{brief.opening}”"
            yield from _labelled("First", words((text, INK if brief.opening_is_cue else SPOKEN)), width)

    def _opened(self, width: int) -> Iterator[Content]:
        exhibit = self.brief.exhibits[self.opened - 1]
        yield from _labelled(str(exhibit.number), words((exhibit.name, BOLD), (f"   {exhibit.figure}", MUTED)), width)
        for line in exhibit.text.splitlines():
            yield from _labelled("", words((line, INK)), width)
        yield Content("")

    def _side(self) -> Content:
        brief = self.brief
        if self.opened:
            exhibit = brief.exhibits[self.opened - 1]
            head = [
                words((str(exhibit.number), MUTED), "  ", (exhibit.name, BOLD)),
                words((exhibit.figure, MUTED)),
                Content(""),
            ]
            return lines([*head, words((exhibit.text, INK)), Content(""), words(("0", BOLD), (" closes it", MUTED))])
        rows = [words(("On file", MUTED)), Content("")] if brief.exhibits else []
        for exhibit in brief.exhibits:
            rows += [
                words((str(exhibit.number), MUTED), " ", (exhibit.name, INK)),
                words("  ", (exhibit.figure, MUTED)),
                Content(""),
            ]
        if brief.skills:
            rows += [Content(""), words(("Looked at", MUTED)), Content("")]
            rows += [words((name, INK)) for name in brief.skills]
        if not brief.criteria:
            return lines(rows)
        rows += [Content(""), words(("What counts", MUTED)), Content("")]
        for number, criterion in enumerate(brief.criteria, 1):
            left = words((f"{number}  ", MUTED), (criterion.do, INK))
            rows.append(spread(left, words((str(criterion.weight), MUTED)), SIDE))
        if brief.caps:
            rows += [Content(""), words((brief.caps[0], MUTED))]
        return lines(rows)

    def action_begin(self) -> None:
        self.app.begin(self.brief.head.id, self.mode, self.seed, self.short)  # type: ignore[attr-defined]

    def action_exam(self) -> None:
        self.mode = "practice" if self.mode == "exam" else "exam"
        if self.mode == "exam" and self.seed:  # an exam has the catalogue's words and figures
            self.app.open_brief(self.brief.head.id, mode="exam", seed=0)  # type: ignore[attr-defined]
            return
        self.paint()

    def action_variant(self) -> None:
        self.app.open_variant(self.brief.head.id)  # type: ignore[attr-defined]

    def action_short(self) -> None:
        self.short = not self.short and self.brief.short > 0
        self.paint()

    def action_file(self, number: int) -> None:
        self.opened = 0 if number == self.opened or number > len(self.brief.exhibits) else number
        self.paint()

    @on(Button.Pressed)
    def pressed(self) -> None:
        self.action_begin()


def _labelled(label: str, content: Content, width: int) -> Iterator[Content]:
    """A label in its column, the text hanging beside it."""
    for place, line in enumerate(content.wrap(max(width - LABEL, 10))):
        yield words(padded(words((label if not place else "", MUTED)), LABEL), line)


def _flowing(label: str, items: list[Content], width: int) -> Iterator[Content]:
    """Short items one after the other, as many on a row as fit whole; a long one goes on below."""
    rows: list[list[Content]] = [[]]
    for item in items:
        taken = sum(other.cell_length + 3 for other in rows[-1])
        if rows[-1] and taken + item.cell_length > width - LABEL:
            rows.append([])
        rows[-1].append(item)
    for place, row in enumerate(rows if items else []):
        named, line = label if not place else "", Content("   ").join(row)
        if len(row) == 1 and line.cell_length > width - LABEL:
            yield from _labelled(named, line, width)
        else:
            yield words(padded(words((named, MUTED)), LABEL), line)


def _person(role: str) -> str:
    """ "You are account manager …" beside the label "You" is "Account manager …"."""
    text = role.removeprefix("You are ")
    return text[:1].upper() + text[1:]
