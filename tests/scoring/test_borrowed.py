"""Claims about sentences taken from the model answer to another exercise."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.content.shelf import FILES, model, scenario

from amtrainer.authoring.sources import good_answers
from amtrainer.models.weights import open_borrowed
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.borrowed import Sources, borrowed, prints
from amtrainer.scoring.explain import capped
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.passages import units
from amtrainer.scoring.work import Work
from amtrainer.simulation.transplant import transplanted

STRANGERS = [("D08", "D14"), ("T04", "T01"), ("W04", "D01"), ("R03", "D13"), ("I01", "W03"), ("D16", "I06")]


@cache
def sources() -> Sources:
    return open_borrowed()[0]


def read(number: str, text: str) -> Work:
    return scenario(number).read(scenario(number).as_answer(text))


def taken(number: str, text: str, own: tuple[str, ...] = ()) -> list[str]:
    """The sentences of an answer to this exercise that are borrowed."""
    one = scenario(number)
    rows = units(read(number, text), Context(one.facts, one.today, None))  # type: ignore[arg-type]
    return [unit.answer.quote(unit.span) for unit in borrowed(rows, sources(), one.id, own)]


def dressed(number: str, other: str) -> str:
    return transplanted(scenario(other).model_texts[0], scenario(other), scenario(number))


@pytest.mark.parametrize(("number", "other"), STRANGERS)
def test_a_model_answer_of_another_exercise_is_known_whatever_names_and_figures_stand_in_it(
    number: str, other: str
) -> None:
    assert len(taken(number, dressed(number, other))) >= 2


def test_borrowed_sentences_earn_nothing_and_are_an_attempt() -> None:
    found = assessor_of(scenario("D08"), model()).assess(read("D08", dressed("D08", "D14")))
    assert (capped(found) or 0) < 40
    assert {"borrowed"} <= {flag.id for flag in found.flags}
    assert "G8" not in {gate.id for gate in found.gates}


@given(
    name=st.sampled_from(("Mette", "Nordhavn", "Akhmetov", "Zyx")),
    figure=st.sampled_from(("8%", "412,000 DKK", "two weeks", "Friday 28 May", "1.2 million", "24 months")),
)
def test_names_and_figures_leave_the_prints_of_a_sentence_alone(name: str, figure: str) -> None:
    form = "{}, before I say anything about the {} I would like to understand what stands behind it."
    assert [*prints(form.format(name, figure))] == [*prints(form.format("Timur", "14%"))] != []


def test_one_sentence_learned_by_heart_from_another_model_answer_stays() -> None:
    sentence = taken("D08", dressed("D08", "D14"))[0]
    assert (
        taken("D08", f"{sentence} That is for you to say. What else do you need from me before you can decide on it?")
        == []
    )


@pytest.mark.parametrize("number", ["D08", "T04", "W04", "R03", "K01"])
def test_an_exercise_borrows_nothing_from_itself(number: str) -> None:
    assert taken(number, scenario(number).model_texts[0]) == []


def test_an_interview_borrows_nothing_from_another_one_since_they_ask_alike() -> None:
    assert taken("I06", scenario("I01").model_texts[2]) == []


def test_what_an_author_wrote_himself_as_a_model_is_his_own_whatever_stands_in_others() -> None:
    text = scenario("D14").model_texts[0]
    assert taken("D08", text) != []
    assert taken("D08", text, own=(text,)) == []


def test_the_table_is_that_of_the_exercises_that_ship() -> None:
    """If it fails: python training/pack_borrowed.py."""
    every = [scenario(number) for number in FILES]
    owned = {one.id: {each for text in good_answers(one) for each in prints(text)} for one in every}
    assert set(sources().ids) == set(owned)
    for place, id in enumerate(sources().ids):
        others = frozenset[int]().union(*(rows for other, rows in owned.items() if other != id))
        missing = {one for one in owned[id] if place not in sources().owners.get(one, ())}
        assert missing <= others, id
