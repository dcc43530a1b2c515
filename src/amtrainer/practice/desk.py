"""Practice opened: the store, the library and the reader of meanings on one desk."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from amtrainer import paths
from amtrainer.content.head import Head
from amtrainer.content.library import Library
from amtrainer.content.load import scenario_of_text
from amtrainer.errors import AmtrainerError
from amtrainer.practice.briefs import brief_of
from amtrainer.practice.copies import remember_copy, write_private
from amtrainer.practice.diary import diary
from amtrainer.practice.home import HomeData, write_home
from amtrainer.practice.past import Past
from amtrainer.practice.planning import Planning
from amtrainer.practice.review import Review
from amtrainer.practice.runs import Run
from amtrainer.practice.sitting import Sitting
from amtrainer.practice.summary import seconds_between
from amtrainer.practice.views import Brief, HistoryRow, Suggestion, Unfinished
from amtrainer.progress.build import Marked, Meta, debrief, mark
from amtrainer.progress.debrief import Debrief
from amtrainer.progress.parts import mark_finished
from amtrainer.progress.skills import SkillView
from amtrainer.progress.takeaway import sentences
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.score import scorer_version
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.session import Event, event_from_json, event_to_json
from amtrainer.storage import open_store
from amtrainer.storage.store import Store

if TYPE_CHECKING:
    from amtrainer.practice.reporting import Reporting

Mode = Literal["practice", "exam"]


class Practice:
    """What a trainee can do. Use it in a `with`, or close it."""

    def __init__(self, store: Store, library: Library, clock: Callable[[], datetime]) -> None:
        self.store = store
        self._library = library
        self._clock = clock
        self._past = Past(store, library, clock)
        self.planning = Planning(self._past, library)
        self.review = Review(self)
        self._marked: dict[str, Marked] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Practice:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    @cached_property
    def model(self) -> Any:
        """The reader of meanings; opened when it is first needed."""
        from amtrainer.models import load_meaning

        return load_meaning(paths.cache_dir())

    @cached_property
    def reporting(self) -> Reporting:
        """Reports; what they need is imported when the first is made."""
        from amtrainer.practice.reporting import Reporting

        return Reporting(self)

    @property
    def scorer(self) -> str:
        return scorer_version(self.model)

    def heads(self) -> tuple[Head, ...]:
        """All exercises."""
        return self._library.heads()

    def find(self, text: str) -> Head:
        """The exercise that `text` means. Raises `AmtrainerError` with what it may be."""
        return self._library.find(text)

    def brief(self, id: str, *, seed: int = 0) -> Brief:
        """What is seen before the first line."""
        base = self._library.entry(id).head
        return brief_of(self._library.scenario(id, seed), base.family, seed, base.variants)

    def warm(self, id: str, seed: int = 0) -> None:
        """Read the examples of an exercise, and mark its model answer, ahead of the first answer."""
        scenario = self._library.scenario(id, seed)
        for rubric in scenario.parts.values() or (scenario,):
            assessor_of(rubric, self.model).warm()
        self._past.model_card(scenario, self.model)

    def start(self, id: str, *, seed: int | None = None, mode: Mode | str = "practice", short: bool = False) -> Sitting:
        """Begin a session. Returns when its beginning is on disk.

        `short`: an interview of few questions, drawn by lot. Without a seed `seed_for` chooses.
        """
        seed = self.planning.seed_for(id, mode, short=short) if seed is None else seed
        scenario, content = self._library.scenario(id, seed), self._library.text(id, seed)
        session = secrets.token_hex(4)
        wanted: Mode = "exam" if mode == "exam" else "practice"
        digest = _digest(content)
        if isinstance(scenario, Interview):
            events = scenario.open(seed, wanted, digest, self.scorer, short)
        elif short:
            raise AmtrainerError("Only interviews have a short form.", "Play it without --short.")
        else:
            events = scenario.open(seed, wanted, digest, self.scorer)
        self.store.begin(session, id, digest, content, [event_to_json(event) for event in events])
        self.changed()
        return Sitting(self, session, scenario, brief_of(scenario, self._library.find(id).family, seed), events, 0)

    def resume(self, session: str) -> Sitting:
        """Go on with a session, with the content it began with."""
        scenario, events, used = self._opened(session)
        state = scenario.fold(events)
        if state.over is not None:
            raise AmtrainerError("This session is over.", f"amtrainer show {session} shows its marks.")
        brief = brief_of(scenario, self._past.family(scenario.id), state.seed)
        return Sitting(self, session, scenario, brief, events, used)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Sessions that can be gone on with, the newest first."""
        return self._past.unfinished()

    def history(self, scenario: str | None = None, limit: int | None = None) -> tuple[HistoryRow, ...]:
        """Sessions of the past, the newest first."""
        return self._past.history(scenario)[:limit]

    def said(self, words: str) -> frozenset[str]:
        """Sessions in which the trainee said these words."""
        return self.store.sessions_with(words)

    def find_session(self, text: str) -> str:
        """The session that `text` means: `last`, an id, or a unique beginning. Raises `AmtrainerError`."""
        return self._past.find(text)

    def skills(self) -> tuple[SkillView, ...]:
        """Where the trainee stands in the 14 competencies."""
        return self._past.skills()

    def suggest(self, minutes: int | None = None, path: str | None = None) -> Suggestion:
        """What to practise now. Raises `AmtrainerError` where there is nothing to play."""
        return self.planning.suggest(minutes, path)

    def debrief(self, session: str) -> Debrief:
        """Everything a session has to say; the card is the one that was shown then."""
        scenario, events, used = self._opened(session)
        mode = scenario.fold(events).mode
        cards = self.store.cards(session)
        marked = self._mark(scenario, events, mode)
        card = Scorecard.from_json(cards[0].body) if cards else marked.card
        # Reasons are found by marking again; they fit a card of an earlier scorer as long as its levels are the same.
        same = [c.level for c in card.criteria] == [c.level for c in marked.card.criteria]
        return debrief(
            scenario, events, card, marked.explanations if same else (), self._meta(session, scenario, used),
            diary(self, session, scenario, marked.promises),
        )  # fmt: skip

    def _meta(self, session: str, scenario: AnyScenario, used: int) -> Meta:
        model = self._past.model_card(scenario, self.model)
        work = scenario.model_work() if model else None
        return Meta(
            **self._past.meta(session, used),
            model_total=model.total if model else None,
            model_quotes={one.id: sentences(work, one.evidence) for one in model.criteria} if model and work else {},
            notes=self.review.notes(session),
            ratings=self.review.ratings(session),
        )

    def opened(self, session: str) -> tuple[AnyScenario, tuple[Event, ...], str]:
        """A session's scenario as it was then, its events, and the scenario's stored text."""
        scenario, events, _ = self._opened(session)
        return scenario, events, self.store.content(self.store.session(session).content_hash)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All sessions, oldest first."""
        return self._past.runs

    @property
    def now(self) -> datetime:
        """The trainee's time."""
        return self._clock()

    @property
    def zone(self) -> tzinfo | None:
        """The trainee's time zone."""
        return self._clock().tzinfo

    def card(self, scenario: AnyScenario, events: Sequence[Event]) -> Mapping[str, Any]:
        """The scorecard of a session that ends with these events, as it is stored."""
        return self._mark(scenario, events, scenario.fold(events).mode).card.stored()

    def write(self, file: Path, text: str) -> None:
        """Write somebody's words into a file for its owner only; `erase` names it later. Raises `AmtrainerError`."""
        write_private(file, text)
        remember_copy(file)

    def mark_ahead(self, scenario: AnyScenario, events: Sequence[Event]) -> None:
        """Mark in the background what is finished of a session whose parts are marked apart."""
        if scenario.parts:
            digest = getattr(events[0], "content_hash", "")
            work = (scenario, tuple(events), self.model, scenario.fold(events).mode)
            threading.Thread(target=mark_finished, args=work, kwargs={"content_hash": digest}, daemon=True).start()

    def changed(self, *, over: bool = True) -> None:
        """Something happened that Home shows; `over`: a session was begun or has ended."""
        if over:
            self._past.forget()
        write_home(paths.home_file(), self.home())

    def home(self) -> HomeData:
        """What Home shows, made anew."""
        suggestion = self.planning.suggest() if self._library.heads() else None
        return self._past.home(suggestion, self.planning.due_lines())

    def _mark(self, scenario: AnyScenario, events: Sequence[Event], mode: str) -> Marked:
        """Marks with their reasons; the last ones are kept, since a session's end asks for them twice."""
        key = f"{scenario.id}:{events!r}"
        with self._lock:
            if key not in self._marked:
                self._marked = {
                    key: mark(scenario, events, self.model, mode, content_hash=getattr(events[0], "content_hash", ""))
                }
            return self._marked[key]

    def _opened(self, session: str) -> tuple[AnyScenario, tuple[Event, ...], int]:
        row = self.store.session(session)
        rows = self.store.events(session)
        events = tuple(event_from_json(row.body) for row in rows)
        return scenario_of_text(self.store.content(row.content_hash)), events, seconds_between([row.at for row in rows])


def opened(clock: Callable[[], datetime] | None) -> Practice:
    """Practice on this machine's store and content."""
    tell = clock or _local_now
    store = open_store(
        paths.store_file(),
        backups=paths.backup_dir(),
        now=lambda: tell().astimezone(UTC).isoformat(timespec="milliseconds"),
    )
    return Practice(store, Library(cache_dir=paths.cache_dir()), tell)


def _local_now() -> datetime:
    return datetime.now(UTC).astimezone()


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8")).hexdigest()
