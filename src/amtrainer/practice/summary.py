"""What lists and skills need of a session that is over, folded once from its events and the card that was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from amtrainer.content.courses import facets
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.storage.records import EventRow

VERSION: Final = 2
LONGEST_GAP: Final = 600  # seconds between two acts that count as thinking; after that somebody was away


def summary(
    scenario: AnyScenario, rows: Sequence[EventRow], number: int, card: Mapping[str, Any] | None
) -> dict[str, Any]:
    """`number` orders sessions by their end; `card` is the first one, or None if there is none."""
    started = rows[0].body
    kinds = [row.body["type"] for row in rows]
    return {
        "version": VERSION,
        "order": number,
        "ended": rows[-1].at,
        "total": card["total"] if card else None,
        "mode": started["mode"],
        "seed": started["seed"],
        "parent": started["parent"],
        "language": scenario.language,
        "today": scenario.today.isoformat(),
        "difficulty": scenario.difficulty,
        "hints": kinds.count("hint-taken"),
        "turns": kinds.count("answered") - kinds.count("rewound"),
        "rewound": kinds.count("rewound"),
        "seconds": seconds_between([row.at for row in rows]),
        "counts": card is not None and all(flag["id"] != "copied-model" for flag in card["flags"]),
        "gates": [gate["id"] for gate in card["gates"]] if card else [],
        "seen": _seen(scenario, card) if card else [],
    }


def seconds_between(times: Sequence[str]) -> int:
    """Time spent: the gaps between acts, each counted as ten minutes at most."""
    moments = [datetime.fromisoformat(time) for time in times]
    gaps = ((later - earlier).total_seconds() for earlier, later in pairwise(moments))
    return int(sum(min(max(gap, 0), LONGEST_GAP) for gap in gaps))


def _seen(scenario: AnyScenario, card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every criterion: its level (None = not judged), weight, competencies and facets."""
    by_id = scenario.on_card
    known = facets()
    out = []
    for one in card["criteria"]:
        criterion = by_id.get(one["id"])
        if criterion is None:
            continue
        named = [(slug, known.get((criterion.ref, slug), "")) for slug in criterion.competency]
        if criterion.facet:
            named[0] = (named[0][0], criterion.facet)
        out.append(
            {
                "id": one["id"],
                "level": one["level"],
                "weight": one["weight"],
                "skills": list(criterion.competency),
                "facets": [f"{slug}/{facet}" for slug, facet in named if facet],
            }
        )
    return out
