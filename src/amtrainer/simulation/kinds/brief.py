"""A written piece: one text for one reader, with exhibits and a limit of words. The reader answers once."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.session import Prompt, State


class Brief(Dialogue):
    """A text that is written, sent once, and read. The reader's reactions are those of its one beat."""

    kind: Literal["brief"]  # type: ignore[assignment]
    words: int = Field(
        ge=20, le=1000, description="The most words that were asked for; more can be sent, and is marked."
    )
    quotes: bool = Field(
        default=False, description="The reader's own sentences are asked for: quoted, they earn marks."
    )
    deliver: tuple[str, ...] = Field(default=(), description="What the text must hold, shown in the brief.")

    @property
    def interview(self) -> bool:
        """A short text is dense: one sentence may earn for any number of criteria."""
        return True

    @property
    def report(self) -> bool:
        return True

    @property
    def may_quote(self) -> bool:
        return self.quotes

    @property
    def most_turns(self) -> int:
        return 1

    def prompt(self, state: State) -> Prompt | None:
        """The task; None when it is sent."""
        asked = super().prompt(state)
        return asked and Prompt(asked.speaker, asked.text, asked.turn, 1, f"at most {self.words} words")
