"""Taking texts out for translation, telling what is missing, and putting a translated scenario together."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from amtrainer.authoring.opened import open_story
from amtrainer.content.library import SAMPLES
from amtrainer.content.translation import (
    LANGUAGE,
    Text,
    Translation,
    files_of,
    folder_of,
    is_exemplar,
    lacking,
    read_translation,
    texts_of,
)
from amtrainer.content.writing import write_whole
from amtrainer.errors import AmtrainerError
from amtrainer.text import counted

_HEAD = """\
# Texts of {of} in {language}. `source` is what was said when the text was made; write the translation into `text`.
# Examples by which answers are read (like, unlike, about, …) may be other ones in {language}: write what people say there.
# Samples of your own go under answers:. Renew with: amtrainer i18n extract
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a translation is."""

    language: str
    file: Path
    texts: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    samples: int

    @property
    def whole(self) -> bool:
        return not self.missing and not self.changed and self.samples > 0


def extract(file: Path, language: str) -> Path:
    """Write the texts of a scenario for translation, or bring the file there is up to date: what was translated stays.

    Raises `AmtrainerError`.
    """
    if not LANGUAGE.match(language):
        raise AmtrainerError(f"{language!r} is no language.", "Write da, de, pt-BR.")
    _, data = open_story(file)
    if language == data.get("language", "en"):
        raise AmtrainerError(f"{data['id']} is in {language} already.", "Name the language to translate into: da.")
    target = files_of(file).get(language, folder_of(file) / f"{file.stem}.{language}.yaml")
    made = read_translation(target)[1] if target.is_file() else None
    rows = {key: _row(text, made.texts.get(key) if made else None) for key, (_, text) in texts_of(data).items()}
    fresh = Translation(of=str(data["id"]), language=language, answers=made.answers if made else ())
    body = {"of": fresh.of, "language": language, "texts": rows}
    answers = [sample.model_dump(mode="json", exclude_defaults=True) for sample in fresh.answers]
    text = yaml.safe_dump({**body, "answers": answers}, allow_unicode=True, sort_keys=False, width=110)
    write_whole(target, _HEAD.format(of=fresh.of, language=language) + text)
    return target


def _row(source: str, made: Text | None) -> dict[str, str]:
    """A text that was translated keeps the words it was made from, so that a later change is seen."""
    if made is None or not made.text.strip():
        return {"source": source, "text": ""}
    return {"source": made.source, "text": made.text}


def status(file: Path) -> list[Standing]:
    """How far each translation of a scenario is. Raises `AmtrainerError`."""
    _, data = open_story(file)
    texts = texts_of(data)
    out = []
    for language, path in files_of(file).items():
        _, made = read_translation(path)
        missing, changed, gone = lacking(texts, made)
        out.append(Standing(language, path, len(texts), tuple(missing), tuple(changed), tuple(gone), len(made.answers)))
    return out


def merge(file: Path, language: str, out: Path | None = None) -> list[Path]:
    """Write the scenario in another language as files of their own. Raises `AmtrainerError` where texts are missing."""
    _, data = open_story(file)
    path = files_of(file).get(language)
    if path is None:
        raise AmtrainerError(
            f"There is no translation of {file.name} into {language}.", "amtrainer i18n extract makes one."
        )
    _, made = read_translation(path)
    missing = [key for key in lacking(texts_of(data), made)[0] if not is_exemplar(key)]
    if missing:
        raise AmtrainerError(
            f"{counted(len(missing), 'text')} missing, the first is {missing[0]}.", f"Write them into {path}."
        )
    main = _translated(data, made)
    answers = [sample.model_dump(mode="json", exclude_defaults=True) for sample in made.answers]
    main["model"] = next((row["id"] for row in answers if row["kind"] == "best"), "")
    target = out or file.with_name(f"{file.stem}-{language}.yaml")
    beside = target.with_name(target.name.removesuffix(".yaml") + SAMPLES)
    main["id"] = target.stem
    for name, body in ((target, main), (beside, {"answers": answers})):
        note = f"# Made from {file.name} and {path.name} by amtrainer i18n merge: change those.\n"
        write_whole(name, note + yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=110))
    return [target, beside]


def _translated(data: Mapping[str, Any], made: Translation) -> dict[str, Any]:
    main: dict[str, Any] = deepcopy({key: value for key, value in data.items() if key != "answers"})
    for key, (place, _) in texts_of(data).items():
        text = made.texts.get(key)
        if text is None or not text.text.strip():
            continue
        holder: Any = main
        for part in place[:-1]:
            holder = holder[part]
        holder[place[-1]] = text.text
    main["language"] = made.language
    return main
