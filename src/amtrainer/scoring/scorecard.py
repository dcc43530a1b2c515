"""What an answer was worth: levels with the words that earned them, caps with the words that caused them.

The JSON form (`to_json`) is the stable contract of `amtrainer score --json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amtrainer.scoring.work import Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that earned a criterion its level."""

    indicator: str
    place: Place
    quote: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What a higher level still needs, in words a trainee can act on."""

    level: int
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionScore:
    id: str
    ref: str  # catalogue id, such as "D01-2"
    weight: int
    level: int | None  # 0-4; None = not judged
    unsure: bool = False
    without: int = 0  # the level if all shown spans are deleted
    also: tuple[str, ...] = ()  # other criteria whose level then changes
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class GateHit:
    """A must-have that was broken: it caps the total."""

    id: str  # G1..G9
    cap: int
    place: Place
    quote: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about the text that is no skill: echo, stuffing, other language ... with its effect."""

    id: str
    place: Place
    quote: str
    effect: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    scenario: str
    content_hash: str
    scorer: str
    mode: str  # practice | exam
    total: int | None  # 0-100, after the lowest cap; None when under 70 % of the weight was judged
    uncapped: int | None
    cap: int | None
    criteria: tuple[CriterionScore, ...]
    gates: tuple[GateHit, ...] = ()
    flags: tuple[Flag, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """One element of `results` without its `id`, in the key order of the contract."""
        return {
            "total": self.total,
            "uncapped": self.uncapped,
            "cap": self.cap,
            "criteria": [_criterion_to_json(criterion) for criterion in self.criteria],
            "gates": [
                {"id": gate.id, "cap": gate.cap, **_place_to_json(gate.place, gate.quote)} for gate in self.gates
            ],
            "flags": [
                {"id": flag.id, **_place_to_json(flag.place, flag.quote), "effect": flag.effect} for flag in self.flags
            ],
        }

    def stored(self) -> dict[str, Any]:
        """Everything, for the store: `from_json` gives the same scorecard back."""
        return {
            "scenario": self.scenario,
            "content_hash": self.content_hash,
            "scorer": self.scorer,
            "mode": self.mode,
            **self.to_json(),
            "why": {gate.id: gate.why for gate in self.gates},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Scorecard:
        """A scorecard from `stored()`, or from `to_json()` with what that leaves out left empty."""
        why = data.get("why", {})
        return cls(
            scenario=data.get("scenario", ""),
            content_hash=data.get("content_hash", ""),
            scorer=data.get("scorer", ""),
            mode=data.get("mode", "practice"),
            total=data["total"],
            uncapped=data["uncapped"],
            cap=data["cap"],
            criteria=tuple(_criterion_from_json(one) for one in data["criteria"]),
            gates=tuple(
                GateHit(one["id"], one["cap"], _place_from_json(one), one["quote"], why.get(one["id"], ""))
                for one in data["gates"]
            ),
            flags=tuple(Flag(one["id"], _place_from_json(one), one["quote"], one["effect"]) for one in data["flags"]),
        )


def _place_to_json(place: Place, quote: str) -> dict[str, Any]:
    out: dict[str, Any] = {"turn": place.turn, "start": place.start, "end": place.end, "quote": quote}
    return out if place.field is None else {**out, "field": place.field}


def _place_from_json(data: Mapping[str, Any]) -> Place:
    return Place(data["turn"], data["start"], data["end"], data.get("field"))


def _criterion_to_json(one: CriterionScore) -> dict[str, Any]:
    return {
        "id": one.id,
        "ref": one.ref,
        "weight": one.weight,
        "level": one.level,
        "unsure": one.unsure,
        "without": one.without,
        "also": list(one.also),
        "evidence": [
            {"indicator": found.indicator, **_place_to_json(found.place, found.quote)} for found in one.evidence
        ],
        "missing": [{"level": gap.level, "needs": list(gap.needs)} for gap in one.missing],
    }


def _criterion_from_json(data: Mapping[str, Any]) -> CriterionScore:
    return CriterionScore(
        id=data["id"],
        ref=data["ref"],
        weight=data["weight"],
        level=data["level"],
        unsure=data["unsure"],
        without=data["without"],
        also=tuple(data["also"]),
        evidence=tuple(Evidence(one["indicator"], _place_from_json(one), one["quote"]) for one in data["evidence"]),
        missing=tuple(Missing(one["level"], tuple(one["needs"])) for one in data["missing"]),
    )
