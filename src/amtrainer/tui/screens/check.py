"""The check of knowledge: a talk whose options can be clicked; without hints, and nothing is taken back."""

from __future__ import annotations

from textual import on

from amtrainer.scoring.indicators.choice import picked, with_letter
from amtrainer.tui.screens.conversation import ConversationScreen
from amtrainer.tui.widgets.chat import Chat
from amtrainer.tui.widgets.field import Field, Writing
from amtrainer.tui.widgets.frame import Key
from amtrainer.tui.widgets.standing import Standing


class CheckScreen(ConversationScreen):
    """One item after the other."""

    HELP = (
        "Click an option or type its letter; Ctrl+S or Ctrl+J sends. A second click takes it back; for numbers each click "
        "gives a letter to the next one. Where a reason is asked for, write it behind the letter. Esc shows the brief again."
    )

    END = "End the check here and see the marks? What was not answered counts as missed."

    def _keys(self) -> tuple[Key, ...]:
        return tuple(key for key in super()._keys() if key.action not in ("hint", "rewind"))

    def lead(self) -> str:
        return f"{super().lead()} Click an option, or type its letter."

    def paint(self) -> None:
        super().paint()
        brief = self.sitting.brief
        self.query_one("#standing", Standing).tell((brief.goal, *brief.situation))
        self._offer()

    def _offer(self) -> None:
        """Make the options of what is asked clickable, and show which are taken."""
        prompt = self.sitting.prompt
        options = prompt.options if prompt is not None else ()
        taken = picked(self.query_one("#field", Field).text, prompt.form) if prompt is not None else ()
        self.query_one("#chat", Chat).offer(options, taken)

    @on(Field.Changed)
    def _taken(self) -> None:
        self._offer()

    @on(Chat.Picked)
    def picked_by_click(self, event: Chat.Picked) -> None:
        """The letter goes into the field, where it can still be changed."""
        prompt, field = self.sitting.prompt, self.query_one("#field", Field)
        if prompt is None:
            return
        field.text = with_letter(field.text, prompt.form, event.letter, prompt.pairs)
        writing = field.query_one(Writing)
        writing.move_cursor(writing.document.end)
        field.take_focus()
