"""What a form is filled in from: the names of all papers, and one that is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from amtrainer.tui.roles import BOLD, INK, MUTED, VOICE, lines, words

if TYPE_CHECKING:
    from amtrainer.practice.views import Exhibit


class Papers(VerticalScroll, can_focus=False):
    """The pane beside a form; a click on a name opens it."""

    DEFAULT_CSS = "Papers { scrollbar-size-vertical: 1; } Papers Static { height: auto; }"

    class Opened(Message):
        """This paper is to be opened."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def compose(self) -> Iterator[Static]:
        yield Static(id="paper")

    def show(self, papers: Sequence[Exhibit], opened: int, *, names: bool) -> None:
        """One open paper, under the names of all if there is room for them."""
        self.query_one("#paper", Static).update(lines(_rows(papers, opened, names)))

    def turn(self, by: int) -> None:
        """A page on or back."""
        self.scroll_relative(y=by * max(1, self.size.height - 2), animate=False)

    def on_click(self, event: events.Click) -> None:
        if number := event.style.meta.get("paper"):
            self.post_message(self.Opened(int(number)))


def _rows(papers: Sequence[Exhibit], opened: int, names: bool) -> Iterator[Content]:
    for one in papers if names else ():
        row = words((f"{one.number}  ", MUTED), (one.name, VOICE if one.number == opened else INK))
        yield row.stylize(Style.from_meta({"paper": one.number}))
    if names:
        yield from (Content(""), Content(""))
    if not opened or not papers:
        return
    one = papers[opened - 1]
    place = "" if names else f"{one.number} of {len(papers)}  "
    yield words((place, MUTED), (one.name, BOLD), (f"   {one.figure}" if one.figure else "", MUTED))
    yield Content("")
    yield words((one.text, INK))
