"""A talk: the client says something, the trainee answers, the client reacts to what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import context_of, find_all
from amtrainer.scoring.condition import judge
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Passage, Work
from amtrainer.simulation.reacting import react
from amtrainer.simulation.scenario import Seed
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Ended,
    Event,
    HintTaken,
    Prompt,
    Rewound,
    Started,
    State,
)
from amtrainer.simulation.talk import Talk


class Dialogue(Talk):
    """A talk of several turns with one client."""

    kind: Literal["dialogue"]

    def open(self, seed: int, mode: Literal["practice", "exam"], content_hash: str, scorer: str) -> tuple[Event, ...]:
        """The events with which a session begins."""
        beat = self.beats[0]
        text = self.say(Seed(seed).pick(f"{beat.id}", beat.client))
        speaker = "" if beat.client_cue else self.client.short
        return (self.started(seed, mode, content_hash, scorer), ClientSpoke(beat.id, speaker, text))

    def prompt(self, state: State) -> Prompt | None:
        """What is asked now; None when the talk is over."""
        if state.over is not None:
            return None
        spoken = next(line for line in reversed(state.lines) if isinstance(line, ClientSpoke))
        return Prompt(spoken.speaker, spoken.text, state.turn, self.most_turns)

    def work(self, events: Iterable[Event]) -> Work:
        """What is judged: the answers that count, each with the line it replied to."""
        return _work(self.fold(events).lines)

    def advance(self, state: State, event: Event) -> State:
        match event:
            case Started():
                return State(event.scenario, event.seed, event.mode, self.beats[0].id, dict(self.mood))
            case ClientSpoke():
                mood = {**state.mood, **{move.name: move.after for move in event.moves}}
                opened = (*state.opened, *event.opened)
                return replace(state, beat=event.beat, mood=mood, opened=opened, lines=(*state.lines, event))
            case Answered():
                return replace(state, turn=state.turn + 1, lines=(*state.lines, event))
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
        fresh = State(state.scenario, state.seed, state.mode, self.beats[0].id, dict(self.mood))
        for line in kept:
            fresh = self.advance(fresh, line)
        return replace(fresh, hints=state.hints)

    def respond(self, state: State, act: Event, model: MeaningModel) -> tuple[Event, ...]:
        """What follows from an act of the trainee. `state` is the state before the act."""
        if not isinstance(act, Answered):
            return ()
        after = self.advance(state, act)
        return react(self, after, act.text, _work(after.lines), model)

    def hint(self, state: State, model: MeaningModel) -> str:
        """The first hint that fits. Raises `AmtrainerError` in exam mode or where there is none."""
        if state.mode == "exam":
            raise AmtrainerError("There are no hints in exam mode.")
        work = _work(state.lines)
        findings = find_all(self, work, context_of(self, model)) if work.passages else {}
        for hint in self.hints:
            if hint.when is None or judge(hint.when, findings).holds:
                return self.say(hint.says)
        raise AmtrainerError("There is no hint for this moment.")


def _work(lines: Sequence[Event]) -> Work:
    passages: list[Passage] = []
    heard = ""
    for line in lines:
        if isinstance(line, ClientSpoke):
            heard = line.text if line.speaker else ""
        elif isinstance(line, Answered):
            passages.append(Passage(len(passages), Answer(line.text), heard))
    return Work(tuple(passages))
