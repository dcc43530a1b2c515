"""What a talk and an interview share: one person on the other side, moods that move, answers that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.work import Passage, Work
from amtrainer.simulation.scenario import Client, MoodValue, Scenario, filled
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Drawn,
    Ended,
    Event,
    HintTaken,
    Prompt,
    Rewound,
    Started,
    State,
)


class Spoken(Scenario):
    """An exercise in turns: something is said to the trainee, the trainee answers."""

    client: Client
    mood: dict[str, MoodValue]

    @property
    def people(self) -> tuple[str, ...]:
        return (self.client.name, self.client.short)

    @property
    def takes_back(self) -> bool:
        """Whether an answer can be taken back in practice."""
        return True

    @property
    def most_turns(self) -> int:
        """The most answers there can be."""
        raise NotImplementedError

    @property
    def first_beat(self) -> str:
        """The id of the beat with which it begins."""
        raise NotImplementedError

    def say(self, text: str) -> str:
        """An authored text with its names filled in."""
        return filled(text, {"client": self.client.short, "company": self.client.company})

    def prompt(self, state: State) -> Prompt | None:
        """What is asked now; None when it is over."""
        if state.over is not None:
            return None
        spoken = next(line for line in reversed(state.lines) if isinstance(line, ClientSpoke))
        return Prompt(spoken.speaker, spoken.text, state.turn, self.most_turns)

    def work(self, events: Iterable[Event]) -> Work:
        """What is judged: the answers that count, each with the line it replied to."""
        return spoken_work(self.fold(events).lines)

    def advance(self, state: State, event: Event) -> State:
        match event:
            case Started():
                return State(event.scenario, event.seed, event.mode, self.first_beat, dict(self.mood))
            case ClientSpoke():
                mood = {**state.mood, **{move.name: move.after for move in event.moves}}
                opened = (*state.opened, *event.opened)
                return replace(state, beat=event.beat, mood=mood, opened=opened, lines=(*state.lines, event))
            case Answered():
                return replace(state, turn=state.turn + 1, lines=(*state.lines, event))
            case Drawn():
                return replace(state, beat=event.questions[0], lines=(*state.lines, event))
            case HintTaken():
                return replace(state, hints=state.hints + 1, lines=(*state.lines, event))
            case Rewound():
                return self._rewound(state, event.to_turn)
            case Ended():
                return replace(state, over=event.why)
            case _:
                return state

    def _rewound(self, state: State, turn: int) -> State:
        """As it was before the answer of `turn` was given; hints stay counted."""
        kept: list[Event] = []
        answers = 0
        for line in state.lines:
            if isinstance(line, Answered):
                if answers == turn:
                    break
                answers += 1
            kept.append(line)
        fresh = State(state.scenario, state.seed, state.mode, self.first_beat, dict(self.mood))
        for line in kept:
            fresh = self.advance(fresh, line)
        return replace(fresh, hints=state.hints)


def spoken_work(lines: Iterable[Event]) -> Work:
    """The answers among these lines, each with the line it replied to; a stage direction is no line."""
    passages: list[Passage] = []
    heard = ""
    for line in lines:
        if isinstance(line, ClientSpoke):
            heard = line.text if line.speaker else ""
        elif isinstance(line, Answered):
            passages.append(Passage(len(passages), Answer(line.text), heard))
    return Work(tuple(passages))
