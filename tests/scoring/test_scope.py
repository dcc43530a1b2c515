"""What surrounds words and makes them something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.scope import APPROVAL, ASKED, META, NEGATED, QUOTED, REPORTED, scopes


def troubled(text: str, words: str) -> frozenset[str]:
    """What is the matter with `words` in `text`."""
    answer = Answer(text)
    span = answer.locate(words)
    assert span is not None
    held = scopes(answer)
    return frozenset(reason for place in answer.within(span) for reason in held.troubles[place])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I will not promise Friday.", "Friday"),
        ("I won't promise you 8%.", "8%"),
        ("I can't give a discount.", "discount"),
        ("There is no point in asking what drives it.", "asking what drives it"),
        ("I would send it rather than call you.", "call you"),
        ("We keep the price without giving a discount.", "discount"),
        ("5 October is not possible.", "5 October"),
        ("I will not promise an earlier date, a discount or a credit.", "a credit"),
        ("Nobody offered 8%.", "8%"),
    ],
)
def test_words_under_a_no_are_negated(text: str, words: str) -> None:
    assert NEGATED in troubled(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Not only 4% but calibration stays in.", "calibration stays in"),
        ("I will not give 8%, but I can give 4%.", "I can give 4%"),
        ("5 October is not possible; 9 November is safe.", "9 November is safe"),
        ("There is no doubt that the alarm saved the load.", "alarm saved the load"),
        ("Couldn't we do 4%?", "4%"),
        ("It is good, isn't it, and I send it today.", "I send it today"),
        ("Why not take 4%?", "4%"),
        ("You get it no later than Friday.", "Friday"),
    ],
)
def test_a_no_does_not_reach_beyond_its_clause_and_some_deny_nothing(text: str, words: str) -> None:
    assert NEGATED not in troubled(text, words)


def test_words_after_a_verb_of_saying_are_quoted() -> None:
    assert QUOTED in troubled('I will not say "some minor challenges".', "minor challenges")
    assert QUOTED in troubled("You said '8%' to me.", "8%")

    assert QUOTED in troubled("The manual tells you to say: 'Wages go out today.'", "Wages go out")
    assert QUOTED in troubled("Never tell your board: 'Wages go out today.'", "Wages go out")


@pytest.mark.parametrize(
    "lead", ["Kestrel:", "You may tell your board:", "Please write to your people:", "A line for your board:"]
)
def test_a_message_in_quotation_marks_is_the_trainees_own_and_so_is_a_draft_for_the_client(lead: str) -> None:
    assert QUOTED not in troubled(f"{lead} 'Wages go out today at two.'", "Wages go out")


@pytest.mark.parametrize("text", ["You need 8% off.", "She wants 8% off.", "You asked for 8%.", "They said 8%."])
def test_what_the_other_side_wants_is_reported(text: str) -> None:
    assert REPORTED in troubled(text, "8%")


@pytest.mark.parametrize("text", ["I can give 8%.", "If you need it, I do 8%.", "You need 4%; I give you 8%."])
def test_what_the_speaker_gives_is_not_reported(text: str) -> None:
    assert REPORTED not in troubled(text, "8%")


@pytest.mark.parametrize(
    "text",
    [
        "If my director agrees, I could go to 8%.",
        "8% only with approval of our sales director.",
        "I could do 8%, once my boss has signed.",
    ],
)
def test_what_a_named_approver_decides_is_left_to_him(text: str) -> None:
    assert APPROVAL in troubled(text, "8%")


def test_a_director_who_is_only_mentioned_decides_nothing() -> None:
    assert APPROVAL not in troubled("My director sends his regards and I give you 8%.", "8%")


@pytest.mark.parametrize(
    "text",
    [
        "I would use LAER here and ask what drives the demand.",
        "A good account manager would ask what drives the demand.",
        "I would ask the client what drives the demand.",
    ],
)
def test_talk_about_method_is_no_act(text: str) -> None:
    assert META in troubled(text, "what drives the demand") or META in troubled(text, "drives the demand")


@pytest.mark.parametrize("text", ["I would like to ask what drives the demand.", "I would suggest two versions."])
def test_polite_words_are_no_talk_about_method(text: str) -> None:
    assert META not in troubled(text, text.rstrip("."))


@pytest.mark.parametrize(
    "text", ["I send you the success criteria on Friday.", "What are your criteria for the choice?"]
)
def test_criteria_of_the_business_are_no_talk_about_method(text: str) -> None:
    assert META not in troubled(text, "criteria")


def test_a_question_is_asked() -> None:
    assert ASKED in troubled("Does it include calibration?", "calibration")
    assert ASKED not in troubled("It includes calibration. Does it fit?", "calibration")


@given(st.text(max_size=120))
def test_every_token_has_its_scope(text: str) -> None:
    answer = Answer(text)
    held = scopes(answer)
    assert len(held.segments) == len(held.troubles) == len(answer.tokens)
    assert list(held.segments) == sorted(held.segments)
