"""An interview day, folded from its log: who has joined, sat, rated, submitted, and what may happen now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from amtrainer.errors import AmtrainerError
from amtrainer.panel.kit import Kit, kit_from_json


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of the log, without its number. Kinds are the cases of `_after`."""

    who: str
    what: str
    body: Mapping[str, Any]
    at: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the raters agreed on for one criterion, and why in one line."""

    level: int | None
    reason: str  # hash of the text
    by: str


@dataclass(frozen=True, slots=True)
class DayState:
    """Where a day stands."""

    kit: Kit | None = None
    keys: Mapping[str, Any] = field(default_factory=dict)  # rater or manager -> stored key
    sets: Mapping[str, Any] = field(default_factory=dict)  # set of raters -> public key and sealed shares
    frozen: bool = False
    consents: frozenset[str] = frozenset()
    practised: frozenset[str] = frozenset()
    sat: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)  # candidate, scenario -> body
    notes: tuple[Fact, ...] = ()
    boxes: Mapping[tuple[str, str], str] = field(default_factory=dict)  # rater, candidate -> hash of the sealed boxes
    submitted: frozenset[tuple[str, str]] = frozenset()  # rater, candidate
    shares: Mapping[tuple[str, str], str] = field(default_factory=dict)  # set, rater -> share given away
    passed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # absent rater -> who passes over -> reason
    revealed: str = ""  # the set whose key opened the ratings
    agreed: Mapping[tuple[str, str], Agreed] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)  # rater, candidate -> overall answer
    disputes: Mapping[str, str] = field(default_factory=dict)  # candidate -> hash of the text; open ones only
    holds: Mapping[str, str] = field(default_factory=dict)  # candidate -> reason
    erased: frozenset[str] = frozenset()
    closed: bool = False
    closed_at: str = ""

    @property
    def present(self) -> tuple[str, ...]:
        """Raters who are not passed over by all others."""
        raters = self.the_kit.raters
        return tuple(
            rater for rater in raters if len(raters) == 1 or set(self.passed.get(rater, {})) != set(raters) - {rater}
        )

    @property
    def the_kit(self) -> Kit:
        if self.kit is None:
            raise AmtrainerError("This record holds no kit.", "Make one with amtrainer interview new.")
        return self.kit

    @property
    def seated(self) -> tuple[str, ...]:
        """Candidates who have done all tasks and are not erased, in the kit's order."""
        tasks = [task.scenario for task in self.the_kit.tasks]
        return tuple(
            one
            for one in self.the_kit.candidates
            if one not in self.erased and all((one, task) in self.sat for task in tasks)
        )

    @property
    def withdrawn(self) -> frozenset[str]:
        """Candidates who do not take part any more."""
        return frozenset(note.body["candidate"] for note in self.notes if note.body["kind"] == "withdrawn")

    @property
    def all_have_sat(self) -> bool:
        """Whether nobody is still to come."""
        return set(self.seated) >= set(self.the_kit.candidates) - self.withdrawn - self.erased

    def waiting_for(self) -> list[tuple[str, str]]:
        """Rater and candidate of each submit that is still missing; candidates who never sat need none."""
        return [
            (rater, candidate)
            for rater in self.present
            for candidate in self.seated
            if (rater, candidate) not in self.submitted
        ]

    @property
    def all_in(self) -> bool:
        """Whether nothing can be rated any more: all have sat, and all who are present have submitted."""
        return bool(self.seated and self.present) and self.all_have_sat and not self.waiting_for()

    def has_submitted_all(self, rater: str) -> bool:
        return bool(self.seated) and all((rater, one) in self.submitted for one in self.seated)


@dataclass(frozen=True, slots=True)
class Accommodation:
    """What one candidate needs: time taken so many times (0: no clock), lines instead of screens. No rater sees it."""

    times: float = 1.0
    plain: bool = False

    @property
    def timed(self) -> bool:
        return self.times > 0

    def minutes(self, minutes: int) -> int:
        """The minutes of an exercise for this candidate."""
        return round(minutes * self.times) if self.timed else minutes

    @staticmethod
    def of(state: DayState, candidate: str) -> Accommodation:
        """The one that was noted last; the ordinary way where none was."""
        noted = [
            note.body
            for note in state.notes
            if note.body["candidate"] == candidate and note.body["kind"] == "accommodation" and "times" in note.body
        ]
        return Accommodation(noted[-1]["times"], noted[-1]["plain"]) if noted else Accommodation()


def folded(facts: Iterable[Fact]) -> DayState:
    """The state after all facts."""
    state = DayState()
    for fact in facts:
        state = _after(state, fact)
    return state


def _after(state: DayState, fact: Fact) -> DayState:
    who, body = fact.who, fact.body
    match fact.what:
        case "made":
            return replace(state, kit=kit_from_json(body["kit"]), keys={**state.keys, "manager": body["key"]})
        case "joined":
            return replace(state, keys={**state.keys, who: body["key"]})
        case "frozen":
            return replace(state, frozen=True, sets=body["sets"], kit=kit_from_json(body["kit"]))
        case "consented":
            return replace(state, consents=state.consents | {who})
        case "practised":
            return replace(state, practised=state.practised | {who})
        case "sat":
            return replace(state, sat={**state.sat, (who, body["task"]): body})
        case "noted":
            return replace(state, notes=(*state.notes, fact))
        case "rated" if (who, body["candidate"]) not in state.submitted:  # what is locked stays as it was
            return replace(state, boxes={**state.boxes, (who, body["candidate"]): body["texts"]["boxes"]})
        case "submitted":
            return replace(state, submitted=state.submitted | {(who, body["candidate"])})
        case "released":
            return replace(state, shares={**state.shares, (body["set"], who): body["share"]})
        case "passed-over":
            by = {**state.passed.get(body["absent"], {}), who: body["reason"]}
            return replace(state, passed={**state.passed, body["absent"]: by})
        case _:
            return _after_reveal(state, fact)


def _after_reveal(state: DayState, fact: Fact) -> DayState:
    who, body = fact.who, fact.body
    candidate = str(body.get("candidate", ""))
    match fact.what:
        case "revealed":
            return replace(state, revealed=body["set"])
        case "closed":
            return replace(state, closed=True, closed_at=fact.at)
        case "agreed":
            level = Agreed(body["level"], body["texts"]["reason"], who)
            return replace(state, agreed={**state.agreed, (candidate, body["criterion"]): level})
        case "answered":
            return replace(state, answers={**state.answers, (who, candidate): body["answer"]})
        case "disputed":
            return replace(state, disputes={**state.disputes, candidate: body["texts"]["text"]})
        case "settled":
            left = {one: text for one, text in state.disputes.items() if one != candidate}
            return replace(state, disputes=left)
        case "held":
            return replace(state, holds={**state.holds, candidate: body["reason"]})
        case "released-hold":
            return replace(state, holds={one: why for one, why in state.holds.items() if one != candidate})
        case "erased":
            return replace(state, erased=state.erased | {candidate})
        case _:
            return state
