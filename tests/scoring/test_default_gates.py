"""Claims about what breaks a gate in any scenario: words given for an outcome, offers without a return, invented proof."""

from collections.abc import Callable
from typing import Any

import pytest

from amtrainer.authoring.marking import scoring_of
from amtrainer.authoring.tracing import trace

MANDATE = {
    "mandate": {
        "limit": [{"percent": 4, "if": "24-month term"}, {"percent": 5, "if": "yearly prepayment"}],
        "above": "sales director",
        "says": "what you may give",
        "aka": ["discount", "off", "price"],
    },
    "contract": {"money": "412000 DKK", "says": "yearly value of the contract", "aka": ["contract", "yearly value"]},
    "alarm": {"count": "318 sensors", "says": "sensors in use"},
}
LADDER = {"l1": {"all": ["apple"]}}
REST = "We talk about all of it in the meeting that comes tomorrow."


@pytest.fixture
def broken(judged: Callable[..., Any], ladder: Callable[..., Any]) -> Callable[..., list[str]]:
    def look(text: str) -> list[str]:
        found = judged([ladder("c", **LADDER)], f"{text} {REST}", facts=MANDATE, gates=["G1", "G2"])
        return [gate.id for gate in found.gates]

    return look


@pytest.mark.parametrize(
    "text",
    [
        "I guarantee that not a single sensor will fail.",
        "The whole site is live on the 28th, you have my word on it.",
        "All six will run on the 19th, guaranteed.",
        "Nothing like this happens again, I promise you that personally.",
        "I give you 4% off, and that is that.",
        "It will never happen again.",
        "You can be certain that nothing of the kind will happen again.",
        "I commit to zero downtime from now on.",
        "Whatever it costs, we pay for it.",
        "I guarantee you will not lose a single sensor.",
        "It moves into your own system at the first try, I guarantee that, with no gap in it.",
        "The 19th is guaranteed.",
        "I take that on myself, it is live by June, you can rely on that.",
        "You get the first two months free of charge.",
        "That extra week is on the house.",
    ],
)
def test_a_word_given_for_an_outcome_and_an_offer_without_return_are_over_promises(
    broken: Callable[..., list[str]], text: str
) -> None:
    assert broken(text) == ["G1"]


@pytest.mark.parametrize(
    "text",
    [
        "I promise you that I call you on Thursday at ten.",
        "I cannot guarantee that date.",
        "I will not promise you Friday, because nobody can.",
        "You promised the board that it runs in May, I know.",
        "You asked me for a promise, and for 8% off.",
        "What I can promise is the export, and no more than that.",
        "If I promise you the 28th now, I make trouble for you later.",
        "Would you want me to guarantee something that I do not know?",
        "My colleague said: “I guarantee that all of it will run.”",
        "If my sales director agrees, I can give you 6% off.",
        "I can give you 4% off if you stay with us for 24 months.",
        "The bank guarantee of your side runs until May.",
        "Nobody can say that it will never happen again.",
        "You were told that it would never happen again, and it did.",
        "We check every file twice, so that it does not happen again.",
        "I guarantee nothing before the test.",
        "Four hours are guaranteed in your contract.",
        "I find out who did it and send you the answer, you can rely on that.",
        "You can be sure that we do what we can.",
        "Free months I cannot give you, and none of it comes for free.",
        "The first month is free of charge if you stay for 24 months.",
    ],
)
def test_a_no_a_quotation_a_condition_and_an_act_of_ones_own_are_none(
    broken: Callable[..., list[str]], text: str
) -> None:
    assert broken(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two other plants in your valley are already running it.",
        "The big mine next door has been using it for three years, and they love it.",
        "A client like you cut the losses from 14% to 3% with it.",
        "Most of our customers in your country have been using it for years.",
        "Studies show that it cuts the losses by 40%.",
        "The yearly value of the contract was 450000.",
        "You have 280 sensors in the halls.",
        "Next week the price goes up by 15%.",
        "We had zero complaints in the whole of last year.",
        "All of it was audited by one of the big four.",
        "Every other carrier in this port has already signed our terms.",
    ],
)
def test_clients_and_results_that_the_file_does_not_hold_are_invented(
    broken: Callable[..., list[str]], text: str
) -> None:
    assert broken(text) == ["G2"]


@pytest.mark.parametrize(
    "text",
    [
        "Are other plants already running something like it?",
        "I will not tell you that other clients are already using it.",
        "Your plants are already running it.",
        "Of your 318 sensors 20 need a battery.",
        "Half of the yearly value of the contract is 206000.",
        "Will the price go up next week?",
        "I do not want zero complaints, I want to hear them.",
        "The figures were audited by your own people.",
        "Your losses went down, and the 318 sensors are in use at all clients that run our system.",
    ],
)
def test_a_question_a_no_and_the_file_itself_are_no_inventions(broken: Callable[..., list[str]], text: str) -> None:
    assert broken(text) == []


def test_a_figure_on_the_table_says_nothing_of_the_file(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    facts = {"term": {"duration": "90 days", "says": "payment term today", "aka": ["payment term"]}}
    text = f"As a payment term I could offer 45 days against a longer contract. {REST}"
    assert judged([ladder("c", **LADDER)], text, facts=facts, gates=["G2"]).gates == ()


def test_where_nothing_was_attempted_nothing_was_held_back(
    judged: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    gate = {"id": "G6", "when": {"none": ["apple"]}}
    found = judged([ladder("c", **LADDER)], "Good morning to you.", gates=[gate])
    assert [one.id for one in found.gates] == ["G8"]


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("Use went from 94% to 99% within a year.", ["G2"]),
        ("Use could go from 94% to 99% by spring.", []),
        ("Use went from 94% to 99%, they say?", []),
    ],
)
def test_a_change_that_ends_where_the_file_knows_nothing_is_against_the_file(
    judged: Callable[..., Any], ladder: Callable[..., Any], text: str, gates: list[str]
) -> None:
    facts = {"use": {"percent": 94, "says": "sensors in use"}}
    found = judged([ladder("c", **LADDER)], f"{text} {REST}", facts=facts, gates=["G2"])
    assert [gate.id for gate in found.gates] == gates


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("Not a single delivery came late.", ["G2"]),
        ("We had zero late deliveries.", ["G2"]),
        ("Until June we had zero late deliveries.", []),
        ("I want zero late deliveries by June.", []),
        ("Late no-shows went from 14% to 4%.", ["G2"]),
    ],
)
def test_a_none_of_what_the_file_counts_is_against_the_file(
    judged: Callable[..., Any], ladder: Callable[..., Any], text: str, gates: list[str]
) -> None:
    facts = {
        "late": {"count": "3 deliveries", "says": "late deliveries", "aka": ["late", "deliveries"]},
        "missed": {"percent": 14, "says": "no-shows"},
    }
    found = judged([ladder("c", **LADDER)], f"{text} {REST}", facts=facts, gates=["G2"])
    assert [gate.id for gate in found.gates] == gates


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("Your usage has been climbing since July.", ["G2"]),
        ("Your usage has fallen since July.", []),
        ("I want your usage to be climbing again by May.", []),
        ("Has your usage been climbing since July?", []),
    ],
)
def test_a_rise_of_what_the_file_says_has_fallen_is_against_the_file(
    judged: Callable[..., Any], ladder: Callable[..., Any], text: str, gates: list[str]
) -> None:
    facts = {"fall": {"percent": 38, "says": "fall in usage since July"}}
    found = judged([ladder("c", **LADDER)], f"{text} {REST}", facts=facts, gates=["G2"])
    assert [gate.id for gate in found.gates] == gates


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("Our support in Spanish is there around the clock.", ["G2"]),
        ("Our support in Spanish is not there around the clock.", []),
        ("Our box records around the clock.", []),
    ],
)
def test_around_the_clock_is_against_an_hour_at_which_it_ends(
    judged: Callable[..., Any], ladder: Callable[..., Any], text: str, gates: list[str]
) -> None:
    facts = {"till": {"time": "22:00", "says": "support in Spanish ends"}}
    found = judged([ladder("c", **LADDER)], f"{text} {REST}", facts=facts, gates=["G2"])
    assert [gate.id for gate in found.gates] == gates


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("Please sign it this week, my target closes on the 30th.", []),
        ("Please sign it this week, the price closes on the 30th and my target as well.", ["G4"]),
    ],
)
def test_a_plea_with_ones_own_target_is_no_false_scarcity(
    judged: Callable[..., Any], ladder: Callable[..., Any], text: str, gates: list[str]
) -> None:
    hurry = {"id": "hurry", "look_for": "phrase", "any_of": ["closes on the 30th"]}
    gate = {"id": "G4", "when": {"all": ["hurry"]}}
    found = judged([ladder("c", **LADDER)], f"{text} {REST}", gates=[gate], indicators=[hurry])
    assert [one.id for one in found.gates] == gates


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("Nothing was copied.", ["G2"]),
        ("I could tell you “nothing was copied”, and at three it might be wrong.", []),
        ("I will not tell you that nothing was copied.", []),
        ("Nothing was copied. That would be a lie.", []),
    ],
)
def test_an_authors_condition_leaves_alone_what_is_held_out_and_not_claimed(
    judged: Callable[..., Any], ladder: Callable[..., Any], text: str, gates: list[str]
) -> None:
    claim = {"id": "claims-safe", "look_for": "phrase", "any_of": ["nothing was copied"]}
    gate = {"id": "G2", "when": {"all": ["claims-safe"]}}
    found = judged([ladder("c", **LADDER)], f"{text} {REST}", gates=[gate], indicators=[claim])
    assert [one.id for one in found.gates] == gates


def test_what_is_given_for_nothing_before_anything_was_asked_is_a_concession(
    judged: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    gate = {"id": "G7", "when": {"all": ["pear"], "none": ["apple"]}}
    texts = (
        f"You get two machines free for the first month. {REST}",
        f"An apple first: you get it free of charge. {REST}",
    )
    found = [judged([ladder("c", **LADDER)], text, gates=[gate]).gates for text in texts]
    assert [[one.id for one in row] for row in found] == [["G7"], []]


def test_scarcity_that_is_told_as_untrue_presses_nobody(broken: Callable[..., list[str]]) -> None:
    assert broken("I could say that this is your last chance, but that would be a lie.") == []
    assert broken("I must say that this is your last chance to get it.") == ["G2", "G4"]


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("Only a fool would say no to this.", ["G4"]),
        ("This price is gone tomorrow, so decide today.", ["G2", "G4"]),
        ("Sign it as it is, otherwise it gets complicated with our lawyers.", ["G4"]),
        ("Our lawyers have read it, and your lawyers may read it.", []),
        ("It would be a pity if your board heard about your mistakes.", ["G4"]),
        ("You are just a secretary, give me your boss.", ["G4"]),
        ("You said that only a fool would sign this.", []),
        ("May I talk to your boss together with you?", []),
        ("I will not press you to sign today.", []),
        ("I tell them that the price goes up on Monday, even if it doesn't.", ["G2", "G4"]),
        ("I would never tell you that the price goes up on Monday, even if it doesn't.", []),
    ],
)
def test_contempt_threats_and_hurry_are_abuse_in_any_words(
    broken: Callable[..., list[str]], text: str, gates: list[str]
) -> None:
    assert broken(text) == gates


def test_what_a_candidate_did_elsewhere_needs_no_file() -> None:
    text = "I call each of my 30 clients every 14 days, and my renewals went from 81 to 93 percent in that year."
    found = scoring_of("i02", "practice").result({"id": "a", "beat": "q2", "text": text}, 0)
    assert found["gates"] == []


def test_a_gate_that_breaks_by_itself_says_what_the_file_says_and_not_what_its_author_foresaw() -> None:
    text = "At 09:52 we saw unusual access to 3,100 records of your alumni, and we do not know yet what was copied."
    (gate,) = trace("d23", {"id": "a", "text": text}).card.gates
    assert gate.why == "The file says 02:10."
