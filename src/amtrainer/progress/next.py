"""What to practise now, and why in one sentence. Intervals come from FSRS (Ye et al. 2022), the library's own defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from amtrainer.progress.skills import SkillView

FIRST: Final = ("d01", "d03", "t01")  # a good order for the first days


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise that may be suggested."""

    id: str
    number: str
    title: str
    competencies: tuple[str, ...]
    start_here: bool


@dataclass(frozen=True, slots=True)
class Played:
    """One finished run of an exercise."""

    scenario: str
    day: date
    total: int | None


def suggest(
    choices: Sequence[Choice], played: Sequence[Played], skills: Sequence[SkillView], today: date
) -> tuple[str, str]:
    """The id of the most useful exercise, and why. `choices` must not be empty."""
    done = {run.scenario for run in played}
    if not played:
        first = next((choice for choice in choices if choice.start_here), choices[0])
        return first.id, "A good first one: ten minutes, one client, one demand."
    dues = due(played)
    late = [choice for choice in choices if choice.id in dues and dues[choice.id] <= today]
    new = sorted((c for c in choices if c.id not in done), key=lambda c: (_rank(c), c.id))
    weakest = {skill.slug: skill.level for skill in skills if skill.level is not None}
    if late:
        choice = min(late, key=lambda c: (dues[c.id], c.id))
        return choice.id, "It is time to see whether what you learned there has stayed."
    if new:
        aimed = [choice for choice in new if any(weakest.get(slug, 5.0) < 3 for slug in choice.competencies)]
        choice = (aimed or new)[0]
        if aimed:
            slug = min((s for s in choice.competencies if s in weakest), key=lambda s: weakest[s])
            name = next(skill.name for skill in skills if skill.slug == slug)
            return choice.id, f"You have not played it, and it trains {name.lower()}, your lowest so far."
        return choice.id, "You have not played it yet."
    last = {run.scenario: run.total or 0 for run in played}
    choice = min(choices, key=lambda c: (last.get(c.id, 0), c.id))
    return choice.id, "Your lowest total so far stands here."


def due(played: Sequence[Played]) -> dict[str, date]:
    """When each exercise that was played should come back."""
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[str, Card] = {}
    for run in sorted(played, key=lambda run: run.day):
        at = datetime.combine(run.day, time(12), tzinfo=UTC)
        total = run.total or 0
        rating = (
            Rating.Again if total < 40 else Rating.Hard if total < 60 else Rating.Good if total < 85 else Rating.Easy
        )
        cards[run.scenario] = scheduler.review_card(cards.get(run.scenario, Card(card_id=1, due=at)), rating, at)[0]
    return {scenario: card.due.date() for scenario, card in cards.items()}


def _rank(choice: Choice) -> int:
    return FIRST.index(choice.number) if choice.number in FIRST else len(FIRST)
