"""The trainee's own words with their marks: the deciding words underlined, then the criterion's number and sign."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from amtrainer.progress.debrief import LineView, MarkView
from amtrainer.progress.debrief_parts import joined
from amtrainer.tui.bars import padded
from amtrainer.tui.roles import INK, LIT, MUTED, SIGN_ROLES, SUPERSCRIPTS, VOICE, lines, words
from amtrainer.tui.widgets.chat import SPEAKER, hanging, mood_line

LABEL = 18


def marked(line: LineView, lit: int | None, *, colour: bool = True) -> Content:
    """One line of the trainee with its marks; those of the criterion `lit` stand out."""
    shown = joined(line.marks)
    pieces: list[str | tuple[str, str] | Content] = []
    at = 0
    for start, end, marks in shown:
        pieces.append((line.text[at:start], INK))
        on = any(mark.criterion == lit for mark in marks if lit is not None)
        pieces.append(_one(line.text[start:end], marks, on=on, colour=colour))
        at = end
    pieces.append((line.text[at:], INK))
    return words(*pieces)


def _one(text: str, marks: Sequence[MarkView], *, on: bool, colour: bool) -> Content:
    signs = list(dict.fromkeys((mark.criterion, mark.sign) for mark in marks))
    here = Style.from_meta({"criterion": next((number for number, _ in signs if number), 0)})
    if not colour:
        label = " ".join(f"{number or ''}{sign}" for number, sign in signs)
        return words((f"[{label} ", INK), (text, f"{'bold ' if on else ''}underline"), ("]", INK)).stylize(here)
    out: list[str | tuple[str, str] | Content] = [(text, LIT if on else f"underline {INK}")]
    for number, sign in signs:
        role = SIGN_ROLES.get(sign, MUTED)
        out.append((f"{str(number).translate(SUPERSCRIPTS) if number else ''}{sign}", f"bold {role}"))
    return words(*out).stylize(here)


class OwnText(VerticalScroll):
    """The whole talk, or the fields of a plan, with marks."""

    DEFAULT_CSS = (
        "OwnText { height: 1fr; scrollbar-size-vertical: 1; } OwnText Static { height: auto; margin-bottom: 1; }"
        "OwnText .-tight { margin-bottom: 0; } OwnText .-head { margin: 1 0 0 0; }"
    )

    class Clicked(Message):
        """A line with marks was clicked: the criterion of its first mark."""

        def __init__(self, criterion: int) -> None:
            super().__init__()
            self.criterion = criterion

    def __init__(self, lines_: Sequence[LineView], tail: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = tuple(lines_)
        self._tail = tail
        self.lit: int | None = None
        self.at_mark = 0

    def compose(self) -> Iterator[Static]:
        for place, line in enumerate(self._lines):
            kind = "-head" if self._heads(place) else "-tight" if line.label else ""
            yield LineOfText(id=f"line-{place}", classes=kind)
        yield Static(id="tail")

    def _heads(self, place: int) -> bool:
        """Whether a line is the title of a record: it says nothing, and fields follow."""
        line = self._lines[place]
        return not (line.own or line.speaker or line.label) and any(x.label for x in self._lines[place + 1 : place + 2])

    def on_resize(self) -> None:
        self.paint()

    def light(self, criterion: int | None, *, scroll: bool = True) -> None:
        """Light the marks of a criterion and go to its first one."""
        self.lit = criterion
        self.paint()
        if scroll and (place := self._first(criterion)) is not None:
            self.query_one(f"#line-{place}", Static).scroll_visible(animate=False)

    def _first(self, criterion: int | None) -> int | None:
        found = (n for n, line in enumerate(self._lines) if any(mark.criterion == criterion for mark in line.marks))
        return next(found, None)

    def marks(self) -> list[int]:
        """The criteria of all marks in order of the text."""
        return [
            mark.criterion
            for line in self._lines
            for mark in sorted(line.marks, key=lambda m: m.start)
            if mark.criterion
        ]

    def paint(self) -> None:
        width = self.size.width - 3
        if width <= 0:
            return
        colour = not os.environ.get("NO_COLOR")
        for place, line in enumerate(self._lines):
            widget = self.query_one(f"#line-{place}", LineOfText)
            widget.criterion = next((mark.criterion for mark in line.marks if mark.criterion), None)
            title = [words((line.text, MUTED))] if self._heads(place) else None
            widget.update(lines(title or self._rows(line, width, colour)))
        self.query_one("#tail", Static).update(lines(hanging(Content(""), words((self._tail, MUTED)), width)))

    def _rows(self, line: LineView, width: int, colour: bool) -> Iterator[Content]:
        if line.label:
            yield from self._labelled(line, width, colour)
            return
        label = line.field or line.speaker
        speaker = words((label[: SPEAKER - 1] if not line.field else label, VOICE if line.own else MUTED))
        body = marked(line, self.lit, colour=colour) if line.own else words((line.text, MUTED))
        if line.field:
            yield speaker
            speaker = Content("")
        yield from hanging(speaker, body, width)
        for move in line.moves:
            yield from hanging(Content(""), mood_line(move), width)

    def _labelled(self, line: LineView, width: int, colour: bool) -> Iterator[Content]:
        """A field of a form: its label in a column, the value beside it."""
        body = marked(line, self.lit, colour=colour) if line.own else words((line.text, MUTED))
        for place, row in enumerate(body.wrap(max(width - LABEL, 10))):
            yield words(padded(words((line.label if not place else "", MUTED)), LABEL), row)


class LineOfText(Static):
    """One line; a click lights the mark it hits, or else the first one."""

    criterion: int | None = None

    def on_click(self, event: events.Click) -> None:
        if number := event.style.meta.get("criterion") or self.criterion:
            self.post_message(OwnText.Clicked(number))
