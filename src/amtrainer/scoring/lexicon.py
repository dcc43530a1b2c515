"""The words of a scenario: misspelled ones are read as they were meant, names of persons are read as nobody's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from amtrainer.scoring.answer import Answer, Span, Token
from amtrainer.scoring.common import KNOWN
from amtrainer.scoring.dates import MONTHS, WEEKDAYS
from amtrainer.scoring.numbers import CURRENCIES
from amtrainer.scoring.words import FUNCTION_WORDS, NEUTRAL, NUMBER_WORDS, TITLES, one_spelling, root

_SHORTEST: Final = 5  # letters; shorter words are too near to each other
_MOST_REPAIRS: Final = 200  # different unknown words looked at in one text


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that a scenario uses, and the persons it names."""

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def meant(self, word: str) -> str:
        """`word` as it was meant: itself, or the one word of the scenario it is a slip of."""
        if self.knows(word) or len(word) < _SHORTEST or not word.isalpha():
            return word
        return _nearest(self, word)

    def knows(self, word: str) -> bool:
        return (
            word in self.words
            or word in KNOWN
            or root(word) in _known_roots()
            or word in FUNCTION_WORDS
            or word in self.names
            or word in NUMBER_WORDS
            or word in NEUTRAL
            or word in MONTHS
            or word in WEEKDAYS
            or word in CURRENCIES
        )


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with slips mended and persons masked: for every token of the answer its word and its stem ("" = a name)."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=1)
def _known_roots() -> frozenset[str]:
    return frozenset(root(word) for word in KNOWN)


def lexicon_of(texts: Iterable[str], names: Iterable[str] = ()) -> Lexicon:
    """The lexicon of a scenario: every text it holds, and the names of its persons."""
    words = frozenset(
        token.text for text in texts for token in Answer(text).tokens if token.kind == "word" and len(token.text) > 1
    )
    persons = frozenset(token.text for name in names for token in Answer(name).tokens if token.kind == "word")
    return Lexicon(words - persons, persons - FUNCTION_WORDS - TITLES)


@lru_cache(maxsize=512)
def plain(answer: Answer, lexicon: Lexicon) -> Plain:
    """`answer` in plain words."""
    words: list[str] = []
    stems: list[str] = []
    looked: set[str] = set()
    for place, token in enumerate(answer.tokens):
        if token.kind != "word":
            words.append(token.text)
            stems.append(token.stem)
            continue
        if _is_name(answer.tokens, place, lexicon):
            words.append("Name")
            stems.append("")
            continue
        meant = token.text
        if not lexicon.knows(token.text) and not (token.capital and not _opens(answer.tokens, place)):
            looked.add(token.text)
            meant = lexicon.meant(token.text) if len(looked) <= _MOST_REPAIRS else token.text
        if meant in lexicon.names:
            words.append("Name")
            stems.append("")
            continue
        words.append(NEUTRAL.get(meant, one_spelling(meant)))
        stems.append(root(meant))
    return Plain(tuple(words), tuple(stems))


def sentence_text(answer: Answer, span: Span, lexicon: Lexicon = Lexicon()) -> str:
    """The words at `span` as a reader of meanings gets them: one line, folded, mended, one spelling, nobody's name."""
    read = plain(answer, lexicon)
    out: list[str] = []
    for place in answer.within(span):
        token = answer.tokens[place]
        word = read.words[place]
        if word:
            out.append(
                word
                if (token.glued and token.kind == "sign") or not out or _glued_to_sign(answer, place)
                else " " + word
            )
    return "".join(out)


def _glued_to_sign(answer: Answer, place: int) -> bool:
    """Whether a token belongs to the sign before it ("24-month", "(see"), not to a word it was split from."""
    return answer.tokens[place].glued and answer.tokens[place - 1].kind == "sign"


def _opens(tokens: tuple[Token, ...], place: int) -> bool:
    return place == 0 or tokens[place - 1].sentence != tokens[place].sentence or tokens[place - 1].kind == "sign"


def _is_name(tokens: tuple[Token, ...], place: int, lexicon: Lexicon) -> bool:
    """A name of the scenario's persons, a word after a title, or a capital word nobody knows."""
    token = tokens[place]
    if token.text in lexicon.names:
        return True
    if not token.capital or lexicon.knows(token.text):
        return False
    titled = place > 0 and (
        tokens[place - 1].text in TITLES or (tokens[place - 1].text == "." and tokens[place - 2].text in TITLES)
    )
    if titled:
        return True
    called = place + 1 < len(tokens) and tokens[place + 1].text == ","
    return not _opens(tokens, place) or called


@lru_cache(maxsize=20000)
def _nearest(lexicon: Lexicon, word: str) -> str:
    """The only nearest word; a name wins, since 'mete' is more often a person than a unit."""
    most = 1 if len(word) < 8 else 2
    for pool in (lexicon.names, lexicon.words):
        fitting = [other for other in pool if abs(len(other) - len(word)) <= most and len(other) >= _SHORTEST - 1]
        found = process.extract(word, sorted(fitting), scorer=OSA.distance, score_cutoff=most, limit=3)
        near = [other for other, distance, _ in found if distance == found[0][1]]
        if near and near[0][0] == word[0]:
            return near[0] if len({root(other) for other in near}) == 1 else word
    return word
