"""What somebody types finds exercises: two letters of a skill, a kind or a difficulty are enough."""

from __future__ import annotations

import pytest

from amtrainer.content.finding import found
from amtrainer.content.head import Head

HEADS = (
    Head(
        "d01-tender", "d01", "dialogue", "A tender", "objections", "Mette Kjær", "A hand-over.", ("negotiation",), 3, 10
    ),
    Head("d03-late", "d03", "dialogue", "Weeks late", "bad-news", "Dr Hassan", "She knows it.", ("recovery",), 5, 12),
    Head(
        "k01-roles", "k01", "knowledge", "Roles", "knowledge", "Examiner", "During the first year.", ("growth",), 1, 15
    ),
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("kn", "k01"), ("re", "d03"), ("ha", "d03"), ("12", "d03"), ("du", "d03"), ("met", "d01"), ("news", "d03")],
)
def test_three_keys_bring_what_is_meant_to_the_top(typed: str, first: str) -> None:
    assert found(HEADS, typed, {"d03-late"})[0].number == first


def test_every_word_must_be_there() -> None:
    assert [head.number for head in found(HEADS, "dialogue hard")] == ["d03"]


def test_without_words_all_stand_in_their_order() -> None:
    assert found(HEADS, " ") == list(HEADS)
