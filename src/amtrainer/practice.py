"""The use case of a trainee: find an exercise, play it, keep every word, look back. Faces (tui, plain, cli) call only this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amtrainer.progress.debrief import Debrief
from amtrainer.simulation.session import Event, MoodMove, Prompt, State


@dataclass(frozen=True, slots=True)
class Head:
    """What a list shows of a scenario; from the catalogue cache, no YAML and no pydantic."""

    id: str
    number: str  # "d01"
    kind: str  # dialogue | triage
    title: str
    family: str  # objections, bad-news, ...
    client: str  # "Mette Kjær, head of procurement at Nordhavn Køl A/S"
    situation: str  # one or two sentences for the card on Home
    competencies: tuple[str, ...]
    difficulty: int  # 1-5; words: 1-2 easy, 3 medium, 4-5 hard
    minutes: int
    start_here: bool = False


@dataclass(frozen=True, slots=True)
class Exhibit:
    number: int
    name: str  # "Contract"
    figure: str  # "412,000 DKK"
    text: str  # several lines


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail of a triage inbox as shown."""

    item: str
    arrived: str
    sender: str
    subject: str
    text: str
    second_wave: bool = False
    note: str = ""  # "calm 9   nothing moved yet"


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the trainee sees before the first line. What is hidden in the scenario is not in here."""

    head: Head
    today: str  # "Tue 19 May 2026"
    role: str
    client: str
    client_short: str
    manner: str
    situation: tuple[str, ...]  # paragraphs
    opening: str  # first line of the client, or the cue
    mandate: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]
    criteria: tuple[str, ...]  # imperative: "Ask before you concede"
    turns: int
    inbox: tuple[MailView, ...] = ()
    book: tuple[tuple[str, str, str], ...] = ()  # client, what to know, yearly value
    fixed: tuple[tuple[str, str], ...] = ()  # "Fixed today" -> "10:00-11:00 ..."


@dataclass(frozen=True, slots=True)
class Step:
    """What followed from one act of the trainee. Everything in it is already on disk."""

    events: tuple[Event, ...]
    state: State
    prompt: Prompt | None  # None when it is over
    moves: tuple[MoodMove, ...]
    seconds: float  # from the call to the result
