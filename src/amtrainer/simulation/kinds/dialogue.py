"""A talk: the client says something, the trainee answers, the client reacts to what was said."""

from __future__ import annotations

from typing import Any, Literal

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import context_of, find_all
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.condition import judge
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Work
from amtrainer.simulation.reacting import react
from amtrainer.simulation.scenario import Seed
from amtrainer.simulation.session import Answered, ClientSpoke, Event, State
from amtrainer.simulation.spoken import spoken_work
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

    @property
    def opening(self) -> str:
        """What a first answer replies to: the client's first line at seed 0, or nothing where it is a stage direction."""
        first = self.beats[0]
        return "" if first.client_cue else self.say(first.client[0] if first.client else "")

    def read(self, item: Any) -> Work:
        """The work in one answer of a file: {id, text} or {id, turns}. Raises `BadAnswer`."""
        return work_of(item, self.opening)

    def respond(self, state: State, act: Event, model: MeaningModel) -> tuple[Event, ...]:
        """What follows from an act of the trainee. `state` is the state before the act."""
        if not isinstance(act, Answered):
            return ()
        after = self.advance(state, act)
        return react(self, after, act.text, spoken_work(after.lines), model)

    def hint(self, state: State, model: MeaningModel) -> str:
        """The first hint that fits. Raises `AmtrainerError` in exam mode or where there is none."""
        if state.mode == "exam":
            raise AmtrainerError("There are no hints in exam mode.")
        work = spoken_work(state.lines)
        findings = find_all(self, work, context_of(self, model)) if work.passages else {}
        for hint in self.hints:
            if hint.when is None or judge(hint.when, findings).holds:
                return self.say(hint.says)
        raise AmtrainerError("There is no hint for this moment.")
