"""What the tests of the reading room share: one scenario's dossier, and short ways to ask an indicator about a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.indicators import AnyIndicator
from amtrainer.scoring.lexicon import lexicon_of
from amtrainer.scoring.meaning_lexical import LexicalMeaning
from amtrainer.scoring.work import Passage, Work

TODAY = date(2026, 5, 19)
HEARD = (
    "Good morning. I need eight percent off, otherwise the contract goes out to tender. "
    "I have an offer at 372,000 on my desk."
)
FACTS = Facts.model_validate(
    {
        "demand": {"percent": 8, "says": "what she asks for", "aka": ["price cut", "target"]},
        "contract": {"money": "412000 DKK", "says": "yearly value"},
        "renewal": {"date": "2026-07-01", "says": "the contract renews"},
        "sensors": {"count": "318 sensors", "says": "sensors installed"},
        "active": {"percent": 94, "says": "share of active sensors"},
        "load": {"money": "1900000 DKK", "says": "worth of the vaccine load saved", "aka": ["vaccine", "alarm"]},
        "rival": {"money": "372000 DKK", "says": "the other offer"},
        "rival-scope": {"text": "no calibration", "aka": ["no audit reports", "without calibration"]},
        "term": {"duration": "24 months", "says": "longer term"},
        "tests": {"ratio": "37 of 1200", "says": "test prescriptions with a wrong dose unit"},
        "closes": {"time": "11:00", "says": "finance closes"},
        "rough": {"money": "50000 EUR", "says": "saving a year", "tolerance": "10%"},
        "mandate": {
            "limit": [{"percent": 4, "if": "24-month term"}, {"percent": 5, "if": "yearly prepayment"}],
            "above": "sales director",
            "says": "what you may give",
        },
        "go-live": {
            "limit": [{"date": "not before 2026-11-09"}],
            "says": "earliest full go-live",
            "aka": ["go-live", "live", "ready"],
        },
        "pilot": {"text": "read-only view in two hospitals on 5 October", "aka": ["read-only", "outpatient view"]},
        "unknown": {"unknown": "whether the inspectors accept the manual check"},
    }
)
LEXICON = lexicon_of(
    ["calibration audit reports prepayment tender percent contract drives demand vaccine prescriptions"],
    ["Mette Kjær", "Faridah Hassan"],
)
CONTEXT = Context(FACTS, TODAY, LexicalMeaning(), lexicon=LEXICON)
_KINDS: TypeAdapter[Any] = TypeAdapter(AnyIndicator)


def work(*turns: str, heard: str = HEARD) -> Work:
    return Work(tuple(Passage(turn, Answer(text), heard) for turn, text in enumerate(turns)))


def _find(indicator: Any, *turns: str, heard: str = HEARD, context: Context = CONTEXT) -> Finding:
    handed_in = work(*turns, heard=heard)
    found: Finding = indicator.find(handed_in, context)
    for mark in (*found.marks, *found.near, *found.against):
        assert mark.quote == turns[mark.place.turn][mark.place.start : mark.place.end]
    return found


@pytest.fixture
def make() -> Callable[..., Any]:
    """An indicator from an author's fields."""
    return lambda **fields: _KINDS.validate_python({"id": "it", **fields})


@pytest.fixture
def find() -> Callable[..., Finding]:
    """What an indicator finds in a talk; every mark is checked to quote the words at its place."""
    return _find


@pytest.fixture
def context() -> Context:
    return CONTEXT
