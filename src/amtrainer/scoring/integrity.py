"""What a text does besides answering: echoes, lists, notes to the judge, another language, hostility.

A flag names its words and its effect. Some flags take their words out of the marking, some break a gate, some only stand
in the record. None of them looks at how long or polished a text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import LCSseq

from amtrainer.scoring.answer import Answer, Span
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.passages import Unit, is_echo, phrase_places, units
from amtrainer.scoring.scope import META, QUOTED, REPORTED, scopes
from amtrainer.scoring.scorecard import Flag
from amtrainer.scoring.words import FUNCTION_WORDS
from amtrainer.scoring.work import Place, Work

NO_MARKS: Final = "these words earn nothing"
NO_ATTEMPT: Final = "nothing to judge: the total is capped at 10"
SHORTEST: Final = 12  # words
MOST_FIGURES: Final = 6  # values in one sentence; more is a dump
EARNS_NOTHING: Final = frozenset({"echo", "list", "stuffing", "meta", "judge-note"})
NO_ATTEMPTS: Final = frozenset({"short", "language", "gibberish", "copy"})

_TO_THE_JUDGE: Final = (
    "full marks", "full points", "top marks", "maximum score", "highest score", "give me * points", "give me * score",
    "score this", "grade this", "rate this", "mark this answer", "ignore * instructions", "ignore * rubric", "ignore * above",
    "disregard * instructions", "as an ai", "language model", "system prompt", "dear grader", "dear judge", "note to the judge",
    "note to the grader", "to the examiner", "the grader", "the evaluator", "this answer deserves", "meets all criteria",
    "meets all the criteria", "all criteria are met",
)  # fmt: skip
_HOSTILE: Final = (
    "idiot", "idiots", "stupid", "moron", "morons", "imbecile", "shut up", "go to hell", "screw you", "damn you", "piss off",
    "fuck*", "bitch", "bastard", "asshole", "bullshit", "you people", "your kind", "you are a liar", "you are lying",
    "you will regret", "you will be sorry", "i will ruin", "i will make sure you lose", "i know where you", "or i tell your boss",
    "are you deaf", "are you blind", "how dumb", "dumb question", "pathetic", "you must be joking or mad", "grow up",
)  # fmt: skip
_VOWELS: Final = re.compile("[aeiouyàáâäãåæèéêëìíîïòóôöõøùúûüý]")


@dataclass(frozen=True, slots=True)
class Prompts:
    """What was shown to the trainee, beside the line just heard: the scenario's own texts, and its model answers."""

    shown: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


def flags_of(work: Work, context: Context, prompts: Prompts) -> tuple[Flag, ...]:
    """Every flag of a work, in the order of the text; flags of the whole text come last."""
    rows = units(work, context)
    found = [flag for unit in rows for flag in _of_sentence(unit, rows, prompts)]
    found.sort(key=lambda flag: (flag.place.turn, flag.place.field or "", flag.place.start))
    return (*found, *_of_whole(work, context, prompts, found))


def silent(flags: Sequence[Flag]) -> tuple[Place, ...]:
    """The words that earn nothing."""
    return tuple(flag.place for flag in flags if flag.id in EARNS_NOTHING)


def _of_sentence(unit: Unit, rows: Sequence[Unit], prompts: Prompts) -> Iterator[Flag]:
    if is_echo(unit.stems, unit.passage.heard) or any(is_echo(unit.stems, text) for text in prompts.shown):
        yield _flag("echo", unit, NO_MARKS)
    if _is_list(unit):
        yield _flag("list", unit, NO_MARKS)
    if _is_repeat(unit, rows) or _is_dump(unit):
        yield _flag("stuffing", unit, NO_MARKS)
    troubles = scopes(unit.answer)
    if troubles.among(unit.places, META):
        yield _flag("meta", unit, NO_MARKS)
    if any(phrase_places(phrase, unit) for phrase in _TO_THE_JUDGE):
        yield _flag("judge-note", unit, NO_MARKS)
    for phrase in _HOSTILE:
        for places in phrase_places(phrase, unit):
            if not troubles.among(places, QUOTED, REPORTED):
                span = unit.answer.cover(places[0], places[-1])
                yield Flag("hostile", unit.passage.place(span), unit.answer.quote(span), "caps the total at 20")


def _flag(id: str, unit: Unit, effect: str) -> Flag:
    return Flag(id, unit.passage.place(unit.span), unit.answer.quote(unit.span), effect)


def _is_list(unit: Unit) -> bool:
    """Eight or more pieces between commas, hardly any of which holds a small word that makes it a thought."""
    pieces: list[list[str]] = [[]]
    for place in unit.places:
        token = unit.answer.tokens[place]
        if token.kind == "sign" and token.text in ",;/|•":
            pieces.append([])
        elif token.kind != "sign":
            pieces[-1].append(token.text)
    pieces = [piece for piece in pieces if piece]
    bare = sum(len(piece) <= 3 and not any(word in FUNCTION_WORDS for word in piece) for piece in pieces)
    return len(pieces) >= 8 and bare >= 0.75 * len(pieces)


def _is_repeat(unit: Unit, rows: Sequence[Unit]) -> bool:
    """The same sentence was written before."""
    mine = tuple(stem for stem in unit.stems if stem.isalnum())
    if len(mine) < 4:
        return False
    for other in rows:
        if other is unit:
            return False
        if mine == tuple(stem for stem in other.stems if stem.isalnum()):
            return True
    return False


def _is_dump(unit: Unit) -> bool:
    figures = sum(unit.answer.tokens[place].kind == "number" for place in unit.places)
    small = sum(unit.answer.tokens[place].text in FUNCTION_WORDS for place in unit.places)
    return figures >= MOST_FIGURES and small < figures


def _of_whole(work: Work, context: Context, prompts: Prompts, found: Sequence[Flag]) -> Iterator[Flag]:
    answers = [passage.answer for passage in work.passages if passage.field != "order"]
    words = sum(answer.words() for answer in answers)
    first = next((passage for passage in work.passages if passage.answer.text.strip()), None)
    if first is None:
        first = work.passages[0] if work.passages else None
        if first is None:
            return
    span = first.answer.sentences[0] if first.answer.sentences else Span(0, len(first.answer.text))
    place, quote = first.place(span), first.answer.quote(span)
    if words < SHORTEST:
        yield Flag("short", place, quote, NO_ATTEMPT)
    elif strange := _strange(answers, context):
        yield Flag(strange, place, quote, NO_ATTEMPT)
    elif _share(found, "echo", work) > 0.6:
        yield Flag("copy", place, quote, NO_ATTEMPT)
    if _is_model(answers, prompts.models):
        yield Flag("copied-model", place, quote, "scored as it is, not counted in your progress")


def _share(found: Sequence[Flag], id: str, work: Work) -> float:
    """Which part of the words stands under flags of one kind."""
    under = sum(Answer(flag.quote).words() for flag in found if flag.id == id)
    return under / max(1, sum(passage.answer.words() for passage in work.passages))


def _strange(answers: Sequence[Answer], context: Context) -> str:
    """'language' or 'gibberish' if hardly a word is one of this language; '' otherwise."""
    words = [token for answer in answers for token in answer.tokens if token.kind == "word" and not token.capital]
    words = words or [token for answer in answers for token in answer.tokens if token.kind == "word"]
    if len(words) < 6:
        return ""
    small = sum(token.text in FUNCTION_WORDS for token in words) / len(words)
    known = sum(context.lexicon.knows(token.text) for token in words) / len(words)
    if small >= 0.12 or known >= 0.55:
        return ""
    latin = [token.text for token in words if token.text.isascii()]
    odd = sum(
        not _VOWELS.search(text) or len(text) > 18 or len(_VOWELS.findall(text)) < len(text) / 5 for text in latin
    )
    return "gibberish" if latin and odd >= len(latin) * 0.4 else "language"


def _is_model(answers: Sequence[Answer], models: Sequence[str]) -> bool:
    mine = [token.stem for answer in answers for token in answer.tokens if token.kind != "sign"]
    for text in models:
        model = [token.stem for token in Answer(text).tokens if token.kind != "sign"]
        if len(model) >= 20 and LCSseq.normalized_similarity(mine, model) >= 0.9:
            return True
    return False
