"""What the store knows about sessions that were played, put together for lists, skills and Home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from amtrainer.content.head import Head
from amtrainer.content.library import Library
from amtrainer.content.load import scenario_of_text
from amtrainer.errors import AmtrainerError
from amtrainer.practice.home import DueLine, HomeData, LastLine, SkillLine, UnfinishedLine
from amtrainer.practice.views import HistoryRow, Suggestion, Unfinished
from amtrainer.progress import next as choosing
from amtrainer.progress.next import Choice, Played
from amtrainer.progress.skills import SHORT, Seen, SkillView, skills
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.storage.store import Store

SHOWN = 7  # exercises that Home lists beside what is next and due
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Run:
    """One session with the card that was shown at its end."""

    session: str
    head: Head
    content_hash: str
    when: datetime  # local
    ended: bool
    card: Mapping[str, Any] | None
    attempt: int  # nth finished run of its exercise; for an unfinished one the next

    @property
    def total(self) -> int | None:
        return self.card["total"] if self.card else None

    @property
    def mode(self) -> str:
        return str(self.card["mode"]) if self.card else "practice"


class Past:
    """Reads once and keeps it until `forget`."""

    def __init__(self, store: Store, library: Library, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._model_totals: dict[str, int | None] = {}

    def forget(self) -> None:
        """Something was added to the store."""
        self.__dict__.pop("runs", None)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All sessions, oldest first."""
        cards: dict[str, Mapping[str, Any]] = {}
        for card in self._store.cards():
            cards.setdefault(card.session, card.body)
        ended = self._store.ended()
        heads = {head.id: head for head in self._library.heads()}
        done: Counter[str] = Counter()
        out: list[Run] = []
        for row in self._store.sessions():
            head = heads.get(row.scenario) or _gone(row.scenario)
            when = datetime.fromisoformat(row.begun_at).astimezone(self._clock().tzinfo)
            attempt = done[row.scenario] + 1
            out.append(Run(row.id, head, row.content_hash, when, row.id in ended, cards.get(row.id), attempt))
            done[row.scenario] += row.id in ended
        return tuple(out)

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
        rows = [
            HistoryRow(
                run.session,
                run.head,
                f"{run.when:%Y-%m-%d %H:%M}",
                run.total,
                self._change(run),
                run.attempt,
                run.mode,
                run.ended,
            )
            for run in self.runs
            if scenario is None or run.head.id == scenario
        ]
        return tuple(reversed(rows))

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
        return skills(
            [seen for run in self.runs if run.card and _counts(run.card) for seen in self._seen(run)], self._today
        )

    def suggest(self) -> Suggestion:
        """The most useful exercise now."""
        heads = self._library.heads()
        if not heads:
            raise AmtrainerError(
                "There is no exercise in reach.", "amtrainer check tells what is wrong with the content."
            )
        choices = [Choice(h.id, h.number, h.title, h.competencies, h.start_here) for h in heads]
        id, why = choosing.suggest(choices, self._played, self.skills(), self._today)
        return Suggestion(next(head for head in heads if head.id == id), why)

    def meta(self, session: str, seconds: int) -> dict[str, Any]:
        """What a debrief says about the session's place among others."""
        run = next(run for run in self.runs if run.session == session)
        before = self._before(run)
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
        dues = self._due()
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
                LastLine(r.session, r.head.title, r.total, self._change(r), _note(r, self._today)) for r in finished[:3]
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

    def _due(self) -> tuple[DueLine, ...]:
        soon = self._today + timedelta(days=7)
        dues = sorted((day, id) for id, day in choosing.due(self._played).items() if day <= soon)
        return tuple(DueLine(id, day.isoformat()) for day, id in dues)

    def _seen(self, run: Run) -> list[Seen]:
        competencies = self._competencies(run.content_hash)
        assert run.card is not None
        return [
            Seen(
                run.session,
                run.head.id,
                run.when.date(),
                run.head.difficulty,
                run.attempt,
                competencies[c["id"]],
                c["level"],
            )
            for c in run.card["criteria"]
            if c["level"] is not None and c["id"] in competencies
        ]

    def _competencies(self, content_hash: str) -> dict[str, tuple[str, ...]]:
        kept: dict[str, dict[str, tuple[str, ...]]] = self.__dict__.setdefault("_by_content", {})
        if content_hash not in kept:
            scenario = scenario_of_text(self._store.content(content_hash))
            kept[content_hash] = {criterion.id: criterion.competency for criterion in scenario.criteria}
        return kept[content_hash]

    def _before(self, run: Run) -> Run | None:
        earlier = [one for one in self.runs if one.head.id == run.head.id and one.ended and one.attempt < run.attempt]
        return earlier[-1] if earlier else None

    def _change(self, run: Run) -> int | None:
        before = self._before(run)
        if before is None or before.total is None or run.total is None:
            return None
        return run.total - before.total

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


def _counts(card: Mapping[str, Any]) -> bool:
    """The model answer, copied, is marked as it is and counts for nothing."""
    return all(flag["id"] != "copied-model" for flag in card.get("flags", ()))


def _gone(id: str) -> Head:
    """An exercise that is not in reach any more."""
    return Head(id, id.partition("-")[0], "dialogue", id, "", "", "", (), 3, 0)
