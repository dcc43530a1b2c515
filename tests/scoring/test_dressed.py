"""Claims about answers to another case in the names and figures of this one."""

from __future__ import annotations

import pytest
from tests.content.shelf import scenario, unknowing

from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.simulation.transplant import transplanted


def total(number: str, item: dict[str, object]) -> int:
    talk = scenario(number)
    return capped(assessor_of(talk, unknowing()).assess(talk.read(item))) or 0


@pytest.mark.parametrize(("number", "other"), [("D02", "D13"), ("D04", "D01"), ("D25", "D02"), ("D05", "W04")])
def test_names_and_figures_of_this_case_make_no_answer_of_one_to_another(number: str, other: str) -> None:
    (text,) = scenario(other).model_texts
    assert total(number, {"text": transplanted(text, scenario(other), scenario(number))}) < 40


def test_the_model_answer_of_the_case_keeps_its_points() -> None:
    sample = scenario("D04").model_answer
    assert sample is not None
    assert total("D04", sample.item()) >= 85


def test_telling_what_one_says_to_somebody_is_no_talk() -> None:
    text = scenario("I06").model_texts[0]
    assert "I say: Timur" in text
    assert total("D16", {"text": text}) < 40


def test_an_answer_in_borrowed_clothes_is_an_attempt_though_it_earns_nothing() -> None:
    text = transplanted(scenario("D13").model_texts[0], scenario("D13"), scenario("D02"))
    talk = scenario("D02")
    found = assessor_of(talk, unknowing()).assess(talk.read({"text": text}))
    assert any(flag.id == "elsewhere" for flag in found.flags)
    assert "G8" not in {gate.id for gate in found.gates}
