"""A session is a list of facts. Everything else - what is shown, what is scored - is folded from it.

Every event is frozen, has a `type` of its own, and survives JSON unchanged (`event_to_json`, `event_from_json`).
No event holds the wall clock: the store keeps times beside events, so that the same answers give the same events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, get_args

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.work import Place


@dataclass(frozen=True, slots=True)
class Started:
    scenario: str  # id, with variant if any: "d01-eight-points-or-a-tender" or ".../b"
    content_hash: str  # of the canonical scenario and everything it uses
    scorer: str
    seed: int
    mode: Literal["practice", "exam"]
    parent: str | None = None  # session this one was forked from
    type: Literal["started"] = "started"


@dataclass(frozen=True, slots=True)
class MoodMove:
    """One move of a visible mood variable, with the words that caused it."""

    name: str  # trust, patience, ...
    before: int
    after: int
    reason: str  # at most eight words
    place: Place | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class ClientSpoke:
    """A line of the client (or a stage direction), why it was said, and how the mood moved with it."""

    beat: str
    speaker: str  # short name; "" = stage direction, shown muted
    text: str
    reaction: str | None = None  # what was said in reaction to, such as "opening.2"; None = opening or fallback line
    also: tuple[str, ...] = ()  # further reactions that held: they moved the mood without a line
    moves: tuple[MoodMove, ...] = ()
    opened: tuple[str, ...] = ()  # ids of the hidden points that this line gives away
    type: Literal["client-spoke"] = "client-spoke"


@dataclass(frozen=True, slots=True)
class Answered:
    text: str
    type: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class Filed:
    """A form was sent: the values of its fields, and the text beside them."""

    fields: dict[str, str]  # record.field -> value, as it was left
    text: str = ""
    type: Literal["filed"] = "filed"


@dataclass(frozen=True, slots=True)
class HintTaken:
    text: str
    type: Literal["hint-taken"] = "hint-taken"


@dataclass(frozen=True, slots=True)
class Rewound:
    """The last answer (and what followed it) is taken back; it stays in the list, it no longer counts."""

    to_turn: int
    type: Literal["rewound"] = "rewound"


@dataclass(frozen=True, slots=True)
class Ended:
    why: Literal["complete", "client-left", "time", "trainee"]
    type: Literal["ended"] = "ended"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The questions that an interview will ask, in order: all, or those of the short form."""

    questions: tuple[str, ...]
    type: Literal["drawn"] = "drawn"


# Triage (kinds/triage.py decides what follows from each)
@dataclass(frozen=True, slots=True)
class MailOpened:
    """A mail was opened; the first time costs simulated minutes."""

    item: str
    type: Literal["mail-opened"] = "mail-opened"


@dataclass(frozen=True, slots=True)
class Planned:
    """An item is given its place in the order and what is to be done. Costs simulated minutes."""

    item: str
    place: int  # 1 = first
    action: str = ""
    owner: str = ""
    time: str = ""
    reason: str = ""
    type: Literal["planned"] = "planned"


@dataclass(frozen=True, slots=True)
class Messaged:
    item: str
    text: str
    type: Literal["messaged"] = "messaged"


@dataclass(frozen=True, slots=True)
class LeftUndone:
    item: str
    reason: str = ""
    type: Literal["left-undone"] = "left-undone"


@dataclass(frozen=True, slots=True)
class MailArrived:
    """A mail of the second wave, or a consequence, at simulated time `at` ("09:30")."""

    item: str
    at: str
    sender: str
    subject: str
    text: str
    moves: tuple[MoodMove, ...] = ()
    type: Literal["mail-arrived"] = "mail-arrived"


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The simulated clock moves to `to` ("08:52") because of `why`."""

    to: str
    why: str
    type: Literal["time-passed"] = "time-passed"


Event = (
    Started
    | ClientSpoke
    | Answered
    | Filed
    | HintTaken
    | Rewound
    | Ended
    | Drawn
    | MailOpened
    | Planned
    | Messaged
    | LeftUndone
    | MailArrived
    | TimePassed
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked of the trainee now."""

    speaker: str
    text: str
    turn: int  # counts from 0
    turns: int  # the most there can be
    where: str = ""  # said in place of turn and turns: "question 2 of 10"
    form: str = ""  # of an item of a check
    options: tuple[tuple[str, str], ...] = ()  # letter and what it stands for
    pairs: int = 0  # numbers to which letters are given


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands: folded from its events, never stored."""

    scenario: str = ""
    seed: int = 0
    mode: str = "practice"
    beat: str = ""
    mood: dict[str, int] = field(default_factory=dict)
    turn: int = 0  # answers that count
    lines: tuple[Event, ...] = ()  # what counts: ClientSpoke, Answered, ... after rewinds
    hints: int = 0
    opened: tuple[str, ...] = ()  # hidden points the client has given away
    over: str | None = None  # why it ended
    clock: str = ""  # triage: simulated time "HH:MM"

    def fired(self) -> frozenset[str]:
        """Reactions that have held so far."""
        spoken = [event for event in self.lines if isinstance(event, ClientSpoke)]
        return frozenset(name for event in spoken for name in (event.reaction, *event.also) if name)


KINDS: dict[str, type[Any]] = {kind.__dataclass_fields__["type"].default: kind for kind in get_args(Event)}


def event_to_json(event: Event) -> dict[str, Any]:
    """The event as plain data; `event_from_json` gives it back unchanged."""
    return asdict(event)


def event_from_json(data: Mapping[str, Any]) -> Event:
    """An event from plain data. Raises `AmtrainerError` for an unknown type, a missing or an unknown field."""
    kind = KINDS.get(str(data.get("type")))
    if kind is None:
        raise AmtrainerError(
            f"A stored event has the unknown type {data.get('type')!r}.", "Was it written by a newer amtrainer?"
        )
    known = {entry.name: entry for entry in fields(kind)}
    if odd := sorted(set(data) - set(known)):
        raise AmtrainerError(f"A stored event of type {data['type']} has the unknown field {odd[0]!r}.")
    try:
        event: Event = kind(**{name: _value(name, value) for name, value in data.items()})
    except TypeError as error:
        raise AmtrainerError(f"A stored event of type {data['type']} is not whole: {error}.") from error
    return event


def _value(name: str, value: Any) -> Any:
    if name == "moves":
        return tuple(_move(item) for item in value)
    return tuple(value) if isinstance(value, list) else value


def _move(data: Mapping[str, Any]) -> MoodMove:
    place = data.get("place")
    return MoodMove(**{**data, "place": Place(**place) if place else None})
