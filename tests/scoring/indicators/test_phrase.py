"""Fixed wordings."""

from collections.abc import Callable
from typing import Any

import pytest

from amtrainer.scoring.evidence import Finding, Strength

Make = Callable[..., Any]
Find = Callable[..., Finding]


def phrase(make: Make, *any_of: str, unless: tuple[str, ...] = ()) -> Any:
    return make(look_for="phrase", any_of=list(any_of), unless=list(unless))


def test_words_in_a_row_are_found_at_their_place(make: Make, find: Find) -> None:
    found = find(phrase(make, "speaks for itself"), "Our quality speaks for itself, Mette.")
    assert [mark.quote for mark in found.marks] == ["speaks for itself"]


@pytest.mark.parametrize("text", ["our quality", "our good quality", "our really very good quality"])
def test_a_star_stands_for_up_to_three_words(make: Make, find: Find, text: str) -> None:
    assert find(phrase(make, "our * quality"), f"You know {text}.").strength == Strength.FULL


def test_a_star_does_not_stand_for_four_words(make: Make, find: Find) -> None:
    assert not find(phrase(make, "our * quality"), "You know our really very extremely good quality.").marks


def test_a_star_at_a_word_stands_for_any_ending(make: Make, find: Find) -> None:
    assert find(phrase(make, "guarant*"), "That is guaranteed.").marks


def test_other_forms_of_a_word_are_found(make: Make, find: Find) -> None:
    assert find(phrase(make, "promise delivery"), "We promised delivery.").marks


@pytest.mark.parametrize(
    "text", ["I will not guarantee it.", "You said 'guarantee'.", "I would use LAER to guarantee it."]
)
def test_denied_quoted_or_described_words_only_come_near(make: Make, find: Find, text: str) -> None:
    found = find(phrase(make, "guarantee"), text)
    assert not found.marks and found.near[0].note


def test_words_that_make_it_something_else_excuse_it(make: Make, find: Find) -> None:
    assert not find(phrase(make, "guarantee", unless=("cap",)), "The guarantee has a cap.").marks


def test_a_phrase_does_not_run_over_the_end_of_a_sentence(make: Make, find: Find) -> None:
    assert not find(phrase(make, "good quality"), "That is good. Quality counts.").marks


def test_a_line_break_between_the_words_changes_nothing(make: Make, find: Find) -> None:
    assert find(phrase(make, "good quality"), "That is good\nquality.").marks
