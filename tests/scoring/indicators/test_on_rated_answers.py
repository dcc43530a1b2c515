"""Kinds of indicators against raters: answers that their authors never saw, and the levels two raters gave.

The reader of meanings is the lexical one, with examples written for this test. A floor, not a record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.work import Passage, Work

CORPUS = Path(__file__).parents[3] / "bench" / "scoring" / "corpus"
HOSPITAL = Facts.model_validate(
    {
        "old": {"date": "2026-10-05", "says": "the go-live that was agreed", "aka": ["go-live", "live", "start"]},
        "new": {"date": "2026-11-09", "says": "the go-live that is safe", "aka": ["go-live", "live", "new date"]},
        "tests": {"ratio": "37 of 1200", "says": "test prescriptions with a wrong dose unit"},
        "share": {"percent": "0.5", "says": "penalty for each week", "aka": ["penalty", "a week", "weekly"]},
        "amount": {"money": "9200 MYR", "says": "penalty for each week", "aka": ["penalty", "a week"]},
    }
)
DRIVER = {
    "look_for": "question",
    "about": [
        "what drives the eight percent",
        "where does the 8% come from",
        "is it this contract that must drop or a total you must report",
        "who set the target, and for what date",
        "what is the reason for the eight percent",
        "what lies behind the target, and who approves it",
        "is it your budget or an order from above",
    ],
    "unlike": ["does the offer include calibration", "is there anything else I can do", "would you sign for 24 months"],
}
LACKS = {
    "look_for": "meaning",
    "like": [
        "The 372,000 does not include calibration or audit reports.",
        "Their price leaves out calibration and the reports for the auditors.",
        "The other offer comes without calibration and without audit reports.",
        "There is no calibration and no audit report inside their offer.",
    ],
    "unlike": ["Our offer includes calibration.", "They are cheap for a reason.", "The other offer is lower."],
}
STEP = {
    "look_for": "commitment",
    "what": ["send both versions", "put it in writing", "call you", "come by", "bring it", "send it"],
}


@cache
def rated(scenario: str) -> tuple[tuple[str, str, dict[str, float]], ...]:
    """Text, opener and mean levels of every answer to a scenario."""
    answers = yaml.safe_load((CORPUS / "answers.yaml").read_text("utf-8"))
    openers = {row["id"]: row["opening"] for row in yaml.safe_load((CORPUS / "openers.yaml").read_text("utf-8"))}
    ratings = [json.loads(line) for line in (CORPUS / "ratings.jsonl").read_text("utf-8").splitlines()]
    levels: dict[str, dict[str, list[int]]] = {}
    for row in ratings:
        for criterion, level in row["levels"].items():
            levels.setdefault(row["id"], {}).setdefault(criterion, []).append(level)
    mine = [answer for answer in answers if answer["scenario"] == scenario]
    return tuple(
        (
            answer["text"],
            openers[scenario],
            {name: sum(given) / len(given) for name, given in levels[answer["id"]].items()},
        )
        for answer in mine
    )


def agreement(
    find: Callable[[Work], Finding], scenario: str, criterion: str, level: float, strength: Strength
) -> float:
    """How often the indicator is found exactly where the raters see the level."""
    rows = rated(scenario)
    same = sum(
        (find(Work((Passage(0, Answer(text), opener),))).strength >= strength) == (levels[criterion] >= level)
        for text, opener, levels in rows
    )
    return same / len(rows)


@pytest.fixture
def hospital(context: Context) -> Iterator[Context]:
    yield replace(context, facts=HOSPITAL, today=date(2026, 8, 25))


@pytest.mark.parametrize(
    ("fields", "criterion", "level", "strength", "floor"),
    [
        ({"look_for": "limit", "of": "mandate", "find": "within"}, "D01-4", 2.5, Strength.FULL, 0.9),
        ({"look_for": "limit", "of": "mandate", "find": "within"}, "D01-4", 2, Strength.PARTIAL, 0.9),
        ({"look_for": "fact", "facts": ["load"]}, "D01-3", 2.5, Strength.FULL, 0.95),
        (STEP, "D01-6", 2.5, Strength.FULL, 0.85),
        (DRIVER, "D01-2", 2.5, Strength.FULL, 0.7),
        (LACKS, "D01-5", 2, Strength.PARTIAL, 0.75),
    ],
)
def test_kinds_agree_with_the_raters_of_a_price_talk(
    make: Callable[..., Any],
    context: Context,
    fields: dict[str, Any],
    criterion: str,
    level: float,
    strength: Strength,
    floor: float,
) -> None:
    indicator = make(**fields)
    assert agreement(lambda work: indicator.find(work, context), "D01", criterion, level, strength) >= floor


@pytest.mark.parametrize(
    ("fields", "criterion", "level", "strength", "floor"),
    [
        ({"look_for": "fact", "facts": ["share", "amount"]}, "D03-5", 2.5, Strength.FULL, 0.95),
        ({"look_for": "fact", "facts": ["old", "new"], "need": "all"}, "D03-1", 2.5, Strength.FULL, 0.8),
    ],
)
def test_kinds_agree_with_the_raters_of_bad_news(
    make: Callable[..., Any],
    hospital: Context,
    fields: dict[str, Any],
    criterion: str,
    level: float,
    strength: Strength,
    floor: float,
) -> None:
    indicator = make(**fields)
    assert agreement(lambda work: indicator.find(work, hospital), "D03", criterion, level, strength) >= floor


def test_nothing_promised_above_the_mandate_goes_unseen_and_nobody_is_accused(
    make: Callable[..., Any], context: Context
) -> None:
    above = make(look_for="limit", of="mandate", find="above")
    accused = [
        text[:40]
        for text, opener, _ in rated("D01")
        if above.find(Work((Passage(0, Answer(text), opener),)), context).marks
    ]
    assert accused == ["So it's 8% on 412,000 or a tender, with "]
