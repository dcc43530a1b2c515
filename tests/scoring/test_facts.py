"""Values in a text, and facts as an author writes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.facts import Facts, LimitFact
from amtrainer.scoring.values import figures

TODAY = date(2026, 5, 19)


def said(text: str) -> list[str]:
    return [f"{figure.value.kind} {figure.value}" for figure in figures(Answer(text), TODAY)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.9 m DKK", "money 1,900,000 DKK"),
        ("1.9 million kroner", "money 1,900,000 kr"),
        ("RM 9,200", "money 9,200 MYR"),
        ("9,200 ringgit", "money 9,200 MYR"),
        ("R$ 65,000", "money 65,000 BRL"),
        ("US$ 65,000", "money 65,000 USD"),
        ("€412k", "money 412,000 EUR"),
        ("412,000 EUR", "money 412,000 EUR"),
        ("two hundred and ten thousand euros", "money 210,000 EUR"),
        ("one point nine million kroner", "money 1,900,000 kr"),
        ("412,000", "count 412,000"),
        ("412 000", "count 412,000"),
        ("412k", "count 412,000"),
        ("410 saved", "count 410"),
        ("412 against", "count 412"),
        ("391.4", "count 391.4"),
        ("eight percent", "percent 8%"),
        ("8 %", "percent 8%"),
        ("8 points", "percent 8%"),
        ("8 per cent", "percent 8%"),
        ("half a percent", "percent 0.5%"),
        ("half per cent", "percent 0.5%"),
        ("37 of 1,200", "ratio 37 of 1,200"),
        ("37 out of the 1,200", "ratio 37 of 1,200"),
        ("27 February", "date 27 February"),
        ("27th of Feb.", "date 27 February"),
        ("Feb 27", "date 27 February"),
        ("15 Sept", "date 15 September"),
        ("2026-07-01", "date 1 July"),
        ("Thursday", "date 21 May"),
        ("Tuesday 26 May", "date 26 May"),
        ("tomorrow", "date 20 May"),
        ("09:05", "time 09:05"),
        ("at 11.15", "time 11:15"),
        ("half past nine", "time 09:30"),
        ("quarter to ten", "time 09:45"),
        ("noon", "time 12:00"),
        ("4 pm", "time 16:00"),
        ("12 o'clock", "time 12:00"),
        ("24 months", "duration 24 months"),
        ("two years", "duration 24 months"),
        ("24-month", "duration 24 months"),
        ("five weeks", "duration 35 days"),
        ("two hours", "duration 120 minutes"),
        ("I call at 10 to two", "time 01:50"),
        ("ten past three", "time 03:10"),
        ("318 sensors", "count 318 sensor"),
    ],
)
def test_a_value_is_read_however_it_is_written(text: str, value: str) -> None:
    assert said(text) == [value]


def test_the_first_of_two_numbers_takes_the_unit_of_the_second() -> None:
    assert said("4 or 5 percent") == ["percent 4%", "percent 5%"]
    assert said("4-5%") == ["percent 4%", "percent 5%"]


def test_money_in_front_of_a_length_is_no_length() -> None:
    assert said("65,000 and one week") == ["count 65,000", "duration 7 days"]
    assert said("3 and 4 weeks") == ["duration 21 days", "duration 28 days"]


def test_a_length_may_be_said_as_so_much_more() -> None:
    assert said("three more weeks, 180,000 more") == ["duration 21 days", "count 180,000"]


def test_a_number_said_to_be_rough_is_marked_so() -> None:
    assert figures(Answer("about 10%"), TODAY)[0].about
    assert not figures(Answer("exactly 10%"), TODAY)[0].about


def test_a_day_without_a_year_lies_nearest_to_today() -> None:
    assert figures(Answer("30 November"), date(2027, 1, 5))[0].value.amount == date(2026, 11, 30).toordinal()


def test_the_month_may_and_the_word_may_are_told_apart() -> None:
    assert said("It may be 5 days") == ["duration 5 days"]
    assert said("on May 5") == ["date 5 May"]


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert not [value for value in said("on 31 February 2026") if value.startswith("date 31")]


@given(st.integers(1, 999_999_999))
def test_thousands_read_the_same_with_commas_blanks_and_without(number: int) -> None:
    forms = {f"{number}", f"{number:,}", f"{number:,}".replace(",", " ")}
    assert {figures(Answer(form), TODAY)[0].value.amount for form in forms} == {Decimal(number)}


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_values(text: str) -> None:
    for figure in figures(Answer(text), TODAY):
        assert 0 <= figure.span.start < figure.span.end <= len(text)


@given(st.text(alphabet="0123456789.,:/- %kmDKK", max_size=60))
def test_no_row_of_digits_breaks_the_reading_of_values(text: str) -> None:
    figures(Answer(text), TODAY)


def facts(**given_facts: object) -> Facts:
    return Facts.model_validate(given_facts)


def test_facts_come_back_as_the_author_wrote_them() -> None:
    written = {
        "contract": {"money": "412000 DKK", "says": "yearly value"},
        "mandate": {"limit": [{"percent": "4", "if": "24-month term"}], "above": "sales director"},
    }
    read = Facts.model_validate(written).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert read == written


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        ({"money": "412000 DKK"}, "412,000 DKK"),
        ({"count": "318 sensors"}, "318 sensors"),
        ({"percent": 8}, "8%"),
        ({"date": "2026-07-01"}, "1 July"),
        ({"time": "09:05"}, "09:05"),
        ({"duration": "24 months"}, "24 months"),
        ({"ratio": "37 of 1200"}, "37 of 1,200"),
    ],
)
def test_a_fact_shows_its_figure(fact: dict[str, object], shown: str) -> None:
    assert facts(it=fact)["it"].figure == shown


def test_a_limit_keeps_what_is_wanted_in_return() -> None:
    limit = facts(it={"limit": [{"percent": 4, "if": "24-month term"}], "above": "director"})["it"]
    assert isinstance(limit, LimitFact) and limit.limit[0].condition == "24-month term"


@pytest.mark.parametrize(
    "fact",
    [
        {},
        {"percent": 4, "money": "3 EUR"},
        {"mony": "3"},
        {"money": "a lot"},
        {"date": "soon"},
        {"percent": "8", "sayz": "x"},
        {"percent": "8", "tolerance": "some"},
    ],
)
def test_a_fact_that_is_none_is_refused(fact: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        facts(it=fact)


def test_what_follows_from_the_dossier_is_derived() -> None:
    known = facts(
        contract={"money": "412000 DKK"},
        rival={"money": "372000 DKK"},
        mandate={"limit": [{"percent": 4, "if": "term"}]},
    ).derived
    amounts = {derived.value.amount for derived in known}
    assert {Decimal(16480), Decimal(395520), Decimal(40000)} <= amounts
