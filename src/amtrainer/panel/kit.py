"""A kit: what all candidates of a day get alike, and what raters hold them to. Frozen before the first sitting.

Structured interviewing (OPM 2008; Levashina et al. 2014): the same tasks, order, probes and anchors for all, four to six
criteria a task, equal weights unless a reason is written, independent ratings before any talk.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from amtrainer.errors import AmtrainerError

MOST_RATERS: Final = 5
MOST_CANDIDATES: Final = 60
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,31}")
NOTICE: Final = (
    "Your answers are kept on this machine for the time stated, and read by the raters named. A program offers marks with "
    "evidence after the raters have rated; people decide. You may ask for your receipt, and you may dispute it."
)

CONSENT: Final = "I have read the notice and agree to take part."


@dataclass(frozen=True, slots=True)
class Anchor:
    """One criterion as raters see it: what is asked, and what each level looks like."""

    id: str  # "d03/owns-reason": task number and criterion
    ref: str  # "D03-2"
    says: str
    weight: int  # share within the kit; equal unless a reason is given
    levels: Mapping[int, str]  # 1-4 -> what it looks like


@dataclass(frozen=True, slots=True)
class Task:
    """One exercise of the kit, pinned by the hash of its content."""

    scenario: str
    content_hash: str
    minutes: int
    questions: tuple[str, ...] = ()  # of a question set; empty: all of them

    @property
    def number(self) -> str:
        """The catalogue number, with which the ids of its criteria begin."""
        return self.scenario.partition("-")[0]

    def criterion(self, id: str) -> str:
        """What a criterion of a card is called in the kit: d03/owns-reason; the question of an interview falls away."""
        return f"{self.number}/{id.rpartition('.')[2]}"


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that is fixed before the day."""

    name: str
    tasks: tuple[Task, ...]
    criteria: tuple[Anchor, ...]
    raters: tuple[str, ...]
    candidates: tuple[str, ...]  # codes; names are kept apart
    scorer: str
    retention_days: int = 180
    weights_reason: str = ""
    notice: str = NOTICE
    consent: str = CONSENT
    offered: bool = False  # whether raters see one neutral passage a criterion

    @property
    def digest(self) -> str:
        """The hash that names this kit."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def criterion(self, id: str) -> Anchor:
        """The criterion that `id` means: its id, its ref or the last part of its id. Raises `AmtrainerError`."""
        found = [one for one in self.criteria if id in (one.id, one.ref) or one.id.endswith(f"/{id}")]
        if len(found) != 1:
            names = ", ".join(one.id for one in self.criteria)
            raise AmtrainerError(f"{id} is not one criterion of this kit.", f"There are {names}.")
        return found[0]


def kit_from_json(data: Mapping[str, Any]) -> Kit:
    """A kit from plain data."""
    return Kit(
        **{
            **data,
            "tasks": tuple(Task(**{**task, "questions": tuple(task.get("questions", ()))}) for task in data["tasks"]),
            "criteria": tuple(
                Anchor(**{**one, "levels": {int(level): says for level, says in one["levels"].items()}})
                for one in data["criteria"]
            ),
            **{name: tuple(data[name]) for name in ("raters", "candidates")},
        }
    )


def checked(kit: Kit) -> Kit:
    """The kit itself. Raises `AmtrainerError` for the first thing that would make the day unfair."""
    _check_people(kit)
    if not kit.tasks:
        raise AmtrainerError("A kit needs at least one exercise.", "amtrainer list shows what there is.")
    if len({task.scenario for task in kit.tasks}) < len(kit.tasks):
        raise AmtrainerError("An exercise stands twice in this kit.", "Name each once; questions go behind one colon.")
    if not kit.criteria:
        raise AmtrainerError("A kit needs at least one criterion.")
    if any(task.minutes < 1 for task in kit.tasks):
        raise AmtrainerError("An exercise takes at least one minute.")
    if not 1 <= kit.retention_days <= 3650:
        raise AmtrainerError("Answers can be kept for 1 to 3650 days.")
    if any(one.weight < 1 for one in kit.criteria):
        raise AmtrainerError("A weight is a whole number of 1 or more.")
    if len({one.weight for one in kit.criteria}) > 1 and not kit.weights_reason.strip():
        raise AmtrainerError("Unequal weights need a reason.", "Give one with --weights-reason.")
    return kit


def _check_people(kit: Kit) -> None:
    """Raises `AmtrainerError` for names that are missing, alike, or not to be told apart in the record."""
    for what, names, most in (("rater", kit.raters, MOST_RATERS), ("candidate", kit.candidates, MOST_CANDIDATES)):
        if not names or len(names) > most:
            raise AmtrainerError(f"A kit has 1 to {most} {what}s; this one has {len(names)}.")
        if len({name.casefold() for name in names}) < len(names):
            raise AmtrainerError(f"Two {what}s have the same name.", "Give each a name of their own.")
        if odd := next((name for name in names if not _NAME.fullmatch(name)), None):
            raise AmtrainerError(
                f"{odd!r} cannot be the code of a {what}.", "Letters, digits, - and _, beginning with a letter."
            )
    people = {name.casefold() for name in (*kit.raters, *kit.candidates, "manager", "machine")}
    if len(people) < len(kit.raters) + len(kit.candidates) + 2:
        raise AmtrainerError(
            "Raters and candidates need names of their own.", "manager and machine stand in the record for others."
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One rating of one criterion. None: not judged."""

    level: int | None
    note: str = ""


OVERALL: Final = ("strong no", "no", "yes", "strong yes", "no decision")


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater gave one candidate."""

    rater: str
    candidate: str
    cells: Mapping[str, Cell] = field(default_factory=dict)  # criterion id -> cell
    overall: str = "no decision"

    def missing(self, kit: Kit) -> list[str]:
        """Criteria that have no cell yet."""
        return [one.id for one in kit.criteria if one.id not in self.cells]


def rating_to_json(rating: Rating) -> dict[str, Any]:
    return asdict(rating)


def rating_from_json(data: Mapping[str, Any]) -> Rating:
    cells = {name: Cell(**cell) for name, cell in data["cells"].items()}
    return Rating(data["rater"], data["candidate"], cells, data["overall"])


def rating_of(kit: Kit, rater: str, candidate: str, given: Mapping[str, Any]) -> Rating:
    """A rating as a person wrote it: {criterion: level, or {level, note}}, and `overall`. Raises `AmtrainerError`."""
    cells: dict[str, Cell] = {}
    for name, value in given.items():
        if name == "overall":
            continue
        cells[kit.criterion(str(name)).id] = _cell(str(name), value)
    overall = str(given.get("overall", "no decision"))
    if overall not in OVERALL:
        raise AmtrainerError(f"{overall!r} is no overall answer.", f"One of: {', '.join(OVERALL)}.")
    return Rating(rater, candidate, cells, overall)


def _cell(name: str, value: Any) -> Cell:
    level, note = (value.get("level"), str(value.get("note", ""))) if isinstance(value, Mapping) else (value, "")
    if level is None or str(level).casefold() in ("-", "–", "null", "not judged", ""):
        return Cell(None, note)
    if str(level) not in ("0", "1", "2", "3", "4"):
        raise AmtrainerError(f"{level!r} is no level of {name}.", "0 to 4, or “not judged”.")
    return Cell(int(level), note)
