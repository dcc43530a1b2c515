"""A scenario file, with the samples beside it, as a validated scenario; or every problem it has, each at its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from amtrainer.content.acts import PREFIX, acts, unknown_acts, with_acts
from amtrainer.content.rubric_file import RubricFile
from amtrainer.content.source import Path_, Source, load_file
from amtrainer.content.varying import OWN, played
from amtrainer.errors import AmtrainerError, ContentError, Problem
from amtrainer.scoring.indicator import Indicator
from amtrainer.scoring.rubric import Part
from amtrainer.simulation.kinds import AnyScenario

SCENARIO: Final[TypeAdapter[AnyScenario]] = TypeAdapter(AnyScenario)
RUBRIC: Final[TypeAdapter[RubricFile]] = TypeAdapter(RubricFile)
Shape = TypeVar("Shape")
_PLAIN: Final = {
    "a valid tuple": "a list",
    "a valid list": "a list",
    "a valid dictionary": "a mapping",
    "a valid string": "a text",
    "a valid integer": "a whole number",
    "a valid boolean": "true or false",
    "a valid dictionary or instance of Translation": "a mapping that begins with of: and language:",
}
_MISSING: Final = " is missing"
_SHOWN: Final = 60  # characters of a wrong value


def scenario_of(file: Path, pack: str = "", variant: str = "", seed: int = 0) -> AnyScenario:
    """The scenario in `file`, or a variant of it, with the figures of a seed; one of a pack is called pack:id.

    Raises `ContentError`.
    """
    source, samples = _as_played(file, pack, variant, seed)
    problems, scenario = validated(source, samples)
    if problems or scenario is None:
        raise ContentError(problems)
    return scenario


def scenario_of_text(text: str) -> AnyScenario:
    """The scenario in a canonical text from the store. Raises `AmtrainerError` if it is not one any more."""
    try:
        return SCENARIO.validate_python(json.loads(text))
    except (ValueError, ValidationError) as error:
        raise AmtrainerError(
            "The stored text of this exercise cannot be read by this version of amtrainer.",
            "Its answers and marks are kept; amtrainer history shows them.",
        ) from error


def canonical(file: Path, pack: str = "", variant: str = "", seed: int = 0) -> str:
    """The scenario and its samples as it is played: JSON with sorted keys and no blanks."""
    source, samples = _as_played(file, pack, variant, seed)
    return json.dumps(merged(source, samples), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _as_played(file: Path, pack: str, variant: str, seed: int) -> tuple[Source, Source | None]:
    """The files of a scenario; where a variant or a seed changes it, as one source."""
    source, samples = read(file)
    source = _in_pack(source, pack)
    data = merged(source, samples)
    if not isinstance(data, dict) or not any(key in data for key in OWN):
        if variant:
            raise AmtrainerError(f"There is no variant {variant!r} of this exercise.", "It has no variants.")
        return source, samples
    try:
        return replace(source, data=played(data, variant, seed)), None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ContentError(
            [Problem(source.file, *source.position(("variants",), key=True), "AM360", str(error))]
        ) from error


def _in_pack(source: Source, pack: str) -> Source:
    if not pack or not isinstance(source.data, dict) or not isinstance(source.data.get("id"), str):
        return source
    return replace(source, data={**source.data, "id": f"{pack}:{source.data['id']}"})


def read(file: Path) -> tuple[Source, Source | None]:
    """A scenario file and the samples beside it, if there are any."""
    beside = file.with_name(file.name.removesuffix(".yaml") + ".samples.yaml")
    return load_file(file), load_file(beside) if beside.is_file() else None


def merged(source: Source, samples: Source | None) -> Any:
    """The data of both files as one scenario."""
    data = with_acts(source.data)
    if samples is None or not isinstance(data, dict) or not isinstance(samples.data, dict):
        return data
    own, beside = data.get("answers") or [], samples.data.get("answers") or []
    if not isinstance(own, list) or not isinstance(beside, list):
        return data
    return {**data, "answers": [*own, *beside]}


def _of_samples(samples: Source | None) -> list[Problem]:
    """What keeps a file of samples from being read at all."""
    if samples is None or samples.data is None:
        return []
    if not isinstance(samples.data, dict):
        return [Problem(samples.file, 1, 1, "AM120", "a file of samples is a mapping", "Begin with answers:.")]
    odd = [key for key in samples.data if key != "answers"]
    line, column = samples.position((odd[0],), key=True) if odd else samples.position(("answers",))
    if odd:
        return [Problem(samples.file, line, column, "AM121", f"unknown key {odd[0]!r}", "Only answers: stands here.")]
    if not isinstance(samples.data.get("answers") or [], list):
        return [Problem(samples.file, line, column, "AM122", "answers: should be a list", "Begin each with - id:.")]
    return []


def validated(source: Source, samples: Source | None) -> tuple[list[Problem], AnyScenario | None]:
    """All problems of shape, and the scenario if there are none."""
    return _shaped(source, samples, SCENARIO)


def validated_rubric(source: Source, samples: Source | None) -> tuple[list[Problem], RubricFile | None]:
    """All problems of shape of a rubric that stands alone, and the rubric if there are none."""
    return _shaped(source, samples, RUBRIC)


def is_rubric(source: Source) -> bool:
    """Whether a file says that it is a rubric."""
    return isinstance(source.data, dict) and source.data.get("kind") == "rubric"


def _shaped(source: Source, samples: Source | None, model: TypeAdapter[Shape]) -> tuple[list[Problem], Shape | None]:
    data = merged(source, samples)
    beside = _of_samples(samples)
    if not isinstance(data, dict):
        told = "the file is empty" if data is None else "a scenario is a mapping"
        return [Problem(source.file, 1, 1, "AM120", told, "Begin with id: and kind:.")], None
    if unknown := unknown_acts(data):
        return [_unknown_act(source, path, name) for path, name in unknown], None
    try:
        return beside, model.validate_python(data)
    except ValidationError as error:
        answers = source.data.get("answers") or []
        own = len(answers) if isinstance(answers, list) else 0
        found = [_problem(detail, data, source, samples, own) for detail in error.errors(include_url=False)]
        return _one_each([*beside, *found]), None


def _unknown_act(source: Source, path: Path_, name: str) -> Problem:
    line, column = source.position(path)
    return Problem(
        source.file, line, column, "AM202", f"unknown act {name!r}", _nearest(name, [PREFIX + x for x in acts()])
    )


def problem_of(detail: ErrorDetails, source: Source) -> Problem:
    """A problem of shape in a file that stands alone."""
    return _problem(detail, source.data, source, None, 0)


def _problem(detail: ErrorDetails, data: Any, source: Source, samples: Source | None, own: int) -> Problem:
    path = _descend(data, detail["loc"])
    at, file = path, source
    if samples is not None and len(path) > 1 and path[0] == "answers" and isinstance(path[1], int) and path[1] >= own:
        at, file = ("answers", path[1] - own, *path[2:]), samples
    if detail["type"] == "union_tag_invalid":
        at = (*at, str(detail.get("ctx", {}).get("discriminator", "")).strip("'"))
    unknown = detail["type"] == "extra_forbidden"
    line, column = file.position(at, key=unknown)
    message, hint = _words(detail, data, path)
    return Problem(file.file, line, column, _code(detail, path), message, hint)


def _code(detail: ErrorDetails, path: Path_) -> str:
    """Unknown keys and moods out of range have codes of their own."""
    if detail["type"] == "extra_forbidden":
        return "AM121"
    ranged = detail["type"] in ("less_than_equal", "greater_than_equal")
    return "AM323" if ranged and "mood" in path[:-1] else "AM122"


def _descend(data: Any, loc: Sequence[str | int]) -> Path_:
    """The longest way through the data along `loc`; tags of unions and names of models are stepped over."""
    if not loc:
        return ()
    head, rest = loc[0], loc[1:]
    best: Path_ = _descend(data, rest)
    inside = (isinstance(data, dict) and head in data) or (
        isinstance(data, list) and isinstance(head, int) and head < len(data)
    )
    if inside:
        taken: Path_ = (head, *_descend(data[head], rest))
        if len(taken) >= len(best):
            best = taken
    return best


def _words(detail: ErrorDetails, data: Any, path: Path_) -> tuple[str, str]:
    """What is wrong and what to do."""
    where = ".".join(str(part) for part in path)
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key {name!r}", _nearest(name, _fields_like(_at(data, path[:-1])))
        case "missing":
            return f"{name!r} is missing{' in ' + where if where else ''}", ""
        case "union_tag_invalid":
            context = detail.get("ctx", {})
            tags = [tag.strip(" '") for tag in str(context.get("expected_tags", "")).split(",")]
            return f"unknown kind {context.get('tag')!r}", _nearest(str(context.get("tag")), tags)
        case "union_tag_not_found":
            return (
                f"{str(detail.get('ctx', {}).get('discriminator', 'kind')).strip(chr(39))!r} is missing in {where or 'the file'}",
                "",
            )
        case _:
            given = detail.get("input")
            shown = f", not {str(given)[:_SHOWN]!r}" if isinstance(given, str | int | float | bool) else ""
            text = detail["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
            text = text if detail["msg"].startswith("Value error") else f"should be {_PLAIN.get(text, text)}{shown}"
            return f"{where or 'the file'}: {text}", ""


def _at(data: Any, path: Path_) -> Any:
    for part in path:
        data = data[part]
    return data


def _nearest(name: str, known: Iterable[str]) -> str:
    choices = sorted(set(known) - {name})
    best = process.extractOne(name, choices, score_cutoff=55)
    if best:
        return f"Did you mean {best[0]}?"
    return f"There are {', '.join(choices)}." if 0 < len(choices) <= 20 else ""


def _fields_like(data: Any) -> Sequence[str]:
    """The keys of the model that a mapping most resembles."""
    keys = set(data) if isinstance(data, dict) else set()
    return max(_models(), key=lambda fields: (len(keys & set(fields)), -len(fields)))


@lru_cache(maxsize=1)
def _models() -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    waiting: list[type[BaseModel]] = [Part, Indicator]
    while waiting:
        model = waiting.pop()
        waiting.extend(model.__subclasses__())
        found.append(tuple(field.alias or name for name, field in model.model_fields.items()))
    return tuple(found)


def _one_each(problems: list[Problem]) -> list[Problem]:
    """One problem a place: several branches of a union complain about the same thing. What is missing is named together."""
    out: dict[tuple[str, int, int], Problem] = {}
    lacks: dict[tuple[str, int, int], list[str]] = {}
    for problem in problems:
        place = (problem.file, problem.line, problem.column)
        name, missing, _ = problem.message.partition(_MISSING)
        if missing and name not in (known := lacks.setdefault(place, [])):
            known.append(name)
        if place not in out or (problem.hint and not out[place].hint):
            out[place] = problem
    return sorted(_together(problem, lacks) for problem in out.values())


def _together(problem: Problem, lacks: Mapping[tuple[str, int, int], Sequence[str]]) -> Problem:
    """A missing key with all others that are missing in the same place."""
    names = lacks.get((problem.file, problem.line, problem.column), ())
    _, missing, where = problem.message.partition(_MISSING)
    if not missing or len(names) < 2:
        return problem
    return replace(problem, message=f"{', '.join(names)} are missing{where}")
