"""A candidate's sitting: the same exercises in the same order, in exam mode, with nothing scored and nothing else in reach."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from amtrainer.content.library import Library, Root
from amtrainer.errors import AmtrainerError
from amtrainer.interview.days import Day
from amtrainer.practice.desk import Practice
from amtrainer.practice.sitting import Sitting
from amtrainer.progress.debrief import Debrief
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Event,
    Messaged,
    Planned,
    event_from_json,
    event_to_json,
)
from amtrainer.storage import open_store
from amtrainer.storage.record import fingerprint

CONTENT = "content"


class Booth(Practice):
    """Practice without marks, history or skills: what is played here is rated by people first."""

    def card(self, scenario: AnyScenario, events: Sequence[Event]) -> Mapping[str, Any] | None:  # type: ignore[override]  # noqa: ARG002
        return None

    def changed(self, *, over: bool = False) -> None:
        """Home shows nothing of a sitting."""

    def debrief(self, session: str) -> Debrief:  # noqa: ARG002
        raise AmtrainerError("Marks of an interview stay sealed until all raters have submitted.")


def content_root(day: Day) -> Root:
    """The exercises as they were when the kit was frozen."""
    return Root(day.folder / CONTENT, bundled=True)


def booth_for(day: Day, candidate: str, clock: Callable[[], datetime]) -> Booth:
    """The booth of one candidate, with a store of its own that is removed when the sitting is on record."""
    store = open_store(working_file(day, candidate))
    return Booth(store, Library([content_root(day)]), clock)


def working_file(day: Day, candidate: str) -> Path:
    return day.folder / f"sitting-{candidate}.db"


def consent(day: Day, candidate: str) -> None:
    """The candidate has read the notice and agrees."""
    if candidate not in day.state.consents:
        day.record.add(candidate, "consented", {"notice": _digest(day.kit.notice), "consent": day.kit.consent})


def next_task(day: Day, candidate: str) -> str | None:
    """The exercise that comes next for this candidate; None when all are done. Raises `AmtrainerError`."""
    state = day.state
    if not state.frozen:
        raise AmtrainerError("The kit is not frozen yet: not all raters have joined.", "amtrainer interview join")
    if state.closed or state.revealed:
        raise AmtrainerError("This day is revealed. No further sitting can be added to it.")
    if candidate not in state.consents:
        raise AmtrainerError(f"{candidate} has not agreed to the notice yet.", "Show it and add --consent.")
    return next((task.scenario for task in day.kit.tasks if (candidate, task.scenario) not in state.sat), None)


def sit(booth: Booth, day: Day, candidate: str, scenario: str) -> Sitting:
    """Begin an exercise, or go on with it where it was left."""
    task = next(task for task in day.kit.tasks if task.scenario == scenario)
    for waiting in booth.store.sessions(scenario):
        if booth.store.last_number(waiting.id, "ended") is None:
            return booth.resume(waiting.id)
    text = Library([content_root(day)]).text(scenario)
    if _digest(text) != task.content_hash:
        raise AmtrainerError(f"{scenario} is not as it was frozen.", "Restore the day's content folder.")
    day.record.add(candidate, "began", {"task": scenario})
    return booth.start(scenario, seed=0, mode="exam")


def keep(day: Day, candidate: str, sitting: Sitting, neutral: Mapping[str, Any] | None = None) -> None:
    """Put a finished exercise on record: its events as an erasable text, and fingerprints of its answers."""
    if sitting.state.over is None:
        raise AmtrainerError("This exercise is not over yet.", "Go on with the same command.")
    scenario = sitting.brief.head.id
    events = [event_to_json(event) for event in sitting.events]
    body = {
        "task": scenario,
        "seconds": sitting.seconds,
        "prints": sorted({fingerprint(text) for text in texts_of(sitting.events)}),
        **(neutral or {}),
    }
    day.record.add(candidate, "sat", body, {"events": json.dumps(events, ensure_ascii=False)})
    if next_task(day, candidate) is None:
        sitting._practice.close()
        for file in day.folder.glob(f"{working_file(day, candidate).stem}.*"):
            file.unlink()


def events_of(day: Day, candidate: str, scenario: str) -> tuple[Event, ...]:
    """What happened in an exercise. Raises `AmtrainerError` if it was erased or never sat."""
    body = day.state.sat.get((candidate, scenario))
    if body is None:
        raise AmtrainerError(f"{candidate} has not sat {scenario}.")
    return tuple(event_from_json(event) for event in json.loads(day.text(body["texts"]["events"])))


def said_by(day: Day, candidate: str) -> list[tuple[str, str]]:
    """What raters read: (speaker, text) in order; ("", title) begins an exercise."""
    library, out = Library([content_root(day)]), []
    for task in day.kit.tasks:
        out.append(("", library.find(task.scenario).title))
        for event in events_of(day, candidate, task.scenario):
            match event:
                case ClientSpoke():
                    out.append((event.speaker or "…", event.text))
                case Answered(text):
                    out.append((candidate, text))
                case Messaged():
                    out.append((candidate, f"to {event.item}: {event.text}"))
                case Planned():
                    parts = (event.action, event.owner, event.time, event.reason)
                    plan = "; ".join(part for part in parts if part)
                    out.append((candidate, f"{event.place}. {event.item}: {plan}"))
    return out


def texts_of(events: Sequence[Event]) -> list[str]:
    """Every text that the candidate wrote."""
    out = []
    for event in events:
        match event:
            case Answered(text) | Messaged(_, text):
                out.append(text)
            case Planned():
                out.append(" ".join((event.action, event.reason)))
    return [text for text in out if text.strip()]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
