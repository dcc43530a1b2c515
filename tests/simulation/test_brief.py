"""Claims about a written piece: it is sent once, its length is asked for, and its reader answers. Live and through JSON."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.simulation.conftest import Through

from amtrainer.content.library import Library
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.brief import Brief
from amtrainer.simulation.session import Answered, ClientSpoke, Ended, Event

HIDDEN = "Please find the contract attached. You pay 210,000 EUR a year. May I have 20 minutes on Wednesday?"


@pytest.fixture(scope="module")
def piece() -> Brief:
    scenario = Library().scenario("w02-five-lines-to-the-cfo")
    assert isinstance(scenario, Brief)
    return scenario


def sent(piece: Brief, text: str, model: MiniLM, through: Through) -> tuple[Event, ...]:
    events = through(piece.open(0, "practice", "hash", "scorer"))
    act = Answered(text)
    return through((*events, act, *piece.respond(piece.fold(events), act, model)))


def reader(events: Sequence[Event]) -> ClientSpoke:
    return [event for event in events if isinstance(event, ClientSpoke)][-1]


def test_the_task_says_how_long_the_text_may_be(piece: Brief) -> None:
    prompt = piece.prompt(piece.fold(piece.open(0, "practice", "", "")))
    assert prompt is not None and prompt.where == "at most 120 words" and prompt.speaker == ""


def test_a_text_is_sent_once(piece: Brief, meaning: MiniLM, through: Through) -> None:
    events = sent(piece, HIDDEN, meaning, through)
    assert events[-1] == Ended("complete")
    assert piece.prompt(piece.fold(events)) is None


def test_a_clause_left_out_costs_trust(piece: Brief, meaning: MiniLM, through: Through) -> None:
    moves = reader(sent(piece, HIDDEN, meaning, through)).moves
    assert [(move.name, move.after - move.before) for move in moves] == [("trust", -3)]


def test_a_clear_text_wins_a_time(piece: Brief, meaning: MiniLM, through: Through) -> None:
    assert piece.model_answer is not None and piece.model_answer.text is not None
    said = reader(sent(piece, piece.model_answer.text, meaning, through))
    assert "Wednesday 09:00" in said.text and said.moves[0].after > said.moves[0].before


def test_a_text_over_the_limit_can_be_sent_and_loses_the_marks_for_length(piece: Brief, meaning: MiniLM) -> None:
    assert piece.model_answer is not None and piece.model_answer.text is not None
    long = (
        piece.model_answer.text
        + " The system is used by the front office, and by the back office too, as it was before." * 8
    )
    levels = {one.ref: one.level for one in score(piece, piece.read({"id": "x", "text": long}), meaning).criteria}
    assert levels["W02-5"] is not None and levels["W02-5"] < 3


def test_a_report_that_speaks_to_nobody_is_judged(meaning: MiniLM) -> None:
    report = Library().scenario("w03-monthly-report-and-forecast")
    text = (
        "Q1 likely 412, low 390, high 440. Two renewals decide. Growth was 8% in 2026. Gross retention 94%, net retention 102.4%. "
        "Recommendation: five days of a field engineer at Brenner before 29 January."
    )
    card = score(report, report.read({"id": "x", "text": text}), meaning)
    total, gates = card.total, card.gates
    assert total is not None and total >= 60 and gates == ()
