"""One session from begin to end. Every act is on disk before its result is given back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from amtrainer import paths
from amtrainer.errors import AmtrainerError
from amtrainer.practice.views import Brief, MailView, Step
from amtrainer.simulation.form import reads
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.session import (
    Answered,
    Ended,
    Event,
    Filed,
    HintTaken,
    LeftUndone,
    MailOpened,
    Messaged,
    Planned,
    Prompt,
    Rewound,
    State,
    event_to_json,
)
from amtrainer.simulation.spoken import Spoken
from amtrainer.text import clean

if TYPE_CHECKING:
    from amtrainer.practice.desk import Practice
    from amtrainer.progress.debrief import Debrief

MAX_ANSWER = 10_000  # characters


class Sitting:
    """A session that is being played. Made by `Practice.start` and `Practice.resume`.

    Acts raise `AmtrainerError` if they cannot be done or not be kept; then nothing has happened.
    """

    def __init__(
        self,
        practice: Practice,
        session: str,
        scenario: AnyScenario,
        brief: Brief,
        events: tuple[Event, ...],
        used: int,
    ) -> None:
        self.session = session
        self.brief = brief.as_drawn(events)
        self.events = events
        self.state: State = scenario.fold(events)
        self._practice = practice
        self._scenario = scenario
        self._used = used
        self._since = time.monotonic()

    @property
    def mode(self) -> str:
        return self.state.mode

    @property
    def prompt(self) -> Prompt | None:
        """What is asked now; None when it is over."""
        return self._scenario.prompt(self.state)

    @property
    def seconds(self) -> int:
        """Time spent on it, this run included."""
        return self._used + int(time.monotonic() - self._since)

    @property
    def drafts(self) -> Mapping[str, str]:
        """Texts that were being written: field -> text. A talk uses the field ""."""
        return self._practice.store.drafts(self.session)

    def answer(self, text: str) -> Step:
        """Say something to the client."""
        return self._act(Answered(_whole(text)), drops=("",))

    def file(self, fields: Mapping[str, str], text: str = "") -> Step:
        """Send a form: the values of its fields, and the text beside them."""
        values = {name: _whole(value, empty=True) for name, value in fields.items()}
        return self._act(Filed(values, _whole(text, empty=True)), drops=("", *values))

    def reads(self, form: str, text: str) -> str:
        """How a value typed into a form is understood; "" where it is no such value."""
        return reads(form, text, self._scenario.today)

    def hint(self) -> str:
        """Ask for help; it is noted and costs nothing."""
        text = self._scenario.hint(self.state, self._practice.model)
        self._keep((HintTaken(text),))
        return text

    def rewind(self) -> Step:
        """Take the last answer back. It stays in the record and no longer counts."""
        if self.mode == "exam":
            raise AmtrainerError("In exam mode an answer cannot be called back.")
        if isinstance(self._scenario, Spoken) and not self._scenario.takes_back:
            raise AmtrainerError("What is right has been told; an answer stays.")
        if not isinstance(self._scenario, Spoken) or self.state.turn == 0:
            raise AmtrainerError("There is no answer to take back yet.")
        return self._act(Rewound(self.state.turn - 1))

    def save_draft(self, field: str, text: str) -> None:
        """Keep what is being written. Returns when it is on disk."""
        self._practice.store.save_draft(self.session, field, clean(text)[:MAX_ANSWER])

    def end(self) -> Step:
        """End the session here."""
        return self._act(Ended("trainee") if isinstance(self._scenario, Spoken) else Ended("complete"))

    def inbox(self) -> tuple[MailView, ...]:
        """The mails that lie there now, in order of arrival."""
        from amtrainer.practice.briefs import mail_views

        return mail_views(self._inbox(), self.state)

    def open_mail(self, item: str) -> Step:
        """Read a mail. The first time costs simulated minutes."""
        return self._act(MailOpened(item))

    def plan(self, item: str, place: int, action: str = "", owner: str = "", time: str = "", reason: str = "") -> Step:
        """Put an item on a place, with what is to be done. The items behind it move down."""
        action, owner, time, reason = (_whole(text, empty=True) for text in (action, owner, time, reason))
        planned = Planned(item, place, action, owner, time, reason)
        return self._act(planned, drops=tuple(f"{item}.{name}" for name in ("action", "owner", "time", "reason")))

    def message(self, item: str, text: str) -> Step:
        """Write to the sender of an item."""
        return self._act(Messaged(item, _whole(text, empty=True)), drops=(f"messages.{item}",))

    def leave(self, item: str, reason: str = "") -> Step:
        """Leave an item undone."""
        return self._act(LeftUndone(item, _whole(reason, empty=True)))

    def wait(self) -> Step:
        """Let the clock run to the next mails."""
        return self._act(self._inbox().wait(self.state))

    def finish(self) -> Step:
        """Close the inbox."""
        return self._act(self._inbox().end(self.state))

    def debrief(self) -> Debrief:
        """Everything this session has to say."""
        return self._practice.debrief(self.session)

    def _inbox(self) -> Triage:
        if not isinstance(self._scenario, Triage):
            raise AmtrainerError("This exercise has no inbox.")
        return self._scenario

    def _act(self, act: Event, drops: tuple[str, ...] = ()) -> Step:
        began = time.perf_counter()
        if self.state.over is not None:
            raise AmtrainerError("This session is over.", "Its marks are in the history.")
        self._refuse_sealed(act)
        followed = self._followed(act)
        # What became of it all comes before the end, so that an end is always the last event.
        events = (*followed, act) if isinstance(act, Ended) else (act, *followed)
        self._keep(events, drops)
        if self.state.over is None:
            self._practice.mark_ahead(self._scenario, self.events)
        moves = tuple(move for event in events for move in getattr(event, "moves", ()))
        return Step(events, self.state, self.prompt, moves, time.perf_counter() - began)

    def _refuse_sealed(self, act: Event) -> None:
        """Raises `AmtrainerError` for an answer of an interview that is not revealed: nobody has it marked by playing it."""
        if paths.interviews_dir().is_dir() and isinstance(act, (Answered, Filed, Messaged, Planned)):
            from amtrainer.storage.sealed import refuse, sealed_now, texts_in

            refuse(texts_in(asdict(act)), sealed_now())

    def _followed(self, act: Event) -> tuple[Event, ...]:
        """What follows from an act, before anything of it is kept."""
        return self._scenario.respond(self.state, act, self._practice.model)

    def _keep(self, events: tuple[Event, ...], drops: tuple[str, ...] = ()) -> None:
        """Store events, with the scorecard if they end the session; only then do they count here."""
        everything = self.events + events
        state = self.state
        for event in events:
            state = self._scenario.advance(state, event)
        card: Mapping[str, Any] | None = None
        if state.over is not None:
            card = self._practice.card(self._scenario, everything)
        bodies = [event_to_json(event) for event in events]
        self._practice.store.append(self.session, bodies, card, scorer=self._practice.scorer, drops=drops)
        self.events, self.state = everything, state
        self._practice.changed(over=state.over is not None)


def _whole(text: str, *, empty: bool = False) -> str:
    """An answer as it is kept: through the gate, not empty, not endless."""
    text = clean(text)
    if not empty and not text.strip():
        raise AmtrainerError("There is nothing to send yet.", "Type your answer first.")
    if len(text) > MAX_ANSWER:
        raise AmtrainerError(
            f"The text has {len(text):,} characters; {MAX_ANSWER:,} are the most.", "Shorten it. It is still here."
        )
    return text
