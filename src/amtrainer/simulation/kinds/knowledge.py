"""A check of knowledge: one item after the other; in practice each answer is told at once, with what trains the point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import model_validator

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.batch import BadAnswer
from amtrainer.scoring.integrity import CHOSEN
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.score import FULL_LEVEL
from amtrainer.scoring.work import Passage, Work
from amtrainer.simulation.items import Check, Item
from amtrainer.simulation.scenario import Seed
from amtrainer.simulation.session import Answered, ClientSpoke, Ended, Event, Prompt, State
from amtrainer.simulation.spoken import spoken_work


class Knowledge(Check):
    """Items with one criterion each, and one more for the reason where a source is doubtful."""

    kind: Literal["knowledge"]

    @model_validator(mode="after")
    def _with_criteria(self) -> Knowledge:
        """The criteria are made here, not written."""
        object.__setattr__(self, "criteria", self.judged)
        return self

    def open(self, seed: int, mode: Literal["practice", "exam"], content_hash: str, scorer: str) -> tuple[Event, ...]:
        """The events with which a session begins."""
        first = self.items[0]
        return (self.started(seed, mode, content_hash, scorer), ClientSpoke(first.id, self.client.short, first.shown))

    def read(self, item: Any) -> Work:
        """The work in one answer of a file: {id, choices: {k1: b, k2: [a, c], k3: text}}. Raises `BadAnswer`."""
        choices = item.get("choices") if isinstance(item, Mapping) else None
        if not isinstance(choices, Mapping) or not choices:
            raise BadAnswer("choices is missing", "Write choices: {item: letter, or letters, or text}.")
        known = {one.id: one for one in self.items}
        if odd := sorted(str(name) for name in choices if str(name) not in known):
            raise BadAnswer(f"no item {odd[0]} in this check", f"Items are {', '.join(known)}.")
        texts = [(one, _written(choices[one.id])) for one in self.items if one.id in choices]
        return Work(tuple(_passage(turn, one, text) for turn, (one, text) in enumerate(texts)))

    def prompt(self, state: State) -> Prompt | None:
        asked = super().prompt(state)
        if asked is None:
            return None
        item, where = self.items[state.turn], f"item {state.turn + 1} of {len(self.items)}"
        return replace(asked, where=where, form=item.form, options=tuple(item.options.items()), pairs=len(item.pairs))

    def work(self, events: Iterable[Event]) -> Work:
        """What is judged: each answer as the answer to its item."""
        said = spoken_work(self.fold(events).lines).passages
        return Work(
            tuple(_passage(one.turn, item, one.answer.text) for one, item in zip(said, self.items, strict=False))
        )

    def respond(self, state: State, act: Event, model: MeaningModel) -> tuple[Event, ...]:
        """What follows from an act of the trainee: whether it was right, and the next item."""
        if not isinstance(act, Answered):
            return ()
        item = self.items[state.turn]
        told = self._told(item, act.text, model) if state.mode == "practice" else ""
        if state.turn + 1 == len(self.items):
            last = self.say(Seed(state.seed).pick("closing", self.closing))
            return ClientSpoke(item.id, self.client.short, _joined(told, last)), Ended("complete")
        following = self.items[state.turn + 1]
        return (ClientSpoke(following.id, self.client.short, _joined(told, following.shown)),)

    def hint(self, state: State, model: MeaningModel) -> str:  # noqa: ARG002
        """A check has no hints. Raises `AmtrainerError`."""
        raise AmtrainerError("A check has no hints.", "Answer as you know it; what is wrong is told with its reason.")

    def told_models(self, events: Iterable[Event]) -> tuple[str, ...]:  # noqa: ARG002
        """Each item by its name, with what is right."""
        given = self.model_answer.choices if self.model_answer else {}
        return tuple(f"{item.name}: {_answered(item, given[item.id])}" for item in self.items if item.id in given)

    def _told(self, item: Item, text: str, model: MeaningModel) -> str:
        """Right or not, why, and what trains it."""
        levels = assessor_of(self, model).assess(Work((_passage(0, item, text),))).levels
        level, reason = levels[item.id], levels.get(item.reason, FULL_LEVEL)
        if min(level, reason) >= FULL_LEVEL:
            return f"Right. {item.because}"
        if level >= FULL_LEVEL:
            trains = f" Trained by {item.trains}." if item.trains else ""
            return f"The letter is right; no reason that carries it was read: half the points. {item.because}{trains}"
        return f"{'Partly.' if level else 'No.'} {item.lesson}"


def _passage(turn: int, item: Item, text: str) -> Passage:
    letters = item.form != "text" and (not item.contested or len(text.split()) <= 1)
    return Passage(turn, Answer(text, told=True), item.asks, None, frozenset((item.id,)), CHOSEN if letters else "")


def _written(value: Any) -> str:
    """A choice of a file as it would be typed."""
    if isinstance(value, Mapping):
        if "reason" in value:
            return f"{_written(value.get('choice'))}. {value['reason']}"
        return " ".join(f"{number}{letter}" for number, letter in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _answered(item: Item, value: Any) -> str:
    """A right answer as it is shown."""
    if item.form == "text":
        return _written(value)
    return f"{item.told}. {value['reason']}" if isinstance(value, Mapping) and "reason" in value else item.told


def _joined(told: str, following: str) -> str:
    return "\n\n".join(part for part in (told, following) if part)
