"""Text that fills without saying: rows of key words, sentences said again, copies of what was read or heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import LCSseq

from amtrainer.scoring.answer import Answer, Token
from amtrainer.scoring.common import KNOWN
from amtrainer.scoring.passages import Phrases, Unit, is_echo
from amtrainer.scoring.words import AUXILIARIES, FUNCTION_WORDS

_ENGLISH: Final = KNOWN | FUNCTION_WORDS
_FEWEST_PIECES: Final = 8
_MANY_PIECES: Final = 14  # so many make a list, whoever is named in it
_LONG_ROW: Final = 18  # words
_ENDLESS: Final = 20
_CLAUSE: Final = 12  # words; somebody who speaks names himself or an act at least so often
_BARE_SHARE: Final = 0.75
_COPIED_RUN: Final = 8  # words in a row
_COPIED_SHARE: Final = 0.6
_FEWEST_COPIED: Final = 6
_MODEL_SHARE: Final = 0.9
_FEWEST_SHUFFLED: Final = 20  # words
_IN_ORDER: Final = 0.5  # of the words
_FEWEST_WANTED: Final = 3  # words
_WANTED_SHARE: Final = 0.8  # of the words of a criterion or a line of the file
_MOST_GLUE: Final = 4  # words between a line of the file and a criterion: 'because of …, I …'
_MOST_AROUND: Final = 2.5  # words of the sentence to one of the line
_FEWEST_EXAMPLES: Final = 3
_MANY_QUESTIONS: Final = 5
_MANY_PARTS: Final = 10  # between semicolons
_SHORT_RUN: Final = 3  # words in a row
_FEWEST_SHOWN: Final = 3  # sentences
_SHOWN_SHARE: Final = 0.7  # of the words of a sentence
_SHOWN_OF_WORK: Final = 0.6  # of the words of the work
_NAMED_ACT: Final = 5  # words
_FEWEST_ACTS: Final = 5
_FEWEST_CATCHWORDS: Final = 3  # in one sentence
_CATCHWORDS: Final = Phrases(
    "client first", "clients first", "customer first", "customers first", "listen actively", "actively listen", "active listening",
    "add value", "adds value", "adding value", "added value", "win-win", "extra mile", "outside the box", "proactive*",
    "customer-centric", "client-centric", "solution-oriented", "results-driven", "result-oriented", "people person", "team player",
    "trusted advisor", "trusted adviser", "trusted partner", "build rapport", "building rapport", "synergy", "synergies",
)  # fmt: skip
_SENTENCE_WORDS: Final = AUXILIARIES | {
    "i",
    "me",
    "we",
    "us",
    "you",
    "let",
    "please",
    "it",
    "this",
    "that",
    "there",
    "they",
}


def is_endless(unit: Unit) -> bool:
    """A row of key words so long that no note has it: nearly all bare, and many of them."""
    pieces = _pieces(unit)
    return len(pieces) >= _ENDLESS and sum(map(_is_bare, pieces)) >= _BARE_SHARE * len(pieces)


def is_list(unit: Unit) -> bool:
    """A row of key words: many pieces between commas, or many words, and nobody who does anything."""
    tokens = [unit.answer.tokens[place] for place in unit.places]
    words = [token.text for token in tokens if token.kind != "sign" and not _is_name(token)]
    if len(words) < 5:
        return False
    if sum(token.text == ";" for token in tokens) >= _MANY_PARTS:
        return True
    pieces = _pieces(unit)
    bare = sum(map(_is_bare, pieces))
    if len(pieces) >= _MANY_PIECES and bare >= _BARE_SHARE * len(pieces):
        return True
    if _is_row_of_acts(pieces) or _is_row_of_catchwords(unit):
        return True
    if _CLAUSE * sum(word in _SENTENCE_WORDS for word in words) >= len(words):
        return False
    if len(pieces) >= _FEWEST_PIECES and bare >= _BARE_SHARE * len(pieces):
        return True
    small = sum(word in FUNCTION_WORDS for word in words)
    return len(words) >= _LONG_ROW and small * 6 <= len(words)


def _is_name(token: Token) -> bool:
    """A word in capitals that English does not know: who is named one after the other makes no row of key words."""
    return token.capital and token.kind == "word" and token.text not in _ENGLISH


def _pieces(unit: Unit) -> list[list[str]]:
    """The words between commas, semicolons and brackets, without names."""
    pieces: list[list[str]] = [[]]
    for place in unit.places:
        token = unit.answer.tokens[place]
        if token.kind == "sign" and token.text in ",;/|•()":
            pieces.append([])
        elif token.kind != "sign" and not _is_name(token):
            pieces[-1].append(token.text)
    return [piece for piece in pieces if piece]


def _is_bare(piece: Sequence[str]) -> bool:
    return len(piece) <= 4 and sum(word in FUNCTION_WORDS for word in piece) <= 1


def _is_row_of_acts(pieces: Sequence[Sequence[str]]) -> bool:
    """'I acknowledge, I clarify, I confirm, I follow up': acts that are named one after the other, none of them told."""
    named = sum(piece[:1] == ["i"] or piece[:2] == ["and", "i"] for piece in pieces if len(piece) <= _NAMED_ACT)
    return named >= _FEWEST_ACTS and named >= _BARE_SHARE * len(pieces)


def _is_row_of_catchwords(unit: Unit) -> bool:
    """'I put the client first, listen actively, add value': what everybody says of himself, and no figure beside it."""
    figures = any(text[:1].isdigit() for text in unit.texts)
    return not figures and len({places.start for places in _CATCHWORDS.places(unit)}) >= _FEWEST_CATCHWORDS


def interrogates(rows: Sequence[Unit]) -> bool:
    """Question upon question, and nothing else."""
    return len(rows) >= _MANY_QUESTIONS and all("?" in unit.texts for unit in rows)


def repeats(rows: Sequence[Unit]) -> list[bool]:
    """For each sentence whether the same one stands earlier in the work."""
    seen: set[tuple[str, ...]] = set()
    out: list[bool] = []
    for unit in rows:
        words = _words(unit)
        out.append(len(words) >= 4 and words in seen)
        seen.add(words)
    return out


def _words(unit: Unit) -> tuple[str, ...]:
    return tuple(stem for stem in unit.stems if stem.isalnum())


def is_copied(unit: Unit, shown: Sequence[str]) -> bool:
    """The client's last line again, or a run of words taken from the case."""
    mine = _words(unit)
    if len(mine) >= _FEWEST_COPIED and is_echo(unit.stems, unit.passage.heard):
        return True
    if len(mine) < _COPIED_RUN:
        return False
    needed = max(_COPIED_RUN, int(_COPIED_SHARE * len(mine)))
    runs = {mine[start : start + needed] for start in range(len(mine) - needed + 1)}
    return any(runs & _runs(text, needed) for text in (unit.passage.heard, *shown) if text)


def copies(rows: Sequence[Unit], shown: Sequence[str]) -> list[bool]:
    """For each sentence whether it is put together from what was shown, where most of the work is."""
    if len(rows) < _FEWEST_SHOWN:
        return [False] * len(rows)
    known = frozenset(run for text in shown for run in _runs(text, _SHORT_RUN))
    counts = [_covered(_given(unit), known) for unit in rows]
    held = [count >= _SHOWN_SHARE * len(_given(unit)) for unit, count in zip(rows, counts, strict=True)]
    words = sum(len(_given(unit)) for unit in rows)
    taken = sum(len(_given(unit)) for unit, copied in zip(rows, held, strict=True) if copied)
    return held if words and taken >= _SHOWN_OF_WORK * words else [False] * len(rows)


@lru_cache(maxsize=1024)
def _given(unit: Unit) -> tuple[str, ...]:
    """The words of a sentence as given, names included."""
    tokens = (unit.answer.tokens[place] for place in unit.places)
    return tuple(token.stem for token in tokens if token.stem and token.stem.isalnum())


def _covered(words: Sequence[str], known: Collection[tuple[str, ...]]) -> int:
    """How many of the words stand in a run of three that is known; of a shorter sentence none or all."""
    size = min(_SHORT_RUN, len(words))
    held: set[int] = set()
    for start in range(len(words) - size + 1):
        run = tuple(words[start : start + size])
        if run in known or (size < _SHORT_RUN and any(run == one[:size] or run == one[-size:] for one in known)):
            held.update(range(start, start + size))
    return len(held)


@lru_cache(maxsize=512)
def _runs(text: str, length: int) -> frozenset[tuple[str, ...]]:
    stems = tuple(token.stem for token in Answer(text).tokens if token.stem and token.stem.isalnum())
    return frozenset(stems[start : start + length] for start in range(len(stems) - length + 1))


def is_model(answers: Sequence[Answer], models: Sequence[str]) -> bool:
    """Whether the work is one of the model answers, word for word or nearly so."""
    mine = [stem for answer in answers for stem in _stems(answer)]
    for text in models:
        model = _model_stems(text)
        if len(model) >= 20 and LCSseq.normalized_similarity(mine, model) >= _MODEL_SHARE:
            return True
    return False


def recites(rows: Sequence[Unit], wanted: Sequence[str]) -> list[bool]:
    """For each sentence whether it is what a criterion asks for, in its author's words, where the work is made of them.

    One question of an interview has a few criteria only, so there one such sentence is enough.
    """
    lines = [line for text in wanted if len(line := _wanted(text)) >= _FEWEST_WANTED]
    said = [_words(unit) for unit in rows]
    found = [any(_holds_line(mine, line) for line in lines) or _holds_lines(mine, lines) for mine in said]
    fewest = 1 if rows and rows[0].answer.told else _FEWEST_SHOWN
    return found if sum(found) >= fewest and 2 * sum(found) >= len(rows) else [False] * len(rows)


def pieces(rows: Sequence[Unit], wanted: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """For each sentence whether it is a line of the file with what a criterion asks for behind it, where the work is made of
    such: 'Because the budget is 40,000, I name the figure and its base.'"""
    asked = [line for text in wanted if len(line := _wanted(text)) >= _FEWEST_WANTED]
    told = [line for text in lines if len(line := _wanted(text)) >= _FEWEST_WANTED]
    found = [_is_pieced(_words(unit), asked, told) for unit in rows]
    return found if sum(found) >= _FEWEST_SHOWN and 2 * sum(found) >= len(rows) else [False] * len(rows)


def _is_pieced(mine: Sequence[str], asked: Sequence[Sequence[str]], told: Sequence[Sequence[str]]) -> bool:
    held = [
        max(
            (shared for line in lines if (shared := LCSseq.similarity(mine, line)) >= _WANTED_SHARE * len(line)),
            default=0,
        )
        for lines in (asked, told)
    ]
    return all(held) and (sum(held) >= _WANTED_SHARE * len(mine) or len(mine) - sum(held) <= _MOST_GLUE)


@lru_cache(maxsize=1024)
def _wanted(text: str) -> tuple[str, ...]:
    return tuple(stem for stem in _stems(Answer(text)) if stem.isalnum())


def _holds_line(mine: Sequence[str], line: Sequence[str]) -> bool:
    """Whether most of a line stands in these words, in order, and makes up most of them."""
    if not _WANTED_SHARE * len(line) <= len(mine) <= _MOST_AROUND * len(line):
        return False
    return LCSseq.similarity(mine, line) >= _WANTED_SHARE * len(line)


def _holds_lines(mine: Sequence[str], lines: Sequence[Sequence[str]]) -> bool:
    """Whether a sentence is made of several such lines, one behind the other."""
    shared = [LCSseq.similarity(mine, line) for line in dict.fromkeys(map(tuple, lines))]
    held = [size for size, line in zip(shared, dict.fromkeys(map(tuple, lines)), strict=True) if size == len(line)]
    return len(held) > 1 and sum(held) >= _WANTED_SHARE * len(mine)


def is_from_examples(answers: Sequence[Answer], examples: Sequence[str]) -> bool:
    """Whether nearly all of it is sentences that an author gave as examples of what earns."""
    known = frozenset(line for text in examples for line in _example_stems(text))
    rows = [line for answer in answers for line in _sentence_stems(answer)]
    copied = [line for line in rows if line in known]
    return len(copied) >= _FEWEST_EXAMPLES and sum(map(len, copied)) >= _MODEL_SHARE * sum(map(len, rows))


@lru_cache(maxsize=512)
def _example_stems(text: str) -> tuple[tuple[str, ...], ...]:
    return _sentence_stems(Answer(text))


def _sentence_stems(answer: Answer) -> tuple[tuple[str, ...], ...]:
    rows: dict[int, list[str]] = {}
    for token in answer.tokens:
        if token.kind != "sign":
            rows.setdefault(token.sentence, []).append(token.stem)
    return tuple(map(tuple, rows.values()))


def is_shuffled(answers: Sequence[Answer], sources: Sequence[str]) -> bool:
    """Whether the work is the words of one of these texts in another order: nearly all of them, hardly any in a row."""
    mine = [stem for answer in answers for stem in _stems(answer)]
    if len(mine) < _FEWEST_SHUFFLED:
        return False
    for text in sources:
        source = _model_stems(text)
        shared = (Counter(mine) & Counter(source)).total()
        if shared >= _MODEL_SHARE * len(mine) and LCSseq.similarity(mine, source) < _IN_ORDER * len(mine):
            return True
    return False


@lru_cache(maxsize=64)
def _model_stems(text: str) -> list[str]:
    return _stems(Answer(text))


def _stems(answer: Answer) -> list[str]:
    return [token.stem for token in answer.tokens if token.kind != "sign"]
