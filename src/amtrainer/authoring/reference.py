"""The reference of everything an author can write, as Markdown, made from the schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from amtrainer.authoring.schemas import schema

Schema = dict[str, Any]
_HEAD: Final = """\
# Reference

Everything that can be written, made from the models by `amtrainer schema --markdown`. Bold fields are needed. Editors with
the YAML language server show the same words on hover.
"""
_GROUPS: Final = (
    ("Exercises", ("Dialogue", "Triage", "Crm", "Client", "Exhibit", "Hidden", "Opens", "Hint")),
    ("The talk", ("Beat", "Reaction", "Reply", "Closing", "Leaves")),
    ("The inbox", ("Mail", "LateMail", "Wave", "Moves", "Account", "Appointment")),
    ("The form", ("Record", "FormField", "Beside")),
    (
        "Facts",
        ("MoneyFact", "PercentFact", "CountFact", "DateFact", "TimeFact", "DurationFact", "RatioFact", "TextFact",
         "LimitFact", "Allowance", "UnknownFact"),
    ),
    (
        "Indicators",
        ("Meaning", "Question", "Phrase", "FactNamed", "Limit", "Commitment", "Link", "Fit", "First", "Order", "Clock",
         "Undone", "Entry"),
    ),
    ("Conditions", ("Condition", "AtLeast")),
    ("Marks", ("Criterion", "Rung", "Gate")),
    ("Samples", ("Sample", "PlanItem")),
)  # fmt: skip


def reference() -> str:
    """The whole page."""
    defs = schema("scenario")["$defs"]
    named = {name for _, names in _GROUPS for name in names}
    rest = tuple(sorted(set(defs) - named - {"Want", "Facts"}))
    parts = [_HEAD]
    for title, names in (*_GROUPS, *((("More", rest),) if rest else ())):
        parts.append(f"\n## {title}\n")
        parts += [line for name in names if name in defs for line in _model(_title(name, defs[name]), defs[name], defs)]
    for kind, title in (("pack", "Packs: pack.yaml"), ("rubric", "Rubrics that stand alone")):
        parts.append(f"\n## {title}\n")
        parts += _model("", schema(kind), schema(kind).get("$defs", {}))
    return "\n".join(parts).rstrip() + "\n"


def _title(name: str, model: Schema) -> str:
    kind = model.get("properties", {}).get("look_for", {}).get("const")
    kind = kind or model.get("properties", {}).get("kind", {}).get("const")
    return f"`{kind}`" if kind else name.removesuffix("Fact") if name.endswith("Fact") else name


def _model(title: str, model: Schema, defs: Schema) -> Iterator[str]:
    if title:
        yield f"### {title}\n"
    yield f"{_line(model.get('description', ''))}\n"
    needed = set(model.get("required", ()))
    rows = model.get("properties", {})
    if rows:
        yield "| field | what | kind | for example |"
        yield "|---|---|---|---|"
    for name, field in rows.items():
        shown = f"**{name}**" if name in needed else name
        yield f"| {shown} | {_line(_told(field, defs))} | {_line(_kind(field))} | {_line(_example(field))} |"
    yield ""


def _told(field: Schema, defs: Schema) -> str:
    if "description" in field:
        return str(field["description"])
    name = str(field.get("$ref", "")).rpartition("/")[2]
    return str(defs.get(name, {}).get("description", ""))


def _kind(field: Schema) -> str:
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "anyOf" in field:
        kinds = dict.fromkeys(_kind(choice) for choice in field["anyOf"])
        slugs = sum("const" in choice for choice in field["anyOf"]) > 10
        return "one of the 14 competencies" if slugs else " or ".join(kinds)
    if field.get("type") == "array":
        return f"list of {_kind(field.get('items', {}))}"
    if field.get("type") == "object":
        inner = field.get("additionalProperties")
        return f"{_kind(inner)} by name" if isinstance(inner, dict) else "mapping"
    kind = field.get("type", "")
    word = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    return " or ".join(word.get(one, str(one)) for one in (kind if isinstance(kind, list) else [kind]))


def _example(field: Schema) -> str:
    found = field.get("examples")
    return f"`{_flow(found[0])}`" if found else ""


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(child)}" for key, child in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]" if isinstance(value, list) else str(value)


def _line(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")
