"""A sitting in the booth: nothing is judged, a person may lead, and paste, time and pauses are noted as neutral facts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from amtrainer.errors import AmtrainerError
from amtrainer.practice.desk import Practice
from amtrainer.practice.sitting import Sitting
from amtrainer.practice.views import Brief, Step
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.session import Answered, ClientSpoke, Event, MailArrived

CLOCK: Final = "booth.clock"  # drafts that hold no words: seconds used, characters pasted
PASTED: Final = "booth.pasted"
Log = Callable[[str, Mapping[str, Any]], None]  # kind of entry, body


class Seat(Sitting):
    """A candidate's exercise. `log` puts a neutral fact on record; `typed_by` is who types what is spoken."""

    def __init__(
        self,
        practice: Practice,
        session: str,
        scenario: AnyScenario,
        brief: Brief,
        events: tuple[Event, ...],
        used: int,
        *,
        log: Log,
        typed_by: str = "",
        timed: bool = True,
    ) -> None:
        super().__init__(practice, session, scenario, brief, events, used)
        drafts = self.drafts
        self._used = max(used, int(drafts.get(CLOCK, "0")))
        self._pasted = int(drafts.get(PASTED, "0"))
        self._asked = self._used
        self._probe = ""
        self._paused = False
        self._to_record = log
        self.typed_by = typed_by
        self.timed = timed

    @property
    def seconds(self) -> int:
        """Time spent, without pauses."""
        return self._used if self._paused else super().seconds

    @property
    def fresh(self) -> bool:
        """Whether nothing has been done in it yet: the brief comes first."""
        return self._used == 0 and self.state.turn == 0

    @property
    def probes(self) -> tuple[tuple[str, str], ...]:
        """What a person who leads may ask on now: name and words."""
        if not isinstance(self._scenario, Interview) or not self.typed_by:
            return ()
        return tuple((one.id, self._scenario.say(one.says)) for one in self._scenario.allowed(self.state))

    def answer(self, text: str, probe: str = "") -> Step:
        """Send an answer; `probe` is asked next, instead of the next question."""
        turn, seconds = self.state.turn, self.seconds
        self._probe = probe
        try:
            step = super().answer(text)
        finally:
            self._probe = ""
        facts: dict[str, Any] = {"turn": turn, "seconds": seconds - self._asked, "characters": len(text)}
        facts |= {"pasted": self._pasted} if self._pasted else {}
        facts |= {"typed_by": self.typed_by} if self.typed_by else {}
        facts |= {"probe": probe} if probe else {}
        self._log("sent", facts)
        self._pasted, self._asked = 0, seconds
        self._practice.store.save_draft(self.session, PASTED, "")
        return step

    def file(self, fields: Mapping[str, str], text: str = "") -> Step:
        """Send a form."""
        seconds = self.seconds
        step = super().file(fields, text)
        typed = {"typed_by": self.typed_by} if self.typed_by else {}
        self._log("sent", {"turn": 0, "seconds": seconds, "characters": len(text), **typed})
        return step

    def skip(self) -> Step:
        """Leave this question out; an exercise that is no interview ends here."""
        if not isinstance(self._scenario, Interview):
            return self.end()
        if self.state.over is not None:
            raise AmtrainerError("This exercise is over.")
        asked = self.state.beat
        events = self._scenario.led(self.state)
        self._keep(events, drops=("",))
        self._log("noted", {"kind": "deviation", "what": "skipped", "question": asked})
        return Step(events, self.state, self.prompt, (), 0.0)

    def paste(self, characters: int) -> None:
        """So many characters came from elsewhere; a neutral fact."""
        self._pasted += characters
        self._practice.store.save_draft(self.session, PASTED, str(self._pasted))

    def mark_time(self) -> None:
        """Keep the clock, so that a break of the machine gives and takes no time."""
        if self.state.over is None:
            self._practice.store.save_draft(self.session, CLOCK, str(self.seconds))

    def stand(self) -> None:
        """Stop the clock before the first line is read."""
        self._used = self.seconds
        self._paused = True

    def pause(self) -> None:
        """Stop the clock; it goes on record."""
        if not self._paused and self.state.over is None:
            self.stand()
            self.mark_time()
            self._log("paused", {"seconds": self._used})

    def go_on(self, *, log: bool = True) -> None:
        """Let the clock run again."""
        if self._paused:
            self._since = time.monotonic()
            self._paused = False
            if log:
                self._log("went-on", {})

    def _log(self, what: str, body: Mapping[str, Any]) -> None:
        self._to_record(what, {**body, "task": self.brief.head.id})

    def _refuse_sealed(self, act: Event) -> None:
        """What a candidate says is not marked here."""

    def _followed(self, act: Event) -> tuple[Event, ...]:
        if isinstance(act, Answered) and isinstance(self._scenario, Interview):
            return self._scenario.led(self._scenario.advance(self.state, act), self._probe)
        return super()._followed(act)


def bare(event: Event) -> Event:
    """An event without what the machine thought of the answer: no moods, no reasons. What was said stays."""
    match event:
        case ClientSpoke():
            return replace(event, also=(), moves=(), opened=())
        case MailArrived():
            return replace(event, moves=())
        case _:
            return event
