"""Two versions of an exercise on the same answers: who changes, by how much, and whose order turns round."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amtrainer import paths
from amtrainer.authoring.targets import scenario_file
from amtrainer.content.library import SAMPLES, Library
from amtrainer.content.load import canonical, merged, scenario_of, scenario_of_text, validated
from amtrainer.content.source import Source, load
from amtrainer.errors import AmtrainerError, ContentError
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import Assessor, assessor_of
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.score import score, scorer_version, total_of
from amtrainer.scoring.work import Work
from amtrainer.simulation.handed import sample_work
from amtrainer.simulation.session import event_from_json
from amtrainer.storage import open_store

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.storage.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an exercise: as canonical text, with its hash."""

    name: str
    text: str
    scenario: AnyScenario

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One answer under both versions."""

    id: str
    where: str  # sample | session
    before: int
    after: int
    levels: tuple[tuple[str, int | None, int | None], ...]  # criterion, before, after; None: there is no such criterion


@dataclass(frozen=True, slots=True)
class Difference:
    """All answers, those that change, and the pairs whose order turns round."""

    before: Version
    after: Version
    answers: int
    changes: tuple[Change, ...]
    flips: tuple[tuple[str, str], ...]  # the first was above the second and is below it now


def version(name: str) -> Version:
    """A version by name: a file, an exercise, `FILE@REVISION` of git, or the hash of what a session was played with.

    Raises `AmtrainerError`.
    """
    path, at, revision = name.rpartition("@")
    if at and Path(path).parent.is_dir() and path.endswith(".yaml"):
        return _from_git(Path(path), revision, name)
    if len(name) >= 8 and all(char in "0123456789abcdef" for char in name):
        return _from_store(name)
    file = scenario_file(name)
    id = "" if Path(name).exists() else Library(cache_dir=paths.cache_dir()).find(name).id
    pack = id.rpartition(":")[0]
    return Version(name, canonical(file, pack), scenario_of(file, pack))


def difference(before: Version, after: Version) -> Difference:
    """Mark the samples of both versions and all stored sessions of the exercise by both."""
    model = load_meaning(paths.cache_dir())
    one, other = assessor_of(before.scenario, model), assessor_of(after.scenario, model)
    rows = [_change(*answer, one, other) for answer in _answers(before, after)]
    changes = tuple(row for row in rows if row.before != row.after or row.levels)
    flips = tuple(
        (a.id, b.id) if a.before > b.before else (b.id, a.id)
        for a, b in combinations(rows, 2)
        if (a.before - b.before) * (a.after - b.after) < 0
    )
    return Difference(before, after, len(rows), changes, flips)


def _answers(before: Version, after: Version) -> Iterator[tuple[str, str, Work]]:
    samples = {sample.id: sample for version in (before, after) for sample in version.scenario.answers}
    for sample in samples.values():
        yield sample.id, "sample", sample_work(after.scenario, sample)
    if not paths.store_file().exists():
        return
    store = open_store(paths.store_file())
    try:
        for session in store.sessions(after.scenario.id):
            events = [event_from_json(row.body) for row in store.events(session.id)]
            if events:
                yield session.id, "session", after.scenario.work(events)
    finally:
        store.close()


def _change(id: str, where: str, work: Work, one: Assessor, other: Assessor) -> Change:
    old, new = one.assess(work), other.assess(work)
    names = dict.fromkeys((*old.levels, *new.levels))
    moved = tuple(
        (name, old.levels.get(name), new.levels.get(name))
        for name in names
        if old.levels.get(name) != new.levels.get(name)
    )
    return Change(id, where, total_of(old) or 0, total_of(new) or 0, moved)


def _from_git(file: Path, revision: str, name: str) -> Version:
    """A file and its samples as they were in a revision."""
    main = _shown(file, revision)
    try:
        beside: str | None = _shown(file.with_name(file.name.removesuffix(".yaml") + SAMPLES), revision)
    except AmtrainerError:
        beside = None
    source = load(main, name)
    samples = load(beside, f"{name} samples") if beside is not None else None
    return _version(name, source, samples)


def _version(name: str, source: Source, samples: Source | None) -> Version:
    problems, scenario = validated(source, samples)
    if problems or scenario is None:
        raise ContentError(problems)
    data = merged(source, samples)
    return Version(name, json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")), scenario)


def _shown(file: Path, revision: str) -> str:
    if revision.startswith("-"):
        raise AmtrainerError(f"{revision!r} is no revision.", "Write FILE@HEAD~1 or FILE@v1.0.")
    command = ["git", "show", f"{revision}:./{file.name}"]
    try:
        done = subprocess.run(command, cwd=file.parent, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise AmtrainerError(f"git has no {file.name} in {revision}.", "Write FILE@HEAD~1 or FILE@v1.0.") from error
    return done.stdout.decode("utf-8", "replace")


def _from_store(hash: str) -> Version:
    store = open_store(paths.store_file())
    try:
        found = {row.content_hash for row in store.sessions() if row.content_hash.startswith(hash)}
        if len(found) != 1:
            raise AmtrainerError(
                f"{len(found)} stored versions begin with {hash}.", "amtrainer history --json has them."
            )
        text = store.content(found.pop())
    finally:
        store.close()
    return Version(hash, text, scenario_of_text(text))


@dataclass(frozen=True, slots=True)
class Remarked:
    """A session with what it was given, and what it is given now."""

    session: str
    before: int | None
    after: int | None


def remark(sessions: Sequence[str], because: str, using: Version | None, *, keep: bool = True) -> list[Remarked]:
    """Mark stored sessions again and put the new scorecards beside the old ones, with a reason.

    Each is marked by the content it was played with, or by `using`. Without `keep` nothing is written. Raises
    `AmtrainerError`.
    """
    if not because.strip():
        raise AmtrainerError("A reason is missing.", "Say why with --because: it stands beside the new marks.")
    model = load_meaning(paths.cache_dir())
    store = open_store(paths.store_file(), backups=paths.backup_dir())
    try:
        return [_remarked(store, id, because.strip(), using, model, keep) for id in _ids(store, sessions)]
    finally:
        store.close()


def _ids(store: Store, names: Sequence[str]) -> list[str]:
    """The finished sessions that these names mean; the name of an exercise means all of its sessions."""
    rows = store.sessions()
    out: dict[str, None] = {}
    for name in names:
        found = [row.id for row in rows if row.id.startswith(name) or row.scenario == name]
        found = found or ([rows[-1].id] if name == "last" and rows else [])
        if not found:
            raise AmtrainerError(f"There is no session {name!r}.", "amtrainer history lists them.")
        out.update(dict.fromkeys(found))
    return [id for id in out if store.cards(id)]


def _remarked(store: Store, id: str, because: str, using: Version | None, model: MeaningModel, keep: bool) -> Remarked:
    row = store.session(id)
    if using is not None and using.scenario.id != row.scenario:
        raise AmtrainerError(
            f"{id} is a session of {row.scenario}, not of {using.scenario.id}.", "Name a version of it."
        )
    scenario = using.scenario if using else scenario_of_text(store.content(row.content_hash))
    hash = using.hash if using else row.content_hash
    events = [event_from_json(event.body) for event in store.events(id)]
    first: dict[str, Any] = store.cards(id)[0].body
    card = score(scenario, scenario.work(events), model, str(first["mode"]), content_hash=hash)
    if keep:
        if using is not None:
            store.keep_content(hash, using.text)
        store.add_card(id, card.stored(), scorer_version(model), because)
    return Remarked(id, first["total"], card.total)


def cards(session: str) -> list[dict[str, Any]]:
    """Every scorecard of a session, the one that was shown first."""
    store = open_store(paths.store_file())
    try:
        (id,) = _ids(store, [session])[:1] or [session]
        return [
            {
                "at": card.at,
                "scorer": card.scorer,
                "reason": card.reason or "shown at the end of the session",
                "total": card.body["total"],
                "content_hash": card.body["content_hash"],
            }
            for card in store.cards(id)
        ]
    finally:
        store.close()
