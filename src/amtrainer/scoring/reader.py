"""Asking a reader of meanings about the sentences of a work, and finding the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from amtrainer.scoring.answer import Span, fixed
from amtrainer.scoring.evidence import Strength
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.lexicon import Lexicon, plain, sentence_text
from amtrainer.scoring.meaning import Act
from amtrainer.scoring.passages import Unit, sentence
from amtrainer.scoring.scope import NEGATED, scopes
from amtrainer.scoring.words import FUNCTION_WORDS

TRACE: Final = 0.25
PARTIAL: Final = 0.5
FULL: Final = 0.75
MOST_READ: Final = 100  # sentences of one work; what comes after them is not read for its meaning
NEAR_A_CUT: Final = 0.02


def act(says: str, like: Sequence[str], unlike: Sequence[str], rung: str, lexicon: Lexicon) -> Act:
    """What is looked for, read the same way as answers are."""
    return Act(
        _read(says, lexicon), _read_all(tuple(like), lexicon), _read_all(tuple(unlike), lexicon), _read(rung, lexicon)
    )


@lru_cache(maxsize=1024)
def _read_all(texts: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(_read(text, lexicon) for text in texts)


@lru_cache(maxsize=4096)
def _read(text: str, lexicon: Lexicon) -> str:
    return sentence_text(fixed(text), Span(0, len(text)), lexicon)


def strengths(wanted: Act, rows: Sequence[Unit], context: Context) -> list[float]:
    """How strongly each unit does the act; units beyond the first hundred are not read."""
    if not rows:
        return []
    found = context.model.strengths(wanted, [sentence(unit, context.lexicon) for unit in rows[:MOST_READ]])
    return [round(value, 3) for value in found] + [0.0] * (len(rows) - len(found))


def grade(value: float) -> tuple[Strength, bool]:
    """The strength for a value, and whether it lies near a cut; there the lower one is taken."""
    doubt = any(abs(value - cut) < NEAR_A_CUT for cut in (TRACE, PARTIAL, FULL))
    held = value - NEAR_A_CUT if doubt else value
    if held >= FULL:
        return Strength.FULL, doubt
    if held >= PARTIAL:
        return Strength.PARTIAL, doubt
    return (Strength.TRACE if held >= TRACE else Strength.NONE), doubt


@dataclass(frozen=True, slots=True)
class Deciding:
    """The words that decided: what is marked, and what of it the nearest example has too."""

    words: list[int]
    shared: list[int]


def deciding(unit: Unit, like: Sequence[str], lexicon: Lexicon) -> Deciding:
    """The small clauses of a unit that share words with the nearest example; all of it where none are shared."""
    words = [place for place in unit.places if unit.answer.tokens[place].kind != "sign"]
    best: list[int] = []
    for text in like:
        stems = _content(text, lexicon)
        shared = [place for place, stem in zip(unit.places, unit.stems, strict=True) if stem in stems]
        if len(shared) > len(best):
            best = shared
    if not words or not best:
        return Deciding([words[0], words[-1]] if words else list(unit.places), words)
    held = scopes(unit.answer).segments
    segments = {held[place] for place in best}
    inside = [place for place in words if held[place] in segments] or words
    return Deciding([inside[0], inside[-1]], best)


@lru_cache(maxsize=4096)
def _content(text: str, lexicon: Lexicon) -> frozenset[str]:
    stems = plain(fixed(text), lexicon).stems
    return frozenset(stem for stem in stems if stem and stem.isalnum() and stem not in FUNCTION_WORDS)


def reverses(unit: Unit, found: Deciding, like: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether most of the deciding words are denied here, and no example denies any of them."""
    held = scopes(unit.answer).troubles
    counted = found.shared or found.words
    read = plain(unit.answer, lexicon).stems
    denied = {read[place] for place in counted if NEGATED in held[place]}
    if 2 * sum(NEGATED in held[place] for place in counted) <= len(counted):
        return False
    return not any(denied & _denied(text, lexicon) for text in like)


@lru_cache(maxsize=4096)
def _denied(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Stems that an author's example says are not so."""
    answer = fixed(text)
    troubles, stems = scopes(answer).troubles, plain(answer, lexicon).stems
    return frozenset(stem for stem, trouble in zip(stems, troubles, strict=True) if NEGATED in trouble) & _content(
        text, lexicon
    )
