"""What there is to see in a talk, and which of it a play has shown: reactions, fallbacks, hidden points, endings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from amtrainer.content.source import Path_
from amtrainer.scoring.condition import Condition
from amtrainer.simulation.session import Answered, ClientSpoke, Ended, Event, Filed, State
from amtrainer.simulation.talk import Closing, Reaction, Talk

LEAVES = "client leaves"
RUDE, SHORT = "rude", "short"
KINDS = ("reactions", "fallbacks", "hidden points", "endings")


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to see."""

    what: str  # one of KINDS
    name: str  # "opening.2", "otherwise of opening", "budget", "closing.0": no two are the same
    path: Path_  # where it stands in the file
    beat: str = ""  # where it can be met; "" = anywhere
    when: Condition | None = None


def goals_of(talk: Talk) -> Iterator[Goal]:
    """All there is to see in a talk, in the order of the file."""
    for place, beat in enumerate(talk.beats):
        path: Path_ = ("beats", place)
        for n, reaction in enumerate(beat.reactions):
            yield Goal("reactions", f"{beat.id}.{n}", (*path, "reactions", n), beat.id, reaction.when)
        if beat.otherwise is not None:
            yield Goal("fallbacks", f"otherwise of {beat.id}", (*path, "otherwise"), beat.id)
    for n, reaction in enumerate(talk.reactions):
        yield Goal("reactions", f"talk.{n}", ("reactions", n), "", reaction.when)
    for name, reply in ((SHORT, talk.short), (RUDE, talk.rude)):
        if reply is not None:
            yield Goal("fallbacks", name, (name,))
    for n, point in enumerate(talk.hidden):
        given = any(one.opens == point.id for one in _reactions(talk))
        if point.opens is not None or given:
            yield Goal("hidden points", point.id, ("hidden", n), "", point.opens.when if point.opens else None)
    for n, closing in enumerate(closings(talk)):
        path = ("closing", n) if isinstance(talk.closing, tuple) else ("closing",)
        yield Goal("endings", f"closing.{n}", path, "", closing.when)
    if talk.leaves is not None:
        yield Goal("endings", LEAVES, ("leaves",))


def closings(talk: Talk) -> tuple[Closing, ...]:
    """The lines after the last answer."""
    if isinstance(talk.closing, tuple):
        return talk.closing
    return (talk.closing,) if talk.closing else ()


def shown(talk: Talk, events: Sequence[Event]) -> set[str]:
    """The names of the goals that a play has shown."""
    return set().union(*(after_answer(talk, state, followed) for state, followed in _answers(talk, events)))


def after_answer(talk: Talk, state: State, followed: Sequence[Event]) -> set[str]:
    """The names of the goals in what followed from an answer that was given in `state`."""
    out: set[str] = set()
    over = next((event.why for event in followed if isinstance(event, Ended)), "")
    for event in followed:
        if not isinstance(event, ClientSpoke):
            continue
        out.update(event.also)
        out.update(event.opened)
        if over == "client-left" and talk.leaves and event.text == talk.say(talk.leaves.says):
            out.add(LEAVES)
            continue  # what the client would have said is not heard
        out.add(event.reaction or _fallback(talk, state, event))
        if over == "complete":
            out |= {f"closing.{n}" for n, one in enumerate(closings(talk)) if _ends(talk, event.text, one.client)}
    return out


def _answers(talk: Talk, events: Sequence[Event]) -> Iterator[tuple[State, tuple[Event, ...]]]:
    """For each answer the state in which it was given, and what followed."""
    state = State()
    for place, event in enumerate(events):
        if isinstance(event, Answered | Filed):
            rest = events[place + 1 :]
            yield state, tuple(takewhile(lambda one: not isinstance(one, Answered | Filed), rest))
        state = talk.advance(state, event)


def _fallback(talk: Talk, state: State, spoke: ClientSpoke) -> str:
    """Which reply was given that is no reaction."""
    if talk.rude is not None and _begins(talk, spoke.text, talk.rude.client):
        return RUDE
    if talk.short is not None and _begins(talk, spoke.text, talk.short.client):
        return SHORT
    return f"otherwise of {state.beat}"


def _begins(talk: Talk, text: str, wordings: Sequence[str]) -> bool:
    return any(text.startswith(talk.say(one)) for one in wordings if one)


def _ends(talk: Talk, text: str, wordings: Sequence[str]) -> bool:
    return any(text.endswith(talk.say(one)) for one in wordings if one)


def _reactions(talk: Talk) -> Iterator[Reaction]:
    yield from talk.reactions
    for beat in talk.beats:
        yield from beat.reactions
