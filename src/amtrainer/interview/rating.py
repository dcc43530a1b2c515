"""Rating one candidate, alone: kept under seal at every save, given away only by the submit of the last one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from amtrainer.errors import AmtrainerError
from amtrainer.interview.days import Day
from amtrainer.panel.kit import Rating, rating_from_json, rating_of, rating_to_json
from amtrainer.storage import seal

if TYPE_CHECKING:
    from nacl.public import PrivateKey

OWN = "own"


class Desk:
    """One rater at work, with the passphrase given. Nothing of other raters is in reach."""

    def __init__(self, day: Day, rater: str, passphrase: str) -> None:
        state = day.state
        if not state.frozen:
            missing = ", ".join(name for name in day.kit.raters if name not in state.keys)
            raise AmtrainerError(f"The kit is not frozen yet: {missing} must join first.", "amtrainer interview join")
        self.day = day
        self.rater = rater
        self._key = seal.RaterKey(**state.keys[rater])
        self._private: PrivateKey = seal.unlocked(self._key, passphrase)

    def rating(self, candidate: str) -> Rating:
        """What this rater has given so far."""
        digest = self.day.state.boxes.get((self.rater, candidate))
        if digest is None:
            return Rating(self.rater, candidate)
        return rating_from_json(seal.opened(boxes_of(self.day, digest)[OWN], self._private))

    def save(self, candidate: str, given: Mapping[str, Any]) -> Rating:
        """Keep levels and notes, over those given before. Raises `AmtrainerError` after the submit."""
        state = self.day.state
        if (self.rater, candidate) in state.submitted:
            raise AmtrainerError(f"{self.rater} has submitted {candidate}: it is locked.", "amtrainer interview note")
        if state.revealed:
            raise AmtrainerError("This day is revealed. No rating can be added to it.")
        if candidate not in state.seated:
            raise AmtrainerError(f"{candidate} has not done all exercises yet.")
        before = self.rating(candidate)
        new = rating_of(self.day.kit, self.rater, candidate, given)
        overall = new.overall if "overall" in given else before.overall
        rating = Rating(self.rater, candidate, {**before.cells, **new.cells}, overall)
        publics = {OWN: self._key.public}
        publics |= {name: one["public"] for name, one in state.sets.items() if self.rater in one["shares"]}
        boxes = seal.sealed_to(rating_to_json(rating), publics)
        self.day.record.add(self.rater, "rated", {"candidate": candidate}, {"boxes": json.dumps(boxes)})
        return rating

    def submit(self, candidate: str) -> bool:
        """Lock a rating. Returns whether the seal can be broken now.

        Raises `AmtrainerError` if a criterion has neither a level nor “not judged”.
        """
        state = self.day.state
        if (self.rater, candidate) in state.submitted:
            raise AmtrainerError(f"{self.rater} has submitted {candidate} already.")
        if state.revealed:
            raise AmtrainerError("This day is revealed. No rating can be added to it.")
        if missing := self.rating(candidate).missing(self.day.kit):
            raise AmtrainerError(
                f"{len(missing)} criteria are not rated yet: {', '.join(missing)}.", "Give 0 to 4, or “not judged”."
            )
        self.day.record.add(self.rater, "submitted", {"candidate": candidate})
        return self.release()

    def release(self) -> bool:
        """Give away the own share of the seal, once nobody present can change a rating any more.

        Not before: whoever submits last holds the last share, and could read the others' ratings first. Returns whether
        the seal can be broken now.
        """
        state = self.day.state
        name = seal.set_name(state.present)
        if self.rater in state.present and state.all_in and (name, self.rater) not in state.shares:
            self.day.record.add_all([self._released(name)])
        return ready(self.day) is not None

    def pass_over(self, absent: str, reason: str) -> bool:
        """Go on without a rater who does not come. All others must do so, each with a reason, after their own submits."""
        state = self.day.state
        if absent == self.rater:
            raise AmtrainerError("A rater cannot pass over themselves.")
        if not reason.strip():
            raise AmtrainerError("A reason is needed: it stands in the record.", "Give one with --reason.")
        if not state.has_submitted_all(self.rater) or not state.all_have_sat:
            raise AmtrainerError(
                f"{self.rater} must submit all candidates first.", "Who does not come is noted as withdrawn."
            )
        self.day.record.add(self.rater, "passed-over", {"absent": absent, "reason": reason})
        return self.release()

    def _released(self, name: str) -> tuple[str, str, Mapping[str, Any], Mapping[str, str]]:
        share = seal.share_of(self.day.state.sets[name], self.rater, self._private)
        return (self.rater, "released", {"set": name, "share": share}, {})


def ready(day: Day) -> str | None:
    """The set of raters whose shares are all there, the largest first; None while the seal holds."""
    state = day.state
    for some in seal.sets_of(day.kit.raters):
        name = seal.set_name(some)
        if all((name, rater) in state.shares for rater in some):
            return name
    return None


def to_open(day: Day) -> list[str]:
    """Raters who have submitted everything and whose share of the seal is still to come."""
    state = day.state
    name = seal.set_name(state.present)
    return [rater for rater in state.present if (name, rater) not in state.shares]


def opened_ratings(day: Day) -> list[Rating]:
    """All ratings of the raters present. Raises `AmtrainerError`, naming who is waited for, while the seal holds."""
    name = ready(day)
    state = day.state
    if name is None:
        waited = ", ".join(f"{rater} for {candidate}" for rater, candidate in state.waiting_for())
        if not waited and state.all_in:
            names = to_open(day)
            raise AmtrainerError(
                f"All have submitted. {' and '.join(names)} must open the seal with their passphrase.",
                f"amtrainer interview reveal --as {names[0]}",
            )
        raise AmtrainerError(f"The ratings are sealed. Waiting for {waited or 'sittings that are not done'}.")
    members = sorted(state.sets[name]["shares"])
    private = seal.joined([state.shares[name, rater] for rater in members])
    return [
        rating_from_json(seal.opened(boxes_of(day, state.boxes[rater, candidate])[name], private))
        for candidate in state.seated
        for rater in members
        if candidate not in state.erased
    ]


def boxes_of(day: Day, digest: str) -> dict[str, str]:
    """A rating under seal: `own` and set names -> box."""
    boxes: dict[str, str] = json.loads(day.text(digest))
    return boxes
