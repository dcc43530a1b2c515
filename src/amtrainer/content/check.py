"""Is this content right? Every problem of every file, each with its line, its column and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from amtrainer.content.competency import Competencies
from amtrainer.content.curriculum import Curriculum
from amtrainer.content.library import BESIDE, bundled, default_roots
from amtrainer.content.load import is_rubric, merged, problem_of, read, validated, validated_rubric
from amtrainer.content.pack_manifest import PACK, Manifest
from amtrainer.content.references import references
from amtrainer.content.source import Path_, Source, load_file
from amtrainer.errors import ContentError, Problem

_SHAPES: Final[dict[str, type[BaseModel]]] = {
    "competencies.yaml": Competencies,
    "curriculum.yaml": Curriculum,
}
COMPETENCIES: Final = (
    "relationship", "discovery", "orchestration", "communication", "objection-handling", "bad-news", "negotiation",
    "recovery", "prioritization", "growth", "acumen", "crm", "integrity", "self-management",
)  # fmt: skip
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DATED: Final = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)


def content_paths(paths: Sequence[Path]) -> list[Path]:
    """The content files under the given files and folders, in order; without any, those of all roots and the rubrics."""
    wanted = list(paths) or [root.path for root in default_roots()] + [bundled("rubrics")]
    found: dict[Path, None] = {}
    for path in wanted:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(p for p in path.rglob("*.yaml") if not p.name.endswith(BESIDE))))
        else:
            found[path] = None
    return list(found)


def check_paths(files: Sequence[Path]) -> list[Problem]:
    """All problems of these files, in order of file and line."""
    problems: list[Problem] = []
    ids: dict[str, Path] = {}
    for file in files:
        problems += check_file(file, ids)
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column))


def check_file(file: Path, ids: dict[str, Path] | None = None) -> list[Problem]:
    """All problems of one file. `ids` are the scenarios seen before: an id may stand only once."""
    try:
        if file.name == PACK:
            return _shape_of(file, Manifest)
        source, samples = read(file)
        if "rubrics" in file.parts[-3:] and not is_rubric(source):
            return _shape_of(file, _SHAPES[file.name]) if file.name in _SHAPES else []
        problems, scenario = validated_rubric(source, samples) if is_rubric(source) else validated(source, samples)
    except ContentError as error:
        return list(error.problems)
    if scenario is None:
        return problems
    data = merged(source, samples)
    found = [
        *problems,
        *references(source, data),
        *_sums(source, data),
        *_catalogue(source, data),
        *_weekdays(source, data),
    ]
    if ids is not None and data["id"] in ids:
        found.append(
            _at(source, ("id",), "AM201", f"the id {data['id']!r} is taken by {ids[data['id']]}", "Choose another.")
        )
    elif ids is not None:
        ids[data["id"]] = file
    return found


def _shape_of(file: Path, model: type[BaseModel]) -> list[Problem]:
    source = load_file(file)
    try:
        model.model_validate(source.data)
    except ValidationError as error:
        return [problem_of(detail, source) for detail in error.errors(include_url=False)]
    return []


def _at(source: Source, path: Path_, code: str, message: str, hint: str = "", *, warning: bool = False) -> Problem:
    line, column = source.position(path)
    return Problem(source.file, line, column, code, message, hint, "warning" if warning else "error")


def _sums(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    criteria = data.get("criteria") or []
    total = sum(criterion["weight"] for criterion in criteria)
    if criteria and total != 100:
        yield _at(
            source, ("criteria",), "AM301", f"the weights make {total}, not 100", "Weights are shares of the total."
        )
    for place, criterion in enumerate(criteria):
        slugs = criterion["competency"] if isinstance(criterion["competency"], list) else [criterion["competency"]]
        for slug in slugs:
            yield from _slug(source, ("criteria", place, "competency"), slug)
    for place, slug in enumerate(data.get("competencies") or []):
        yield from _slug(source, ("competencies", place), slug)


def _slug(source: Source, path: Path_, slug: str) -> Iterator[Problem]:
    if slug not in COMPETENCIES:
        yield _at(source, path, "AM209", f"unknown competency {slug!r}", f"There are {', '.join(COMPETENCIES)}.")


@lru_cache(maxsize=1)
def _blueprints() -> dict[str, Any]:
    """The catalogue's criteria and gates by number, in order; empty where it does not ship."""
    file = bundled("rubrics") / "catalogue.yaml"
    return {entry["id"].lower(): entry for entry in load_file(file).data} if file.is_file() else {}


def _catalogue(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """A scenario with a catalogue number keeps the catalogue's criteria, in order, with its weights and gates."""
    entry = _blueprints().get(data["id"].partition("-")[0])
    refs = [criterion.get("ref") for criterion in data.get("criteria") or []]
    if entry is None or not any(refs):
        return
    wanted = [criterion["id"] for criterion in entry["criteria"]]
    if refs != wanted:
        yield _at(
            source,
            ("criteria",),
            "AM302",
            f"the catalogue's criteria are {', '.join(wanted)}",
            "Keep all, in this order.",
        )
        return
    for place, (criterion, blueprint) in enumerate(zip(data["criteria"], entry["criteria"], strict=True)):
        if criterion["weight"] != blueprint["weight"]:
            text = f"{blueprint['id']} has weight {blueprint['weight']} in the catalogue"
            yield _at(source, ("criteria", place, "weight"), "AM303", text)
    gates = {gate if isinstance(gate, str) else gate["id"] for gate in data.get("gates") or []}
    if missing := sorted(set(entry["gates"]) - gates):
        yield _at(source, ("gates",), "AM304", f"the catalogue names the gate {', '.join(missing)}")


def _weekdays(source: Source, value: Any, path: Path_ = (), year: int = 0) -> Iterator[Problem]:
    """A weekday beside a date must be that date's, in the year of the scenario."""
    if not path and isinstance(value, dict):
        year = int(str(value.get("today"))[:4])
    if isinstance(value, str):
        for found in _DATED.finditer(value):
            yield from _weekday(source, path, year, *found.groups())
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        if key != "answers":
            yield from _weekdays(source, child, (*path, key), year)


def _weekday(source: Source, path: Path_, year: int, day: str, number: str, month: str) -> Iterator[Problem]:
    place = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month))
    try:
        real = _DAYS[date(year, place, int(number)).weekday()]
    except ValueError:
        yield _at(source, path, "AM305", f"there is no {number} {_MONTHS[place - 1]}", warning=True)
        return
    if not real.startswith(day):
        text = f"{number} {_MONTHS[place - 1]} {year} is a {real}, not a {next(d for d in _DAYS if d.startswith(day))}"
        yield _at(source, path, "AM305", text, "Change the day or the date.", warning=True)
