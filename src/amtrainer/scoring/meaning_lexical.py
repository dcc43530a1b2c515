"""A reader of meanings by words alone: it needs no weights, and is what tests and small machines can do with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from typing import Final

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.common import RANKED
from amtrainer.scoring.meaning import Act, Sentence
from amtrainer.scoring.scope import NEGATED, scopes
from amtrainer.scoring.words import FUNCTION_WORDS, ME, QUESTION_WORDS, YOU, root, row

_RARE: Final = 3.0  # weight of a word that is not common
_GRAM: Final = 4  # letters that alike words share
_ACT_WORDS: Final = ME | YOU | QUESTION_WORDS | frozenset(row("not if will can could would shall before only both"))
# Words that people use for one another in the work of an account manager.
_ALIKE: Final = tuple(
    row(line)
    for line in (
        "discount reduction rebate cheaper lower reduce cut percent saving concession",
        "contract agreement term deal",
        "prepay prepayment upfront advance",
        "sign commit commitment lock",
        "director boss manager cfo management upstairs chief",
        "fault mistake error bug defect doing responsibility",
        "client customer account",
        "offer quote bid proposal",
        "rival competitor other alternative",
        "call ring phone speak talk",
        "send write mail email put",
        "draft prepare write paper note document",
        "delay late later slip postpone move",
        "inspection inspector ministry audit auditor",
        "board directors upstairs",
        "penalty clause compensation credit",
        "alarm alert warning",
        "target goal number total budget",
        "drive behind reason cause why",
        "sorry apologize apology regret",
        "safe safety patient harm",
        "tender market bid rfp",
        "include contain inside carry cover",
        "miss lack without leave",
        "hospital site clinic",
        "live start launch go-live ready",
    )
)
_CONCEPTS: Final = {root(word): number for number, words in enumerate(_ALIKE) for word in words}


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as weighted stems, with the signs of what kind of act it is."""

    weights: tuple[tuple[str, float], ...]
    total: float
    concepts: frozenset[int]
    asks: bool
    denies: bool
    mine: bool
    yours: bool


class LexicalMeaning:
    """Soft overlap of weighted stems with the examples, held against the near-misses."""

    name = "lexical-1"

    def strengths(self, act: Act, sentences: Sequence[Sentence]) -> tuple[float, ...]:
        likes = [_read(text) for text in act.like or (act.says or act.rung,)]
        unlikes = [_read(text) for text in act.unlike]
        return tuple(_strength(_read(sentence.text), likes, unlikes) for sentence in sentences)


def _strength(mine: _Read, likes: Sequence[_Read], unlikes: Sequence[_Read]) -> float:
    if not mine.weights:
        return 0.0
    near = sorted((_alike(mine, other) for other in likes), reverse=True)
    best = near[0]
    support = sum(near[1:3]) / 2 if len(near) > 2 else best
    against = max((_alike(mine, other) for other in unlikes), default=0.0)
    raw = 11.0 * best + 3.0 * support - 5.0 * max(0.0, against - best + 0.1) - 4.6
    value = 1 / (1 + exp(-raw))
    return round(min(value, 0.49) if against > best else value, 3)


def _alike(one: _Read, other: _Read) -> float:
    """How much of the example is in the sentence, and of the sentence in the example; less if the kind of act differs."""
    recall = _found(other, one)
    if not recall:
        return 0.0
    precision = _found(one, other)
    score = float(recall**0.6 * precision**0.4)
    if one.asks != other.asks:
        score *= 0.8
    if one.denies != other.denies:
        score *= 0.85
    if (one.mine, one.yours) != (other.mine, other.yours):
        score *= 0.95
    return score


def _found(wanted: _Read, there: _Read) -> float:
    """The share of the weight of `wanted` that stands in `there`."""
    stems = {stem for stem, _ in there.weights}
    grams = {stem[:_GRAM] for stem in stems if len(stem) > _GRAM}
    got = 0.0
    for stem, weight in wanted.weights:
        if stem in stems:
            got += weight
        elif _CONCEPTS.get(stem, -1) in there.concepts:
            got += 0.7 * weight
        elif len(stem) > _GRAM and stem[:_GRAM] in grams:
            got += 0.5 * weight
    return got / wanted.total if wanted.total else 0.0


@lru_cache(maxsize=8192)
def _read(text: str) -> _Read:
    answer = Answer(text)
    weights: dict[str, float] = {}
    for token in answer.tokens:
        if token.kind == "number":
            weights.setdefault(token.stem, 1.2)
            weights.setdefault("<number>", 0.6)
        elif token.stem and token.stem.isalpha():
            weights.setdefault(token.stem, _weight(token.text, token.stem))
    words = {token.text for token in answer.tokens}
    denied = any(NEGATED in trouble for trouble in scopes(answer).troubles)
    concepts = frozenset(_CONCEPTS[stem] for stem in weights if stem in _CONCEPTS)
    total = round(sum(weights.values()), 6)
    return _Read(tuple(weights.items()), total, concepts, "?" in words, denied, bool(words & ME), bool(words & YOU))


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, word in enumerate(RANKED):
        ranks.setdefault(root(word), rank)
    return ranks


def _weight(word: str, stem: str) -> float:
    if word in _ACT_WORDS:
        return 0.5
    if word in FUNCTION_WORDS or stem in FUNCTION_WORDS:
        return 0.15
    rank = _ranks().get(stem)
    return _RARE if rank is None else min(_RARE, 0.8 + 0.4 * log(1 + rank / 40))
