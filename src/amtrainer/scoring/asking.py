"""Real questions: those with a question mark that want an answer, and requests to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from amtrainer.scoring.passages import Unit, phrase_places
from amtrainer.scoring.scope import NEGATED, scopes
from amtrainer.scoring.words import AUXILIARIES, FUNCTION_WORDS, NEUTRAL, QUESTION_WORDS, row

_REQUESTS: Final = (
    "tell me",
    "say me",
    "help me understand",
    "help me a little",
    "like to understand",
    "want to understand",
    "need to understand",
    "trying to understand",
    "like to know",
    "want to know",
    "need to know",
    "love to know",
    "love to understand",
    "like to hear",
    "may i ask",
    "can i ask",
    "could i ask",
    "let me ask",
    "i ask",
    "would ask you",
    "walk me through",
    "explain to me",
    "explain me",
    "wonder what",
    "wonder why",
    "wonder who",
    "wonder whether",
    "curious what",
    "curious why",
    "curious where",
    "curious whether",
    "my question is",
    "one question",
)
_RHETORICAL: Final = (
    "who would not",
    "who does not",
    "why would anyone",
    "why would anybody",
    "who wants",
    "do you really",
    "are you serious",
    "are you kidding",
    "what is not to like",
    "what more",
    "who cares",
    "do you honestly",
    "what do you expect",
    "how many times",
)
_STEPS: Final = frozenset(row("then next afterwards later finally"))  # a step that is announced asks nobody yet
_TELLS: Final = frozenset(row("tells told says said explains explained"))  # the file tells me: a statement
_TOLD: Final = QUESTION_WORDS | frozenset(row("if whether about or the understand"))
_TAGS: Final = frozenset(row("yes no right okay ok deal agreed true fine clear correct good eh hm sure understood"))
_TO_ONESELF: Final = ("ask myself", "ask ourselves", "asked myself")


def is_asked(unit: Unit) -> bool:
    """Whether a unit has the form of a question or of a request to be told something."""
    texts = _texts(unit)
    if "?" in texts or "؟" in texts:
        return True
    if not any(text in _TOLD for text in texts):
        return False
    held = scopes(unit.answer)
    found = (places for phrase in _REQUESTS for places in phrase_places(phrase, unit))
    said = unit.answer.tokens
    return any(
        not held.among(places[:1], NEGATED) and said[places[0]].text not in _TELLS and not _is_a_step(unit, places[0])
        for places in found
    )


def _is_a_step(unit: Unit, place: int) -> bool:
    """'Then I ask what you need': how somebody goes about it, told to whom he should ask."""
    tokens = unit.answer.tokens
    return not unit.answer.told and tokens[place].text == "i" and place > 0 and tokens[place - 1].text in _STEPS


def is_rhetorical(unit: Unit) -> bool:
    """Tags ("..., isn't it?", "Deal?"), questions that answer themselves, questions to oneself."""
    if any(phrase_places(phrase, unit) for phrase in (*_RHETORICAL, *_TO_ONESELF)):
        return True
    texts = _texts(unit)
    end = next((step for step, text in enumerate(texts) if text in ("?", "؟")), None)
    if end is None:
        return False
    cut = max((step for step in range(end) if texts[step] in (",", "–", "-", ";")), default=-1)
    last = [text for text in texts[cut + 1 : end] if text[0].isalnum()]
    return _is_tag(last) and not _asks(texts[: max(cut, 0)])


def _texts(unit: Unit) -> list[str]:
    return [unit.answer.tokens[place].text for place in unit.places]


def _is_tag(words: Sequence[str]) -> bool:
    content = [word for word in words if word not in FUNCTION_WORDS and word not in _TAGS and word not in NEUTRAL]
    return len(words) <= 3 and not content and not any(word in QUESTION_WORDS for word in words)


def _asks(words: Sequence[str]) -> bool:
    """Whether words before a tag are a question by themselves ('is it the price, yes?')."""
    return any(
        word in QUESTION_WORDS or (word in AUXILIARIES and (step == 0 or words[step - 1] in (",", ":", "and", "or")))
        for step, word in enumerate(words)
    )
