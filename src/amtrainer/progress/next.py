"""What to practise now, and why in one sentence.

Each exercise gets a worth: how weak, how unsure and how due the skills are that it trains, weighted by how much the path
asks for them; less for one that is too easy or too hard by more than a step, for what was played lately, and for what does not fit the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from amtrainer.progress.skills import SHORT, SkillView

SOUND: Final = 3.0
FRESH_DAYS: Final = 14  # before that a repeat is remembered, not mastered
MAIN: Final = 1.0  # share of the first competency of an exercise
OTHER: Final = 0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise that may be suggested."""

    id: str
    number: str
    title: str
    competencies: tuple[str, ...]
    start_here: bool
    difficulty: int = 3
    minutes: int = 10


@dataclass(frozen=True, slots=True)
class Played:
    """One finished run of an exercise."""

    scenario: str
    day: date
    total: int | None


@dataclass(frozen=True, slots=True)
class Way:
    """A learning path as far as it matters here: its title, its steps in order, and how much it asks of each skill."""

    title: str
    steps: tuple[str, ...]  # numbers of exercises: d01
    weights: Mapping[str, float] = field(default_factory=dict)


def suggest(
    choices: Sequence[Choice],
    played: Sequence[Played],
    skills: Sequence[SkillView],
    today: date,
    *,
    minutes: int | None = None,
    way: Way | None = None,
) -> tuple[str, str]:
    """The id of the most useful exercise, and why. `choices` must not be empty."""
    fitting = [choice for choice in choices if minutes is None or choice.minutes <= minutes] or [
        min(choices, key=lambda choice: (choice.minutes, choice.id))
    ]
    done = {run.scenario for run in played}
    if way is not None:
        step = _step(fitting, done, way)
        if step is not None:
            place = way.steps.index(step.number) + 1
            return step.id, f"It is step {place} of {len(way.steps)} on the path “{way.title}”."
    if not played:
        first = next((choice for choice in fitting if choice.start_here), fitting[0])
        return first.id, f"A good first one: {first.minutes} minutes, one client, one demand."
    views = {view.slug: view for view in skills}
    last = {run.scenario: run.day for run in played}
    best = min(fitting, key=lambda choice: (-round(_worth(choice, views, last, today, way), 6), choice.number))
    return best.id, _why(best, views, last, today)


def _step(choices: Sequence[Choice], done: set[str], way: Way) -> Choice | None:
    """The first step of the path that was not played."""
    by_number = {choice.number: choice for choice in choices}
    return next((by_number[n] for n in way.steps if n in by_number and by_number[n].id not in done), None)


def _worth(
    choice: Choice, views: Mapping[str, SkillView], last: Mapping[str, date], today: date, way: Way | None
) -> float:
    worth = parts = 0.0
    for place, slug in enumerate(choice.competencies):
        view = views.get(slug)
        if view is not None:
            share = OTHER if place else MAIN
            parts += share
            worth += share * (way.weights.get(slug, 1.0) if way else 1.0) * (_need(view, today) + _fit(choice, view))
    worth /= max(parts, MAIN)
    if choice.id not in last:
        return worth + 0.75
    gap = (today - last[choice.id]).days
    return worth - 2.5 * max(0.0, 1 - gap / FRESH_DAYS)


def _need(view: SkillView, today: date) -> float:
    """How much a skill wants practice: weak, due, or not known yet."""
    if view.level is None:
        return 1.0
    due = 0.0 if view.due is None else min(max((today - view.due).days + 1, 0), 30) / 15
    return max(0.0, SOUND + 1 - view.level) + due + 0.3 * (view.high - view.low)


def _fit(choice: Choice, view: SkillView) -> float:
    """A step above what one can is right; two are too much, and what is easy teaches little."""
    level = view.level if view.level is not None else 2.5
    return -0.4 * max(0.0, abs(choice.difficulty - (level + 0.5)) - 1)


def _why(choice: Choice, views: Mapping[str, SkillView], last: Mapping[str, date], today: date) -> str:
    """One sentence, from the reason that weighs most."""
    shown = [views[slug] for slug in choice.competencies if slug in views]
    measured = [view for view in shown if view.level is not None]
    new = choice.id not in last
    fresh = "you have not played it yet" if new else f"you last played it {_ago((today - last[choice.id]).days)}"
    late = [view for view in measured if view.due is not None and view.due <= today]
    if late:
        view = min(late, key=lambda view: (view.due or today, view.slug))
        return f"{_name(view)} is due, to see whether it has stayed, and {fresh}."
    weak = [view for view in measured if view.level is not None and view.level < SOUND]
    if weak:
        view = min(weak, key=lambda view: (view.level or 0, view.slug))
        return f"It trains {_inside(_name(view))}, about level {int((view.level or 0) + 0.5)} so far, and {fresh}."
    unknown = [view for view in shown if view.level is None]
    if unknown:
        return f"It shows {_inside(_name(unknown[0]))}, of which nothing is known yet, and {fresh}."
    if new:
        return "You have not played it yet, and it is as hard as you need."
    return f"What it trains is sound, and {fresh}."


def _name(view: SkillView) -> str:
    return SHORT[view.slug]


def _inside(name: str) -> str:
    """As it stands within a sentence: 'CRM' stays as it is."""
    return name if name.isupper() else name.lower()


def _ago(days: int) -> str:
    if days < 1:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"
