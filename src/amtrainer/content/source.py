"""YAML from strangers, read safely: events only, no anchors, tags or surprises, every error with its line and column."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from amtrainer.errors import ContentError, Problem

MAX_BYTES: Final = 1_000_000
MAX_NODES: Final = 50_000
MAX_DEPTH: Final = 32

_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """A file as data, and where each value and key stands (line and column from 1)."""

    file: str
    data: Any
    values: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)

    def position(self, path: Path_, *, key: bool = False) -> tuple[int, int]:
        """Where a value (or its key) stands; for one that is missing, the nearest thing around it."""
        places = self.keys if key else self.values
        while path:
            if path in places:
                return places[path]
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return self.values.get((), (1, 1))


def load_file(file: Path, name: str | None = None) -> Source:
    """Read one YAML file of content. Raises `ContentError`."""
    return load(read_bytes(file, name), name or str(file))


def read_bytes(file: Path, name: str | None = None, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Devices, pipes and folders are refused, never waited for."""
    shown = name or str(file)
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise _error(shown, 1, 1, "AM101", f"cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _error(shown, 1, 1, "AM101", "is not a regular file", "Name a file.")
    with os.fdopen(handle, "rb") as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise too_large(shown, limit)
    return raw


def load(
    raw: bytes | str,
    file: str,
    *,
    max_bytes: int = MAX_BYTES,
    max_nodes: int = MAX_NODES,
    any_character: bool = False,
) -> Source:
    """Read one YAML document. Raises `ContentError` with line and column for whatever is not plain, small content.

    `any_character` lets pass what content must not hold, but what people may have written.
    """
    text = _text(raw, file, max_bytes)
    if not any_character and (found := _FORBIDDEN.search(text)):
        line, column = _line_column(text, found.start())
        raise _error(
            file, line, column, "AM105", f"holds the control character U+{ord(found.group()):04X}", "Delete it."
        )
    return _Builder(file, max_nodes, any_character).build(text)


def too_large(file: str, limit: int) -> ContentError:
    """What is said of a file of more than `limit` bytes."""
    return _error(file, 1, 1, "AM102", f"is larger than {limit // 1000:,} kB", "Split it.")


def _error(file: str, line: int, column: int, code: str, message: str, hint: str = "") -> ContentError:
    return ContentError([Problem(file, line, column, code, message, hint)])


def _text(raw: bytes | str, file: str, max_bytes: int) -> str:
    data = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    if len(data) > max_bytes:
        raise too_large(file, max_bytes)
    return raw if isinstance(raw, str) else decoded(data, file)


def decoded(data: bytes, file: str) -> str:
    """UTF-8 as text, without a byte order mark. Raises `ContentError`."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise _error(file, line, column, "AM104", "is not UTF-8 here", "Save the file as UTF-8.") from None


def _line_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled."""

    path: Path_
    value: list[Any] | dict[Any, Any]
    mapping: bool
    flow: bool
    key: str | int | None = None
    waits_for_value: bool = False


class _Builder:
    """Turns parser events into data, and refuses what content must not hold."""

    def __init__(self, file: str, max_nodes: int, any_character: bool = False) -> None:
        self.file = file
        self.max_nodes = max_nodes
        self.any_character = any_character
        self.values: dict[Path_, tuple[int, int]] = {}
        self.keys: dict[Path_, tuple[int, int]] = {}
        self.stack: list[_Open] = []
        self.root: Any = None
        self.nodes = 0
        self.documents = 0

    def build(self, text: str) -> Source:
        _refuse_depth(text, self.file)
        try:
            for event in _events(text):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error, text) from None
        except yaml.YAMLError as error:
            raise _error(self.file, 1, 1, "AM106", one(str(error))) from None
        return Source(self.file, self.root, self.values, self.keys)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            self._collection(event)
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            self.stack.pop()
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise self._at(event, "AM107", "a second document begins here", "One file holds one document.")
        elif kind is yaml.AliasEvent:
            raise self._at(event, "AM108", f"the alias *{event.anchor} is not allowed", "Write the value out.")

    def _count(self, event: Any) -> None:
        """One value more; refuses what none may have."""
        self.nodes += 1
        if self.nodes > self.max_nodes:
            raise self._at(event, "AM109", f"more than {self.max_nodes:,} values", "Split the file.")
        if event.anchor is not None:
            raise self._at(
                event, "AM108", f"the anchor &{event.anchor} is not allowed", "Write the value out where it is used."
            )
        if event.tag is not None:
            raise self._at(event, "AM110", f"the tag {event.tag} is not allowed", "Write a plain value.")

    def _scalar(self, event: Any) -> None:
        self._count(event)
        holder = self.stack[-1] if self.stack else None
        text = event.value
        # the whole text was searched before; only an escape in double quotes can bring one back
        if event.style == '"' and not self.any_character and (found := _FORBIDDEN.search(text)):
            raise self._at(event, "AM105", f"holds the control character U+{ord(found.group()):04X}", "Delete it.")
        if holder is not None and holder.mapping and not holder.waits_for_value:
            self._key(event, holder, text)
            return
        self._put(event, _plain(text) if not event.style and event.implicit[0] else text)

    def _key(self, event: Any, holder: _Open, text: str) -> None:
        plain = not event.style and event.implicit[0]
        if plain and text == "<<":
            raise self._at(event, "AM108", "the merge key << is not allowed", "Write the values out.")
        key: str | int = int(text) if plain and _INT.match(text) else text
        if key in holder.value:
            first = self.keys[(*holder.path, key)]
            raise self._at(
                event, "AM111", f"the key {text!r} stands twice", f"It stands in line {first[0]} already; keep one."
            )
        holder.key = key
        holder.waits_for_value = True
        self.keys[(*holder.path, key)] = _mark(event)

    def _collection(self, event: Any) -> None:
        self._count(event)
        holder = self.stack[-1] if self.stack else None
        if holder is not None and holder.mapping and not holder.waits_for_value:
            raise self._at(event, "AM112", "a list or mapping cannot be a key", "Write a plain name before the colon.")
        if len(self.stack) >= MAX_DEPTH:
            raise self._at(event, "AM113", f"nested deeper than {MAX_DEPTH} levels", "Flatten it.")
        mapping = isinstance(event, yaml.MappingStartEvent)
        value: list[Any] | dict[Any, Any] = {} if mapping else []
        path = self._put(event, value)
        self.stack.append(_Open(path, value, mapping, bool(event.flow_style)))

    def _put(self, event: Any, value: Any) -> Path_:
        if not self.stack:
            self.root = value
            path: Path_ = ()
        else:
            holder = self.stack[-1]
            if isinstance(holder.value, list):
                path = (*holder.path, len(holder.value))
                holder.value.append(value)
            else:
                assert holder.key is not None
                path = (*holder.path, holder.key)
                holder.value[holder.key] = value
                holder.waits_for_value = False
        self.values[path] = _mark(event)
        return path

    def _at(self, event: Any, code: str, message: str, hint: str = "") -> ContentError:
        line, column = _mark(event)
        return _error(self.file, line, column, code, message, hint)

    def _syntax(self, error: yaml.MarkedYAMLError, text: str) -> ContentError:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        flow = self.stack and self.stack[-1].flow
        hint = (
            "Inside { } and [ ] a comma, a question mark or a colon ends the text: write it as a block, or in quotes."
            if flow
            else ""
        )
        if not hint and "mapping values are not allowed" in str(error):
            hint = "A text with a colon and a blank needs quotes."
        lines = text.split("\n")
        if not hint and 0 < line <= len(lines) and lines[line - 1][column - 1 : column] == "\t":
            hint = "Indent with blanks: a tab is none."
        quoted = f", at: {lines[line - 1].strip()[:60]}" if 0 < line <= len(lines) and lines[line - 1].strip() else ""
        return _error(self.file, line, column, "AM106", f"{one(error.problem or str(error))}{quoted}", hint)


def one(text: str) -> str:
    """A parser's message on one line."""
    return " ".join(text.split())


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            yield event
    finally:
        loader.dispose()


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _plain(text: str) -> Any:
    """A scalar without quotes, by YAML 1.2's core: whole numbers, decimals, true, false, null; everything else is text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-0123456789":
        return text
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


_OPENERS: Final = re.compile(r"[\[{]|(?:^[ ]*|(?<=[-?:] ))[-?](?= )", re.MULTILINE)


def _refuse_depth(text: str, file: str) -> None:
    """Refuse absurd nesting before the parser sees it: libyaml dies of it beyond any exception's reach."""
    depth = 0
    for found in re.finditer(r"[\[{\]}]", text):
        depth += 1 if found.group() in "[{" else -1 if depth else 0
        if depth > 1000:
            line, column = _line_column(text, found.start())
            raise _error(file, line, column, "AM113", f"nested deeper than {MAX_DEPTH} levels", "Flatten it.")
    for number, row in enumerate(text.split("\n"), 1):
        head = row.lstrip(" ")
        if (
            len(head) > 2000
            and head[:2] in ("- ", "? ")
            and len(head) - len(head.replace("- ", "").replace("? ", "")) > 2000
        ):
            raise _error(file, number, 1, "AM113", f"nested deeper than {MAX_DEPTH} levels", "Flatten it.")
