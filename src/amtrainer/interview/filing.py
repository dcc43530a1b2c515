"""What goes to the file: the day for human resources, a receipt for each candidate. Built here, rendered in reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from amtrainer.errors import AmtrainerError
from amtrainer.interview.days import Day
from amtrainer.interview.reveal import Revealed, levels_of, quotes_of
from amtrainer.panel.comparison import standings, turns

FORMAT = "amtrainer-interview-1"
PURPOSE = (
    "Advice for people who decide. No outcome is computed here, and none may be drawn from a number alone. The machine's "
    "marks are a third voice; its scorer agrees with two similar language models, not with people, until it is calibrated."
)


def day_file(day: Day, revealed: Revealed) -> dict[str, Any]:
    """The whole day as plain data: kit, grid, agreement, agreed levels, answers, and who saw what when."""
    state, kit = day.state, day.kit
    number, head = day.record.head()
    levels = levels_of(day, revealed)
    return {
        "format": FORMAT,
        "purpose": PURPOSE,
        "day": kit.name,
        "kit": {**asdict(kit), "digest": kit.digest},
        "scorer": {"frozen": kit.scorer, "used": revealed.scorer},
        "raters_present": list(state.present),
        "grid": [
            {
                "candidate": cell.candidate,
                "criterion": cell.criterion,
                "levels": dict(cell.levels),
                "machine": cell.machine,
                "spread": cell.spread,
                "notes": dict(cell.notes),
                "agreed": _agreed(day, cell.candidate, cell.criterion),
            }
            for cell in revealed.grid
        ],
        "agreement": {**asdict(revealed.agreement), "enough": revealed.agreement.enough},
        "totals": [asdict(standing) for standing in standings(kit, levels)],
        "order_rests_on": [asdict(turn) for turn in turns(kit, levels)],
        "answers_alone": [
            {"rater": one.rater, "candidate": one.candidate, "answer": one.overall} for one in revealed.ratings
        ],
        "answers": [{"rater": r, "candidate": c, "answer": a} for (r, c), a in state.answers.items()],
        "disputes_open": sorted(state.disputes),
        "holds": dict(state.holds),
        "deviations": [
            {"candidate": note.body["candidate"], "kind": note.body["kind"], "at": note.at} for note in state.notes
        ],
        "log": [
            {"number": e.number, "at": e.at, "who": e.who, "what": e.what, "about": _about(e.body)} for e in day.entries
        ],
        "head": {"entries": number, "chain": head},
        "faults": day.record.faults(),
    }


def receipt(day: Day, revealed: Revealed, candidate: str) -> dict[str, Any]:
    """What one candidate gets: tasks, evidence, levels, and what would have helped. Nobody else is in it."""
    state, kit = day.state, day.kit
    if candidate in state.erased:
        raise AmtrainerError(f"The texts of {candidate} have been erased.")
    levels = levels_of(day, revealed)[candidate]
    evidence = quotes_of(revealed)
    rows = []
    for criterion in kit.criteria:
        level = levels.get(criterion.id)
        above = next((step for step in sorted(criterion.levels) if level is not None and step > level), None)
        rows.append(
            {
                "criterion": criterion.says,
                "level": level,
                "looks_like": criterion.levels.get(int(level), "") if level is not None else "not judged",
                "words": list(evidence.get((candidate, criterion.id), ())),
                "would_have_helped": criterion.levels[above] if above is not None else "",
            }
        )
    return {
        "format": FORMAT,
        "purpose": PURPOSE,
        "day": kit.name,
        "candidate": candidate,
        "kit": kit.digest,
        "tasks": [
            {"exercise": task.scenario, "minutes": task.minutes, "questions": list(task.questions)}
            for task in kit.tasks
        ],
        "criteria": rows,
        "kept_until_days": kit.retention_days,
        "how_to_dispute": "Tell the person who invited you. Another rater must answer before anything is final.",
        "final": candidate not in state.disputes and state.closed,
    }


def _agreed(day: Day, candidate: str, criterion: str) -> dict[str, Any] | None:
    found = day.state.agreed.get((candidate, criterion))
    if found is None:
        return None
    return {"level": found.level, "reason": day.record.text(found.reason) or "", "by": found.by}


def _about(body: Mapping[str, Any]) -> str:
    """What an entry is about, in a few words and without anybody's text."""
    parts = (body.get(key) for key in ("at", "candidate", "task", "criterion", "absent", "kind", "what"))
    return ", ".join(str(part) for part in parts if part)
