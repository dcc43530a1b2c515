"""Making a day: the kit, the raters' keys, and the moment from which nothing changes any more."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from amtrainer import paths
from amtrainer.content.library import BESIDE, Library
from amtrainer.errors import AmtrainerError
from amtrainer.interview.booth import CONTENT
from amtrainer.interview.days import Day, home, slug
from amtrainer.panel.kit import Anchor, Kit, Task, checked
from amtrainer.scoring.score import scorer_version
from amtrainer.storage import seal, utc_now
from amtrainer.storage.record import RECORD


def drafted(
    name: str,
    tasks: Sequence[str],
    raters: Sequence[str],
    candidates: Sequence[str],
    *,
    weights: Mapping[str, int] | None = None,
    weights_reason: str = "",
    retention_days: int = 180,
    offered: bool = False,
) -> Kit:
    """A kit from the exercises of the library; equal weights unless others are given. Raises `AmtrainerError`."""
    from amtrainer.models import load_meaning

    library = Library(cache_dir=paths.cache_dir())
    pinned, criteria = [], []
    for text in tasks:
        head = library.find(text)
        digest = hashlib.sha256(library.text(head.id).encode("utf-8")).hexdigest()
        pinned.append(Task(head.id, digest, head.minutes))
        for criterion in library.scenario(head.id).criteria:
            levels = {level: rung.says for level, rung in criterion.rungs}
            criteria.append(Anchor(f"{head.number}/{criterion.id}", criterion.ref, criterion.seen, 1, levels))
    kit = Kit(
        name,
        tuple(pinned),
        tuple(criteria),
        tuple(raters),
        tuple(candidates),
        scorer_version(load_meaning(paths.cache_dir())),
        retention_days,
        weights_reason,
        offered=offered,
    )
    given = {kit.criterion(id).id: weight for id, weight in (weights or {}).items()}
    weighed = tuple(replace(one, weight=given.get(one.id, one.weight)) for one in kit.criteria)
    return checked(replace(kit, criteria=weighed))


def made(kit: Kit, passphrase: str, names: Mapping[str, str] | None = None, effort: seal.Effort | None = None) -> Day:
    """A new day on disk, with the manager's key. Candidates' names are sealed to it. Raises `AmtrainerError`."""
    folder = home() / slug(kit.name)
    if (folder / RECORD).exists():
        raise AmtrainerError(f"There is a day {slug(kit.name)} already.", "Choose another name.")
    key = seal.new_key(passphrase, effort)
    paths.private(home())
    paths.private(folder)
    _freeze_content(kit, folder)
    day = Day(folder, utc_now)
    body: dict[str, object] = {"kit": asdict(kit), "key": asdict(key)}
    if names:
        body["names"] = seal.sealed_to(dict(names), {"manager": key.public})["manager"]
    day.record.add("manager", "made", body)
    return day


def join(day: Day, rater: str, passphrase: str, effort: seal.Effort | None = None) -> bool:
    """A rater sets a passphrase. The last one freezes the kit; returns whether it is frozen now."""
    state = day.state
    if rater in state.keys:
        raise AmtrainerError(f"{rater} has joined already.", "A passphrase cannot be changed during a day.")
    day.record.add(rater, "joined", {"key": asdict(seal.new_key(passphrase, effort))})
    state = day.state
    if not all(name in state.keys for name in day.kit.raters):
        return False
    keys = {name: seal.RaterKey(**state.keys[name]) for name in day.kit.raters}
    body = {"kit": asdict(day.kit), "digest": day.kit.digest, "sets": seal.deal(keys)}
    day.record.add("manager", "frozen", body)
    return True


def names_of(day: Day, passphrase: str) -> dict[str, str]:
    """Candidates' names, for the manager. The look is logged. Raises `AmtrainerError`."""
    first = day.entries[0].body
    private = seal.unlocked(seal.RaterKey(**first["key"]), passphrase)
    day.record.add("manager", "looked", {"at": "names"})
    if "names" not in first:
        return {}
    return {str(code): str(name) for code, name in seal.opened(first["names"], private).items()}


def _freeze_content(kit: Kit, folder: Path) -> None:
    library = Library(cache_dir=paths.cache_dir())
    for task in kit.tasks:
        file = library.entry(task.scenario).file
        target = folder / CONTENT / file.parent.name
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        for one in (file, *(file.with_name(file.name.removesuffix(".yaml") + beside) for beside in BESIDE)):
            if one.is_file():
                shutil.copyfile(one, target / one.name)


def kit_json(kit: Kit) -> str:
    """The kit as it is shown and kept, with its digest."""
    return json.dumps({**asdict(kit), "digest": kit.digest}, ensure_ascii=False, indent=1)
