"""The plan for one item of an inbox: what, who, when, because, and a message."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from amtrainer.tui.roles import MUTED, words
from amtrainer.tui.widgets.field import Writing

FIELDS = (("action", "Do"), ("owner", "Who"), ("time", "When"), ("reason", "Because"))


class PlanForm(Vertical):
    """Four lines and a message. It is given values and posts what was typed."""

    DEFAULT_CSS = """
    PlanForm { height: auto; }
    PlanForm .line { height: 1; }
    PlanForm .label { width: 10; }
    PlanForm Input { width: 1fr; margin: 0; padding: 0; background: transparent; border: none; }
    PlanForm #message-box { height: auto; background: $raised; padding: 1 2; margin: 1 0 0 0; }
    PlanForm Writing { max-height: 7; min-height: 2; }
    """

    class Changed(Message):
        """A field was typed in."""

        def __init__(self, field: str, text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

    def compose(self) -> ComposeResult:
        for name, label in FIELDS:
            with Horizontal(classes="line"):
                yield Static(words((label, MUTED)), classes="label")
                yield Input(id=f"plan-{name}", compact=True, select_on_focus=False)
        yield Static(words(("Message", MUTED)), id="message-label")
        with Vertical(id="message-box"):
            yield Writing(id="plan-message")

    def fill(self, values: Mapping[str, str], message: str) -> None:
        """Show these values."""
        for name, _ in FIELDS:
            field = self.query_one(f"#plan-{name}", Input)
            with field.prevent(Input.Changed):
                field.value = values.get(name, "")
        writing = self.query_one("#plan-message", Writing)
        with writing.prevent(TextArea.Changed):
            writing.load_text(message)

    @property
    def values(self) -> dict[str, str]:
        return {name: self.query_one(f"#plan-{name}", Input).value for name, _ in FIELDS}

    @property
    def message(self) -> str:
        return self.query_one("#plan-message", Writing).text

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed((event.input.id or "").removeprefix("plan-"), event.value))

    @on(TextArea.Changed)
    def written(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed("message", self.message))

    @on(Input.Submitted)
    def on_enter(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()
