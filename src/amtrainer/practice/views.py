"""What the faces are given: plain, frozen, ready to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from amtrainer.content.head import Head

if TYPE_CHECKING:
    from amtrainer.simulation.session import Event, MoodMove, Prompt, State

_COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTED: Final = re.compile(rf"\b({'|'.join(_COUNTS)})( questions| answers)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something on file."""

    number: int
    name: str  # "Contract"
    figure: str  # "412,000 DKK"
    text: str  # several lines


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail of an inbox as shown."""

    item: str
    arrived: str
    sender: str
    subject: str
    text: str
    second_wave: bool = False
    opened: bool = False
    note: str = ""  # "calm 9   nothing moved yet"


@dataclass(frozen=True, slots=True)
class CriterionBrief:
    """What counts: "Ask before you concede", 20."""

    do: str
    weight: int


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a form, as it stands at the start."""

    name: str  # record.field
    label: str
    form: str  # text | choice | date | money | number | reference
    options: tuple[str, ...]
    value: str
    required: bool
    hint: str
    lines: int


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record of a form."""

    title: str
    says: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the trainee sees before the first line. What is hidden in the scenario is not in here."""

    head: Head
    today: str  # "Tue 19 May 2026"
    role: str
    goal: str
    client: str  # "Mette Kjær, head of procurement, Nordhavn Køl A/S, Aarhus"
    client_name: str
    client_short: str
    manner: str
    situation: tuple[str, ...]
    opening: str  # first line of the client, or the cue
    opening_is_cue: bool
    may: tuple[str, ...]
    may_not: str
    exhibits: tuple[Exhibit, ...]
    criteria: tuple[CriterionBrief, ...]
    caps: tuple[str, ...]  # "A promise outside your mandate caps the total at 40."
    turns: int
    moods: tuple[str, ...]
    inbox: tuple[MailView, ...] = ()
    book: tuple[tuple[str, str, str], ...] = ()  # client, what to know, yearly value
    fixed: tuple[tuple[str, str], ...] = ()  # "Fixed today" -> "10:00-11:00 ..."
    starts: str = ""
    ends: str = ""
    words: int = 0  # the most words of a written piece
    deliver: tuple[str, ...] = ()  # what a written piece must hold
    skills: tuple[str, ...] = ()  # looked at, where the criteria are not told: "Bad news"
    records: tuple[RecordView, ...] = ()  # the form of a records exercise
    beside: str = ""  # what the text beside the form is called
    short: int = 0  # questions of the short form of an interview; 0 = there is none

    def in_short(self) -> Brief:
        """The brief of the short form, which speaks of as many questions as are drawn."""
        told = partial(_COUNTED.sub, lambda found: _as_many(found, self.short))
        return replace(self, goal=told(self.goal), situation=tuple(map(told, self.situation)))

    def as_drawn(self, events: Iterable[Event]) -> Brief:
        """The brief of a session: in short, if its questions were drawn by lot."""
        drawn = next((len(event.questions) for event in events if event.type == "drawn"), 0)
        return self.in_short() if 0 < drawn == self.short else self


def _as_many(found: re.Match[str], count: int) -> str:
    word = _COUNTS[count - 2]
    return f"{word.capitalize() if found[1][0].isupper() else word}{found[2]}"


@dataclass(frozen=True, slots=True)
class Step:
    """What followed from one act of the trainee. Everything in it is already on disk."""

    events: tuple[Event, ...]
    state: State
    prompt: Prompt | None  # None when it is over
    moves: tuple[MoodMove, ...]
    seconds: float  # from the call to the result


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that can be gone on with. Times are local."""

    session: str
    head: Head
    where: str  # "turn 3 of 6" or "4 of 9 planned"
    when: str  # "yesterday 16:20"
    draft: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One session of the past. `total` is None where it is unfinished or nothing could be judged."""

    session: str
    head: Head
    when: str  # "2026-11-24 16:20", local
    total: int | None
    change: int | None  # against the run of this exercise before
    attempt: int
    mode: str
    ended: bool
    seconds: int = 0
    noted: bool = False  # the trainee wrote a note on it


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to practise now."""

    head: Head
    why: str


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of `doctor`."""

    name: str
    ok: bool
    detail: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DueSkill:
    """A skill and the day on which it wants to be seen again, with the exercise that brings it back."""

    slug: str
    name: str
    due: date
    scenario: str
    number: str
    title: str
