"""Ratings by people from a file: YAML, JSON, one JSON object a line, or a table (CSV) with a column for each criterion."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from amtrainer.content.answer_file import load_answers
from amtrainer.content.source import decoded
from amtrainer.errors import AmtrainerError

FORM: Final = (
    "Each rating is {id, text or turns, rater, levels: {criterion: 0-4}}; a table has id, text, rater, criteria."
)
_ANSWER: Final = ("text", "turns", "heard", "beat", "order", "items", "messages", "undone", "fields", "choices")
_NO_LEVEL: Final = frozenset({"id", "rater", *_ANSWER})  # columns of a table that hold no level


@dataclass(slots=True)
class Rating:
    """What one rater gave one answer."""

    id: str
    rater: str
    item: Mapping[str, Any]  # the answer, as `score` reads it
    levels: dict[str, int] = field(default_factory=dict)  # criterion id -> 0-4


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings of one exercise; `unknown` are criteria named beside its own that it does not have."""

    all: tuple[Rating, ...]
    unknown: tuple[str, ...]


def read_ratings(file: Path, answers: Path | None, names: Mapping[str, str]) -> Ratings:
    """The ratings in `file` of the criteria in `names` (as written -> id). `answers` holds texts where the ratings have none.

    A level that is left empty is not judged. Raises `AmtrainerError`.
    """
    texts = {str(one.get("id")): one for one in _rows(answers)} if answers else {}
    found: dict[tuple[str, str], Rating] = {}
    items: dict[str, Mapping[str, Any]] = {}
    unknown: dict[str, None] = {}
    for place, row in enumerate(_rows(file)):
        where = f"{file}: rating {place + 1}"
        levels = row.get("levels")
        if not isinstance(levels, Mapping) or row.get("id") in (None, ""):
            raise AmtrainerError(f"{where} has no id or no levels.", FORM)
        if not any(name in names for name in levels):
            continue
        id, rater = str(row["id"]), str(row.get("rater") or "?")
        unknown |= dict.fromkeys(str(name) for name in levels if name not in names)
        item = _item(row, texts.get(id), where)
        if items.setdefault(id, item) != item:
            raise AmtrainerError(
                f"{where}: the answer {id!r} had other words before.", "Give each answer an id of its own."
            )
        one = found.setdefault((id, rater), Rating(id, rater, {"id": id, **item}))
        _add(one, [(names[name], level) for name, level in levels.items() if name in names], where)
    return Ratings(tuple(found.values()), tuple(unknown))


def _item(row: Mapping[str, Any], elsewhere: Mapping[str, Any] | None, where: str) -> Mapping[str, Any]:
    for body in (row, elsewhere or {}):
        item = {key: body[key] for key in _ANSWER if body.get(key) is not None}
        if item.keys() - {"beat"}:
            return item
    raise AmtrainerError(f"{where} has no text.", "Give text or turns, or name a file with --answers.")


def _add(rating: Rating, levels: Sequence[tuple[str, Any]], where: str) -> None:
    for name, value in levels:
        if value is None or value == "":
            continue
        if name in rating.levels:
            raise AmtrainerError(f"{where}: {rating.rater} rates {name} of {rating.id!r} a second time.", "Keep one.")
        rating.levels[name] = _level(value, f"{where}, {name}")


def _level(value: Any, where: str) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or text.removesuffix(".0") not in ("0", "1", "2", "3", "4"):
        raise AmtrainerError(f"{where}: {value!r} is no level.", "Levels are the whole numbers from 0 to 4.")
    return int(text[0])


def _rows(file: Path) -> Sequence[Mapping[str, Any]]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise AmtrainerError(f"{file}: {error.strerror}.", FORM) from error
    if file.suffix.lower() == ".csv":
        return list(_table(decoded(raw, str(file)), file))
    rows = load_answers(raw, str(file))
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise AmtrainerError(f"{file}: a list of ratings is expected.", FORM)
    return rows


def _table(text: str, file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a table, separated by what its first line has most of."""
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    if "id" not in (rows.fieldnames or ()):
        raise AmtrainerError(f"{file}: its first line names no column id.", FORM)
    names = [name.strip() for name in rows.fieldnames or ()]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise AmtrainerError(f"{file}: its first line names the column {twice} twice.", "Keep one.")
    for row in rows:
        if None in row or None in row.values():
            raise AmtrainerError(f"{file}:{rows.line_num}: not as many cells as the first line names.", FORM)
        cells = {key.strip(): value for key, value in row.items()}
        levels = {key: value.strip() for key, value in cells.items() if key not in _NO_LEVEL}
        yield {**{key: value for key, value in cells.items() if key in _NO_LEVEL and value}, "levels": levels}
