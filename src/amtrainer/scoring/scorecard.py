"""What an answer was worth: levels with the words that earned them, caps with the words that caused them.

The JSON form (`to_json`) is the stable contract of `amtrainer score --json`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
    flags: tuple[Flag, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """One element of `results` without its `id`, in the key order of the contract."""
        raise NotImplementedError  # scoring helper: fill in, with from_json
