"""Is this content right? Every problem of every file, each with its line, its column and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from amtrainer.content.acts import FOLDER as ACTS
from amtrainer.content.acts import Act
from amtrainer.content.advice import advice
from amtrainer.content.competency import Competencies
from amtrainer.content.curriculum import Curriculum
from amtrainer.content.library import BESIDE, belongs_to, bundled, default_roots
from amtrainer.content.load import SCENARIO, is_rubric, merged, problem_of, read, validated, validated_rubric
from amtrainer.content.pack_manifest import PACK, Manifest
from amtrainer.content.places import at
from amtrainer.content.reaching import reaching
from amtrainer.content.references import references
from amtrainer.content.sample_check import sample_problems
from amtrainer.content.source import Path_, Source, load_file
from amtrainer.content.translation import FOLDER, translation_problems
from amtrainer.content.variety_check import following, variety
from amtrainer.content.weekdays import weekdays
from amtrainer.content.word_or_fact import word_or_fact
from amtrainer.errors import ContentError, Problem

_SHAPES: Final[dict[str, type[BaseModel]]] = {
    "competencies.yaml": Competencies,
    "curriculum.yaml": Curriculum,
}
COMPETENCIES: Final = (
    "relationship", "discovery", "orchestration", "communication", "objection-handling", "bad-news", "negotiation",
    "recovery", "prioritization", "growth", "acumen", "crm", "integrity", "self-management",
)  # fmt: skip
_BESIDE: Final = "mine.samples.yaml lies beside mine.yaml."


def content_paths(paths: Sequence[Path]) -> list[Path]:
    """The content files under the given files and folders, in order; without any, those of all roots and the rubrics."""
    wanted = list(paths) or [root.path for root in default_roots() if not root.pack] + [bundled("rubrics")]
    found: dict[Path, None] = {}
    for path in wanted:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(p for p in path.rglob("*.yaml") if not p.name.endswith(BESIDE))))
        else:
            found[belongs_to(path)] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class Looked:
    """One file as it was checked: its problems, and the id it takes with the place where that stands."""

    problems: tuple[Problem, ...] = ()
    id: str = ""
    place: tuple[int, int] = (1, 1)


def check_paths(files: Sequence[Path]) -> list[Problem]:
    """All problems of these files, in order of file and line."""
    problems: list[Problem] = []
    ids: dict[str, Path] = {}
    for file in files:
        seen = look(file)
        problems += [*seen.problems, *duplicate(file, seen.id, seen.place, ids)]
    return sorted_problems(problems)


def check_file(file: Path) -> list[Problem]:
    """All problems of one file."""
    return list(look(file).problems)


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """In order of file and line."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column))


def duplicate(file: Path, id: str, place: tuple[int, int], ids: dict[str, Path]) -> list[Problem]:
    """An id may stand only once in all files; `ids` are those seen before."""
    if not id:
        return []
    if id not in ids:
        ids[id] = file
        return []
    return [Problem(str(file), *place, "AM201", f"the id {id!r} is taken by {ids[id]}", "Choose another.")]


def look(file: Path) -> Looked:
    """One file by itself."""
    try:
        if file.parent.name == FOLDER:
            return Looked()  # a translation is looked at with its scenario
        if file.name == PACK:
            return Looked(tuple(_shape_of(file, Manifest)))
        if file.name.endswith(BESIDE):
            return Looked((Problem(str(file), 1, 1, "AM120", "the scenario of these samples is missing", _BESIDE),))
        source, samples = read(file)
        if file.parts[-3:-1] == ("rubrics", ACTS):
            return Looked(tuple(_shape_of(file, Act)))
        if "rubrics" in file.parts[-3:] and not is_rubric(source):
            return Looked(tuple(_shape_of(file, _SHAPES[file.name])) if file.name in _SHAPES else ())
        seen = check_sources(source, samples)
        if not seen.id or is_rubric(source):
            return seen
        return replace(seen, problems=(*seen.problems, *translation_problems(file, merged(source, samples))))
    except ContentError as error:
        return Looked(tuple(error.problems))


def check_sources(source: Source, samples: Source | None) -> Looked:
    """A scenario or rubric that was read, with the samples beside it."""
    problems, content = validated_rubric(source, samples) if is_rubric(source) else validated(source, samples)
    if content is None:
        return Looked(tuple(problems))
    data = merged(source, samples)
    names, dates = list(references(source, data)), list(weekdays(source, data))
    found = (
        *problems,
        *names,
        *sample_problems(source, samples, data),
        *_sums(source, data),
        *_catalogue(source, data),
        *dates,
        *reaching(source, data),
        *advice(source, data),
        *word_or_fact(source, data),
        *following(source, data),
        *variety(source, data, SCENARIO, (references, weekdays), Counter(one.code for one in (*names, *dates))),
    )
    return Looked(found, data["id"], source.position(("id",)))


def _shape_of(file: Path, model: type[BaseModel]) -> list[Problem]:
    source = load_file(file)
    try:
        model.model_validate(source.data)
    except ValidationError as error:
        return [problem_of(detail, source) for detail in error.errors(include_url=False)]
    return []


def _groups(data: dict[str, Any]) -> Iterator[tuple[Path_, list[dict[str, Any]]]]:
    """Criteria that make 100 together: those of the scenario, or those of each set of an interview."""
    if data.get("criteria"):
        yield ("criteria",), data["criteria"]
    for place, one in enumerate(data.get("sets") or []):
        yield ("sets", place, "criteria"), one["criteria"]


def _sums(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    for path, criteria in _groups(data):
        total = sum(criterion["weight"] for criterion in criteria)
        if total != 100:
            yield at(source, path, "AM301", f"the weights make {total}, not 100", "Weights are shares of the total.")
        for place, criterion in enumerate(criteria):
            slugs = criterion["competency"] if isinstance(criterion["competency"], list) else [criterion["competency"]]
            for slug in slugs:
                yield from _slug(source, (*path, place, "competency"), slug)
    for place, slug in enumerate(data.get("competencies") or []):
        yield from _slug(source, ("competencies", place), slug)


def _slug(source: Source, path: Path_, slug: str) -> Iterator[Problem]:
    if slug not in COMPETENCIES:
        yield at(source, path, "AM209", f"unknown competency {slug!r}", f"There are {', '.join(COMPETENCIES)}.")


@lru_cache(maxsize=1)
def _blueprints() -> dict[str, Any]:
    """The catalogue's criteria and gates by number, in order; empty where it does not ship."""
    file = bundled("rubrics") / "catalogue.yaml"
    return {entry["id"].lower(): entry for entry in load_file(file).data} if file.is_file() else {}


def _catalogue(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """A scenario with a catalogue number keeps the catalogue's criteria, in order, with its weights and gates."""
    number = data["id"].partition("-")[0]
    for path, criteria in _groups(data):
        first = str(criteria[0].get("ref") or "").rpartition("-")[0].lower()
        entry = _blueprints().get(first if first.startswith(number) else number)
        if entry is not None and any(criterion.get("ref") for criterion in criteria):
            yield from _as_blueprint(source, data, entry, path, criteria)


def _as_blueprint(
    source: Source, data: dict[str, Any], entry: dict[str, Any], path: Path_, criteria: list[dict[str, Any]]
) -> Iterator[Problem]:
    wanted = [criterion["id"] for criterion in entry["criteria"]]
    if [criterion.get("ref") for criterion in criteria] != wanted:
        text = f"the catalogue's criteria are {', '.join(wanted)}"
        yield at(source, path, "AM302", text, "Keep all, in this order.")
        return
    for place, (criterion, blueprint) in enumerate(zip(criteria, entry["criteria"], strict=True)):
        if criterion["weight"] != blueprint["weight"]:
            text = f"{blueprint['id']} has weight {blueprint['weight']} in the catalogue"
            yield at(source, (*path, place, "weight"), "AM303", text)
    gates = {gate if isinstance(gate, str) else gate["id"] for gate in data.get("gates") or []}
    if missing := sorted(set(entry["gates"]) - gates):
        yield at(source, ("gates",), "AM304", f"the catalogue names the gate {', '.join(missing)}")
