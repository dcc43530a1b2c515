"""Claims about forms handed in where somebody should speak."""

from __future__ import annotations

import pytest
from tests.content.shelf import scenario, unknowing

from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.filled import is_filled_form
from amtrainer.simulation.transplant import transplanted

PLAN = "I ring Selma now and listen.\nme\n13:20\nShe has waited for a day\nThe report can wait\nme\n14:00\nNobody needs it before noon today."
MAIL = "Ana Ruiz\n12 May\n\nDear Ana,\n\nThe parts leave on Friday, and you pay nothing.\n\nKind regards\nTom Hall\nAccount manager\nCareDesk"
LIST = "This is what we do for you:\n- the two gates\n- one new engineer\n- a free day\n- the printed codes\nWhich of them do you need first?"


def test_a_plan_of_the_day_put_in_as_one_text_is_a_filled_form() -> None:
    assert is_filled_form(PLAN)


@pytest.mark.parametrize("text", [MAIL, LIST])
def test_an_address_a_signature_and_a_list_with_marks_make_no_form(text: str) -> None:
    assert not is_filled_form(text)


def test_a_plan_of_another_day_in_the_names_of_a_talk_earns_nothing() -> None:
    talk, other = scenario("D04"), scenario("T02")
    text = transplanted(other.model_texts[0], other, talk)
    assert (capped(assessor_of(talk, unknowing()).assess(talk.read({"text": text}))) or 0) < 40


def inbox(other: str) -> int:
    own, source = scenario("T03"), scenario(other)
    text = source.model_texts[0] if other == "T03" else transplanted(source.model_texts[0], source, own)
    return capped(assessor_of(own, unknowing()).assess(own.read({"text": text}))) or 0


def test_a_plan_of_the_own_inbox_put_in_as_one_text_keeps_its_points() -> None:
    assert inbox("T03") >= 60


@pytest.mark.parametrize("other", ["R03", "T04", "D25"])
def test_what_was_written_for_another_case_earns_nothing_in_an_inbox_in_its_names(other: str) -> None:
    assert inbox(other) < 40
