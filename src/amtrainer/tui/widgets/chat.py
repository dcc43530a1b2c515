"""The talk so far: speaker, words hanging beside, mood lines under the client's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from amtrainer.simulation.session import Answered, ClientSpoke, Event, HintTaken, MoodMove
from amtrainer.tui.bars import padded
from amtrainer.tui.roles import BOLD, INK, MUTED, VOICE, change_role, lines, signed, words

SPEAKER = 8
TEXT = 68


def hanging(speaker: Content, text: Content, width: int) -> Iterator[Content]:
    """A speaker's words in the text column."""
    for place, line in enumerate(text.wrap(max(10, min(TEXT, width - SPEAKER)))):
        yield words(padded(speaker if not place else Content(""), SPEAKER), line)


def inline(speaker: Content, text: Content, width: int) -> Iterator[Content]:
    """The same without columns, for a very small window: the words follow the name."""
    yield from (words(speaker, "  ", text) if speaker.plain else text).wrap(max(10, width))


def mood_line(move: MoodMove) -> Content:
    """`+2 trust 5 → 7   asked what drives the 8% first`"""
    change = move.after - move.before
    return words(
        (signed(change), change_role(change)), (f" {move.name} {move.before} → {move.after}   {move.reason}", MUTED)
    )


def mood_note(move: MoodMove) -> Content:
    """`+2 trust: asked what drives the 8% first`, where there is no room for the values."""
    change = move.after - move.before
    return words((signed(change), change_role(change)), (f" {move.name}: {move.reason}", MUTED))


class Chat(VerticalScroll, can_focus=False):
    """The lines of a talk; the newest rests on the field. It says how many lie above what is seen."""

    DEFAULT_CSS = """
    Chat { height: 1fr; scrollbar-size-vertical: 0; }
    Chat #push { height: 1fr; }
    Chat #talk { height: auto; }
    """

    class Above(Message):
        """So many lines of the talk lie above the window."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    class Picked(Message):
        """An option of what is asked now was clicked."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self, lead: str = "", *, moods: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lead = lead
        self._moods = moods
        self._compact = False
        self._events: tuple[Event, ...] = ()
        self._options: tuple[tuple[str, str], ...] = ()  # of the last line, to be clicked
        self._taken: tuple[str, ...] = ()
        self._ends: list[int] = []  # the row after each line of the talk

    def compose(self) -> Iterable[Static]:
        yield Static(id="push")
        yield Static(id="talk")

    def show(self, events: Sequence[Event], *, compact: bool = False) -> None:
        """Show these lines, and the last of them."""
        self._events = tuple(events)
        self._compact = compact
        self.paint()

    def offer(self, options: tuple[tuple[str, str], ...], taken: tuple[str, ...]) -> None:
        """Options of the last line that can be clicked, and the letters that are in the field."""
        if (options, taken) != (self._options, self._taken):
            self._options, self._taken = options, taken
            self.paint(rest=False)

    def on_click(self, event: events.Click) -> None:
        if letter := event.style.meta.get("letter"):
            self.post_message(self.Picked(str(letter)))

    def on_resize(self) -> None:
        self.paint()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Above(sum(end <= new_value for end in self._ends)))

    def paint(self, *, rest: bool = True) -> None:
        """Draw the lines; with `rest` the last of them comes into view."""
        width = self.size.width
        if width <= 0:
            return
        rows: list[Content] = []
        self._ends = []
        for part in self._parts(width):
            rows += part
            self._ends.append(len(rows))
            rows.append(Content(""))
        if self._compact and rows:
            rows.pop()
        self.query_one("#talk", Static).update(lines(rows))
        if rest:
            self.call_after_refresh(self.scroll_end, animate=False)

    def _parts(self, width: int) -> Iterator[list[Content]]:
        """The rows of each line of the talk."""
        said = inline if self._compact else hanging
        if self._lead and not self._compact:
            yield list(said(Content(""), words((self._lead, MUTED)), width))
        for event in self._events:
            match event:
                case ClientSpoke():
                    yield self._spoken(event, width)
                case Answered():
                    yield list(said(words(("You", MUTED)), words((event.text, INK)), width))
                case HintTaken():
                    noted = words((event.text, INK), ("  Noted, costs nothing.", MUTED))
                    yield list(said(words(("hint", MUTED)), noted, width))
                case _:
                    continue

    def _spoken(self, event: ClientSpoke, width: int) -> list[Content]:
        said = inline if self._compact else hanging
        if not event.speaker:
            return list(said(Content(""), words((event.text, MUTED)), width))
        name = event.speaker if self._compact else event.speaker[: SPEAKER - 1]
        rows = list(said(words((name, VOICE)), self._with_options(event), width))
        for move in event.moves if self._moods else ():
            rows += said(Content(""), mood_note(move) if self._compact else mood_line(move), width)
        return rows

    def _with_options(self, event: ClientSpoke) -> Content:
        """What was said; of the last line the options can be clicked, and what is in the field stands out."""
        text = words((event.text, INK))
        if event is not self._events[-1]:
            return text
        for letter, option in self._options:
            start = text.plain.rfind(f"\n{letter}) {option}") + 1
            if start:
                end = start + len(letter) + 2 + len(option)
                text = text.stylize(Style.from_meta({"letter": letter}), start, end)
                text = text.stylize(VOICE if letter in self._taken else BOLD, start, start + len(letter) + 1)
        return text
