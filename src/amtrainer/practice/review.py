"""Looking at a session again: own notes, going back to a turn, two attempts side by side, a coach's second opinion."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError
from amtrainer.practice.rating import form_of, read_form
from amtrainer.practice.sitting import Sitting
from amtrainer.progress.compare import Comparison, compare
from amtrainer.progress.debrief import NoteView, RatingView
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.session import Answered, Event, Started, event_to_json
from amtrainer.storage import remarks
from amtrainer.text import clean

if TYPE_CHECKING:
    from amtrainer.practice.desk import Practice

MAX_NOTE = 10_000  # characters


class Review:
    """What can be done with a session that was played."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def note(self, session: str, text: str) -> None:
        """Keep the trainee's own words about a session. Raises `AmtrainerError` if there are none, or too many."""
        text = clean(text).strip()
        if not text:
            raise AmtrainerError("There is nothing to keep.", "Write a note first.")
        if len(text) > MAX_NOTE:
            raise AmtrainerError(f"The note has {len(text):,} characters; {MAX_NOTE:,} are the most.", "Shorten it.")
        self._practice.store.session(session)
        remarks.add(self._practice.store, session, "note", "", {"text": text})

    def notes(self, session: str) -> tuple[NoteView, ...]:
        """The notes on a session, oldest first."""
        rows = remarks.of(self._practice.store, session, "note")
        return tuple(NoteView(self._local(row.at), row.body["text"]) for row in rows)

    def fork(self, session: str, turn: int) -> Sitting:
        """A new session that begins as this one did, up to the answer of `turn` (from 0), which is to be given anew.

        The session itself stays as it is. Raises `AmtrainerError` where there is no such turn.
        """
        scenario, events, content = self._practice.opened(session)
        if not isinstance(scenario, Dialogue) or scenario.record:
            hint = "An inbox or a form is played again from the start."
            raise AmtrainerError("Only a talk can be gone back into.", hint)
        kept = _until(scenario, events, turn, session)
        if kept is None:
            count = scenario.fold(events).turn
            raise AmtrainerError(f"There is no turn {turn + 1} in it.", f"It has {count}.")
        fresh = secrets.token_hex(4)
        digest = kept[0].content_hash if isinstance(kept[0], Started) else ""
        self._practice.store.begin(fresh, scenario.id, digest, content, [event_to_json(event) for event in kept])
        self._practice.changed()
        return self._practice.resume(fresh)

    def compare(self, a: str, b: str) -> Comparison:
        """Session B against session A. Raises `AmtrainerError` if they are one."""
        if a == b:
            raise AmtrainerError("That is the same session twice.", "Name two attempts at one exercise.")
        return compare(self._practice.debrief(a), self._practice.debrief(b))

    def attempts(self, session: str) -> tuple[str, ...]:
        """All finished sessions of the same exercise, oldest first."""
        scenario = self._practice.store.session(session).scenario
        return tuple(reversed([row.session for row in self._practice.history(scenario) if row.ended]))

    def ask(self, session: str) -> str:
        """A form for a coach: the talk and the ladders, without the machine's marks."""
        scenario, events, _ = self._practice.opened(session)
        return form_of(session, scenario, events)

    def take(self, text: str) -> tuple[str, RatingView]:
        """Keep the rating in a filled form; the session it is of, and the rating. Raises `AmtrainerError`."""
        form = read_form(text)
        scenario, events, _ = self._practice.opened(form.session)
        form.check(scenario, events)
        body = {"levels": form.levels, "notes": form.notes, "text": form.text}
        remarks.add(self._practice.store, form.session, "rating", form.author, body)
        return form.session, self.ratings(form.session)[-1]

    def ratings(self, session: str) -> tuple[RatingView, ...]:
        """Second opinions on a session, oldest first."""
        return tuple(
            RatingView(
                row.author,
                self._local(row.at),
                tuple(row.body["levels"].items()),
                tuple(row.body["notes"].items()),
                row.body["text"],
            )
            for row in remarks.of(self._practice.store, session, "rating")
        )

    def _local(self, at: str) -> str:
        return f"{datetime.fromisoformat(at).astimezone(self._practice.zone):%Y-%m-%d %H:%M}"


def _until(scenario: AnyScenario, events: Sequence[Event], turn: int, parent: str) -> list[Event] | None:
    """The events that count up to an answer; None if there is no such answer."""
    started = events[0]
    if not isinstance(started, Started) or turn < 0:
        return None
    kept: list[Event] = [replace(started, parent=parent, mode="practice")]
    answers = 0
    for line in scenario.fold(events).lines:
        if isinstance(line, Answered):
            if answers == turn:
                return kept
            answers += 1
        kept.append(line)
    return kept if answers == turn and scenario.fold(events).over is None else None
