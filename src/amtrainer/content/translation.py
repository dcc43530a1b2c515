"""Texts of a scenario in another language: keys that stay the same when things move, and what is missing or out of date.

A translation of `scenarios/mine.yaml` lies in `i18n/mine.da.yaml`, beside the scenarios folder. It holds texts by key, each
with the words it was made from, and samples of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from amtrainer.content.load import problem_of
from amtrainer.content.places import at
from amtrainer.content.source import Path_, Source, load_file
from amtrainer.errors import ContentError, Problem
from amtrainer.scoring.rubric import Part
from amtrainer.simulation.scenario import Sample

FOLDER: Final = "i18n"
_TEXTS: Final = frozenset(
    [
        "title",
        "summary",
        "role",
        "goal",
        "situation",
        "may",
        "may_not",
        "place",
        "manner",
        "client",
        "because",
        "says",
        "figure",
        "text",
        "seen",
        "do",
        "fix",
        "example",
        "near_miss",
        "no_gate",
        "subject",
        "sender",
        "from",
        "aka",
        "like",
        "unlike",
        "about",
        "what",
        "any_of",
        "unless",
        "holds",
    ]
)
_EXEMPLARS: Final = frozenset(["like", "unlike", "about", "what", "any_of", "unless", "holds", "aka"])
_SKIPPED: Final = frozenset(["when", "answers", "name", "company", "look_for", "of", "facts", "item"])
_SLUG: Final = re.compile(r"[^a-z0-9]+")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?\Z")
_FILE: Final = re.compile(r"(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.yaml\Z")


class Text(Part):
    """One text: the words it was made from, and the translation."""

    source: str
    text: str = ""


class Translation(Part):
    """A file of translated texts."""

    of: str = Field(description="Id of the scenario.")
    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$", description="Language of the texts: da.")
    texts: dict[str, Text] = Field(default_factory=dict, description="Texts by key.")
    answers: tuple[Sample, ...] = Field(default=(), description="Samples in that language.")


def texts_of(data: Mapping[str, Any]) -> dict[str, tuple[Path_, str]]:
    """Every text of a scenario that is translated: key -> where it stands, and the text."""
    out: dict[str, tuple[Path_, str]] = {}
    for key, path, text in _walk(data, (), (), inside=False):
        name, number = key, 2
        while name in out:
            name, number = f"{key}-{number}", number + 1
        out[name] = (path, text)
    return out


def _walk(value: Any, key: tuple[str, ...], path: Path_, *, inside: bool) -> Iterator[tuple[str, Path_, str]]:
    if isinstance(value, str):
        if inside and value.strip():
            yield ".".join(key), path, value
    elif isinstance(value, Mapping):
        for name, child in value.items():
            if name in _SKIPPED and (key or name != "client") and not (name == "facts" and not key):
                continue
            yield from _walk(
                child, (*key, str(name)), (*path, name), inside=name in _TEXTS and not isinstance(child, Mapping)
            )
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield from _walk(child, (*key, _part(child, place)), (*path, place), inside=inside)


def _part(child: Any, place: int) -> str:
    """What a list item is called in a key: its id, its name, its condition; else its place."""
    if isinstance(child, Mapping):
        for name in ("id", "name"):
            if isinstance(child.get(name), str):
                return _slug(child[name])
        if child.get("when"):
            return _slug(str(child["when"]))
    return str(place)


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.lower()).strip("-")[:80]


def is_exemplar(key: str) -> bool:
    """Whether a key is one of the examples by which answers are read: they may be other ones in another language."""
    return any(part in _EXEMPLARS for part in key.split("."))


def folder_of(file: Path) -> Path:
    """Where the translations of a scenario lie: beside the scenarios folder it is in, else beside itself."""
    for parent in file.resolve().parents:
        if parent.name == "scenarios":
            return parent.parent / FOLDER
    return file.resolve().parent / FOLDER


def files_of(file: Path) -> dict[str, Path]:
    """Language -> translation file."""
    found = {}
    for path in sorted(folder_of(file).glob(f"{file.stem}.*.yaml")):
        match = _FILE.match(path.name)
        if match and match["stem"] == file.stem:
            found[match["language"]] = path
    return found


def read_translation(file: Path) -> tuple[Source, Translation]:
    """A translation file. Raises `ContentError`."""
    source = load_file(file)
    try:
        return source, Translation.model_validate(source.data)
    except ValidationError as error:
        raise ContentError([problem_of(detail, source) for detail in error.errors(include_url=False)]) from error


def lacking(texts: Mapping[str, tuple[Path_, str]], made: Translation) -> tuple[list[str], list[str], list[str]]:
    """Keys without a translation, keys whose source has changed since, and keys of texts that are gone."""
    missing = [key for key in texts if key not in made.texts or not made.texts[key].text.strip()]
    changed = [key for key, (_, text) in texts.items() if key not in missing and made.texts[key].source != text]
    gone = [key for key in made.texts if key not in texts]
    return missing, changed, gone


def translation_problems(file: Path, data: Mapping[str, Any]) -> Iterator[Problem]:
    """What the translations of a scenario lack, one finding for each language and kind."""
    known = files_of(file)
    texts = texts_of(data) if known else {}
    for language, path in known.items():
        try:
            source, made = read_translation(path)
        except ContentError as error:
            yield from error.problems
            continue
        missing, changed, _ = lacking(texts, made)
        for keys, what in ((missing, "are missing"), (changed, "are older than the text they were made from")):
            if keys:
                place: Path_ = ("texts", keys[0])
                text = f"{len(keys)} of {len(texts)} texts in {language} {what}, the first is {keys[0]}"
                yield at(source, place, "AM343", text, "amtrainer i18n status lists them.", warning=True, key=True)
        if not any(sample.kind == "best" for sample in made.answers):
            text = f"there is no best sample in {language}"
            yield at(source, ("answers",), "AM343", text, "Write one under answers:.", warning=True)
