"""What a talk is made of: beats, reactions, and when the client leaves."""

from __future__ import annotations

from pydantic import Field

from amtrainer.scoring.condition import Condition
from amtrainer.scoring.rubric import Part
from amtrainer.simulation.scenario import Wordings
from amtrainer.simulation.spoken import Spoken


class Reply(Part):
    """What the client says, and how the mood moves with it."""

    client: Wordings = ()
    mood: dict[str, int] = Field(default_factory=dict, description="Change of each mood: {trust: +2}.")
    because: str = Field(default="", description="The reason in at most eight words, shown under the line.")
    to: str | None = Field(default=None, description="Id of the beat to go to; left out: the next one.")
    ends: bool = Field(default=False, description="The talk ends with this line.")


class Reaction(Reply):
    """A reply to something that was seen in the answers."""

    when: Condition
    opens: str | None = Field(default=None, description="Id of the hidden point that this line gives away.")
    again: bool = Field(default=False, description="May hold more than once in a session.")


class Closing(Reply):
    """What is said after the last answer. One with a condition is said also where a line ends the talk by itself."""

    when: Condition | None = None


class Leaves(Part):
    """When the client ends the talk."""

    mood: str
    at: int = Field(default=0, ge=0, le=10)
    says: str


class Beat(Part):
    """One thing said to the trainee, and what may follow from the answer."""

    id: str
    client: Wordings = ()
    client_cue: bool = Field(default=False, description="The text is a stage direction, not the client's words.")
    reactions: tuple[Reaction, ...] = ()
    otherwise: Reply | None = None


class Talk(Spoken):
    """The text of a talk; `kinds/dialogue.py` plays it."""

    beats: tuple[Beat, ...] = Field(min_length=1)
    reactions: tuple[Reaction, ...] = Field(default=(), description="Reactions of the whole talk, after a beat's own.")
    rude: Reply | None = None
    short: Reply | None = None
    closing: tuple[Closing, ...] | Closing | None = None
    leaves: Leaves | None = None
    turns: int | None = Field(default=None, ge=1, le=20, description="Most answers; left out: as many as beats.")

    @property
    def most_turns(self) -> int:
        return self.turns or len(self.beats)

    @property
    def first_beat(self) -> str:
        return self.beats[0].id

    @property
    def prompts(self) -> tuple[str, ...]:
        return (*super().prompts, *self.beats[0].client)

    def beat(self, id: str) -> Beat:
        """The beat of that id."""
        return next(beat for beat in self.beats if beat.id == id)

    def next_beat(self, beat: str, reply: Reply) -> str:
        """The id of the beat a reply leads to: the one it names, else the next; the last one leads to itself."""
        if reply.to is not None:
            return reply.to
        ids = [each.id for each in self.beats]
        return ids[min(ids.index(beat) + 1, len(ids) - 1)]
