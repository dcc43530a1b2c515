"""Beginning something new from an example: short, commented, whole, and never over what is there already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from amtrainer import paths
from amtrainer.authoring.schemas import text_of
from amtrainer.authoring.shortening import shortened
from amtrainer.content.acts import with_acts
from amtrainer.content.library import SAMPLES, Library, bundled
from amtrainer.content.load import merged, read
from amtrainer.content.writing import write_whole
from amtrainer.errors import AmtrainerError

STARTERS: Final = ("objection", "bad-news", "triage")
SCHEMAS: Final = ".schema"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,60}\Z")
_PACK: Final = """\
# yaml-language-server: $schema=.schema/pack.json
# What the pack says of itself. amtrainer pack build makes one file of it, with the hash of everything inside.
id: {id}
version: "1.0"
title: {title}
licence: CC-BY-4.0
languages: [en]
needs: "0.1"
author: ""
summary: ""
"""


def begin(what: str, name: str, source: str, folder: Path) -> list[Path]:
    """Write a new scenario, rubric or pack and give its files, the main one first. Raises `AmtrainerError`."""
    if not _NAME.match(name):
        raise AmtrainerError(
            f"{name!r} cannot be a name.", "Use small letters, digits and hyphens: renewal-price-rise."
        )
    if what == "pack":
        return _pack(name, source, folder / name)
    at = folder if folder.name == f"{what}s" else folder / f"{what}s"
    main, samples = _texts(what, source)
    return _write(_content(what, name, main, samples, at))


def names_in(file: Path) -> Mapping[str, Any]:
    """The data of a scenario file with its samples, for the names in it. Raises `ContentError`."""
    data = merged(*read(file))
    return data if isinstance(data, dict) else {}


def renew_schema(file: Path, data: Mapping[str, Any]) -> None:
    """Offer the names that a file has now where its schema line points into `.schema`; files elsewhere are left alone."""
    target = file.parent / SCHEMAS / f"{file.stem}.json"
    kind = "rubric" if data.get("kind") == "rubric" else "scenario"
    if target.is_file() and not target.is_symlink():
        text = text_of(kind, data)
        if target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")


def _pack(name: str, source: str, at: Path) -> list[Path]:
    main, samples = _texts("scenario", source)
    wanted = {
        at / "pack.yaml": _PACK.format(id=name, title=_title(name)),
        at / SCHEMAS / "pack.json": text_of("pack"),
    }
    return _write(wanted | _content("scenario", f"{name}-first", main, samples, at / "scenarios"))


def _content(what: str, name: str, main: str, samples: str, at: Path) -> dict[Path, str]:
    """The files of a scenario or rubric under a new name."""
    main = re.sub(r"^id: .*$", f"id: {name}", main, count=1, flags=re.MULTILINE)
    main = re.sub(r"^title: .*$", f"title: {_title(name)}", main, count=1, flags=re.MULTILINE)
    main = re.sub(r"\$schema=\S+", f"$schema={SCHEMAS}/{name}.json", main, count=1)
    samples = re.sub(r"\$schema=\S+", f"$schema={SCHEMAS}/samples.json", samples, count=1)
    wanted = {at / f"{name}.yaml": main, at / f"{name}{SAMPLES}": samples}
    from amtrainer.content.source import load

    own = with_acts(load(main, f"{name}.yaml").data) | load(samples, f"{name}{SAMPLES}").data
    wanted[at / SCHEMAS / f"{name}.json"] = text_of(what, own)
    wanted[at / SCHEMAS / "samples.json"] = text_of("samples")
    return wanted


def _texts(what: str, source: str) -> tuple[str, str]:
    """The example as text, with its samples."""
    if what == "rubric" and source in ("", "rubric"):
        return starter("rubric")
    if what == "rubric" and source in (taken := generic_rubrics()):
        file = taken[source]
        return tuple(one.read_text(encoding="utf-8") for one in (file, file.with_suffix(SAMPLES)))  # type: ignore[return-value]
    if what == "scenario" and (not source or source in STARTERS):
        return starter(source or "objection")
    library = Library(cache_dir=paths.cache_dir())
    try:
        file = library.entry(library.find(source).id).file
    except AmtrainerError as error:
        known = ", ".join(("rubric", *generic_rubrics()) if what == "rubric" else STARTERS)
        raise AmtrainerError(error.message, f"There is {known}, or any exercise such as d01.") from error
    if what == "rubric" and library.find(source).kind == "crm":
        hint = "Begin with the exercise: amtrainer new scenario NAME --from " + source
        raise AmtrainerError("What a form is marked by hangs on its fields.", f"{hint}.")
    return shortened(file, rubric=what == "rubric")


def generic_rubrics() -> dict[str, Path]:
    """The rubrics without a story that can be taken over, by name."""
    files = sorted((bundled("rubrics") / "generic").glob("*.yaml"))
    return {file.stem: file for file in files if not file.name.endswith(SAMPLES)}


def starter(name: str) -> tuple[str, str]:
    """An example that ships, and its samples."""
    folder = files("amtrainer.authoring") / "starters"
    return tuple((folder / f"{name}{end}").read_text(encoding="utf-8") for end in (".yaml", SAMPLES))  # type: ignore[return-value]


def _title(name: str) -> str:
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


def _write(wanted: Mapping[Path, str]) -> list[Path]:
    """All files or none; schemas may be there already."""
    for file in wanted:
        if file.exists() and file.parent.name != SCHEMAS:
            raise AmtrainerError(f"{file} is there already.", "Choose another name; nothing was written.")
    for file, text in wanted.items():
        write_whole(file, text, "Name another folder with --in.")
    return [file for file in wanted if file.parent.name != SCHEMAS]
