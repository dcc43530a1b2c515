"""What can be done from a debrief: turn to its other pages, go back to a turn, compare, note, ask a coach, write a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from amtrainer.tui.screens.page import Page

if TYPE_CHECKING:
    from amtrainer.progress.debrief import Debrief


class Afterwards(Page):
    """A debrief with what follows from it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "turn('takeaway')", show=False, id="debrief.takeaway", tooltip="To take away; again: your text"),
        Binding("m", "turn('model')", show=False, id="debrief.model", tooltip="One good answer; again: your text"),
        Binding("h", "turn('hidden')", show=False, id="debrief.hidden", tooltip="What was not said"),
        Binding("i", "turn('voice')", show=False, id="debrief.voice", tooltip="What the client thought at each turn"),
        Binding("p", "turn('promises')", show=False, id="debrief.promises", tooltip="What you promised, and clashes"),
        Binding("f", "fork", show=False, id="debrief.fork", tooltip="Go back to a turn; this attempt stays"),
        Binding("v", "variant", show=False, id="debrief.variant", tooltip="The same skill with another client"),
        Binding("c", "compare", show=False, id="debrief.compare", tooltip="Beside the attempt before"),
        Binding("o", "note", show=False, id="debrief.note", tooltip="Write a note of your own"),
        Binding("x", "coach", show=False, id="debrief.coach", tooltip="Write a form for a coach"),
        Binding("e", "export", show=False, id="debrief.export", tooltip="Write a report as HTML"),
    ]
    debrief: Debrief

    def paint(self) -> None:
        """Show it as it is now."""
        raise NotImplementedError

    def turn_of_mark(self) -> int | None:
        """The turn of the mark that is lit."""
        raise NotImplementedError

    def action_fork(self) -> None:
        turn = self.turn_of_mark()
        if turn is None:
            turn = self.debrief.takeaway.turn or 0
        self.app.fork(self.debrief.session, turn)  # type: ignore[attr-defined]

    def action_variant(self) -> None:
        self.app.open_variant(self.debrief.scenario)  # type: ignore[attr-defined]

    def action_compare(self) -> None:
        self.app.open_compare(self.debrief.session)  # type: ignore[attr-defined]

    def action_note(self) -> None:
        field = self.query_one("#note", Input)
        field.display = True
        field.focus()

    @on(Input.Submitted, "#note")
    def noted(self, event: Input.Submitted) -> None:
        text = event.value
        self.close_note()
        if text.strip():
            self.app.keep_note(self.debrief.session, text)  # type: ignore[attr-defined]

    def close_note(self) -> bool:
        """Close the field of the note; whether it was open."""
        field = self.query_one("#note", Input)
        if not field.display:
            return False
        field.value = ""
        field.display = False
        self.query_one("#criteria").focus()
        return True

    def action_coach(self) -> None:
        self.app.ask_coach(self.debrief.session)  # type: ignore[attr-defined]

    def action_export(self) -> None:
        self.app.write_report(self.debrief.session)  # type: ignore[attr-defined]
