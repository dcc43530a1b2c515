"""An inbox on one clock: the trainee ranks, writes, delegates and leaves; simulated minutes pass only by what is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import context_of, find_all
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.condition import judge
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.plan import Plan, work_of_plan
from amtrainer.scoring.work import Work
from amtrainer.simulation.inbox import Act, Inbox, LateMail, clock, minutes
from amtrainer.simulation.scenario import clamped
from amtrainer.simulation.session import (
    Ended,
    Event,
    HintTaken,
    LeftUndone,
    MailArrived,
    MailOpened,
    Messaged,
    MoodMove,
    Planned,
    Prompt,
    Started,
    State,
    TimePassed,
)

ACTS: dict[type, Act] = {MailOpened: "open", Planned: "plan", Messaged: "message", LeftUndone: "leave"}


class Triage(Inbox):
    """An in-basket exercise."""

    kind: Literal["triage"]

    def open(self, seed: int, mode: Literal["practice", "exam"], content_hash: str, scorer: str) -> tuple[Event, ...]:
        """The events with which a session begins."""
        return (self.started(seed, mode, content_hash, scorer),)

    def read(self, item: Any) -> Work:
        """The work in one answer of a file: a plan by fields, or prose. Raises `BadAnswer`."""
        return work_of(item, items={mail.id: mail.text for mail in self.inbox})

    def prompt(self, state: State) -> Prompt | None:
        """What is asked now; None when the inbox is closed."""
        if state.over is not None:
            return None
        return Prompt("", self.goal or self.summary, 0, 1)

    def advance(self, state: State, event: Event) -> State:
        match event:
            case Started():
                mood = {f"{mail.id}.{name}": value for mail in self.inbox for name, value in mail.mood.items()}
                return State(event.scenario, event.seed, event.mode, "", mood, clock=self.starts)
            case TimePassed():
                return replace(state, clock=event.to, lines=(*state.lines, event))
            case MailArrived():
                mood = {**state.mood, **{move.name: move.after for move in event.moves}}
                return replace(state, mood=mood, lines=(*state.lines, event))
            case HintTaken():
                return replace(state, hints=state.hints + 1, lines=(*state.lines, event))
            case Ended():
                return replace(state, over=event.why)
            case _:
                return replace(state, lines=(*state.lines, event))

    def respond(self, state: State, act: Event, model: MeaningModel) -> tuple[Event, ...]:
        """What follows from an act: the minutes it costs, mails that come meanwhile, and at the end what became of it all.

        `state` is the state before the act. Raises `AmtrainerError` for an act that cannot be done.
        """
        if isinstance(act, Ended):
            return self._what_became(state, model)
        if isinstance(act, TimePassed):
            return self._arrivals(self.advance(state, act), state.clock, model)
        self._check(state, act)
        minutes_spent = self._cost(state, act)
        after = self.advance(state, act)
        if not minutes_spent:
            return ()
        passed = TimePassed(self._after(state.clock, minutes_spent), self._why(act))
        return (passed, *self._arrivals(self.advance(after, passed), state.clock, model))

    def wait(self, state: State) -> TimePassed:
        """The act of waiting: to the next mail, else to the end of the morning."""
        now = minutes(state.clock) or 0
        later = sorted(time for mail in self._late() if now < (time := self._time(mail)) < 24 * 60)
        target = later[0] if later else minutes(self.ends) or now
        return TimePassed(clock(max(now, target)), "waited")

    def end(self, state: State) -> Ended:  # noqa: ARG002
        """The act of closing the inbox."""
        return Ended("complete")

    def hint(self, state: State, model: MeaningModel) -> str:
        """The first hint that fits. Raises `AmtrainerError` in exam mode or where there is none."""
        if state.mode == "exam":
            raise AmtrainerError("There are no hints in exam mode.")
        findings = self._findings(state, model)
        for hint in self.hints:
            if hint.when is None or judge(hint.when, findings).holds:
                return hint.says
        raise AmtrainerError("There is no hint for this moment.")

    def work(self, events: Iterable[Event]) -> Work:
        """What is judged: the plan as it stands, with the simulated time of each first message."""
        return work_of_plan(self.plan(self.fold(events).lines))

    def plan(self, lines: Sequence[Event]) -> Plan:
        """The plan as it stands after these lines: a later word on an item replaces an earlier one."""
        planned: dict[str, Planned] = {}
        order: list[str] = []
        messages: dict[str, str] = {}
        undone: dict[str, str] = {}
        for line in lines:
            match line:
                case Planned():
                    planned[line.item] = line
                    undone.pop(line.item, None)
                    order = [item for item in order if item != line.item]
                    order.insert(line.place - 1, line.item)
                case Messaged():
                    messages[line.item] = "\n".join(text for text in (messages.get(line.item, ""), line.text) if text)
                case LeftUndone():
                    undone[line.item] = line.reason
                    planned.pop(line.item, None)
                    order = [item for item in order if item != line.item]
                case _:
                    pass
        items = {
            item: {"action": plan.action, "owner": plan.owner, "time": plan.time, "reason": plan.reason}
            for item, plan in planned.items()
        }
        items.update({item: {"reason": reason} for item, reason in undone.items() if reason})
        heard = {mail.id: mail.text for mail in self.inbox}
        return Plan(tuple(order), items, messages, tuple(undone), _sent(lines, self.starts), heard)

    def present(self, state: State) -> tuple[str, ...]:
        """The ids of the mails that lie in the inbox now, in order of arrival."""
        late = (line.item for line in state.lines if isinstance(line, MailArrived))
        return (*(mail.id for mail in self.inbox), *late)

    def _check(self, state: State, act: Event) -> None:
        if state.over is not None:
            raise AmtrainerError("The inbox is closed.")
        item = getattr(act, "item", "")
        if item not in self.present(state):
            raise AmtrainerError(f"There is no item {item or '?'}.", f"There are {', '.join(self.present(state))}.")
        if isinstance(act, Messaged) and not act.text.strip():
            raise AmtrainerError("The message is empty.", "Write it first, then send it.")
        if isinstance(act, Planned) and act.place < 1:
            raise AmtrainerError("A place is 1 or more.")

    def _cost(self, state: State, act: Event) -> int:
        if isinstance(act, MailOpened) and any(line == act for line in state.lines):
            return 0  # read before
        return self.costs.get(ACTS[type(act)], 0) if type(act) in ACTS else 0

    @staticmethod
    def _why(act: Event) -> str:
        return {MailOpened: "read", Planned: "planned", Messaged: "wrote", LeftUndone: "left"}.get(type(act), "") + (
            f" {getattr(act, 'item', '')}".rstrip()
        )

    def _after(self, now: str, spent: int) -> str:
        """The time after `spent` minutes of work; an appointment is sat through where the work runs into it."""
        time = (minutes(now) or 0) + spent
        for taken in self.fixed:
            start, stop = minutes(taken.from_) or 0, minutes(taken.to) or 0
            if start < time and (minutes(now) or 0) < stop:
                time += stop - max(start, minutes(now) or 0)
        return clock(time)

    def _arrivals(self, state: State, since: str, model: MeaningModel) -> tuple[Event, ...]:
        """Mails whose time came after `since` and whose condition holds now: each is decided once, when its time comes."""
        before, now = minutes(since) or 0, minutes(state.clock) or 0
        due = [mail for mail in self._late() if before < self._time(mail) <= now]
        return self._let_in(state, due, model)

    def _what_became(self, state: State, model: MeaningModel) -> tuple[Event, ...]:
        """The mails that would still have come: shown when the inbox closes."""
        now = minutes(state.clock) or 0
        return self._let_in(state, [mail for mail in self._late() if self._time(mail) > now], model)

    def _let_in(self, state: State, due: Sequence[LateMail], model: MeaningModel) -> tuple[Event, ...]:
        findings = self._findings(state, model) if due else {}
        out: list[Event] = []
        for mail in due:
            if mail.when is None or judge(mail.when, findings).holds:
                arrived = self._arrived(state, mail)
                state = self.advance(state, arrived)
                out.append(arrived)
        return tuple(out)

    def _late(self) -> tuple[LateMail, ...]:
        return self.second_wave.mails if self.second_wave else ()

    def _time(self, mail: LateMail) -> int:
        """Minutes since midnight; a later day lies beyond every clock."""
        time = minutes(mail.at or (self.second_wave.at if self.second_wave else ""))
        return 24 * 60 if time is None else time

    def _arrived(self, state: State, mail: LateMail) -> MailArrived:
        moves: list[MoodMove] = []
        for change in mail.moves:
            for name, by in change.mood.items():
                key = f"{change.item}.{name}"
                before = state.mood.get(key, 5)
                if clamped(before + by) != before:
                    moves.append(MoodMove(key, before, clamped(before + by), change.because))
        return MailArrived(
            mail.id,
            mail.at or (self.second_wave.at if self.second_wave else ""),
            mail.from_,
            mail.subject,
            mail.text,
            tuple(moves),
        )

    def _findings(self, state: State, model: MeaningModel) -> dict[str, Finding]:
        work = work_of_plan(self.plan(state.lines))
        return find_all(self, work, context_of(self, model))


def _sent(lines: Sequence[Event], starts: str) -> dict[str, str]:
    """Item -> the simulated time of the first message about it."""
    now = starts
    out: dict[str, str] = {}
    for line in lines:
        if isinstance(line, TimePassed):
            now = line.to
        elif isinstance(line, Messaged):
            out.setdefault(line.item, now)
    return out
