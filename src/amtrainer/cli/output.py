"""How commands write: data to stdout, talk to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from amtrainer.text import clean, spelled_out

SCHEMA_VERSION = 1


def write_json(body: dict[str, Any], **lists: Iterable[Any]) -> None:
    """Write one JSON document with the schema version first, lists that come bit by bit last. Characters that are not
    seen are spelled out."""
    encoder = json.JSONEncoder(ensure_ascii=False, indent=1)
    whole = encoder.encode({"schema_version": SCHEMA_VERSION, **body})
    sys.stdout.write(spelled_out(whole.removesuffix("\n}")))
    for name, rows in lists.items():
        sys.stdout.write(f',\n "{name}": [')
        end = ""
        for row in rows:
            inner = encoder.encode(row).replace("\n", "\n  ")
            sys.stdout.write(spelled_out(f"{end and ','}\n  {inner}"))
            end = "\n "
        sys.stdout.write(f"{end}]")
    sys.stdout.write("\n}\n")


def write_lines(lines: list[str]) -> None:
    """Write lines that carry no control characters."""
    for line in lines:
        sys.stdout.write(clean(line) + "\n")


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows as aligned text, two blanks between columns, the last one ragged."""
    from rich.cells import cell_len

    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)] if rows else []
    return [
        "  ".join([cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=False)] + [row[-1]])
        for row in rows
    ]


def shown(file: Path) -> str:
    """A path as people type it: from here where it lies below, else whole."""
    with suppress(ValueError):
        return str(file.resolve().relative_to(Path.cwd()))
    return str(file)
