"""A trainee's sessions folded into what is believed and what is due. The fold can be kept as JSON and gone on with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Final

from amtrainer.progress.mastery import SURE_80, Belief, Observation
from amtrainer.progress.memory import Pause, due_day, reviewed
from amtrainer.progress.skills import COMPETENCIES, FacetView, Seen, SkillView

VERSION: Final = 1  # of the fold; another one is made anew from the sessions
MONTH: Final = 30
MOST_POINTS: Final = 120  # of a course that are kept


@dataclass(slots=True)
class Skill:
    """What is known of one competency."""

    belief: Belief = field(default_factory=Belief)
    card: dict[str, Any] | None = None
    answers: int = 0
    scenarios: list[str] = field(default_factory=list)
    course: list[tuple[int, float]] = field(default_factory=list)  # day (ordinal), mean after it

    def session(self, day: date, rows: Sequence[tuple[Seen, str]]) -> None:
        """Learn from one session: what was seen, each with its facet."""
        seen = [Observation(one.level, facet, one.difficulty, one.hints, one.attempt, one.kin) for one, facet in rows]
        self.belief.session(day.toordinal(), seen)
        self.card = reviewed(self.card, [one.level for one in seen], day)
        self.answers += 1
        if rows[0][0].scenario not in self.scenarios:
            self.scenarios.append(rows[0][0].scenario)
        point = (self.belief.day, round(self.belief.at()[0], 3))
        if self.course and self.course[-1][0] == point[0]:
            self.course.pop()
        self.course.append(point)
        del self.course[:-MOST_POINTS]


class Standing:
    """Where a trainee stands in everything."""

    def __init__(self) -> None:
        self.skills: dict[str, Skill] = {}
        self.sessions = 0  # folded so far

    def session(self, seen: Sequence[Seen]) -> None:
        """Fold one session; sessions come in the order of playing. One that shows nothing counts as folded too."""
        self.sessions += 1
        by_slug: dict[str, list[tuple[Seen, str]]] = {}
        for one in seen:
            named = dict(facet.split("/", 1) for facet in one.facets)
            for slug in one.competencies:
                by_slug.setdefault(slug, []).append((one, named.get(slug, "")))
        for slug, rows in by_slug.items():
            self.skills.setdefault(slug, Skill()).session(rows[0][0].day, rows)

    def due(self, pauses: Sequence[Pause], today: date) -> dict[str, date]:
        """When each skill that was shown should come back."""
        return {slug: due_day(skill.card, pauses, today) for slug, skill in self.skills.items() if skill.card}

    def views(self, today: date, pauses: Sequence[Pause] = ()) -> tuple[SkillView, ...]:
        """All 14 competencies in catalogue order."""
        dues = self.due(pauses, today)
        return tuple(self._view(code, slug, name, today, dues.get(slug)) for code, slug, name in COMPETENCIES)

    def to_json(self) -> dict[str, Any]:
        return {
            "version": VERSION,
            "sessions": self.sessions,
            "skills": {
                slug: {
                    "belief": skill.belief.to_json(),
                    "card": skill.card,
                    "answers": skill.answers,
                    "scenarios": skill.scenarios,
                    "course": skill.course,
                }
                for slug, skill in self.skills.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Standing:
        """What `to_json` gave; an empty standing for anything else."""
        standing = cls()
        if data is None or data.get("version") != VERSION:
            return standing
        standing.sessions = data["sessions"]
        for slug, row in data["skills"].items():
            course = [(int(day), float(mean)) for day, mean in row["course"]]
            belief = Belief.from_json(row["belief"])
            standing.skills[slug] = Skill(belief, row["card"], row["answers"], list(row["scenarios"]), course)
        return standing

    def _view(self, code: str, slug: str, name: str, today: date, due: date | None) -> SkillView:
        skill = self.skills.get(slug)
        if skill is None:
            return SkillView(slug, code, name)
        belief = skill.belief.copy()
        belief.wait(today.toordinal())
        level, low, high = _interval(*belief.at())
        before = [mean for day, mean in skill.course if day <= today.toordinal() - MONTH]
        return SkillView(
            slug,
            code,
            name,
            level=level,
            low=low,
            high=high,
            answers=skill.answers,
            scenarios=len(skill.scenarios),
            change_30d=round(level - _bars(before[-1]), 1) if before else None,
            due=due,
            facets=tuple(FacetView(facet, *_interval(*belief.at(facet))) for facet in sorted(belief.facets)),
            course=tuple(_bars(mean) for _, mean in skill.course),
        )


def sessions_of(seen: Iterable[Seen]) -> Iterator[list[Seen]]:
    """Rows in order, session by session."""
    for _, rows in groupby(seen, key=lambda one: one.session):
        yield list(rows)


def _interval(mean: float, deviation: float) -> tuple[float, float, float]:
    return _bars(mean), _bars(mean - SURE_80 * deviation), _bars(mean + SURE_80 * deviation)


def _bars(value: float) -> float:
    return round(max(1.0, min(5.0, value)), 1)
