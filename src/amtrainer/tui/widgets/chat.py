"""The talk so far: speaker, words hanging beside, mood lines under the client's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from amtrainer.simulation.session import Answered, ClientSpoke, Event, HintTaken, MoodMove
from amtrainer.tui.bars import padded
from amtrainer.tui.roles import INK, MUTED, VOICE, change_role, lines, signed, words

SPEAKER = 8
TEXT = 68


def hanging(speaker: Content, text: Content, width: int) -> Iterator[Content]:
    """A speaker's words in the text column."""
    for place, line in enumerate(text.wrap(max(10, min(TEXT, width - SPEAKER)))):
        yield words(padded(speaker if not place else Content(""), SPEAKER), line)


def mood_line(move: MoodMove) -> Content:
    """`+2 trust 5 → 7   asked what drives the 8% first`"""
    change = move.after - move.before
    return words(
        (signed(change), change_role(change)), (f" {move.name} {move.before} → {move.after}   {move.reason}", MUTED)
    )


class Chat(VerticalScroll, can_focus=False):
    """The lines of a talk; the newest rests on the field."""

    DEFAULT_CSS = """
    Chat { height: 1fr; scrollbar-size-vertical: 1; }
    Chat #push { height: 1fr; }
    Chat #talk { height: auto; }
    """

    def __init__(self, *, moods: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self._moods = moods
        self._events: tuple[Event, ...] = ()

    def compose(self) -> Iterable[Static]:
        yield Static(id="push")
        yield Static(id="talk")

    def show(self, events: Sequence[Event]) -> None:
        """Show these lines, and the last of them."""
        self._events = tuple(events)
        self.paint()

    def on_resize(self) -> None:
        self.paint()

    def paint(self) -> None:
        width = self.size.width - 1
        if width <= 0:
            return
        talk = self.query_one("#talk", Static)
        talk.update(lines(self._rows(width)))
        self.call_after_refresh(self.scroll_end, animate=False)

    def _rows(self, width: int) -> Iterator[Content]:
        for event in self._events:
            match event:
                case ClientSpoke():
                    yield from self._spoken(event, width)
                case Answered():
                    yield from hanging(words(("You", MUTED)), words((event.text, INK)), width)
                case HintTaken():
                    yield from hanging(
                        words(("hint", MUTED)), words((event.text, INK), ("  Noted, costs nothing.", MUTED)), width
                    )
                case _:
                    continue
            yield Content("")

    def _spoken(self, event: ClientSpoke, width: int) -> Iterator[Content]:
        if not event.speaker:
            yield from hanging(Content(""), words((event.text, MUTED)), width)
            return
        yield from hanging(words((event.speaker[: SPEAKER - 1], VOICE)), words((event.text, INK)), width)
        if self._moods:
            for move in event.moves:
                yield from hanging(Content(""), mood_line(move), width)
