"""What the store knows about sessions that were played, put together for lists, skills and Home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from amtrainer import paths
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.practice.home import DueLine, HomeData, LastLine, SkillLine, UnfinishedLine
from amtrainer.practice.intent import read_intent
from amtrainer.practice.runs import Run, read_runs, seen_in_order
from amtrainer.practice.views import HistoryRow, Suggestion, Unfinished
from amtrainer.progress.skills import SHORT, SkillView
from amtrainer.progress.standing import Standing
from amtrainer.scoring.score import score
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.storage import folded, remarks
from amtrainer.storage.store import Store

SHOWN = 7  # exercises that Home lists beside what is next and due
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
STANDING = "standing"


class Past:
    """Reads once and keeps it until `forget`."""

    def __init__(self, store: Store, library: Library, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._model_cards: dict[tuple[str, tuple[str, ...]], Scorecard | None] = {}

    def forget(self) -> None:
        """A session was begun or has ended."""
        for name in ("runs", "rows", "standing"):
            self.__dict__.pop(name, None)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All sessions, oldest first."""
        return read_runs(self._store, self._library.known(), self._clock().tzinfo)

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

    def family(self, id: str) -> str:
        head = self._library.known().get(id)
        return head.family if head else ""

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
        rows = (
            self.rows
            if scenario is None
            else tuple(row for row in self.rows if scenario in (row.head.id, row.head.base))
        )
        return tuple(replace(row, noted=True) if row.session in noted else row for row in rows) if noted else rows

    @cached_property
    def rows(self) -> tuple[HistoryRow, ...]:
        """All sessions as they are listed, but for notes; made while Home is, so that History opens at once."""
        return tuple(
            HistoryRow(
                run.session,
                run.head,
                run.when.isoformat(" ", "minutes")[:16],
                run.total,
                run.change,
                run.attempt,
                run.mode,
                run.ended,
                run.info.get("seconds", 0),
            )
            for run in reversed(self.runs)
        )

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Newest first."""
        drafts = self._store.draft_times()
        return tuple(
            Unfinished(run.session, run.head, self._where(run), _day(run.when, self.today), run.session in drafts)
            for run in reversed(self.runs)
            if not run.ended
        )

    def skills(self) -> tuple[SkillView, ...]:
        """All 14 competencies."""
        return self.standing.views(self.today, read_intent(paths.intent_file()).pauses)

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
            "previous_when": _since(before.when, run.when) if before else None,
        }

    def model_card(self, scenario: AnyScenario, model: Any) -> Scorecard | None:
        """What the model answer reaches, marked as any answer is; None if there is none, or one for every part."""
        key = (scenario.id, scenario.model_texts)
        if key not in self._model_cards:
            work = None if scenario.parts else scenario.model_work()
            self._model_cards[key] = score(scenario, work, model) if work else None
        return self._model_cards[key]

    def home(self, suggestion: Suggestion | None, dues: tuple[DueLine, ...]) -> HomeData:
        """Everything Home paints."""
        heads = self._library.heads()
        measured = sorted((view for view in self.skills() if view.level is not None), key=lambda v: (v.level, v.code))
        finished = [run for run in reversed(self.runs) if run.ended]
        wanted = {suggestion.head.id if suggestion else "", *(line.scenario for line in dues)}
        named = [head for head in self._library.known().values() if head.id in wanted]
        taken = {head.base for head in named}
        named += [head for head in heads if head.id not in taken][:SHOWN]
        return HomeData(
            heads=tuple(named),
            counts=tuple(sorted(Counter(head.kind for head in heads).items())),
            next_id=suggestion.head.id if suggestion else "",
            why=suggestion.why if suggestion else "",
            due=dues,
            skills=tuple(SkillLine(SHORT[v.slug], v.level or 0.0, v.low, v.high) for v in measured[:4]),
            measured=len(measured),
            answers=sum(row.ended for row in self.rows),
            last=tuple(
                LastLine(r.session, r.head.title, r.total, r.change, _note(r, self.today)) for r in finished[:3]
            ),
            unfinished=tuple(self._line(one) for one in self.unfinished()),
            problems=len(self._library.problems()),
            written=self.today.isoformat(),
        )

    @property
    def today(self) -> date:
        """The trainee's day."""
        return self._clock().date()

    def _where(self, run: Run) -> str:
        bodies = [row.body for row in self._store.events(run.session)]
        if run.head.kind == "triage":
            return f"{len({b['item'] for b in bodies if b['type'] == 'planned'})} planned"
        if run.head.kind == "crm":
            return "form not sent"
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


def _since(before: datetime, now: datetime) -> str:
    """The day of the attempt before, or its hour if it was on the same day."""
    return f"{before:%H:%M}" if before.date() == now.date() else f"{before.day} {before:%b}"
