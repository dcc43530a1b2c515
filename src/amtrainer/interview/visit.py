"""One candidate on the day: the notice, a turn to practise, the exercises in order, and who may open the door."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from amtrainer.content.library import Library
from amtrainer.content.load import scenario_of_text
from amtrainer.errors import AmtrainerError
from amtrainer.interview import booth
from amtrainer.interview.days import Day
from amtrainer.interview.seat import Seat
from amtrainer.panel.day import Accommodation
from amtrainer.panel.kit import Task
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.storage import open_store, seal

Stage = Literal["notice", "practice", "exercise", "over"]
WARM_UP: Final[dict[str, Any]] = {
    "id": "p0-practice-turn",
    "kind": "dialogue",
    "title": "A turn to practise",
    "summary": "One answer, to try the keys. Nothing of it is kept.",
    "competencies": ["communication"],
    "difficulty": 1,
    "minutes": 2,
    "today": "2026-01-01",
    "language": "en",
    "role": "You try the keys before the first exercise.",
    "goal": "One or two sentences, sent. They are not kept and not marked.",
    "client": {"name": "Robin Vale", "short": "Robin", "role": "receptionist"},
    "mood": {"patience": 10},
    "beats": [
        {
            "id": "one",
            "client": "Good morning. So that I can print your badge: how did you come here today?",
            "otherwise": {"client": "Thank you. That was the practice; the exercises work the same way.", "ends": True},
        }
    ],
    "indicators": [],
    "criteria": [],
}


@lru_cache
def warm_up() -> AnyScenario:
    """The practice turn, the same on every day."""
    return scenario_of_text(json.dumps(WARM_UP))


@contextmanager
def alone(day: Day, candidate: str) -> Iterator[None]:
    """A candidate sits in one window at a time. Raises `AmtrainerError` where another has them already."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    file = day.folder / f"booth-{candidate}.lock"
    with file.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AmtrainerError(f"{candidate} sits already, in another window.", "Close that one first.") from error
        yield


class Visit:
    """What a candidate goes through. Made by whoever leads the day; `led_by` types what is spoken, and may probe."""

    def __init__(self, day: Day, candidate: str, clock: Callable[[], datetime], led_by: str = "") -> None:
        state = day.state
        if not state.frozen:
            raise AmtrainerError("The kit is not frozen yet: not all raters have joined.", "amtrainer interview join")
        if candidate in state.withdrawn | state.erased:
            raise AmtrainerError(f"{candidate} does not take part any more.")
        self.day = day
        self.candidate = candidate
        self.led_by = led_by
        self._clock = clock
        self._room: booth.Booth | None = None
        self._practice_room: booth.Booth | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    @property
    def stage(self) -> Stage:
        """What comes now."""
        state = self.day.state
        if self.candidate not in state.consents:
            return "notice"
        if booth.next_task(self.day, self.candidate) is None:
            return "over"
        begun = any(entry.what == "began" and entry.who == self.candidate for entry in self.day.entries)
        return "exercise" if self.candidate in state.practised or begun else "practice"

    @property
    def place(self) -> tuple[int, int]:
        """Which exercise comes now, and of how many."""
        tasks = self.day.kit.tasks
        done = sum((self.candidate, task.scenario) in self.day.state.sat for task in tasks)
        return min(done + 1, len(tasks)), len(tasks)

    @property
    def accommodation(self) -> Accommodation:
        return Accommodation.of(self.day.state, self.candidate)

    def accommodate(self, times: float, *, plain: bool) -> None:
        """Note what this candidate needs; it holds for every later start too."""
        if self.accommodation != Accommodation(times, plain):
            body = {"candidate": self.candidate, "kind": "accommodation", "times": times, "plain": plain}
            self.day.record.add(self.led_by or "manager", "noted", body)

    def agree(self) -> None:
        """The candidate has read the notice and consents."""
        booth.consent(self.day, self.candidate)

    def practise(self) -> Seat:
        """One turn to try the keys, in a store that is gone afterwards."""
        self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        store = open_store(Path(self._scratch.name) / "practice.db")
        room = booth.Booth(store, Library([]), self._clock, lambda *_: None, typed_by=self.led_by)
        self._practice_room = room
        scenario = warm_up()
        return room.begin(Task(scenario.id, "", scenario.minutes), scenario, json.dumps(WARM_UP), "interviews")

    def practised(self) -> None:
        """The practice is done; nothing of it is kept."""
        if self._scratch is None or self._practice_room is None:
            return
        self.day.record.add(self.candidate, "practised", {})
        self._practice_room.close()
        self._scratch.cleanup()
        self._scratch = self._practice_room = None

    def sit(self) -> Seat:
        """The exercise that comes now. One that ended while the machine broke is put on record, and the next begins."""
        while (task := booth.next_task(self.day, self.candidate)) is not None:
            self._room = self._room or booth.booth_for(self.day, self.candidate, self._clock, self.led_by)
            seat = booth.sit(self._room, self.day, self.candidate, task)
            if seat.state.over is None:
                return seat
            self.keep(seat)
        raise AmtrainerError("All exercises are done.")

    def keep(self, seat: Seat) -> None:
        """Put a finished exercise on record."""
        booth.keep(self.day, self.candidate, seat)
        self._room = None

    def interrupted(self, seat: Seat, what: str, text: str = "") -> None:
        """Note a deviation: what happened, not what it means."""
        body = {"candidate": self.candidate, "kind": "deviation", "what": what, "task": seat.brief.head.id}
        texts = {"text": text} if text.strip() else {}
        self.day.record.add(self.led_by or "manager", "noted", {**body, "turn": seat.state.turn}, texts)

    def opens(self, who: str, passphrase: str) -> bool:
        """Whether this person may open the booth's door: the manager or a rater, by passphrase. It is logged."""
        name = next((one for one in self.day.state.keys if one.casefold() == who.strip().casefold()), None)
        if name is None:
            return False
        try:
            seal.unlocked(seal.RaterKey(**self.day.state.keys[name]), passphrase)
        except AmtrainerError:
            self.day.record.add(self.candidate, "door-refused", {"asked": name})
            return False
        self.day.record.add(name, "opened-door", {"candidate": self.candidate})
        return True

    def close(self) -> None:
        """Leave the working file as it is, for the next start."""
        if self._room is not None:
            with suppress(AmtrainerError):
                self._room.close()
            self._room = None
