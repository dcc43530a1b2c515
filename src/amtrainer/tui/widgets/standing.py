"""Beside the talk: the moods with their last change, why they moved, and what is on file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from amtrainer.simulation.session import ClientSpoke, Event, MoodMove
from amtrainer.tui.bars import bar, padded, spread
from amtrainer.tui.roles import BOLD, INK, MUTED, change_role, lines, signed, words

if TYPE_CHECKING:
    from amtrainer.practice.views import Exhibit

WIDTH = 38
MOST_MOVES = 2


@dataclass(frozen=True, slots=True)
class Mood:
    """One visible mood of the client, and how it moved with the last line."""

    name: str
    value: int
    change: int


def moods_of(mood: dict[str, int], said: Sequence[Event]) -> tuple[Mood, ...]:
    """The moods now."""
    spoken = [line for line in said if isinstance(line, ClientSpoke)]
    last = spoken[-1].moves if spoken else ()
    return tuple(
        Mood(name, value, sum(move.after - move.before for move in last if move.name == name))
        for name, value in mood.items()
    )


def last_moves(said: Sequence[Event]) -> list[tuple[int, MoodMove]]:
    """The last moves with the turn they answer to, the newest first."""
    out: list[tuple[int, MoodMove]] = []
    turn = 0
    for line in said:
        if isinstance(line, ClientSpoke):
            out.extend((turn, move) for move in line.moves)
            turn += 1
    return out[::-1][:MOST_MOVES]


def mood_row(moods: Sequence[Mood], *, bars: bool) -> Content:
    """All moods on one row, for a small window."""
    pieces: list[Content] = []
    for mood in moods:
        moved = words(" ", (signed(mood.change), change_role(mood.change))) if mood.change else Content("")
        drawn = words(bar(mood.value, 10), " ") if bars else Content("")
        pieces.append(words((f"{mood.name} ", MUTED), drawn, (str(mood.value), INK), moved))
    return Content("   " if bars else "  ").join(pieces)


class Standing(VerticalScroll, can_focus=False):
    """The pane beside the talk. An open exhibit takes its place; a click on a name opens it."""

    DEFAULT_CSS = "Standing Static { height: auto; }"

    class Opened(Message):
        """This exhibit is to be opened."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def compose(self) -> Iterator[Static]:
        yield Static(id="pane")

    def show(
        self,
        client: str,
        moods: Sequence[Mood],
        moves: Sequence[tuple[int, MoodMove]],
        exhibits: Sequence[Exhibit],
        opened: Exhibit | None,
    ) -> None:
        """Show how the client stands to the trainee, or one exhibit."""
        rows = _exhibit(opened) if opened else _standing(client, moods, moves, exhibits)
        self.query_one("#pane", Static).update(lines(rows))
        if opened:
            self.scroll_home(animate=False)

    def tell(self, paragraphs: Sequence[str]) -> None:
        """Show these instead."""
        rows = (row for text in paragraphs for row in (words((text, MUTED)), Content("")))
        self.query_one("#pane", Static).update(lines(rows))

    def on_click(self, event: events.Click) -> None:
        if number := event.style.meta.get("exhibit"):
            self.post_message(self.Opened(int(number)))


def _exhibit(exhibit: Exhibit) -> Iterator[Content]:
    yield words((f"{exhibit.number}  ", MUTED), (exhibit.name, BOLD))
    yield words((exhibit.figure, MUTED))
    yield Content("")
    yield words((exhibit.text, INK))
    yield Content("")
    yield words(("Ctrl+O", BOLD), (" next   ", MUTED), ("Esc", BOLD), (" close", MUTED))


def _standing(
    client: str, moods: Sequence[Mood], moves: Sequence[tuple[int, MoodMove]], exhibits: Sequence[Exhibit]
) -> Iterator[Content]:
    yield words((client, MUTED))
    yield Content("")
    label = max([10, *(len(mood.name) + 1 for mood in moods)])
    for mood in moods:
        yield words(
            padded(words((mood.name, INK)), label),
            bar(mood.value, 30 - label),
            (f"{mood.value:>4}", INK),
            (f"{signed(mood.change) if mood.change else '':>4}", change_role(mood.change)),
        )
    if moods:
        yield from (Content(""), Content(""))
    if moves:
        yield words(("Why it moved", MUTED))
        yield Content("")
    for turn, move in moves:
        change = move.after - move.before
        yield words((signed(change), change_role(change)), (f" {move.name}", INK), (f"   turn {turn}", MUTED))
        if move.quote:
            yield words((f"“{move.quote}”", INK))
        yield words((move.reason, MUTED))
        yield Content("")
    if moves:
        yield Content("")
    if exhibits:
        yield words(("On file", MUTED))
        yield Content("")
    for exhibit in exhibits:
        name = words((f"{exhibit.number}  ", MUTED), (exhibit.name, INK))
        row = spread(name, words((exhibit.figure, MUTED)), WIDTH)
        yield row.stylize(Style.from_meta({"exhibit": exhibit.number}))
