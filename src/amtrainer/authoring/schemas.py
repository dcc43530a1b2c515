"""JSON Schemas of everything an author writes, made from the models: editors complete and explain by them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from amtrainer.authoring.schema_words import EXAMPLES, WORDS
from amtrainer.content.acts import acts
from amtrainer.content.competency import Competencies, shipped
from amtrainer.content.load import SCENARIO
from amtrainer.content.pack_manifest import Manifest
from amtrainer.content.rubric_file import RubricFile
from amtrainer.scoring.rubric import Part
from amtrainer.simulation.scenario import Sample

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
GATES: Final = [f"G{number}" for number in range(1, 10)]
Schema = dict[str, Any]


class Samples(Part):
    """A *.samples.yaml file: answers that test the scenario beside it."""

    answers: tuple[Sample, ...]


def _scenario() -> Schema:
    return SCENARIO.json_schema(by_alias=True)


def _of(model: type[Any]) -> Callable[[], Schema]:
    return lambda: TypeAdapter(model).json_schema(by_alias=True)


KINDS: Final[Mapping[str, tuple[str, Callable[[], Schema]]]] = {
    "scenario": ("An exercise of amtrainer", _scenario),
    "rubric": ("A rubric of amtrainer", _of(RubricFile)),
    "competencies": ("The competencies of amtrainer", _of(Competencies)),
    "pack": ("The manifest of a pack of amtrainer", _of(Manifest)),
    "samples": ("Samples of an exercise of amtrainer", _of(Samples)),
}


def schema(kind: str, own: Mapping[str, Any] | None = None) -> Schema:
    """The JSON Schema of one kind of file. With `own`, the data of a file, its names are offered where names go."""
    title, make = KINDS[kind]
    made = _tidy(make())
    for name, model in made.get("$defs", {}).items():
        _as_written(name, model)
        _explained(name, model)
    _as_written(title, made)
    _explained(kind, made)
    if own is not None:
        _named(made, own)
    return {"$schema": DRAFT, "title": title, **made}


def text_of(kind: str, own: Mapping[str, Any] | None = None) -> str:
    """The schema as the file that is committed."""
    return json.dumps(schema(kind, own), ensure_ascii=False, indent=1) + "\n"


def _tidy(value: Any) -> Any:
    """Without what only machines want: generated titles, null choices, empty defaults, discriminators."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    out = {key: _tidy(child) for key, child in value.items() if key != "discriminator"}
    if isinstance(out.get("title"), str):
        del out["title"]
    if out.get("default", 0) in (None, "", []):
        del out["default"]
    choices = [choice for choice in out.get("anyOf", ()) if choice != {"type": "null"}]
    if choices and len(choices) == 1:
        del out["anyOf"]
        out = {**choices[0], **out}
    if "oneOf" in out:
        out["anyOf"] = out.pop("oneOf")
    return out


def _as_written(name: str, model: Schema) -> None:
    """The short forms that the reader takes besides the full ones."""
    if name == "Want":
        model.clear()
        model.update(_want())
    fields = model.get("properties", {})
    for key in ("client",):
        if fields.get(key, {}).get("type") == "array":
            fields[key] = {**_told(fields[key]), "anyOf": [{"type": "string"}, _bare(fields[key])]}
    if name == "Criterion":
        one = {"anyOf": _slugs()}
        many = {"type": "array", "items": one, "minItems": 1}
        fields["competency"] = {**_told(fields["competency"]), "anyOf": [*_slugs(), many]}
    if "competencies" in fields and fields["competencies"].get("items", {}).get("type") == "string":
        fields["competencies"]["items"] = {"anyOf": _slugs()}
    if "gates" in fields:
        full = fields["gates"]["items"]
        fields["gates"]["items"] = {"anyOf": [{"enum": GATES}, full]}
    if "indicators" in fields and "items" in fields["indicators"]:
        fields["indicators"]["items"] = {"anyOf": [fields["indicators"]["items"], _use()]}
    if name == "Condition":
        fields["no_gate"]["items"] = {"enum": GATES}
    if name == "LateMail":
        fields["moves"] = {**_told(fields["moves"]), "anyOf": [fields["moves"]["items"], _bare(fields["moves"])]}


def _use() -> Schema:
    """An act taken over, with whatever of it is one's own."""
    names = [{"const": f"acts/{one.id}", "description": f"{one.says}. {one.when}"} for one in acts().values()]
    told = "An act to take over; keys beside it replace its own, like, unlike, about and any_of are added to them."
    return {"type": "object", "required": ["use"], "properties": {"use": {"description": told, "anyOf": names}}}


def _want() -> Schema:
    strengths = {"enum": ["trace", "partial", "full"]}
    return {
        "description": "An indicator: its bare name asks for full strength, `name: partial` for at least that.",
        "anyOf": [
            {"type": "string"},
            {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": strengths},
        ],
    }


def _told(field: Schema) -> Schema:
    return {key: field[key] for key in ("description", "examples") if key in field}


def _bare(field: Schema) -> Schema:
    return {key: value for key, value in field.items() if key not in ("description", "examples")}


def _slugs() -> list[Schema]:
    return [{"const": one.slug, "description": f"{one.name}. {one.definition}"} for one in shipped()]


def _explained(name: str, model: Schema) -> None:
    """A description for every field, and examples where they help."""
    if name in WORDS and "description" not in model:
        model["description"] = WORDS[name]
    for key, field in model.get("properties", {}).items():
        for at in (f"{name}.{key}", key):
            if "description" not in field and at in WORDS:
                field["description"] = WORDS[at]
            if "examples" not in field and at in EXAMPLES:
                field["examples"] = EXAMPLES[at]


def _named(made: Schema, own: Mapping[str, Any]) -> None:
    """Offer the names of one file where names go; other names are left to `check`, which says which is meant."""
    defs = made["$defs"]
    indicators = _ids(own.get("indicators"))
    facts = sorted(own["facts"]) if isinstance(own.get("facts"), dict) else []
    if indicators and "Want" in defs:
        defs["Want"]["anyOf"][0] = {"anyOf": [{"enum": indicators}, {"type": "string"}]}
    if facts and "FactNamed" in defs:
        defs["FactNamed"]["properties"]["facts"]["items"] = {"anyOf": [{"enum": facts}, {"type": "string"}]}
    if facts and "Limit" in defs:
        _offer(defs["Limit"]["properties"], "of", facts)
    beats, hidden = _ids(own.get("beats")), _ids(own.get("hidden"))
    for name in ("Reply", "Reaction", "Closing"):
        fields = defs.get(name, {}).get("properties", {})
        _offer(fields, "to", beats)
        _offer(fields, "opens", hidden)
    for kind in ("Dialogue", "Triage"):
        _offer(defs.get(kind, {}).get("properties", {}), "model", _ids(own.get("answers")))


def _offer(fields: Schema, key: str, names: list[str]) -> None:
    if names and key in fields:
        fields[key] = {**_told(fields[key]), "anyOf": [{"enum": names}, {"type": "string"}]}


def _ids(group: Any) -> list[str]:
    rows = group if isinstance(group, list) else []
    return [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]
