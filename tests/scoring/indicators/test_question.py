"""Real questions."""

from collections.abc import Callable
from typing import Any

import pytest

from amtrainer.scoring.evidence import Finding, Strength

Make = Callable[..., Any]
Find = Callable[..., Finding]


@pytest.fixture
def driver(make: Make) -> Any:
    return make(
        look_for="question",
        says="asks what drives the 8%",
        about=[
            "what drives the eight percent",
            "where does the 8% come from",
            "is it this contract or a total you must report",
            "who set the target and by what date",
            "what is the reason for the eight percent",
        ],
        unlike=["would you sign for 24 months", "how are you today", "shall I send it by Thursday"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "What drives the eight percent?",
        "Where does this 8% come from?",
        "Before I talk numbers: is it this contract, or a total that you report?",
        "What is reason for 8?",
        "Please tell me what drives the eight percent.",
        "I'd like to understand what drives the 8%.",
        "May I ask where the eight percent comes from",
    ],
)
def test_asking_about_it_in_any_form_is_full(driver: Any, find: Find, text: str) -> None:
    assert find(driver, text).strength == Strength.FULL


@pytest.mark.parametrize("text", ["How are you today?", "Did you get the invitation for the summer party?"])
def test_any_other_question_is_a_trace(driver: Any, find: Find, text: str) -> None:
    assert find(driver, text).strength == Strength.TRACE


@pytest.mark.parametrize(
    "text",
    [
        "There is no point in asking what drives the eight percent.",
        "You asked me what drives the eight percent.",
        "I would ask the client what drives the eight percent.",
        "Eight percent, that is the target, isn't it?",
        "So, eight percent, deal?",
        "Do you really want to know what drives the eight percent?",
        "I ask myself what drives the eight percent.",
        "I listen to you. Then I ask what drives the eight percent.",
    ],
)
def test_a_denied_reported_described_or_rhetorical_question_is_none(driver: Any, find: Find, text: str) -> None:
    assert not find(driver, text).marks


def test_a_statement_about_the_same_thing_is_no_question(driver: Any, find: Find) -> None:
    assert not find(driver, "The eight percent comes from your target for this contract.").marks


def test_the_clients_own_question_earns_nothing(driver: Any, find: Find) -> None:
    found = find(driver, "What drives the eight percent?", heard="Well. What drives the eight percent?")
    assert not found.marks and found.near[0].note == "the client's own words"


def test_the_mark_holds_the_asking_words_only(driver: Any, find: Find) -> None:
    found = find(driver, "Thank you for your time; what drives the eight percent?")
    assert found.marks[0].quote == "what drives the eight percent"
