"""Acts in any words; the reader of meanings here is the lexical one."""

from collections.abc import Callable
from typing import Any

import pytest

from amtrainer.scoring.evidence import Finding, Strength

Make = Callable[..., Any]
Find = Callable[..., Finding]


@pytest.fixture
def lacks(make: Make) -> Any:
    return make(
        look_for="meaning",
        says="says what the other offer lacks",
        like=[
            "The other offer does not include calibration or audit reports.",
            "Their price leaves out calibration and the reports.",
            "There is no calibration in the cheaper offer.",
            "Audit reports are missing in that quote.",
        ],
        unlike=[
            "They are cheap for a reason.",
            "Our offer includes calibration.",
            "Is calibration in the other offer?",
        ],
    )


@pytest.fixture
def fault(make: Make) -> Any:
    return make(
        look_for="meaning",
        says="takes responsibility",
        like=[
            "This is our fault.",
            "The mistake is ours.",
            "It is our error, nobody else is to blame.",
            "We made the mistake.",
        ],
        unlike=["It is your fault.", "The supplier made a mistake.", "Mistakes happen."],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Calibration is not included in their offer, nor are audit reports.",
        "The other offer leaves out the audit reports.",
        "I see no calibration in that offer.",
    ],
)
def test_the_act_is_found_in_other_words(lacks: Any, find: Find, text: str) -> None:
    assert find(lacks, text).strength >= Strength.PARTIAL


@pytest.mark.parametrize(
    "text", ["They are cheap for a reason.", "Our offer includes calibration.", "Good morning, how are you?"]
)
def test_near_misses_and_other_matters_are_not_it(lacks: Any, find: Find, text: str) -> None:
    assert find(lacks, text).strength < Strength.PARTIAL


@pytest.mark.parametrize("text", ["This is not our fault.", "I will not say that the mistake is ours."])
def test_a_denied_act_only_comes_near(fault: Any, find: Find, text: str) -> None:
    found = find(fault, text)
    assert not found.at_least(Strength.PARTIAL)


def test_a_quoted_act_only_comes_near(fault: Any, find: Find) -> None:
    found = find(fault, "You want me to say 'this is our fault'.")
    assert not found.at_least(Strength.PARTIAL)


def test_talk_about_the_act_only_comes_near(fault: Any, find: Find) -> None:
    assert not find(fault, "A good account manager would say that this is our fault.").marks


def test_the_clients_own_words_earn_nothing(fault: Any, find: Find) -> None:
    found = find(
        fault, "This is our fault, the mistake is ours.", heard="I hope this is our fault, the mistake is ours."
    )
    assert not found.marks and found.near[0].note == "the client's own words"


def test_an_act_without_its_matter_is_only_partial(make: Make, find: Find) -> None:
    tied = make(look_for="meaning", like=["This is our fault.", "The mistake is ours."], about=["contract"])
    alone = find(tied, "This is our fault.")
    assert alone.strength == Strength.PARTIAL and alone.marks[0].note == "not tied to the case"
    assert find(tied, "This is our fault. You pay 412,000 DKK.").strength == Strength.FULL


def test_only_the_deciding_clause_is_marked(fault: Any, find: Find) -> None:
    found = find(fault, "Thank you for taking the call, Mette; this is our fault.")
    assert [mark.quote for mark in found.marks if mark.strength >= Strength.PARTIAL] == ["this is our fault"]


@pytest.mark.parametrize("name", ["Mette", "Fatima", "John", "Wei"])
def test_a_name_changes_nothing(fault: Any, find: Find, name: str) -> None:
    assert find(fault, f"{name}, this is our fault.").strength == find(fault, "This is our fault.").strength
