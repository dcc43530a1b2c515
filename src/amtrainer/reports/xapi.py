"""A report as xAPI 1.0.3 statements: one for each turn, one for each criterion, one for the session.

Ids are derived from the session, so that a statement sent twice is the same statement. There is no `success`: the marks are
advice, not a verdict.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from amtrainer.reports.report import Report

SPACE: Final = uuid.UUID("6d9c3a52-8d0f-5c35-9d36-0f2a6a3f0a11")
ADL: Final = "http://adlnet.gov/expapi"
EXTENSION: Final = "urn:amtrainer:extension"
VERBS: Final = {"responded": "responded", "scored": "scored", "completed": "completed", "terminated": "ended early"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who played, as an account: no name and no address of a person has to be given."""

    name: str
    home: str = "http://localhost/amtrainer"


def render(report: Report, actor: Actor) -> str:
    """The statements as one JSON list."""
    return json.dumps(statements(report, actor), ensure_ascii=False, indent=1) + "\n"


def statements(report: Report, actor: Actor) -> list[dict[str, Any]]:
    """All statements in the order of what happened."""
    return [*_turns(report, actor), *_criteria(report, actor), _session(report, actor)]


def _turns(report: Report, actor: Actor) -> Iterator[dict[str, Any]]:
    """Every answer that counts."""
    d = report.debrief
    times = [at for at, body in report.events if body["type"] in ("answered", "messaged", "planned")]
    own = [line for line in d.lines if line.own and line.text.strip()]
    for place, line in enumerate(own):
        name = line.field or f"turn {(line.turn or 0) + 1}"
        slug = (line.field or f"turn-{(line.turn or 0) + 1}").replace(" ", "-")
        activity = _activity(f"urn:amtrainer:scenario:{d.scenario}:{slug}", f"{d.title}, {name}", "question")
        yield _statement(
            report,
            actor,
            f"turn:{slug}",
            "responded",
            activity,
            {"response": line.text},
            times[min(place, len(times) - 1)] if times else report.events[-1][0],
        )


def _criteria(report: Report, actor: Actor) -> Iterator[dict[str, Any]]:
    d = report.debrief
    for one in d.criteria:
        activity = _activity(f"urn:amtrainer:scenario:{d.scenario}:criterion:{one.id}", one.title, "objective")
        extensions = {
            f"{EXTENSION}:evidence": [quote for quote in one.quotes if quote],
            f"{EXTENSION}:weight": one.weight,
            f"{EXTENSION}:competency": one.competency,
        }
        result: dict[str, Any] = {"extensions": extensions}
        if one.level is not None:
            result["score"] = {"scaled": one.level / 4, "raw": one.level, "min": 0, "max": 4}
        yield _statement(
            report, actor, f"criterion:{one.id}", "scored", activity, result, report.events[-1][0]
        )  # fmt: skip


def _session(report: Report, actor: Actor) -> dict[str, Any]:
    d = report.debrief
    verb = "completed" if d.ended else "terminated"
    result: dict[str, Any] = {
        "completion": d.ended is not None,
        "duration": f"PT{d.seconds}S",
        "extensions": {
            f"{EXTENSION}:gates": [gate.id for gate in d.gates],
            f"{EXTENSION}:hints": d.hints,
            f"{EXTENSION}:result-hash": d.result_hash,
        },
    }
    if d.card.total is not None:
        result["score"] = {"scaled": d.card.total / 100, "raw": d.card.total, "min": 0, "max": 100}
    return _statement(report, actor, "session", verb, _scenario(report), result, report.events[-1][0])


def _statement(
    report: Report, actor: Actor, key: str, verb: str, activity: Mapping[str, Any], result: Mapping[str, Any], at: str
) -> dict[str, Any]:
    d = report.debrief
    parent = {} if key == "session" else {"parent": [_scenario(report)]}
    return {
        "id": str(uuid.uuid5(SPACE, f"{d.session}:{d.result_hash}:{key}")),
        "actor": {"objectType": "Agent", "account": {"homePage": actor.home, "name": actor.name}},
        "verb": {"id": f"{ADL}/verbs/{verb}", "display": {"en": VERBS[verb]}},
        "object": activity,
        "result": result,
        "context": {
            "registration": str(uuid.uuid5(SPACE, d.session)),
            "platform": "amtrainer",
            "language": d.language,
            "contextActivities": {**parent, "grouping": [_activity("urn:amtrainer", "amtrainer", "course")]},
        },
        "timestamp": at,
        "version": "1.0.0",
    }


def _scenario(report: Report) -> dict[str, Any]:
    d = report.debrief
    return _activity(f"urn:amtrainer:scenario:{d.scenario}", d.title, "simulation")


def _activity(id: str, name: str, kind: str) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": id,
        "definition": {"name": {"en": name}, "type": f"{ADL}/activities/{kind}"},
    }
