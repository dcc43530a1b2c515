"""Two things in one thought, and form."""

from collections.abc import Callable
from typing import Any

import pytest

from amtrainer.scoring.evidence import Finding, Strength

Make = Callable[..., Any]
Find = Callable[..., Finding]


@pytest.fixture
def gap(make: Make) -> Any:
    return make(look_for="link", join=[["rival", "other offer"], ["calibration", "audit report"]])


@pytest.mark.parametrize(
    "text",
    [
        "The other offer leaves out calibration.",
        "The 372,000 has no audit reports.",
        "Look at the other offer. Calibration is not in it.",
        "Audit reports cost extra in the other offer.",
    ],
)
def test_both_things_in_one_thought_are_a_link(gap: Any, find: Find, text: str) -> None:
    assert find(gap, text).strength == Strength.FULL


@pytest.mark.parametrize(
    "text",
    [
        "The other offer is cheap.",
        "We calibrate every year. You know us. I see the other offer.",
        "I offer you calibration this spring and, if you like it, again in every other year.",
        "A good account manager would say that the other offer has no calibration.",
    ],
)
def test_things_apart_are_no_link(gap: Any, find: Find, text: str) -> None:
    assert not find(gap, text).marks


@pytest.mark.parametrize("text", ["He gave two names.", "The names can be given in six weeks."])
def test_a_phrase_of_one_word_and_a_person_needs_the_person(make: Make, find: Find, text: str) -> None:
    asked = make(look_for="link", join=[["give me", "this week"], ["names"]])
    assert find(asked, "Please give us both names.").marks and not find(asked, text).marks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We are on track for October with the start.", False),
        ("The start is not in October.", True),
        ("The start cannot be in October.", True),
        ("We won't start in October.", True),
    ],
)
def test_a_phrase_with_a_no_needs_the_no(make: Make, find: Find, text: str, found: bool) -> None:
    assert bool(find(make(look_for="link", join=[["start"], ["not in October"]]), text).marks) == found


def test_a_link_marks_the_words_of_both_things(gap: Any, find: Find) -> None:
    found = find(gap, "As I read it, the other offer leaves out calibration altogether.")
    assert [mark.quote for mark in found.marks] == ["other offer", "calibration"]


def test_two_turns_are_not_one_thought(gap: Any, find: Find) -> None:
    assert not find(gap, "I see the other offer.", "Calibration is with us.").marks


def test_a_length_that_fits_is_full(make: Make, find: Find) -> None:
    assert find(make(look_for="fit", max_words=5, min_words=2), "One two three.").strength == Strength.FULL


def test_what_is_too_long_or_too_short_says_by_how_much(make: Make, find: Find) -> None:
    assert find(make(look_for="fit", max_words=2), "One two three.").near[0].note == "3 words, at most 2"
    assert find(make(look_for="fit", min_words=9), "One two three.").near[0].note == "3 words, at least 9"


def test_each_turn_must_fit(make: Make, find: Find) -> None:
    short = make(look_for="fit", max_words=3)
    assert find(short, "One two.", "One two three.").marks and not find(short, "One two.", "One two three four.").marks


def test_many_questions_are_marked_where_they_stand(make: Make, find: Find) -> None:
    many = make(look_for="fit", min_questions=2)
    found = find(many, "Hello. Why? And who?")
    assert [mark.quote for mark in found.marks] == ["Why?", "And who?"]
    assert not find(many, "Why?").marks


@pytest.fixture
def news(make: Make) -> Any:
    return make(look_for="fit", first={"within_sentences": 2, "facts": ["contract", "renewal"]})


def test_what_comes_first_is_marked_at_its_figures(news: Any, find: Find) -> None:
    found = find(news, "Good morning, Mette. You pay 412,000 DKK. It renews on 1 July.")
    assert [mark.quote for mark in found.marks] == ["412,000 DKK", "1 July"]


def test_what_comes_late_is_not_first(news: Any, find: Find) -> None:
    assert not find(news, "We like you. You pay 412,000 DKK. More words. It renews on 1 July.").marks


def test_an_empty_answer_fits_nothing(make: Make, find: Find) -> None:
    assert not find(make(look_for="fit", max_words=5), "").marks
