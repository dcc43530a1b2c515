"""A report as CSV: one row for each criterion. No cell can begin a formula; for the words as they are, take JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from amtrainer.reports.report import Report

HEAD = (
    "session", "scenario", "title", "when", "mode", "attempt", "total", "criterion", "ref", "seen", "level", "points",
    "weight", "unsure", "quotes", "why",
)  # fmt: skip
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(report: Report) -> str:
    """The whole table, with its head."""
    d = report.debrief
    refs = {one.id: one.ref for one in d.card.criteria}
    rows = (
        (
            d.session, d.scenario, d.title, d.when, d.mode, d.attempt, d.card.total, one.id, refs.get(one.id, ""), one.title,
            one.level, None if one.level is None else one.points, one.weight, one.unsure, " | ".join(one.quotes), one.why,
        )
        for one in d.criteria
    )  # fmt: skip
    return table(HEAD, rows)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV by RFC 4180, every cell made safe."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue()


def safe(cell: object) -> object:
    """A text that would begin a formula gets an apostrophe before it (CWE-1236); numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(STARTS):
        return f"'{cell}"
    return cell
