"""What an inbox is made of: mails with their arrival, the book of clients, the second wave, the costs in minutes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from amtrainer.scoring.condition import Condition
from amtrainer.scoring.rubric import Part
from amtrainer.simulation.scenario import MoodValue, Scenario

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description='Time of day: "08:40".')]
Act = Literal["open", "plan", "message", "leave"]


class Moves(Part):
    """How the mood behind an item moves with a mail."""

    item: str
    mood: dict[str, int] = Field(default_factory=dict)
    because: str = ""


class Mail(Part):
    """A mail that lies in the inbox from the start."""

    id: str = Field(pattern=r"^[A-Z][0-9]?$")
    at: str = Field(description='When it came: "07:05", or with a day before today, "Fri 17:45".')
    sender: str
    from_: str = Field(default="", alias="from", description="How the list shows the sender, if longer.")
    client: str = ""
    subject: str
    text: str
    aka: tuple[str, ...] = Field(default=(), description="Names it goes by in prose.")
    mood: dict[str, MoodValue] = Field(default_factory=dict, description="Visible moods of its sender.")


class LateMail(Part):
    """A mail of the second wave, or what became of something; it comes if its condition holds then."""

    id: str = Field(pattern=r"^[A-Z][0-9]?$")
    at: str = Field(default="", description="Time of day, or a later day; left out: the time of the wave.")
    when: Condition | None = None
    from_: str = Field(alias="from")
    subject: str
    text: str
    moves: Annotated[tuple[Moves, ...], BeforeValidator(lambda v: [v] if isinstance(v, dict) else v)] = ()


class Wave(Part):
    """Mails that come while the trainee works."""

    at: Clock
    mails: tuple[LateMail, ...]


class Account(Part):
    """One client of the book."""

    client: str
    place: str = ""
    value: str = ""
    says: str = ""


class Appointment(Part):
    """A time that is taken."""

    from_: Clock = Field(alias="from")
    to: Clock
    says: str


class Inbox(Scenario):
    """The text of an inbox exercise; `kinds/triage.py` plays it."""

    starts: Clock
    ends: Clock
    inbox: tuple[Mail, ...] = Field(min_length=2)
    book: tuple[Account, ...] = ()
    fixed: tuple[Appointment, ...] = ()
    costs: dict[Act, Annotated[int, Field(ge=0, le=60)]] = Field(default_factory=dict)
    second_wave: Wave | None = None
    can_take_one: str = Field(default="", description="The colleague who can take one task.")

    @property
    def people(self) -> tuple[str, ...]:
        return ()

    @property
    def interview(self) -> bool:
        """One line about an item may earn for any number of criteria, in prose as it does in the fields of a plan."""
        return True

    @property
    def item_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(
            (mail.id, tuple(sorted({mail.id, *mail.aka}, key=lambda name: (-len(name), name)))) for mail in self.inbox
        )

    @property
    def prompts(self) -> tuple[str, ...]:
        return (*super().prompts, *(mail.text for mail in self.inbox))

    def mail(self, id: str) -> Mail | LateMail | None:
        """The mail of that id, of either wave."""
        late = self.second_wave.mails if self.second_wave else ()
        mails: tuple[Mail | LateMail, ...] = (*self.inbox, *late)
        return next((mail for mail in mails if mail.id == id), None)


def minutes(clock: str) -> int | None:
    """Minutes since midnight of a time of day; None for anything else, such as a later day."""
    hour, colon, minute = clock.partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        return None
    return int(hour) * 60 + int(minute)


def clock(total: int) -> str:
    """Minutes since midnight as a time of day; never past 23:59."""
    total = max(0, min(total, 24 * 60 - 1))
    return f"{total // 60:02}:{total % 60:02}"
