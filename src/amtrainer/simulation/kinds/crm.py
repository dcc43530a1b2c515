"""Records: a form that is filled in from raw material, sent once, and read by the one who works with it next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal

from rapidfuzz import process

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.batch import MOST_CHARACTERS, BadAnswer
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Work
from amtrainer.simulation.form import FormField, RecordForm
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.reacting import react
from amtrainer.simulation.session import Answered, Event, Filed, Prompt, State

_KEYS: Final = frozenset({"id", "fields", "text", "kind", "expect", "levels"})


class Crm(RecordForm, Dialogue):
    """Records to create and correct."""

    kind: Literal["crm"]  # type: ignore[assignment]

    def prompt(self, state: State) -> Prompt | None:
        """The task; None when the form is sent."""
        asked = super().prompt(state)
        count = len(list(self.fields))
        return asked and Prompt(asked.speaker, asked.text, asked.turn, 1, f"{count} fields")

    def read(self, item: Any) -> Work:
        """The work in one answer of a file: {id, fields: {record.field: value}, text}, or prose in text. Raises `BadAnswer`."""
        if not isinstance(item, Mapping):
            raise BadAnswer("an answer is a mapping", "Write {id: …, fields: {record.field: value}, text: …}.")
        given = {str(key): value for key, value in item.items() if value is not None}
        if odd := sorted(given.keys() - _KEYS):
            raise BadAnswer(f"unknown key {odd[0]}", "Known keys: id, fields, text.")
        if not given.keys() & {"fields", "text"}:
            raise BadAnswer("fields is missing", "Write fields: {record.field: value}, and text for what is written.")
        text = _text(given.get("text", ""), "text")
        if "fields" not in given:
            return self.work_of(None, text)
        if not isinstance(given["fields"], Mapping):
            raise BadAnswer("fields is a mapping of values", "Write fields: {record.field: value}.")
        values = {str(name): _text(value, str(name)) for name, value in given["fields"].items() if value is not None}
        try:
            self.check(values)
        except AmtrainerError as error:
            raise BadAnswer(error.message.rstrip("."), error.hint) from error
        return self.work_of(values, text)

    def check(self, values: Mapping[str, str]) -> None:
        """Every field exists, and what is chosen can be chosen. Raises `AmtrainerError`."""
        known: dict[str, FormField] = dict(self.fields)
        for name, value in values.items():
            if name not in known:
                raise AmtrainerError(f"There is no field {name}.", _nearest(name, known))
            choices = self.options(name.partition(".")[0], known[name])
            if choices and value.strip() and value.strip() not in choices:
                raise AmtrainerError(f"{name}: {value.strip()} cannot be chosen.", _nearest(value, choices))

    def work(self, events: Iterable[Event]) -> Work:
        """What is judged: the form as it was sent."""
        return next(
            (self._sent(line) for line in self.fold(events).lines if self._is_sent(line)), self.work_of(None, "")
        )

    def advance(self, state: State, event: Event) -> State:
        if isinstance(event, Filed):
            return replace(state, turn=state.turn + 1, lines=(*state.lines, event))
        return super().advance(state, event)

    def respond(self, state: State, act: Event, model: MeaningModel) -> tuple[Event, ...]:
        """What the reader says to the form. `state` is the state before it was sent."""
        if not self._is_sent(act):
            return ()
        if isinstance(act, Filed):
            self.check(act.fields)
        work = self._sent(act)
        whole = " ".join(passage.answer.text for passage in work.passages if passage.answer.text)
        return react(self, self.advance(state, act), whole, work, model)

    def _sent(self, act: Event) -> Work:
        """A form, or the same told in prose."""
        if isinstance(act, Filed):
            return self.work_of(act.fields, act.text)
        return self.work_of(None, act.text if isinstance(act, Answered) else "")

    @staticmethod
    def _is_sent(act: Event) -> bool:
        return isinstance(act, Filed | Answered)


def _text(value: Any, name: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadAnswer(f"{name} is not a text", "Put the value in quotes.")
    if len(value) > MOST_CHARACTERS:
        raise BadAnswer(f"{name} has {len(value)} characters; at most {MOST_CHARACTERS} are read", "Shorten it.")
    return value


def _nearest(name: str, known: Iterable[str]) -> str:
    choices = list(known)
    best = process.extractOne(name, choices, score_cutoff=55)
    return f"Did you mean {best[0]}?" if best else f"There are {', '.join(choices)}."
