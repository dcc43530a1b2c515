"""Offers and promises against the mandate."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context

Make = Callable[..., Any]
Find = Callable[..., Finding]


def limit(make: Make, what: str, of: str = "mandate") -> Any:
    return make(look_for="limit", of=of, find=what)


@pytest.mark.parametrize(
    "text",
    [
        "I can give you 4% today.",
        "Would 4% against 24 months help you?",
        "24 months gets you 4.",
        "4% for 24 months, 5% prepaid.",
        "We can match the 372,000.",
        "Yes, we throw in 4% as well.",
        "I take 16,480 off the price.",
        "A two-year commitment unlocks four points on our side.",
        "OK, eight percent then, you get it.",
        "Deal, 8%.",
        "Okay 8%, agreed, we need not speak of it again.",
    ],
)
def test_what_is_put_on_the_table_is_an_offer(make: Make, find: Find, text: str) -> None:
    assert find(limit(make, "offer"), text).strength == Strength.FULL


@pytest.mark.parametrize(
    "text",
    [
        "You need 8% off the 412,000, and there is an offer at 372,000.",
        "I will not give you 4%.",
        "I'm not giving you 4% today, and I won't promise you 8%.",
        "You said '8%' and I heard it.",
        "I would use LAER here and offer 4%.",
        "The mandate is 4% with a 24-month term.",
        "94% of your 318 sensors are active.",
        "Our price list goes up by ten percent.",
        "Why 8%?",
        "37 percent of the tests were wrong.",
    ],
)
def test_what_is_denied_restated_asked_or_described_is_no_offer(make: Make, find: Find, text: str) -> None:
    assert not find(limit(make, "offer"), text).marks


def test_an_offer_without_a_figure_is_partial(make: Make, find: Find) -> None:
    assert find(limit(make, "offer"), "I can find something on the price for you.").strength == Strength.PARTIAL


@pytest.mark.parametrize(
    "text",
    [
        "I could do 4% against 24 months.",
        "If you sign for two years I can make 4 percent.",
        "5% if you pay the whole year in advance.",
        "You pay the year before, then 5.",
        "If you prepay, I can go to five percent.",
        "I can do 4%. That needs a 24-month term.",
    ],
)
def test_an_offer_for_the_wanted_return_is_within(make: Make, find: Find, text: str) -> None:
    assert find(limit(make, "within"), text).strength == Strength.FULL


def test_another_return_is_only_partly_within(make: Make, find: Find) -> None:
    assert find(limit(make, "within"), "I give you 4% if you order for the second depot.").strength == Strength.PARTIAL


def test_a_yes_under_pressure_is_no_return(make: Make, find: Find) -> None:
    assert (
        find(limit(make, "unconditional"), "I give you 4% but only if you say yes in this call.").strength
        == Strength.FULL
    )


def test_what_was_asked_of_the_director_is_not_given(make: Make, find: Find) -> None:
    assert not find(limit(make, "above"), "I have asked my sales director for 10% off your price.").strength


def test_five_percent_for_the_longer_term_is_not_what_was_allowed(make: Make, find: Find) -> None:
    assert find(limit(make, "within"), "I give you 5% if you sign for 24 months.").strength == Strength.PARTIAL


def test_a_gift_is_unconditional(make: Make, find: Find) -> None:
    assert find(limit(make, "unconditional"), "I can take 4% off right away.").strength == Strength.FULL
    assert not find(limit(make, "unconditional"), "I can take 4% off if you sign for 24 months.").marks


@pytest.mark.parametrize(
    "text",
    [
        "I'll give you the full 8%.",
        "I could offer 6% if you sign for 24 months.",
        "We can match the 372,000.",
        "I take 32,960 off from 1 July.",
        "We do 7 percent, my word on it.",
        "Sure, you get the eight percent.",
    ],
)
def test_more_than_the_mandate_is_above(make: Make, find: Find, text: str) -> None:
    assert find(limit(make, "above"), text).strength == Strength.FULL


@pytest.mark.parametrize(
    "text",
    [
        "If my sales director agrees, I could go to 8%.",
        "I could do 8%, but I must ask my director first.",
        "More than 5% only my sales director decides.",
        "I cannot promise 8%.",
        "You want 8%, I have heard that.",
        "If you get 8% elsewhere, I cannot follow.",
    ],
)
def test_what_is_left_to_the_approver_or_denied_is_not_above(make: Make, find: Find, text: str) -> None:
    assert not find(limit(make, "above"), text).marks


@pytest.mark.parametrize(
    "text", ["All six will be live by 30 October, my word on it.", "We will be ready on 5 October, I promise."]
)
def test_a_day_too_early_is_above(make: Make, find: Find, text: str) -> None:
    assert find(limit(make, "above", "go-live"), text).strength == Strength.FULL


@pytest.mark.parametrize(
    "text",
    [
        "We will not be ready on 5 October.",
        "We can start two hospitals with the read-only view live on 5 October.",
        "We said we would be live on 5 October.",
        "The start on 5 October is lost, it becomes 9 November.",
        "The go-live date in the contract is 5 October.",
        "We will be live on 9 November.",
        "I will call you every Friday until we are live.",
    ],
)
def test_a_day_denied_allowed_or_of_something_else_is_not_above(make: Make, find: Find, text: str) -> None:
    assert not find(limit(make, "above", "go-live"), text).marks


def test_marks_are_the_figure_and_its_return(make: Make, find: Find) -> None:
    found = find(limit(make, "within"), "Thank you. I could do 4% against 24 months, as you like.")
    assert [mark.quote for mark in found.marks] == ["4% against 24 months"]


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("We can give you 90 days.", True),
        ("We will give you an answer within 24 hours.", False),
        ("You get paid after 75 days by your own client.", False),
        ("We could sign it for 36 months.", False),
    ],
)
def test_only_days_are_held_against_a_mandate_in_days(
    make: Make, find: Find, context: Context, text: str, above: bool
) -> None:
    facts = Facts.model_validate({"days": {"limit": [{"duration": "60 days"}], "says": "days of payment"}})
    found = find(limit(make, "above", "days"), text, context=replace(context, facts=facts))
    assert bool(found.marks) == above
