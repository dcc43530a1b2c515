"""What the client thought at each turn, and which words made them think it. Said from what moved and what was heard, nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.session import Answered, ClientSpoke, Event, Filed, MailArrived, MoodMove

UP: Final = {
    "trust": "I believe this person a little more",
    "patience": "I have more time for this than I thought",
    "calm": "I am calmer now",
    "face": "I keep my standing in this",
    "openness": "I can say more than I meant to",
    "interest": "This is worth a few more minutes",
    "pressure": "The weight on me grows",
    "exit-risk": "I am closer to leaving",
}
DOWN: Final = {
    "trust": "I believe this person less",
    "patience": "This costs me time that I do not have",
    "calm": "I am losing my calm",
    "face": "This makes me look small",
    "openness": "I keep the rest to myself",
    "interest": "I am thinking of the next meeting",
    "pressure": "Some weight is off me",
    "exit-risk": "I am farther from leaving",
}
UNMOVED: Final = "I have heard this before; nothing in it changes my mind."
HEARD: Final = "I took this up; it leaves my mood as it is."
LISTENED: Final = "it is an answer that this client listens for"
NOTHING: Final = "it has none of the words that this client listens for"


@dataclass(frozen=True, slots=True)
class Because:
    """A cause: the trainee's words ("" where something is missing) and what they were."""

    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What was thought after one turn."""

    turn: int  # counts from 0
    speaker: str
    thought: str
    because: tuple[Because, ...]


def voices(scenario: AnyScenario, events: Sequence[Event]) -> tuple[VoiceView, ...]:
    """A thought for every answer that was replied to."""
    if scenario.kind == "knowledge":
        return ()  # an examiner asks and explains
    says = {point.id: point.says for point in scenario.hidden}
    out: list[VoiceView] = []
    turn = -1
    for line in scenario.fold(events).lines:
        if isinstance(line, Answered | Filed):
            turn += 1
        elif isinstance(line, ClientSpoke) and turn >= 0:
            told = [says[id] for id in line.opened if id in says]
            if scenario.kind == "interview" and not (line.moves or told):
                continue  # asks on or goes on, in neutral words
            out.append(_thought(turn, line.speaker, line.moves, told, heard=line.reaction is not None))
        elif isinstance(line, MailArrived) and line.moves:
            out.append(_thought(max(turn, 0), line.sender, line.moves, []))
    return tuple(out)


def _thought(
    turn: int, speaker: str, moves: Sequence[MoodMove], opened: Sequence[str], *, heard: bool = False
) -> VoiceView:
    sentences = [f"{_feeling(*move)}." for move in _joined(moves)]
    sentences += [f"Now I say what I held back: {text}" for text in opened]
    because = tuple(dict.fromkeys(Because(move.quote, move.reason) for move in moves if move.reason or move.quote))
    still, why = (HEARD, LISTENED) if heard else (UNMOVED, NOTHING)
    return VoiceView(turn, speaker, " ".join(sentences) or still, because or (Because("", why),))


def _joined(moves: Sequence[MoodMove]) -> list[tuple[str, int, int]]:
    """Each mood with where it was and where it came to: two steps the same way are one."""
    out: list[tuple[str, int, int]] = []
    for move in moves:
        same = next((one for one in out if one[0] == move.name and one[2] == move.before), None)
        if same and (same[2] > same[1]) == (move.after > move.before):
            out[out.index(same)] = (move.name, same[1], move.after)
        else:
            out.append((move.name, move.before, move.after))
    return out


def _feeling(whole: str, before: int, after: int) -> str:
    name = whole.rpartition(".")[2]
    known = UP if after > before else DOWN
    rises = "rises" if after > before else "falls"
    mood = name.replace("-", " ")
    return f"{known.get(name, f'My {mood} {rises}')} ({before} → {after})"
