"""Making a day: the kit, the raters' keys, and the moment from which nothing changes any more."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from amtrainer import paths
from amtrainer.content.head import Head
from amtrainer.content.library import BESIDE, Library
from amtrainer.errors import AmtrainerError
from amtrainer.interview.booth import CONTENT
from amtrainer.interview.days import Day, home, slug
from amtrainer.panel.kit import CONSENT, NOTICE, Anchor, Kit, Task, checked
from amtrainer.scoring.score import scorer_version
from amtrainer.simulation.kinds.interview import Interview
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
    criteria: Sequence[str] = (),
    minutes: Mapping[str, int] | None = None,
    notice: str = "",
    consent: str = "",
) -> Kit:
    """A kit from the exercises of the library; equal weights unless others are given. Raises `AmtrainerError`.

    A task is an exercise (`d03`) or a choice of questions of an interview (`i01:q1,q4`). `criteria`: only these; left out, all.
    """
    from amtrainer.models import load_meaning

    library = Library(cache_dir=paths.cache_dir())
    found = [pinned(library, text) for text in tasks]
    for text, one in (minutes or {}).items():
        at = next((n for n, (task, _) in enumerate(found) if text in (task.scenario, task.number)), None)
        if at is None:
            raise AmtrainerError(f"{text} is not an exercise of this kit.")
        found[at] = (replace(found[at][0], minutes=one), found[at][1])
    kit = Kit(
        name,
        tuple(task for task, _ in found),
        tuple(anchor for _, anchors in found for anchor in anchors),
        tuple(raters),
        tuple(candidates),
        scorer_version(load_meaning(paths.cache_dir())),
        retention_days,
        weights_reason,
        notice.strip() or NOTICE,
        consent.strip() or CONSENT,
        offered=offered,
    )
    if criteria:
        wanted = {kit.criterion(id).id for id in criteria}
        kit = replace(kit, criteria=tuple(one for one in kit.criteria if one.id in wanted))
    given = {kit.criterion(id).id: weight for id, weight in (weights or {}).items()}
    weighed = tuple(replace(one, weight=given.get(one.id, one.weight)) for one in kit.criteria)
    return checked(replace(kit, criteria=weighed))


def pinned(library: Library, text: str) -> tuple[Task, tuple[Anchor, ...]]:
    """An exercise as a task of a kit, and what it can be held to. Raises `AmtrainerError`."""
    head, asked = _named(library, text)
    scenario = library.scenario(head.id)
    questions = tuple(part.strip() for part in asked.split(",")) if asked else ()
    criteria = scenario.criteria
    if isinstance(scenario, Interview):
        known = [question.id for question in scenario.questions]
        if odd := next((one for one in questions if one not in known), None):
            raise AmtrainerError(f"{head.number} has no question {odd}.", f"There are {', '.join(known)}.")
        shown = {one.id for asked in questions or known for one in scenario.set_of(asked).criteria}
        criteria = tuple(one for some in scenario.sets for one in some.criteria if one.id in shown)
    elif questions:
        raise AmtrainerError(f"{head.number} is no set of questions.", "Name the exercise alone.")
    digest = hashlib.sha256(library.text(head.id).encode("utf-8")).hexdigest()
    share = round(head.minutes * len(questions) / len(known)) if questions else head.minutes
    anchors = tuple(
        Anchor(f"{head.number}/{one.id}", one.ref, one.seen, 1, {level: rung.says for level, rung in one.rungs})
        for one in criteria
    )
    return Task(head.id, digest, max(1, share), questions), anchors


def _named(library: Library, text: str) -> tuple[Head, str]:
    """The exercise that `text` means, and the questions behind a colon; pack:id has a colon too."""
    try:
        return library.find(text), ""
    except AmtrainerError:
        id, _, asked = text.rpartition(":")
        if not id:
            raise
        return library.find(id), asked


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
    day.record.add("manager", "made", body)
    for code, person in (names or {}).items():
        box = seal.sealed_to({"name": person}, {"manager": key.public})["manager"]
        day.record.add("manager", "named", {"candidate": day.candidate(code)}, {"name": box})
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
    private = seal.unlocked(seal.RaterKey(**day.state.keys["manager"]), passphrase)
    day.record.add("manager", "looked", {"at": "names"})
    boxes = {e.body["candidate"]: day.record.text(e.body["texts"]["name"]) for e in day.entries if e.what == "named"}
    return {code: str(seal.opened(box, private)["name"]) for code, box in boxes.items() if box}


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
