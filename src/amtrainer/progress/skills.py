"""What marks say about a person: for each competency a level on the BARS scale of 1 to 5, and how sure that is.

Model: the level of a competency is a number with a normal prior (mean 2.5, SD 1.0). Each judged criterion that shows it is
an observation with normal noise (SD 0.8 of a level), so that estimate and interval are those of the normal-normal update
(Gelman et al., Bayesian Data Analysis, 2.5). Criterion levels speak BARS as competencies.md has it: 1 is 1.5, 2 is 2.5, 3 is
3.5, 4 is 4.5; level 0 shows nothing and is read as a faint 1.0 with twice the noise. Harder exercises count up, easier ones
down, a quarter of a level for each step. A repeat of the same exercise tells less: the noise grows with the attempt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

PRIOR_MEAN: Final = 2.5
PRIOR_SD: Final = 1.0
NOISE_SD: Final = 0.8
SURE_80: Final = 1.2816  # standard deviations on each side that hold 80 %
BARS_OF_LEVEL: Final = {0: 1.0, 1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5}
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
    attempt: int  # nth run of this scenario
    competencies: tuple[str, ...]
    level: int  # 0-4


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


def skills(seen: Sequence[Seen], today: date) -> tuple[SkillView, ...]:
    """All 14 competencies in catalogue order."""
    by_slug: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        for slug in one.competencies:
            by_slug[slug].append(one)
    return tuple(_view(code, slug, name, by_slug[slug], today) for code, slug, name in COMPETENCIES)


def estimate(seen: Iterable[Seen]) -> tuple[float, float]:
    """Mean and standard deviation after these observations."""
    precision = 1 / PRIOR_SD**2
    total = PRIOR_MEAN * precision
    for one in seen:
        noise = NOISE_SD * (2 if one.level == 0 else 1)
        weight = 1 / (noise**2 * one.attempt)
        total += weight * (BARS_OF_LEVEL[one.level] + 0.25 * (one.difficulty - 3))
        precision += weight
    return total / precision, (1 / precision) ** 0.5


def _view(code: str, slug: str, name: str, seen: Sequence[Seen], today: date) -> SkillView:
    if not seen:
        return SkillView(slug, code, name)
    mean, deviation = estimate(seen)
    before = [one for one in seen if one.day <= today - timedelta(days=30)]
    change = round(_bars(mean) - _bars(estimate(before)[0]), 1) if before else None
    return SkillView(
        slug,
        code,
        name,
        level=round(_bars(mean), 1),
        low=round(_bars(mean - SURE_80 * deviation), 1),
        high=round(_bars(mean + SURE_80 * deviation), 1),
        answers=len({one.session for one in seen}),
        scenarios=len({one.scenario for one in seen}),
        change_30d=change,
    )


def _bars(value: float) -> float:
    return max(1.0, min(5.0, value))
