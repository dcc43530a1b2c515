"""A candidate's sitting: the same exercises in the same order, in exam mode, with nothing scored and nothing else in reach."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from amtrainer.content.competency import shipped
from amtrainer.content.library import Library, Root
from amtrainer.errors import AmtrainerError
from amtrainer.interview.days import Day
from amtrainer.interview.seat import Log, Seat, bare
from amtrainer.panel.day import Accommodation
from amtrainer.panel.kit import Task
from amtrainer.practice.briefs import brief_of
from amtrainer.practice.desk import Practice
from amtrainer.progress.debrief import Debrief
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Event,
    Filed,
    LeftUndone,
    Messaged,
    Planned,
    event_from_json,
    event_to_json,
)
from amtrainer.storage import open_store
from amtrainer.storage.record import prints_of
from amtrainer.storage.store import Store

CONTENT = "content"


class Booth(Practice):
    """Practice without marks, history or skills: what is played here is rated by people first."""

    def __init__(
        self,
        store: Store,
        library: Library,
        clock: Callable[[], datetime],
        log: Log,
        *,
        typed_by: str = "",
        timed: bool = True,
    ) -> None:
        super().__init__(store, library, clock)
        self.log = log
        self._typed_by = typed_by
        self._timed = timed

    def card(self, scenario: AnyScenario, events: Sequence[Event]) -> Mapping[str, Any] | None:  # type: ignore[override]  # noqa: ARG002
        return None

    def changed(self, *, over: bool = False) -> None:
        """Home shows nothing of a sitting."""

    def mark_ahead(self, scenario: AnyScenario, events: Sequence[Event]) -> None:
        """Nothing is marked before the reveal."""

    def debrief(self, session: str) -> Debrief:  # noqa: ARG002
        raise AmtrainerError("Marks of an interview stay sealed until all raters have submitted.")

    def begin(self, task: Task, scenario: AnyScenario, content: str, family: str) -> Seat:
        """Begin an exercise of the kit; the beginning is on disk."""
        if isinstance(scenario, Interview):
            events = scenario.open(0, "exam", _digest(content), self.scorer, chosen=task.questions)
        else:
            events = scenario.open(0, "exam", _digest(content), self.scorer)
        session = secrets.token_hex(4)
        self.store.begin(session, task.scenario, _digest(content), content, [event_to_json(event) for event in events])
        return self._seat(session, scenario, family, events, 0, task)

    def go_on(self, session: str, task: Task) -> Seat:
        """An exercise as it was left; it may be over already."""
        scenario, events, used = self._opened(session)
        return self._seat(session, scenario, self._past.family(scenario.id), events, used, task)

    def _seat(
        self, session: str, scenario: AnyScenario, family: str, events: tuple[Event, ...], used: int, task: Task
    ) -> Seat:
        brief = brief_of(scenario, family, 0)
        if task.questions:
            count = len(task.questions)
            which = "One of these questions" if count == 1 else f"{count} of these questions"
            brief = replace(brief, goal=f"{which}, the same for everybody.")
        # What the criteria ask for would answer the exercise: candidates are told the skills that are looked at.
        names = {one.slug: one.name.partition(":")[0] for one in shipped()}
        skills = tuple(names.get(slug, slug) for slug in scenario.competencies)
        head = replace(brief.head, minutes=task.minutes)
        brief = replace(brief, head=head, short=0, criteria=(), caps=(), skills=skills)
        return Seat(
            self, session, scenario, brief, events, used, log=self.log, typed_by=self._typed_by, timed=self._timed
        )


def content_root(day: Day) -> Root:
    """The exercises as they were when the kit was frozen."""
    return Root(day.folder / CONTENT, bundled=True)


def booth_for(day: Day, candidate: str, clock: Callable[[], datetime], typed_by: str = "") -> Booth:
    """The booth of one candidate, with a store of its own that is removed when the exercise is on record."""

    def log(what: str, body: Mapping[str, Any]) -> None:
        who = typed_by if what == "noted" and typed_by else candidate
        day.record.add(who, what, {**body, "candidate": candidate})

    timed = Accommodation.of(day.state, candidate).timed
    store = open_store(working_file(day, candidate))
    return Booth(store, Library([content_root(day)]), clock, log, typed_by=typed_by, timed=timed)


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


def sit(booth: Booth, day: Day, candidate: str, scenario: str) -> Seat:
    """Begin an exercise, or go on with it where it was left."""
    task = next(task for task in day.kit.tasks if task.scenario == scenario)
    task = replace(task, minutes=Accommodation.of(day.state, candidate).minutes(task.minutes))
    if waiting := booth.store.sessions(scenario):
        booth.log("resumed", {"task": scenario})
        return booth.go_on(waiting[-1].id, task)
    library = Library([content_root(day)])
    text = library.text(scenario)
    if _digest(text) != task.content_hash:
        raise AmtrainerError(f"{scenario} is not as it was frozen.", "Restore the day's content folder.")
    day.record.add(candidate, "began", {"task": scenario})
    return booth.begin(task, library.scenario(scenario), text, library.find(scenario).family)


def keep(day: Day, candidate: str, sitting: Seat) -> None:
    """Put a finished exercise on record: events and fingerprints as erasable texts, the time. Nothing is judged."""
    if sitting.state.over is None:
        raise AmtrainerError("This exercise is not over yet.", "Go on with the same command.")
    scenario = sitting.brief.head.id
    if (candidate, scenario) in day.state.sat:
        return
    events = [event_to_json(bare(event)) for event in sitting.events]
    texts = {
        "events": json.dumps(events, ensure_ascii=False),
        "prints": json.dumps(sorted(prints_of(texts_of(sitting.events)))),
    }
    day.record.add(candidate, "sat", {"task": scenario, "seconds": sitting.seconds}, texts)
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
                case LeftUndone():
                    out.append((candidate, f"{event.item}: left undone. {event.reason}".rstrip()))
                case Filed():
                    rows = [f"{name}: {value}" for name, value in event.fields.items() if value]
                    out.append((candidate, "\n".join([*rows, *([event.text] if event.text else [])])))
                case Planned():
                    parts = (event.action, event.owner, event.time, event.reason)
                    plan = "; ".join(part for part in parts if part)
                    out.append((candidate, f"{event.place}. {event.item}: {plan}"))
        out += [
            ("on record", _deviation(note.body))
            for note in day.state.notes
            if note.body["candidate"] == candidate
            and note.body["kind"] == "deviation"
            and note.body.get("task") == task.scenario
        ]
    return out


def _deviation(body: Mapping[str, Any]) -> str:
    where = f" {body['question']}" if body.get("question") else ""
    return f"{str(body.get('what', 'deviation')).capitalize()}{where}."


def texts_of(events: Sequence[Event]) -> list[str]:
    """Every text that the candidate wrote."""
    out = []
    for event in events:
        match event:
            case Answered(text) | Messaged(_, text):
                out.append(text)
            case Planned():
                out.append(" ".join((event.action, event.reason)))
            case Filed():
                out += [event.text, *event.fields.values()]
    return [text for text in out if text.strip()]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
