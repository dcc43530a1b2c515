"""What to practise now and later: the next exercise with its reason, what is due, learning paths, pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from amtrainer import paths
from amtrainer.content.courses import LearningPath, learning_paths
from amtrainer.content.head import Head
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.practice.home import DueLine
from amtrainer.practice.intent import Intent, read_intent, write_intent
from amtrainer.practice.past import Past
from amtrainer.practice.views import DueSkill, Suggestion
from amtrainer.progress import next as choosing
from amtrainer.progress.next import Choice, Played, Way
from amtrainer.progress.skills import SHORT

SOON = 7  # days in which something is due
MOST_DUE = 5


class Planning:
    """Plans from what was played and what the trainee wants."""

    def __init__(self, past: Past, library: Library) -> None:
        self._past = past
        self._library = library

    @property
    def intent(self) -> Intent:
        """The path and the pauses of the trainee."""
        return read_intent(paths.intent_file())

    def suggest(self, minutes: int | None = None, path: str | None = None) -> Suggestion:
        """The most useful exercise now: within so many minutes, on a path (left out: the one that is followed)."""
        heads = self._library.heads()
        if not heads:
            raise AmtrainerError(
                "There is no exercise in reach.", "amtrainer check tells what is wrong with the content."
            )
        way = self._way(self.intent.path if path is None else path)
        id, why = choosing.suggest(
            [_choice(head) for head in heads],
            self._played,
            self._past.skills(),
            self._past.today,
            minutes=minutes,
            way=way,
        )
        return Suggestion(self._fresh(next(head for head in heads if head.id == id)), why)

    def _way(self, id: str) -> Way | None:
        if not id:
            return None
        path = next((path for path in learning_paths() if path.id == id), None)
        if path is None:
            raise AmtrainerError(f"There is no path {id!r}.", "amtrainer paths lists them.")
        return Way(path.title, self._steps(path), path.weights)

    def _steps(self, path: LearningPath) -> tuple[str, ...]:
        """The steps that are in reach."""
        numbers = {head.number for head in self._library.heads()}
        return tuple(step for step in path.steps if step in numbers)

    def paths(self) -> tuple[tuple[LearningPath, tuple[str, ...], int], ...]:
        """Each path with its steps in reach, and how many of them were played."""
        played = {run.head.number.partition("/")[0] for run in self._past.runs if run.ended}
        rows = [(path, self._steps(path)) for path in learning_paths()]
        return tuple((path, steps, sum(step in played for step in steps)) for path, steps in rows)

    @property
    def _played(self) -> list[Played]:
        return [Played(run.head.base, run.when.date(), run.total) for run in self._past.runs if run.ended]

    def due(self) -> tuple[DueSkill, ...]:
        """Measured skills in the order in which they come due, each with the exercise that brings it back.

        A variant brings it back: what it is the main skill of goes first, and what was played last comes last.
        """
        if self.intent.paused:
            return ()
        dues = sorted(
            (day, slug) for slug, day in self._past.standing.due(self.intent.pauses, self._past.today).items()
        )
        order = {run.head.base: place for place, run in enumerate(self._past.runs, start=1) if run.ended}
        taken: set[str] = set()
        rows = []
        for day, slug in dues:
            trains = [head for head in self._library.heads() if slug in head.competencies and head.id not in taken]
            best = min(trains, key=lambda h: (h.competencies.index(slug) > 0, order.get(h.id, 0), h.id), default=None)
            if best is not None:
                taken.add(best.id)
                best = self._fresh(best)
                rows.append(DueSkill(slug, SHORT[slug], day, best.id, best.number, best.title))
        return tuple(rows)

    def _fresh(self, head: Head) -> Head:
        """The exercise or its variant that was not played yet, or longest ago."""
        known = self._library.known()
        kin = [head, *(known[id] for letter in head.variants if (id := f"{head.id}/{letter}") in known)]
        order = {run.head.id: place for place, run in enumerate(self._past.runs, start=1)}
        return min(kin, key=lambda one: (order.get(one.id, 0), one.id))

    def seed_for(self, id: str, mode: str = "practice", *, short: bool = False) -> int:
        """The seed of the next session: a first play and an exam have the catalogue's words and figures.

        A short interview is drawn anew each time.
        """
        return 0 if mode == "exam" and not short else sum(run.head.id == id for run in self._past.runs)

    def another(self, id: str) -> str:
        """The next variant of the same exercise; after the last one the base again; itself if it has none."""
        ids = [head.id for head in self._library.known().values() if head.base == id.partition("/")[0]]
        return ids[(ids.index(id) + 1) % len(ids)] if id in ids else id

    def due_bases(self) -> frozenset[str]:
        """Exercises that bring back a skill which is due within a week; a variant counts as its base."""
        soon = self._past.today + timedelta(days=SOON)
        return frozenset(row.scenario.partition("/")[0] for row in self.due() if row.due <= soon)

    def due_lines(self) -> tuple[DueLine, ...]:
        """What Home lists as due this week."""
        soon = self._past.today + timedelta(days=SOON)
        rows = [row for row in self.due() if row.due <= soon][:MOST_DUE]
        return tuple(DueLine(row.scenario, row.due.isoformat()) for row in rows)

    def follow(self, path: str) -> None:
        """Follow a learning path, or none (""). Raises `AmtrainerError` if there is none of that name."""
        self._way(path)
        write_intent(paths.intent_file(), replace(self.intent, path=path))

    def pause(self, *, end: bool = False) -> None:
        """Begin or end a pause: what is due waits as long."""
        intent = self.intent.end_pause(self._past.today) if end else self.intent.begin_pause(self._past.today)
        write_intent(paths.intent_file(), intent)


def _choice(head: Head) -> Choice:
    return Choice(head.id, head.number, head.title, head.competencies, head.start_here, head.difficulty, head.minutes)
