"""Slips are read as they were meant, names as nobody's."""

import pytest

from amtrainer.scoring.answer import Answer, Span
from amtrainer.scoring.lexicon import lexicon_of, plain, sentence_text

LEXICON = lexicon_of(
    ["calibration and audit reports", "prepayment, tender, percent, metre", "prescription drives demand"],
    ["Mette Kjær", "Faridah Hassan"],
)


def read(text: str) -> str:
    return sentence_text(Answer(text), Span(0, len(text)), LEXICON)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("calibraton", "calibration"), ("precent", "percent"), ("perscription", "prescription"), ("tendre", "tender")],
)
def test_a_slip_is_read_as_the_word_of_the_scenario(slip: str, meant: str) -> None:
    assert read(f"we talk about {slip} today") == f"we talk about {meant} today"


@pytest.mark.parametrize("word", ["mete", "render", "forms", "demands", "reports", "late"])
def test_a_word_that_is_one_stays_itself(word: str) -> None:
    assert read(f"we {word} today") == f"we {word} today"


def test_a_misspelled_name_becomes_the_name_and_no_unit() -> None:
    lexicon = lexicon_of(["the metre"], ["Mettea"])
    assert plain(Answer("i told mettae"), lexicon).stems[-1] == ""


def test_a_capital_word_inside_a_sentence_is_never_mended() -> None:
    assert "Render" not in read("we call Tendre today") and "tender" not in read("we call Tendre today")


@pytest.mark.parametrize("name", ["Mette", "Fatima", "José", "Wei", "Oluwaseun"])
def test_whoever_is_named_the_reading_is_the_same(name: str) -> None:
    assert read(f"{name}, you need 8%.") == "Name, you need 8%."


def test_he_and_she_are_read_alike() -> None:
    assert read("he told her that his boss agrees") == read("she told him that her boss agrees")


def test_a_title_says_nothing() -> None:
    assert read("Dr Hassan, we are late") == read("Hassan, we are late")


def test_contractions_are_opened_and_spellings_unified() -> None:
    assert read("I won't organise it") == "i will not organize it"


def test_days_and_months_are_no_names() -> None:
    assert read("I ring on Thursday in October") == "i ring on thursday in october"
