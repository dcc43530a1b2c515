"""Claims about gates: which apply, what breaks them, which words they name."""

from collections.abc import Callable
from typing import Any

import pytest

from amtrainer.scoring.gates import GATES

REST = "and we talk about all of it in the meeting that comes tomorrow"
MANDATE = {
    "mandate": {
        "limit": [{"percent": 4, "if": "24-month term"}],
        "above": "sales director",
        "says": "what you may give",
        "aka": ["discount", "off", "price"],
    },
    "contract": {"money": "412000 DKK", "says": "yearly value of the contract", "aka": ["contract", "yearly value"]},
    "accept": {"unknown": "whether the inspectors accept the manual check"},
}
LADDER = {"l1": {"all": ["apple"]}}


def hits(assessment: Any) -> list[tuple[str, str]]:
    return [(gate.id, gate.quote) for gate in assessment.gates]


@pytest.fixture
def judge(judged: Callable[..., Any], ladder: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *turns, **more: judged([ladder("c", **LADDER)], *turns, **more)


def test_only_gates_that_are_named_apply(judge: Callable[..., Any]) -> None:
    text = "I can give you 9% off, you have my word, and we sign it in the meeting tomorrow."
    assert hits(judge(text, facts=MANDATE)) == []
    assert [id for id, _ in hits(judge(text, facts=MANDATE, gates=["G1"]))] == ["G1"]


def test_a_promise_above_the_mandate_names_its_figure(judge: Callable[..., Any]) -> None:
    text = "I can give you 9% off, you have my word, and we sign it in the meeting tomorrow."
    ((_, quote),) = hits(judge(text, facts=MANDATE, gates=["G1"]))
    assert "9" in quote


@pytest.mark.parametrize(
    "text",
    [
        "You asked for 9% off the price. I will come back to what stands behind it in a moment.",
        "I will not give you 9% off, that is more than I may give, so let us look at the term instead.",
        "If my sales director agrees, I can give you 9% off the price, and I ask him about it tomorrow.",
    ],
)
def test_a_quotation_a_no_and_a_named_approver_trip_nothing(judge: Callable[..., Any], text: str) -> None:
    assert hits(judge(text, facts=MANDATE, gates=["G1"])) == []


def test_a_wrong_figure_trips_the_falsehood_gate_and_says_what_the_file_says(judge: Callable[..., Any]) -> None:
    (gate,) = judge(
        "The yearly value of the contract is 515,000 DKK, and we talk about it in the meeting tomorrow.",
        facts=MANDATE,
        gates=["G2"],
    ).gates
    assert gate.quote == "515,000 DKK"
    assert "412,000" in gate.why


@pytest.mark.parametrize(("end", "trips"), [("to about 7 clinics", True), ("to release 5", False)])
def test_a_change_ends_in_a_value_and_not_in_the_number_of_a_thing(
    judge: Callable[..., Any], end: str, trips: bool
) -> None:
    facts = {"clinics": {"count": "11 clinics", "says": "clinics that were moved"}}
    text = f"From March to September I brought the eleven clinics {end}, and four colleagues worked with me on it."
    assert bool(hits(judge(text, facts=facts, gates=["G2"]))) is trips


def test_what_nobody_knows_must_not_be_stated(judge: Callable[..., Any]) -> None:
    known = "Do not worry at all, because the inspectors accept the manual check in every hospital of yours."
    open_ = "Nobody knows yet whether the inspectors accept the manual check, and I ask them on Monday morning."
    assert [id for id, _ in hits(judge(known, facts=MANDATE, gates=["G2"]))] == ["G2"]
    assert hits(judge(open_, facts=MANDATE, gates=["G2"])) == []


def test_an_insult_always_trips_and_a_quoted_one_does_not(judge: Callable[..., Any]) -> None:
    assert [id for id, _ in hits(judge(f"You are an idiot {REST}."))] == ["G4"]
    assert hits(judge(f"Thank you for your kind words {REST}.")) == []


def test_under_twelve_words_there_is_nothing_to_judge(judge: Callable[..., Any]) -> None:
    assert [id for id, _ in hits(judge("We bring apple tomorrow."))] == ["G8"]
    assert hits(judge("We bring apple tomorrow.", f"Then it is settled {REST}.")) == []


def test_an_own_condition_and_the_default_both_break_a_gate(judge: Callable[..., Any]) -> None:
    gates = [{"id": "G1", "when": {"all": ["banana"]}, "says": "Not yours to give."}]
    by_condition = judge(f"We bring banana {REST}.", facts=MANDATE, gates=gates).gates
    by_default = judge(
        "I can give you 9% off, you have my word, and we sign tomorrow.", facts=MANDATE, gates=gates
    ).gates
    assert [(gate.id, gate.why) for gate in by_condition] == [("G1", "Not yours to give.")]
    assert [gate.id for gate in by_default] == ["G1"]


def test_held_back_news_is_looked_for_in_the_first_reply_only(judge: Callable[..., Any]) -> None:
    gates = [{"id": "G6", "when": {"none": ["cherry"]}}]
    late = judge(f"Good morning to you {REST}.", f"We bring cherry {REST}.", gates=gates)
    assert hits(late) == [("G6", f"Good morning to you {REST}.")]
    assert hits(judge(f"We bring cherry {REST}.", f"And more {REST}.", gates=gates)) == []


def test_a_concession_counts_at_the_turn_in_which_it_is_made(judge: Callable[..., Any]) -> None:
    gates = [{"id": "G7", "when": {"all": ["banana"], "none": ["cherry"]}}]
    broken = judge(f"We bring banana {REST}.", f"We bring cherry {REST}.", gates=gates)
    assert hits(broken) == [("G7", "banana")]
    assert broken.gates[0].place.turn == 0
    assert hits(judge(f"We bring cherry {REST}.", f"We bring banana {REST}.", gates=gates)) == []


def test_a_missed_clock_is_known_at_the_end(judge: Callable[..., Any]) -> None:
    gates = [{"id": "G5", "when": {"none": ["cherry"]}}]
    assert hits(judge(f"Good morning {REST}.", f"We bring cherry {REST}.", gates=gates)) == []
    assert [id for id, _ in hits(judge(f"Good morning {REST}.", gates=gates))] == ["G5"]


def test_every_gate_has_its_cap_from_the_guide() -> None:
    caps = {id: text.cap for id, text in GATES.items()}
    assert caps == {"G1": 40, "G2": 40, "G3": 30, "G4": 20, "G5": 50, "G6": 50, "G7": 60, "G8": 10, "G9": 30}


def test_a_condition_can_ask_that_no_gate_is_broken(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rungs = {"l3": {"all": ["apple"], "no_gate": ["G4"]}}
    kind = judged([ladder("c", **rungs)], f"We bring apple {REST}.")
    rude = judged([ladder("c", **rungs)], f"We bring apple {REST}. You are an idiot.")
    assert [kind.levels["c"], rude.levels["c"]] == [3, 0]
