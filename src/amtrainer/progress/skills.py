"""The 14 competencies as they are shown: for each a level on the BARS scale of 1 to 5, and how sure that is.

The estimate is that of `mastery`; `standing` folds a trainee's sessions into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amtrainer.text import counted

COMPETENCIES: Final = (
    ("C01", "relationship", "Relationship and trust"),
    ("C02", "discovery", "Discovery and listening"),
    ("C03", "orchestration", "Internal orchestration"),
    ("C04", "communication", "Clear communication"),
    ("C05", "objection-handling", "Objection handling"),
    ("C06", "bad-news", "Bad news and expectations"),
    ("C07", "negotiation", "Negotiation and contracts"),
    ("C08", "recovery", "Recovery and mediation"),
    ("C09", "prioritization", "Prioritisation"),
    ("C10", "growth", "Growth and account planning"),
    ("C11", "acumen", "Business acumen"),
    ("C12", "crm", "CRM and digital tools"),
    ("C13", "integrity", "Integrity and compliance"),
    ("C14", "self-management", "Self-management"),
)

SHORT: Final = {
    "relationship": "Relationship",
    "discovery": "Discovery",
    "orchestration": "Orchestration",
    "communication": "Communication",
    "objection-handling": "Objections",
    "bad-news": "Bad news",
    "negotiation": "Negotiation",
    "recovery": "Recovery",
    "prioritization": "Prioritising",
    "growth": "Growth",
    "acumen": "Acumen",
    "crm": "CRM",
    "integrity": "Integrity",
    "self-management": "Self-management",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One judged criterion of one session. Sessions come in the order in which they were played."""

    session: str
    scenario: str
    day: date
    difficulty: int  # 1-5
    attempt: int  # nth run of this scenario in this wording
    competencies: tuple[str, ...]
    level: int  # 0-4
    facets: tuple[str, ...] = ()  # "slug/facet"
    hints: int = 0
    kin: int = 0  # runs of this scenario before it, in another wording


@dataclass(frozen=True, slots=True)
class FacetView:
    """Where a trainee stands in one facet of a competency."""

    name: str
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SkillView:
    """Where a trainee stands in one competency. Levels are on the scale of 1 to 5; None = nothing measured yet."""

    slug: str
    code: str
    name: str
    level: float | None = None
    low: float = 1.0
    high: float = 5.0
    answers: int = 0  # sessions that showed it
    scenarios: int = 0
    change_30d: float | None = None  # against the estimate 30 days ago; None if there was none
    due: date | None = None
    facets: tuple[FacetView, ...] = ()
    course: tuple[float, ...] = ()  # the estimate after each day of practice, oldest first

    @property
    def told(self) -> str:
        """In words: "about level 3 (80% sure 2–4), 4 answers, 3 scenarios"."""
        if self.level is None:
            return "no answer yet"
        low, high = whole(self.low), whole(self.high)
        sure = f"80% sure {low}–{high}" if low != high else f"80% sure of {low}"
        return (
            f"about level {whole(self.level)} ({sure}), {counted(self.answers, 'answer')}, "
            f"{counted(self.scenarios, 'scenario')}"
        )


def skills(seen: Sequence[Seen], today: date) -> tuple[SkillView, ...]:
    """All 14 competencies in catalogue order, from what was seen."""
    from amtrainer.progress.standing import Standing, sessions_of

    standing = Standing()
    for session in sessions_of(seen):
        standing.session(session)
    return standing.views(today)


def whole(value: float) -> int:
    """The nearest level, halves up."""
    return int(value + 0.5)
