"""Claims about answers from a file: every form is read, every mistake is said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.scoring.batch import BadAnswer, id_of, work_of

MAILS = {"A": "The board is frozen.", "B": "CALL ME."}


def test_a_text_is_one_turn_that_answers_the_opening() -> None:
    (passage,) = work_of({"id": "x", "text": "Good morning."}, "Hello?").passages
    assert (passage.turn, passage.answer.text, passage.heard) == (0, "Good morning.", "Hello?")


def test_turns_count_from_nought_and_may_be_empty() -> None:
    work = work_of({"id": "x", "turns": ["One.", "", "Three."]}, "Hello?")
    assert [(passage.turn, passage.answer.text) for passage in work.passages] == [(0, "One."), (1, ""), (2, "Three.")]


def test_the_lines_that_were_heard_can_be_given() -> None:
    work = work_of({"id": "x", "turns": ["One.", "Two."], "heard": ["Hello?", "And?"]})
    assert [passage.heard for passage in work.passages] == ["Hello?", "And?"]


def test_a_plan_keeps_its_order_its_fields_and_its_times() -> None:
    item = {
        "id": "x",
        "order": ["A", "B"],
        "items": {"A": {"action": "Acknowledge", "time": "08:42"}, "B": {"reason": "Loud"}},
        "messages": {"A": "We have it."},
        "undone": ["B"],
    }
    work = work_of(item, items=MAILS)
    assert (work.order, work.undone, work.times) == (("A", "B"), ("B",), {"A": "08:42"})
    assert {"A.action", "A.time", "B.reason", "messages.A"} <= {passage.field for passage in work.passages}
    message = next(passage for passage in work.passages if passage.field == "messages.A")
    assert (message.heard, message.about) == ("The board is frozen.", frozenset("A"))


def test_an_inbox_takes_prose_too() -> None:
    (passage,) = work_of({"id": "x", "text": "First A, then B."}, items=MAILS).passages
    assert passage.field is None


def test_labels_of_samples_are_passed_over() -> None:
    assert work_of({"id": "x", "kind": "best", "expect": ">= 85", "levels": {"a": 3}, "text": "Good."}).turns == 1


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("just words", "an answer is a mapping, not a text"),
        ({"id": "x"}, "text or turns is missing"),
        ({"id": "x", "text": "a", "turns": ["b"]}, "text and turns at once"),
        ({"id": "x", "text": ["a"]}, "text is a list, not a text"),
        ({"id": "x", "turns": "a"}, "turns is a list of texts"),
        ({"id": "x", "turns": []}, "turns is a list of texts"),
        ({"id": "x", "turns": ["a", {"b": 1}]}, "turn 2 is a mapping, not a text"),
        ({"id": "x", "txt": "a"}, "unknown key txt"),
        ({"id": "x", "order": ["A"]}, "unknown key order"),
        ({"id": "x", "text": "a" * 100_001}, "text has 100001 characters; at most 100000 are read"),
    ],
)
def test_a_mistake_in_a_talk_is_said(item: Any, says: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        work_of(item)
    assert caught.value.message == says
    assert caught.value.hint


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ({"order": "A"}, "order is a list of items"),
        ({"order": ["A", "Z"]}, "no item Z in this inbox"),
        ({"order": ["A", "A"]}, "order names A twice"),
        ({"items": {"Z": {}}}, "no item Z in this inbox"),
        ({"items": {"A": "now"}}, "A is a text, not a mapping"),
        ({"items": {"A": {"act": "x"}}}, "A has an unknown field act"),
        ({"messages": {"Q": "x"}}, "no item Q in this inbox"),
        ({"undone": ["A"], "text": "prose"}, "a plan and a text at once"),
    ],
)
def test_a_mistake_in_a_plan_is_said(plan: Any, says: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        work_of({"id": "x", **plan}, items=MAILS)
    assert caught.value.message == says


def test_an_answer_without_an_id_goes_by_its_place() -> None:
    assert [id_of({"id": "x"}, 0), id_of({"id": 7}, 0), id_of({}, 1), id_of("words", 2)] == [
        "x",
        "7",
        "answer 2",
        "answer 3",
    ]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "text", "turns", "order", "items", "messages", "undone", "A", "action"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(DATA, st.booleans())
def test_any_data_gives_work_or_a_clear_error(item: Any, inbox: bool) -> None:
    try:
        work = work_of(item, items=MAILS if inbox else None)
    except BadAnswer as error:
        assert error.message and error.hint
    else:
        assert work.turns >= 0
