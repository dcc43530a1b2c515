"""Files of answers and ratings: YAML, JSON, or one JSON object a line. What people wrote may hold any character."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from amtrainer.content.source import decoded, load, too_large
from amtrainer.errors import ContentError, Problem

MAX_BYTES: Final = 50_000_000
MAX_NODES: Final = 2_000_000
MOST_SAID: Final = 20  # broken lines of one file that are named
_LIKE_JSON: Final = re.compile(r'\s*(?:\[\s*)?\{\s*"')


def load_answers(raw: bytes, file: str) -> Any:
    """Read a file of answers. Raises `ContentError`, with line and column, for what is none of the three forms."""
    if len(raw) > MAX_BYTES:
        raise too_large(file, MAX_BYTES)
    text = decoded(raw, file)
    if file.endswith((".jsonl", ".ndjson")):
        return _line_by_line(text, file)
    if text.lstrip()[:1] not in ("[", "{"):
        return _yaml(text, file)
    try:
        return _json(text)
    except ValueError as error:
        first = _problem(error, file, 1)
    if first.message.endswith("extra data"):
        return _line_by_line(text, file)
    try:
        return _yaml(text, file)
    except ContentError:
        if _LIKE_JSON.match(text):
            raise ContentError([first]) from None
        raise


def _yaml(text: str, file: str) -> Any:
    return load(text, file, max_bytes=MAX_BYTES, max_nodes=MAX_NODES, any_character=True).data


def _line_by_line(text: str, file: str) -> list[Any]:
    rows: list[Any] = []
    broken: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            rows += [_json(line)] if line.strip() else []
        except ValueError as error:
            broken.append(_problem(error, file, number))
    if broken:
        raise ContentError(broken[:MOST_SAID])
    return rows


def _json(text: str) -> Any:
    """Strict JSON: no key twice, no NaN. Raises `ValueError`."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _problem(error: ValueError, file: str, line: int) -> Problem:
    if not isinstance(error, json.JSONDecodeError):
        return Problem(file, line, 1, "AM106", f"is no JSON: {error}")
    told = error.msg[:1].lower() + error.msg[1:]
    return Problem(file, line + error.lineno - 1, error.colno, "AM106", f"is no JSON here: {told}")
