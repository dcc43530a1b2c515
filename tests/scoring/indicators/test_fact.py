"""Facts named with the right value."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from amtrainer.scoring.batch import talk
from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.indicators.fact import FactNamed

Make = Callable[..., Any]
Find = Callable[..., Finding]


def named(make: Make, *facts: str, need: object = "any") -> Any:
    return make(look_for="fact", facts=list(facts), need=need)


@pytest.mark.parametrize(
    "text",
    [
        "The contract is 412,000 DKK.",
        "You pay 412 000 a year.",
        "The 412k of today",
        "from 412 to 391.4",
        "four hundred and twelve thousand kroner",
    ],
)
def test_an_amount_counts_however_it_is_written(make: Make, find: Find, text: str) -> None:
    assert find(named(make, "contract"), text).strength == Strength.FULL


def test_three_figures_in_thousands_may_end_in_a_nought(make: Make, find: Find) -> None:
    assert find(named(make, "load"), "The alarm saved 1,900 of vaccine.").strength == Strength.FULL


def test_the_mark_is_the_figure_and_not_the_sentence(make: Make, find: Find) -> None:
    found = find(named(make, "load"), "On 27 February our alarm saved 1.9 million kroner of vaccine.")
    assert [mark.quote for mark in found.marks] == ["1.9 million kroner"]


@pytest.mark.parametrize("text", ["The contract is 412,000 EUR.", "It is 412 people.", "It is 41,200 DKK."])
def test_another_unit_or_size_is_not_the_fact(make: Make, find: Find, text: str) -> None:
    assert not find(named(make, "contract"), text).marks


def test_a_wrong_value_stands_against_it_and_says_what_the_file_says(make: Make, find: Find) -> None:
    found = find(named(make, "load"), "Remember when our alarm saved the vaccine load worth 2.9 million kroner.")
    assert not found.marks and found.against[0].quote == "2.9 million kroner"
    assert found.against[0].note == "the file says 1,900,000 DKK"


def test_a_share_instead_of_a_ratio_is_a_wrong_value(make: Make, find: Find) -> None:
    found = find(named(make, "tests"), "37 percent of the test prescriptions carried a wrong dose unit.")
    assert found.against[0].quote == "37 percent"


@pytest.mark.parametrize(
    "text",
    [
        "Was the vaccine load of the alarm worth 2 million kroner?",
        "The alarm did not save a vaccine load of 2 million kroner.",
    ],
)
def test_what_is_asked_or_denied_contradicts_nothing(make: Make, find: Find, text: str) -> None:
    assert not find(named(make, "load"), text).against


@pytest.mark.parametrize(
    "text", ["37 of 1,200 were wrong", "Out of 1,200 prescriptions, 37 were wrong", "37 out of the 1,200"]
)
def test_a_ratio_counts_in_any_order(make: Make, find: Find, text: str) -> None:
    assert find(named(make, "tests"), text).strength == Strength.FULL


def test_all_needs_all_and_some_is_partial(make: Make, find: Find) -> None:
    both = named(make, "contract", "rival", need="all")
    assert find(both, "412,000 against 372,000.").strength == Strength.FULL
    assert find(both, "It is 412,000 today.").strength == Strength.PARTIAL


def test_a_difference_names_both_facts(make: Make, find: Find) -> None:
    assert (
        find(named(make, "contract", "rival", need="all"), "The gap of 40,000 looks different.").strength
        == Strength.FULL
    )


def test_a_tolerance_lets_a_near_value_count(make: Make, find: Find) -> None:
    assert find(named(make, "rough"), "You save 47,000 EUR a year.").marks
    assert not find(named(make, "rough"), "You save 41,000 EUR a year.").marks


def test_a_rough_figure_may_be_rounded(make: Make, find: Find) -> None:
    assert find(named(make, "contract"), "It is about 410,000 DKK.").marks
    assert not find(named(make, "contract"), "It is 410,000 DKK.").marks


def test_a_fact_in_words_keeps_its_no(make: Make, find: Find) -> None:
    assert find(named(make, "rival-scope"), "Their offer has no calibration.").marks
    assert find(named(make, "rival-scope"), "Calibration is missing there.").marks
    assert not find(named(make, "rival-scope"), "Their offer has calibration.").marks


def test_the_day_of_a_month_needs_its_matter(make: Make, find: Find) -> None:
    assert find(named(make, "renewal"), "The contract renews on the 1st.").marks
    assert not find(named(make, "renewal"), "I call you on the 1st.").marks


def test_two_years_are_24_months(make: Make, find: Find) -> None:
    assert find(named(make, "term"), "If you sign for two years").marks


def test_a_figure_in_talk_about_method_only_comes_near(make: Make, find: Find) -> None:
    found = find(named(make, "contract"), "A good account manager would name the 412,000.")
    assert not found.marks and found.near


def test_money_next_to_a_day_is_no_day(make: Make, find: Find) -> None:
    assert not find(named(make, "renewal"), "You pay 12,321 EUR, the contract renews.").marks


@pytest.mark.parametrize(
    ("text", "strength"), [("Log-ins fell by 52%.", Strength.FULL), ("Log-ins were 52.", Strength.NONE)]
)
def test_a_bare_number_is_no_percentage_that_is_only_near(text: str, strength: Strength) -> None:
    facts = Facts.model_validate(
        {"drop": {"percent": 55, "says": "how far the log-ins fell", "aka": ["log-ins"], "tolerance": "6"}}
    )
    context = Context(facts, date(2026, 5, 19), None)  # type: ignore[arg-type]
    indicator = FactNamed(id="drop", look_for="fact", facts=("drop",))
    assert indicator.find(talk([text]), context).strength == strength
