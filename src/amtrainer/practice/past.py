"""What the store knows about sessions that were played, put together for lists, skills and Home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from amtrainer import paths
from amtrainer.content.courses import LearningPath, learning_paths
from amtrainer.content.head import Head
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.practice.home import DueLine, HomeData, LastLine, SkillLine, UnfinishedLine
from amtrainer.practice.intent import Intent, read_intent
from amtrainer.practice.runs import Run, read_runs, seen_in_order
from amtrainer.practice.views import DueSkill, HistoryRow, Suggestion, Unfinished
from amtrainer.progress import next as choosing
from amtrainer.progress.next import Choice, Played, Way
from amtrainer.progress.skills import SHORT, SkillView
from amtrainer.progress.standing import Standing
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.storage import folded, remarks
from amtrainer.storage.store import Store

SHOWN = 7  # exercises that Home lists beside what is next and due
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
STANDING = "standing"
SOON = 7  # days in which something is due
MOST_DUE = 5


class Past:
    """Reads once and keeps it until `forget`."""

    def __init__(self, store: Store, library: Library, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._model_totals: dict[str, int | None] = {}

    def forget(self) -> None:
        """A session was begun or has ended."""
        for name in ("runs", "standing"):
            self.__dict__.pop(name, None)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All sessions, oldest first."""
        heads = {head.id: head for head in self._library.heads()}
        return read_runs(self._store, heads, self._clock().tzinfo)

    @cached_property
    def standing(self) -> Standing:
        """What is believed and what is due; only sessions that ended since the last time are folded."""
        seen = seen_in_order(self.runs)
        standing = Standing.from_json(folded.kept(self._store, STANDING))
        if standing.sessions > len(seen):
            standing = Standing()
        if standing.sessions < len(seen):
            for session in seen[standing.sessions :]:
                standing.session(session)
            folded.keep(self._store, STANDING, standing.to_json())
        return standing

    @property
    def intent(self) -> Intent:
        """The path and the pauses of the trainee."""
        return read_intent(paths.intent_file())

    def family(self, id: str) -> str:
        return next((head.family for head in self._library.heads() if head.id == id), "")

    def find(self, text: str) -> str:
        """The session that `text` means."""
        ids = [run.session for run in self.runs]
        if text == "last" and ids:
            return ids[-1]
        begun = [id for id in ids if id == text] or [id for id in ids if text and id.startswith(text)]
        if len(begun) == 1:
            return begun[0]
        if begun:
            raise AmtrainerError(f"{text!r} may be any of {', '.join(begun)}.", "Type a little more.")
        raise AmtrainerError(f"There is no session {text!r}.", "amtrainer history lists them.")

    def history(self, scenario: str | None) -> tuple[HistoryRow, ...]:
        """Newest first."""
        noted = remarks.noted(self._store)
        return tuple(
            HistoryRow(
                run.session,
                run.head,
                f"{run.when:%Y-%m-%d %H:%M}",
                run.total,
                run.change,
                run.attempt,
                run.mode,
                run.ended,
                run.info.get("seconds", 0),
                run.session in noted,
            )
            for run in reversed(self.runs)
            if scenario is None or run.head.id == scenario
        )

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Newest first."""
        drafts = self._store.draft_times()
        return tuple(
            Unfinished(run.session, run.head, self._where(run), _day(run.when, self._today), run.session in drafts)
            for run in reversed(self.runs)
            if not run.ended
        )

    def skills(self) -> tuple[SkillView, ...]:
        """All 14 competencies."""
        return self.standing.views(self._today, self.intent.pauses)

    def suggest(self, minutes: int | None = None, path: str | None = None) -> Suggestion:
        """The most useful exercise now: within so many minutes, on a path (left out: the one that is followed)."""
        heads = self._library.heads()
        if not heads:
            raise AmtrainerError(
                "There is no exercise in reach.", "amtrainer check tells what is wrong with the content."
            )
        way = self._way(self.intent.path if path is None else path)
        id, why = choosing.suggest(
            [_choice(head) for head in heads], self._played, self.skills(), self._today, minutes=minutes, way=way
        )
        return Suggestion(next(head for head in heads if head.id == id), why)

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
        played = {run.head.number for run in self.runs if run.ended}
        rows = [(path, self._steps(path)) for path in learning_paths()]
        return tuple((path, steps, sum(step in played for step in steps)) for path, steps in rows)

    def meta(self, session: str, seconds: int) -> dict[str, Any]:
        """What a debrief says about the session's place among others."""
        run = next(run for run in self.runs if run.session == session)
        before = run.before
        return {
            "session": session,
            "when": run.when.isoformat(timespec="minutes"),
            "seconds": seconds,
            "attempt": run.attempt,
            "previous_total": before.total if before else None,
            "previous_when": f"{before.when.day} {before.when:%b}" if before else None,
        }

    def model_total(self, scenario: Dialogue | Triage, model: Any) -> int | None:
        """What the model answer reaches, marked as any answer is."""
        if scenario.id not in self._model_totals:
            from amtrainer.simulation.handed import sample_work

            sample = scenario.model_answer
            self._model_totals[scenario.id] = (
                score(scenario, sample_work(scenario, sample), model).total if sample else None
            )
        return self._model_totals[scenario.id]

    def home(self) -> HomeData:
        """Everything Home paints."""
        heads = self._library.heads()
        suggestion = self.suggest() if heads else None
        measured = sorted((view for view in self.skills() if view.level is not None), key=lambda v: (v.level, v.code))
        finished = [run for run in reversed(self.runs) if run.ended]
        dues = self._due_lines()
        wanted = {suggestion.head.id if suggestion else "", *(line.scenario for line in dues)}
        named = [head for head in heads if head.id in wanted] + [head for head in heads if head.id not in wanted][
            :SHOWN
        ]
        return HomeData(
            heads=tuple(named),
            counts=tuple(sorted(Counter(head.kind for head in heads).items())),
            next_id=suggestion.head.id if suggestion else "",
            why=suggestion.why if suggestion else "",
            due=dues,
            skills=tuple(SkillLine(SHORT[v.slug], v.level or 0.0, v.low, v.high) for v in measured[:4]),
            measured=len(measured),
            answers=len(finished),
            last=tuple(
                LastLine(r.session, r.head.title, r.total, r.change, _note(r, self._today)) for r in finished[:3]
            ),
            unfinished=tuple(self._line(one) for one in self.unfinished()),
            problems=len(self._library.problems()),
            written=self._today.isoformat(),
        )

    @property
    def _today(self) -> date:
        return self._clock().date()

    @property
    def _played(self) -> list[Played]:
        return [Played(run.head.id, run.when.date(), run.total) for run in self.runs if run.ended]

    def due(self) -> tuple[DueSkill, ...]:
        """Measured skills in the order in which they come due, each with the exercise that brings it back.

        A variant brings it back: what it is the main skill of goes first, and what was played last comes last.
        """
        if self.intent.paused:
            return ()
        dues = sorted((day, slug) for slug, day in self.standing.due(self.intent.pauses, self._today).items())
        order = {run.head.id: place for place, run in enumerate(self.runs, start=1) if run.ended}
        taken: set[str] = set()
        rows = []
        for day, slug in dues:
            trains = [head for head in self._library.heads() if slug in head.competencies and head.id not in taken]
            best = min(trains, key=lambda h: (h.competencies.index(slug) > 0, order.get(h.id, 0), h.id), default=None)
            if best is not None:
                taken.add(best.id)
                rows.append(DueSkill(slug, SHORT[slug], day, best.id, best.number, best.title))
        return tuple(rows)

    def _due_lines(self) -> tuple[DueLine, ...]:
        soon = self._today + timedelta(days=SOON)
        rows = [row for row in self.due() if row.due <= soon][:MOST_DUE]
        return tuple(DueLine(row.scenario, row.due.isoformat()) for row in rows)

    def _where(self, run: Run) -> str:
        bodies = [row.body for row in self._store.events(run.session)]
        if run.head.kind == "triage":
            return f"{len({b['item'] for b in bodies if b['type'] == 'planned'})} planned"
        answers = sum(b["type"] == "answered" for b in bodies) - sum(b["type"] == "rewound" for b in bodies)
        return f"turn {answers + 1}"

    def _line(self, one: Unfinished) -> UnfinishedLine:
        kept = "Your draft is kept." if one.draft else f"From {one.when}."
        return UnfinishedLine(one.session, one.head.id, one.head.title, one.where, kept)


def _note(run: Run, today: date) -> str:
    ordinal = ORDINALS[run.attempt - 1] if run.attempt <= len(ORDINALS) else f"{run.attempt}th"
    return _day(run.when, today) + (f", {ordinal} attempt" if run.attempt > 1 else "")


def _day(when: datetime, today: date) -> str:
    gap = (today - when.date()).days
    if gap == 0:
        return "today"
    if gap == 1:
        return "yesterday"
    return f"{when:%A}" if 1 < gap < 7 else f"{when.day} {when:%b}"


def _choice(head: Head) -> Choice:
    return Choice(head.id, head.number, head.title, head.competencies, head.start_here, head.difficulty, head.minutes)
