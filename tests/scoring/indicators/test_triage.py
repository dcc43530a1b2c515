"""Orders and clocks of an inbox."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.evidence import Strength
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.work import Passage, Work

Make = Callable[..., Any]

ITEMS = (("A", ("Kestrel operations", "Kestrel")), ("B", ("Delgado",)), ("E", ("Amandla", "VAT")), ("G", ("support",)))


@pytest.fixture
def inbox(context: Context) -> Context:
    return replace(context, items=ITEMS)


def prose(text: str) -> Work:
    return Work((Passage(0, Answer(text)),))


def test_all_pairs_in_order_are_full(make: Make, inbox: Context) -> None:
    order = make(look_for="order", before={"A": ["E", "B"]}, first=["A"])
    assert order.find(Work((Passage(0, Answer("x")),), ("A", "E", "B")), inbox).strength == Strength.FULL


def test_half_of_the_pairs_are_partial_and_less_is_none(make: Make, inbox: Context) -> None:
    order = make(look_for="order", before={"A": ["E", "B"]})
    passages = (Passage(0, Answer("x")),)
    assert order.find(Work(passages, ("E", "A", "B")), inbox).strength == Strength.PARTIAL
    assert order.find(Work(passages, ("E", "B", "A")), inbox).strength == Strength.NONE


def test_pairs_that_are_equivalent_may_change_places(make: Make, inbox: Context) -> None:
    order = make(look_for="order", before={"A": ["B"], "E": ["B"]}, equivalent=[["E", "B"]])
    assert order.find(Work((Passage(0, Answer("x")),), ("A", "B", "E")), inbox).strength == Strength.FULL


def test_in_prose_the_first_mention_gives_the_rank_and_the_mark(make: Make, inbox: Context) -> None:
    order = make(look_for="order", before={"A": ["B"]})
    found = order.find(prose("First Kestrel, then Delgado; Kestrel again later."), inbox)
    assert [mark.quote for mark in found.marks] == ["Kestrel"]
    assert order.find(prose("First Delgado, then Kestrel."), inbox).strength == Strength.NONE


def test_an_item_that_is_not_ranked_comes_last(make: Make, inbox: Context) -> None:
    order = make(look_for="order", before={"A": ["B"]})
    assert order.find(prose("Only Kestrel."), inbox).strength == Strength.FULL
    assert order.find(prose("Only Delgado."), inbox).strength == Strength.NONE


def test_a_single_letter_counts_only_as_a_label(make: Make, inbox: Context) -> None:
    order = make(look_for="order", before={"A": ["B"]})
    assert order.find(prose("A: call. B: wait."), inbox).strength == Strength.FULL
    assert order.find(prose("A good day. Delgado first, then item A."), inbox).strength == Strength.NONE


@pytest.mark.parametrize(
    ("when", "strength"), [("09:04", Strength.FULL), ("09:05", Strength.FULL), ("09:06", Strength.NONE)]
)
def test_a_clock_is_kept_up_to_its_minute(make: Make, inbox: Context, when: str, strength: Strength) -> None:
    clock = make(look_for="clock", item="A", by="09:05")
    work = Work((Passage(0, Answer("I call them"), field="A.action", about=frozenset("A")),), times={"A": when})
    assert clock.find(work, inbox).strength == strength


def test_a_clock_for_a_message_wants_a_message(make: Make, inbox: Context) -> None:
    clock = make(look_for="clock", item="A", by="09:05", act="message")
    plan = Passage(0, Answer("I call them"), field="A.action", about=frozenset("A"))
    mail = Passage(0, Answer("We have your freeze"), field="messages.A", about=frozenset("A"))
    assert not clock.find(Work((plan,), times={"A": "08:45"}), inbox).marks
    assert clock.find(Work((plan, mail), times={"A": "08:45"}), inbox).marks[0].place.field == "messages.A"


@pytest.mark.parametrize("text", ["08:42 Kestrel: I have your freeze.", "08:42 'I have your freeze' to Kestrel."])
def test_in_prose_the_time_of_the_act_counts(make: Make, inbox: Context, text: str) -> None:
    assert make(look_for="clock", item="A", by="09:05").find(prose(text), inbox).marks


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel: 'Raj leads, I call 09:00.'",
        "I call Kestrel back by 09:00.",
        "Kestrel is frozen since 06:40.",
        "Delgado 08:50, Kestrel in the afternoon.",
    ],
)
def test_a_promised_quoted_or_foreign_time_is_not_the_time_of_the_act(make: Make, inbox: Context, text: str) -> None:
    assert not make(look_for="clock", item="A", by="09:05").find(prose(text), inbox).marks


def test_an_item_restricts_where_an_indicator_looks(make: Make, inbox: Context) -> None:
    about_delgado = make(look_for="phrase", item="B", any_of=["call"])
    assert not about_delgado.find(prose("Kestrel: I call them. Delgado gets a mail."), inbox).marks
    assert about_delgado.find(prose("Kestrel gets a mail. Delgado: I call him."), inbox).marks


@pytest.mark.parametrize("text", ["Delgado can wait.", "Delgado: later today, not now.", "I skip Delgado."])
def test_what_is_put_off_in_words_is_undone(make: Make, inbox: Context, text: str) -> None:
    assert make(look_for="undone", items=["B"]).find(prose(text), inbox).strength == Strength.FULL


def test_what_stands_in_the_list_is_undone_and_what_is_done_is_not(make: Make, inbox: Context) -> None:
    undone = make(look_for="undone", items=["B", "E"], need="all")
    listed = Work((Passage(0, Answer("Kestrel first.")),), undone=("B", "E"))
    assert undone.find(listed, inbox).strength == Strength.FULL
    assert not make(look_for="undone", items=["B"]).find(prose("I call Delgado at once."), inbox).marks
