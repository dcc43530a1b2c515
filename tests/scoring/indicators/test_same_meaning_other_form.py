"""Whatever the form of a text, the same words earn the same."""

import unicodedata
from collections.abc import Callable
from time import thread_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.evidence import Strength
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.indicators import AnyIndicator
from amtrainer.scoring.work import Passage, Work

TEXTS = (
    "Mette, you need 8% off the 412,000, and there is an offer at 372,000. Before I talk numbers: what drives the 8%?",
    "I won't promise you 8%. I could do 4% against 24 months, or 5% if you prepay the year.",
    "On 27 February our alarm saved a vaccine load worth 1.9 m DKK. The other offer doesn't include calibration.",
    "It's our fault. I'll send both versions by Thursday noon; if my sales director agrees, 8% is possible.",
    "Our quality speaks for itself. I can take 4% off today, and I'll call you soon.",
)
KINDS: tuple[dict[str, Any], ...] = (
    {"look_for": "fact", "facts": ["contract", "rival", "load"], "need": "all"},
    {"look_for": "fact", "facts": ["rival-scope"]},
    {"look_for": "limit", "of": "mandate", "find": "within"},
    {"look_for": "limit", "of": "mandate", "find": "unconditional"},
    {"look_for": "limit", "of": "mandate", "find": "above"},
    {"look_for": "commitment", "what": ["send both versions", "call you"]},
    {"look_for": "question", "about": ["what drives the eight percent", "where does it come from"]},
    {"look_for": "phrase", "any_of": ["speaks for itself", "fault"]},
    {"look_for": "link", "join": [["rival", "other offer"], ["calibration"]]},
    {"look_for": "fit", "max_words": 30, "max_questions": 1},
    {"look_for": "meaning", "like": ["This is our fault.", "The mistake is ours."], "unlike": ["It is your fault."]},
)
INDICATORS = [
    TypeAdapter(AnyIndicator).validate_python({"id": f"i{number}", **kind}) for number, kind in enumerate(KINDS)
]


def strengths(text: str, context: Context) -> list[Strength]:
    work = Work((Passage(0, Answer(text)),))
    return [indicator.find(work, context).strength for indicator in INDICATORS]


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


FORMS: dict[str, Callable[[str], str]] = {
    "curly": lambda text: text.replace("'", "’"),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "line breaks": lambda text: text.replace(" ", "\n"),
    "windows line breaks": lambda text: text.replace(" ", "\r\n"),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "zero width": lambda text: "\u200b".join(text),
    "full width": wide,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "capitals": str.upper,
    "look-alikes": lambda text: (
        text.replace("off", "оff").replace("calibration", "саlibration").replace("fault", "fаult")
    ),
    "spoken number": lambda text: text.replace("8%", "eight percent").replace("4%", "four per cent"),
    "another name": lambda text: text.replace("Mette", "Fatima"),
    "opened": lambda text: text.replace("won't", "will not").replace("I'll", "I will").replace("doesn't", "does not"),
}


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("text", TEXTS)
def test_another_form_earns_the_same(form: str, text: str, context: Context) -> None:
    assert strengths(FORMS[form](text), context) == strengths(text, context)


def _words(text: str, breaks: list[str]) -> str:
    """The words of a text with another blank after each."""
    words = text.split(" ")
    return "".join(word + breaks[place % len(breaks)] for place, word in enumerate(words)).rstrip()


BLANKS = st.lists(st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2003"]), min_size=1, max_size=5)
SHARED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED
@given(text=st.sampled_from(TEXTS), breaks=BLANKS)
def test_blanks_of_any_kind_earn_the_same(text: str, breaks: list[str], context: Context) -> None:
    assert strengths(_words(text, breaks), context) == strengths(text, context)


@SHARED
@given(text=st.text(max_size=150))
def test_no_text_breaks_an_indicator_and_every_mark_quotes_it(text: str, context: Context) -> None:
    work = Work((Passage(0, Answer(text)),))
    for indicator in INDICATORS:
        found = indicator.find(work, context)
        for mark in (*found.marks, *found.near, *found.against):
            assert mark.quote == text[mark.place.start : mark.place.end]


@SHARED
@given(words=st.lists(st.sampled_from(" ".join(TEXTS).split(" ")), max_size=40))
def test_shuffled_words_of_an_answer_break_nothing(words: list[str], context: Context) -> None:
    strengths(" ".join(words), context)


def test_ten_thousand_characters_are_read_in_a_blink(context: Context) -> None:
    for hostile in (
        "a " * 5000,
        "8% " * 3300,
        "not " * 2500,
        "1 of " * 2000,
        '"' * 10000,
        "if you " * 1400,
        "? " * 5000,
    ):
        work = Work((Passage(0, Answer(hostile[:10000])),))
        for indicator in INDICATORS:
            started = thread_time()
            indicator.find(work, context)
            assert (
                thread_time() - started < 1
            )  # ten times what it takes; the own time of the process, whatever else runs
