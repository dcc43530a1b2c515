"""What a report is made of: the debrief, and the facts that it was folded from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from amtrainer.progress.debrief import Debrief, LineView
from amtrainer.progress.debrief_parts import joined


@dataclass(frozen=True, slots=True)
class Report:
    """One session, ready to be written. `events` are the stored facts with their times (ISO 8601 in UTC)."""

    debrief: Debrief
    events: tuple[tuple[str, dict[str, Any]], ...]
    content_hash: str
    version: str  # of amtrainer


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a line, marked or not. `labels` are the numbers and signs that stand behind them."""

    text: str
    marked: bool = False
    labels: tuple[str, ...] = ()


def stretches(line: LineView) -> tuple[Stretch, ...]:
    """A line cut at its marks, in order; joined, the texts are the line. Marks that overlap are one stretch with all their signs."""
    out: list[Stretch] = []
    at = 0
    for start, end, marks in joined(line.marks):
        if start > at:
            out.append(Stretch(line.text[at:start]))
        labels = dict.fromkeys(f"{mark.criterion or ''}{mark.sign}" for mark in marks)
        out.append(Stretch(line.text[start:end], True, tuple(labels)))
        at = end
    if at < len(line.text):
        out.append(Stretch(line.text[at:]))
    return tuple(out)


def events_of(rows: Sequence[Any]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Stored rows as time and body."""
    return tuple((row.at, row.body) for row in rows)
