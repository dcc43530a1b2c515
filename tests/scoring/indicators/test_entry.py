"""Claims about values in the fields of a form."""

from __future__ import annotations

from datetime import date

import pytest

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.indicators.entry import Entry, same
from amtrainer.scoring.meaning_lexical import LexicalMeaning
from amtrainer.scoring.work import ENTERED, STANDING, Passage, Work

TODAY = date(2026, 7, 21)
STAGE = {"deal.stage": ("discovery",)}


def found(right: dict[str, tuple[str, ...]], values: dict[str, str], *, part: str = ENTERED, **more: object) -> Finding:
    entry = Entry.model_validate({"id": "x", "look_for": "entry", "right": right, **more})
    passages = tuple(Passage(0, Answer(text), "", name, frozenset((name,)), part) for name, text in values.items())
    return entry.find(Work(passages), Context(Facts(), TODAY, LexicalMeaning()))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Tue 28 Jul", "2026-07-28"),
        ("28.7.2026", "2026-07-28"),
        ("Tue 28 Jul, 10:00", "2026-07-28"),
        ("28 July at 10", "2026-07-28"),
        ("next Tuesday", "next tuesday"),
        ("EUR 95,000", "95000 EUR"),
        ("95k", "95000 EUR"),
        ("95.000 EUR", "95000 EUR"),
        ("18 users", "18"),
        ("Discovery", "discovery"),
    ],
)
def test_a_value_is_the_same_however_it_is_written(typed: str, right: str) -> None:
    assert same(typed, right, TODAY)


@pytest.mark.parametrize(
    ("typed", "right"),
    [("27 July", "2026-07-28"), ("95,000 USD", "95000 EUR"), ("180", "18"), ("18 and 40", "18"), ("", "18")],
)
def test_another_value_is_another_value(typed: str, right: str) -> None:
    assert not same(typed, right, TODAY)


def test_a_right_value_is_marked_at_its_place_in_the_field() -> None:
    (mark,) = found(STAGE, {"deal.stage": " discovery "}).marks
    assert (mark.quote, mark.place.field, mark.place.start, mark.strength) == (
        "discovery",
        "deal.stage",
        1,
        Strength.FULL,
    )


def test_a_wrong_value_is_kept_against_with_what_contradicts_it() -> None:
    seen = found(STAGE, {"deal.stage": "proposal"}, wrong={"deal.stage": {"proposal": "nobody asked for one"}})
    assert not seen.marks and [mark.note for mark in seen.against] == ["nobody asked for one"]


def test_an_empty_field_is_neither_right_nor_wrong() -> None:
    seen = found(STAGE, {"deal.stage": ""})
    assert not seen.marks and not seen.against


def test_some_of_several_fields_are_partial() -> None:
    right = {"a.owner": ("me",), "b.owner": ("Ana",), "c.owner": ("Ben",)}
    values = {"a.owner": "me", "b.owner": "me", "c.owner": "Ben"}
    assert found(right, values).strength == Strength.PARTIAL
    assert found(right, values, need=2).strength == Strength.FULL


def test_any_value_counts_only_where_it_was_entered() -> None:
    anything: dict[str, tuple[str, ...]] = {"deal.next": ()}
    assert found(anything, {"deal.next": "call"}).strength == Strength.FULL
    assert found(anything, {"deal.next": "call"}, part=STANDING).strength == Strength.NONE
