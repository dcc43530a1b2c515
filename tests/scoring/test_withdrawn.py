"""Claims about words that nobody stands behind, and about rows of figures."""

from __future__ import annotations

from datetime import date

import pytest

from amtrainer.scoring.batch import talk
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.integrity import Prompts, flags_of, silent

ACTS = "I see that the stop cost you a day. What has to run by Monday? I send you the plan on Thursday at noon."
FIGURES = "412,000. You get 8%. It is 24 months. I can do 4%. We have 372,000."


def quiet(text: str, quotes: bool = False) -> int:
    """How many characters earn nothing."""
    context = Context(Facts(), date(2026, 5, 19), None)  # type: ignore[arg-type]
    return sum(place.end - place.start for place in silent(flags_of(talk([text]), context, Prompts(quotes=quotes))))


@pytest.mark.parametrize(
    "text",
    [
        f"{ACTS} I don't mean any of this.",
        f"{ACTS} Forget all that, I was only joking.",
        f"{ACTS} On second thought I will do nothing of the kind.",
        f"{ACTS} On the other hand, I cannot do any of this for you.",
        f"{ACTS} But nothing of it will be done.",
        f"{ACTS} And then we do the exact opposite.",
        f"My boss told me to read this out. {ACTS}",
        f"The template of my colleague reads as follows: {ACTS}",
        f"Here is an example of a good answer: {ACTS}",
        f"A trainer would say: “{ACTS}”",
        FIGURES,
    ],
)
def test_words_that_nobody_stands_behind_earn_nothing(text: str) -> None:
    assert quiet(text) >= 0.9 * min(len(ACTS), len(FIGURES))


@pytest.mark.parametrize(
    "text",
    [
        ACTS,
        f"{ACTS} None of this will happen again.",
        f"{ACTS} I cannot do any of this without your signature.",
        f"{ACTS} None of it costs you anything.",
        f"{ACTS} If that is not so, I take the first part back.",
        f"The trainer will be with you on Monday: twelve people at nine. {ACTS}",
        "4% for 24 months. That is 395,520 a year. What would you need by Friday? I send it today.",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert quiet(text) == 0


def test_where_the_reader_may_be_quoted_a_stranger_still_earns_nothing() -> None:
    assert quiet(f"You said: “{ACTS}”", quotes=True) == 0
    assert quiet(f"My colleague wrote you this last year: “{ACTS}”", quotes=True) > len(ACTS)
