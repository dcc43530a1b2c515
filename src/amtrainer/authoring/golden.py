"""Golden cases: levels that people set, kept beside the rubric and held against every later version of it.

A case is an answer, a criterion, the level a person gives it, why, and who. It lies in `<scenario>.golden.yaml` beside a
scenario of your own; for scenarios that ship, in the data folder under `golden/`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from amtrainer import paths
from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.content.library import GOLDEN, Library
from amtrainer.errors import AmtrainerError

FORM: Final = "Each case is {id, text or turns, criterion, level, because, by}, with quote if you like."
OWN_LISTS: Final = ("turns", "heard")


class Case(BaseModel):
    """One level set by a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    criterion: str
    level: int = Field(ge=0, le=4)
    because: str = Field(min_length=1, description="Why this level.")
    by: str = Field(min_length=1, description="Who says so.")
    quote: str = Field(default="", description="The words that decide.")
    machine: int | None = Field(default=None, ge=0, le=4, description="What the rubric gave when the case was written.")
    text: str | None = None
    turns: tuple[str, ...] = ()
    heard: tuple[str, ...] = Field(default=(), description="The line that each turn answers, as far as it is known.")
    beat: str | None = Field(default=None, description="Interview: the question it answers.")

    @property
    def item(self) -> dict[str, Any]:
        """The answer as `score` reads it."""
        words: dict[str, Any] = {"turns": list(self.turns)} if self.turns else {"text": self.text or ""}
        where = {"heard": list(self.heard)} if self.heard else {}
        return {"id": self.id, **words, **where, **({"beat": self.beat} if self.beat else {})}


@dataclass(frozen=True, slots=True)
class Held:
    """A case held against the rubric as it is now."""

    scenario: str
    case: Case
    level: int | None
    error: str = ""

    @property
    def agrees(self) -> bool:
        return self.level == self.case.level


def golden_file(library: Library, id: str) -> Path:
    """Where the cases of a scenario lie."""
    entry = library.entry(id)
    if entry.bundled or ":" in id:
        return paths.data_dir() / "golden" / f"{id.replace(':', '.')}{GOLDEN}"
    return entry.file.with_name(entry.file.name.removesuffix(".yaml") + GOLDEN)


def cases(file: Path) -> tuple[Case, ...]:
    """The cases of a file; none if there is no file. Raises `AmtrainerError`."""
    from amtrainer.content.answer_file import load_answers

    if not file.exists():
        return ()
    rows = load_answers(file.read_bytes(), str(file))
    if not isinstance(rows, list):
        raise AmtrainerError(f"{file}: a list of cases is expected.", FORM)
    return tuple(_case(row, f"{file}: case {place + 1}") for place, row in enumerate(rows))


def _case(row: Any, where: str) -> Case:
    try:
        return Case.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "case"
        raise AmtrainerError(f"{where}, {field}: {first['msg']}.", FORM) from error


def keep(id: str, case: Case) -> Path:
    """Write a case down, beside those that are there. Returns the file. Raises `AmtrainerError`."""
    library = Library(cache_dir=paths.cache_dir())
    head = library.find(id)
    scenario = library.scenario(head.id)
    criteria = scenario.on_card
    named = [
        id
        for number, (id, one) in enumerate(criteria.items(), start=1)
        if case.criterion in (id, one.ref, "" if scenario.parts else str(number))
        or id == f"{case.beat}.{case.criterion}"
    ]
    if len(named) != 1:
        told = "has no criterion" if not named else "has more than one criterion"
        raise AmtrainerError(f"{head.id} {told} {case.criterion!r}.", f"There are {', '.join(named or criteria)}.")
    file = golden_file(library, head.id)
    known = [one for one in cases(file) if (one.id, one.criterion) != (case.id, named[0])]
    rows = [one.model_dump(exclude_defaults=True) for one in (*known, case.model_copy(update={"criterion": named[0]}))]
    for row in rows:
        row.update({name: list(row[name]) for name in OWN_LISTS if name in row})
    paths.private(file.parent) if library.entry(head.id).bundled else None
    temporary = file.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as stream:
            yaml.safe_dump(rows, stream, allow_unicode=True, sort_keys=False, width=120)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError as error:
        raise AmtrainerError(
            f"{file}: {error.strerror}. The case was not kept.", "Look at the folder's rights."
        ) from error
    return file


def machine_level(id: str, item: Mapping[str, Any], criterion: str) -> int | None:
    """What the rubric gives now."""
    card = scoring_of(id, "practice").result(item, 0)
    return next((one["level"] for one in card.get("criteria", []) if criterion in (one["id"], one["ref"])), None)


def hold(ids: tuple[str, ...]) -> Iterator[Held]:
    """Every golden case of the named exercises (all, if none is named), marked again. Raises `AmtrainerError`."""
    library = Library(cache_dir=paths.cache_dir())
    wanted = [library.find(id).id for id in ids] or [head.id for head in library.heads()]
    for id in wanted:
        found = cases(golden_file(library, id))
        scoring = scoring_of(id, "practice") if found else None
        for case in found:
            assert scoring is not None
            yield held(id, case, scoring)


def held(id: str, case: Case, scoring: Scoring) -> Held:
    """One case, marked again."""
    card = scoring.result(case.item, 0)
    if "error" in card:
        return Held(id, case, None, str(card["error"]))
    level = next((one["level"] for one in card["criteria"] if one["id"] == case.criterion), None)
    known = any(one["id"] == case.criterion for one in card["criteria"])
    return Held(id, case, level, "" if known else f"the rubric has no criterion {case.criterion!r} any more")
