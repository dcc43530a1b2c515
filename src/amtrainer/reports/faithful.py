"""A report as JSON: every word as it was typed, every fact as it is stored. The one format that loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from amtrainer.reports.report import Report

SCHEMA_VERSION = 1


def render(report: Report) -> str:
    """The whole document."""
    return json.dumps(document(report), ensure_ascii=False, indent=1) + "\n"


def document(report: Report) -> dict[str, Any]:
    """As plain data; `events` fold to the same session, `card` is the stored scorecard."""
    debrief = asdict(report.debrief)
    debrief.pop("card")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "amtrainer-report",
        "amtrainer": report.version,
        "content_hash": report.content_hash,
        "card": report.debrief.card.stored(),
        "events": [{"at": at, **body} for at, body in report.events],
        "debrief": debrief,
    }
