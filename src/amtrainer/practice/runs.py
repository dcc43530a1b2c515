"""All sessions as runs: which exercise, when, what total, which attempt. Read from summaries, not from every event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from amtrainer.content.head import Head, number_of
from amtrainer.content.load import scenario_of_text
from amtrainer.practice.summary import VERSION, summary
from amtrainer.progress.skills import Seen
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.storage import folded
from amtrainer.storage.records import SessionRow
from amtrainer.storage.store import Store


@dataclass(frozen=True, slots=True)
class Run:
    """One session with what is known of its end."""

    session: str
    head: Head
    content_hash: str
    when: datetime  # of its beginning, local
    ended: bool
    attempt: int  # nth finished run of its exercise; for an unfinished one the next
    info: Mapping[str, Any] = field(default_factory=dict)  # its summary
    before: Run | None = None  # the finished run of this exercise before it

    @property
    def total(self) -> int | None:
        total: int | None = self.info.get("total")
        return total

    @property
    def mode(self) -> str:
        return str(self.info.get("mode", "practice"))

    @property
    def change(self) -> int | None:
        """Against the run before."""
        if self.before is None or self.before.total is None or self.total is None:
            return None
        return self.total - self.before.total


def read_runs(store: Store, heads: Mapping[str, Head], zone: tzinfo | None) -> tuple[Run, ...]:
    """All sessions of the trainee, oldest first."""
    rows = [row for row in store.sessions() if not row.trainee]
    known = _summaries(store, rows)
    done: Counter[str] = Counter()
    last: dict[str, Run] = {}
    out: list[Run] = []
    for row in rows:
        head = heads.get(row.scenario) or gone(row.scenario)
        when = datetime.fromisoformat(row.begun_at).astimezone(zone)
        info = known.get(row.id, {})
        run = Run(
            row.id,
            head,
            row.content_hash,
            when,
            bool(info),
            done[row.scenario] + 1,
            info,
            last.get(row.scenario),
        )
        out.append(run)
        if info:
            done[row.scenario] += 1
            last[row.scenario] = run
    return tuple(out)


def seen_in_order(runs: Sequence[Run]) -> list[list[Seen]]:
    """What each finished session showed, in the order in which they ended; [] where it counts for nothing."""
    tried: Counter[tuple[str, int]] = Counter()
    kin: Counter[str] = Counter()
    out = []
    for run in sorted((run for run in runs if run.ended), key=lambda run: run.info["order"]):
        key = (run.head.id, run.info["seed"])
        tried[key] += 1
        out.append(_seen(run, tried[key], kin[run.head.base] - (tried[key] - 1)) if run.info["counts"] else [])
        kin[run.head.base] += 1
    return out


def gone(id: str) -> Head:
    """An exercise that is not in reach any more."""
    return Head(id, number_of(id), "dialogue", id, "", "", "", (), 3, 0)


def _seen(run: Run, attempt: int, kin: int) -> list[Seen]:
    day: date = run.when.date()
    return [
        Seen(
            run.session,
            run.head.id,
            day,
            run.info["difficulty"],
            attempt,
            tuple(one["skills"]),
            one["level"],
            tuple(one["facets"]),
            run.info["hints"],
            kin,
        )
        for one in run.info["seen"]
        if one["level"] is not None
    ]


def _summaries(store: Store, rows: Sequence[SessionRow]) -> dict[str, dict[str, Any]]:
    """Summaries of all sessions that are over; those that are missing are folded and kept."""
    known = {id: body for id, body in folded.summaries(store).items() if body.get("version") == VERSION}
    scenarios: dict[str, AnyScenario] = {}
    fresh: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.id not in known and (made := _fold(store, row, scenarios)):
            fresh[row.id] = made
    folded.keep_summaries(store, fresh)
    return {**known, **fresh}


def _fold(store: Store, row: SessionRow, scenarios: dict[str, AnyScenario]) -> dict[str, Any] | None:
    """The summary of one session; None while it goes on."""
    number = store.last_number(row.id, "ended")
    if number is None:
        return None
    if row.content_hash not in scenarios:
        scenarios[row.content_hash] = scenario_of_text(store.content(row.content_hash))
    cards = store.cards(row.id)
    return summary(scenarios[row.content_hash], store.events(row.id), number, cards[0].body if cards else None)
