"""Promises: who does what by when."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from amtrainer.scoring.evidence import Finding, Strength

Make = Callable[..., Any]
Find = Callable[..., Finding]


@pytest.fixture
def promise(make: Make) -> Any:
    return make(look_for="commitment", what=["send both versions", "put it in writing", "call you", "send the offer"])


@pytest.mark.parametrize(
    "text",
    [
        "I'll send both versions by Thursday noon.",
        "Shall I send both versions by Thursday?",
        "On Thursday I call you.",
        "I can put it in writing tomorrow.",
        "You'll have both versions on Thursday.",
        "4% against 24 months, on paper by Thursday.",
        "Thursday noon. I send both versions.",
        "We will call you within two hours.",
    ],
)
def test_who_what_and_when_are_a_promise(promise: Any, find: Find, text: str) -> None:
    assert find(promise, text).strength == Strength.FULL


def test_the_parts_carry_the_trainees_words(promise: Any, find: Find) -> None:
    mark = find(promise, "Fine. I will send both versions by Thursday.").marks[0]
    assert [(part.name, part.words) for part in mark.parts] == [
        ("who", "I"),
        ("what", "send both versions"),
        ("when", "Thursday"),
    ]
    assert mark.quote == "I will send both versions by Thursday"


@pytest.mark.parametrize("text", ["I will send both versions soon.", "I'll call you as soon as I know."])
def test_a_vague_time_is_no_time(promise: Any, find: Find, text: str) -> None:
    found = find(promise, text)
    assert found.strength == Strength.PARTIAL and "no time" in found.marks[0].note


@pytest.mark.parametrize(
    "text",
    [
        "I will not call you on Thursday.",
        "I cannot send both versions by Thursday.",
        "You will send both versions by Thursday.",
        "I called you on Thursday and had sent the offer.",
        "A good account manager would send the offer by Thursday.",
        "She calls you on Thursday.",
        "Our office is closed on Thursday.",
    ],
)
def test_what_is_denied_done_described_or_somebody_elses_is_no_promise(promise: Any, find: Find, text: str) -> None:
    assert not find(promise, text).at_least(Strength.PARTIAL)


def test_a_promise_later_than_wanted_stands_against_it(make: Make, find: Find) -> None:
    early = make(look_for="commitment", what=["call you"], by="2026-05-21")
    assert find(early, "I will call you on Thursday.").marks
    found = find(early, "I will call you on 29 May.")
    assert not found.marks and found.against[0].note == "later than 2026-05-21"


def test_only_the_needed_parts_are_needed(make: Make, find: Find) -> None:
    two = make(look_for="commitment", what=["call you"], needs=["who", "what"])
    assert find(two, "I will call you.").strength == Strength.FULL


def test_others_may_be_meant_by_name(make: Make, find: Find) -> None:
    priya = make(look_for="commitment", who=["Priya"], what=["send the report"])
    assert find(priya, "Priya sends the report by 10:30.").strength == Strength.FULL
    assert not find(priya, "I send the report by 10:30.").marks


def test_a_day_gone_by_is_no_time(promise: Any, find: Find) -> None:
    assert find(promise, "Since 27 February I will call you.").strength == Strength.PARTIAL


def test_a_latest_time_that_is_none_is_refused(make: Make) -> None:
    with pytest.raises(ValidationError, match="no day or time"):
        make(look_for="commitment", what=["call you"], by="soon")
