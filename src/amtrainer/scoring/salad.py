"""Words without a speaker: rows of labels, one frame filled again and again, a file read aloud, words in no order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from amtrainer.scoring.answer import Answer, Token, fixed
from amtrainer.scoring.dates import MONTHS, WEEKDAYS
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.neighbours import MAY_FOLLOW, WORDS
from amtrainer.scoring.numbers import is_currency
from amtrainer.scoring.passages import Unit
from amtrainer.scoring.words import AUXILIARIES, FUNCTION_WORDS, row

FEWEST_LABELS: Final = 8
FEWEST_READ: Final = 5  # lines of a file
_LABEL_SHARE: Final = 0.75  # of the sentences
_LONGEST_FIGURE: Final = 12  # words behind the colon
FEWEST_FRAMES: Final = 4
FEWEST_STATED: Final = 4  # sentences of a file read aloud
_FEWEST_NOTED: Final = 8  # statements in fewer sentences
_NOTES_TO_A_WORD: Final = 12  # of them for each word that somebody speaks
_FRAME: Final = 3  # words with which sentences of one frame begin
_FEWEST_TORN: Final = 3
_TORN_PAIRS: Final = 0.3  # of the pairs of small words
_TORN_SHARE: Final = 0.06  # of all words; see training/neighbours.py

FEWEST_FIGURES: Final = 5
_FEWEST_TOLD: Final = 3  # figures in an answer that holds nothing else
_FEWEST_NAMES: Final = 8  # words
_WORDS_TO_ONE_SMALL: Final = 5
_FIGURE_SHARE: Final = 0.7  # of the sentences
_MOST_BESIDE: Final = 2
_ROW_OF_FIGURES: Final = 8
_LONG_ROW: Final = 40  # words
_PERSONS: Final = frozenset(row("he she they them it who that there which his her their nobody everybody"))
_IDLE: Final = FUNCTION_WORDS | {
    *row("get gets give gives take takes send sends make makes offer offers need needs got percent option"),
    *MONTHS,
    *WEEKDAYS,
}
ADDRESS: Final = frozenset(
    row(
        "i me my mine we us our ours you your yours let please sorry thanks thank shall let's dear hello hi good okay yes no"
    )
)
SPOKEN: Final = ADDRESS - frozenset(row("no yes"))  # somebody speaks to somebody
_SPEAKERS: Final = ADDRESS - frozenset(row("no you your yes"))
_AT: Final = {word: place for place, word in enumerate(WORDS)}


def labels(rows: Sequence[Unit]) -> list[bool]:
    """For each sentence whether it is one of several of the form 'name: figure', with nobody behind the colon who does anything."""
    found = [_is_label(unit) for unit in rows]
    return found if FEWEST_LABELS <= sum(found) >= _LABEL_SHARE * len(rows) else [False] * len(rows)


def read_out(rows: Sequence[Unit], lines: Collection[tuple[str, ...]]) -> list[bool]:
    """For each sentence whether it is made of these lines of the file, where most of the work is, in sentences or between commas."""
    made = [[piece in lines for piece in _pieces(_tokens_of(unit))] for unit in rows]
    found = [bool(row) and sum(row) >= _LABEL_SHARE * len(row) for row in made]
    read = sum(map(sum, made))
    return found if FEWEST_READ <= read >= _LABEL_SHARE * sum(map(len, made)) else [False] * len(rows)


def file_lines(facts: Facts) -> frozenset[tuple[str, ...]]:
    """The facts of a file as lines: what each is, and its figure; what stands between two commas is one."""
    texts = [f"{fact.says} {fact.figure}" for _, fact in facts.items() if fact.says and fact.figure]
    return frozenset(piece for text in texts for piece in _pieces(fixed(text).tokens))


def _tokens_of(unit: Unit) -> list[Token]:
    return [unit.answer.tokens[place] for place in unit.places]


def _pieces(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """The words between commas and semicolons."""
    pieces: list[list[str]] = [[]]
    for token in tokens:
        if token.kind == "sign" and token.text in ",;":
            pieces.append([])
        elif token.kind != "sign":
            pieces[-1].append(token.text)
    return [tuple(piece) for piece in pieces if piece]


def _is_label(unit: Unit) -> bool:
    tokens = [unit.answer.tokens[place] for place in unit.places]
    colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
    if colon is None or colon == 0:
        return False
    behind = [token.text for token in tokens[colon + 1 :] if token.kind != "sign"]
    return not _SPEAKERS & {*behind} and 0 < len(behind) <= _LONGEST_FIGURE


def frames(rows: Sequence[Unit]) -> list[bool]:
    """For each sentence whether its frame is used again and again: the same beginning with another word put in."""
    begun = [_beginning(unit) for unit in rows]
    counts = Counter(each for each in begun if each)
    often = {each for each, count in counts.items() if count >= FEWEST_FRAMES and count * 2 >= len(rows)}
    return [each in often for each in begun]


def _beginning(unit: Unit) -> tuple[str, ...]:
    words = [unit.answer.tokens[place].text for place in unit.places if unit.answer.tokens[place].kind != "sign"]
    return tuple(words[:_FRAME]) if len(words) > _FRAME else ()


def figure_rows(rows: Sequence[Unit]) -> list[bool]:
    """For each sentence whether it is one of many that hold a figure and hardly a word beside it: '4%. 24 months. You get 8%.'"""
    found = [_is_figure(unit) for unit in rows]
    held = sum(found)
    whole = [_is_row_of_figures(unit) or is_wordless(unit) or _is_told_in_names(unit) for unit in rows]
    told = all(unit.answer.told for unit in rows) and held == len(rows) and _figures_in(rows) >= _FEWEST_TOLD
    return found if told or FEWEST_FIGURES <= held >= _FIGURE_SHARE * len(rows) else whole


def _figures_in(rows: Sequence[Unit]) -> int:
    return sum(text[:1].isdigit() for unit in rows for text in unit.texts)


def _is_told_in_names(unit: Unit) -> bool:
    """Names and figures one behind the other, put where somebody should tell something: 'Kestrel, finance, 09:05, 12:00.'"""
    words = [text for text in unit.texts if text[:1].isalnum()]
    if not unit.answer.told or len(words) < _FEWEST_NAMES or {*words} & (AUXILIARIES | SPOKEN | _PERSONS):
        return False
    return _WORDS_TO_ONE_SMALL * sum(text in FUNCTION_WORDS for text in words) <= len(words)


def _is_figure(unit: Unit) -> bool:
    return any(text[:1].isdigit() for text in unit.texts) and len(_beside_figures(unit)) <= _MOST_BESIDE


def _is_row_of_figures(unit: Unit) -> bool:
    """One sentence of so many figures that the words between them say nothing of each."""
    count = sum(text[:1].isdigit() for text in unit.texts)
    return count >= _ROW_OF_FIGURES and 3 * len(_beside_figures(unit)) <= count


def is_wordless(unit: Unit) -> bool:
    """A long row of words, small ones among them, in which nobody is named and nothing is or does anything."""
    words = [text for text in unit.texts if text[:1].isalpha()]
    return len(words) >= _LONG_ROW and not {*words} & (AUXILIARIES | SPOKEN | _PERSONS)


def _beside_figures(unit: Unit) -> list[str]:
    """The words of a sentence that are neither small words nor verbs of giving, nor units behind a figure."""
    texts = [unit.answer.tokens[place].text for place in unit.places]
    return [
        text
        for before, text in pairwise(["", *texts])
        if text[:1].isalpha() and text not in _IDLE and not before[:1].isdigit() and not is_currency(text)
    ]


def is_read_aloud(rows: Sequence[Unit]) -> bool:
    """Statement after statement, in sentences or between commas, and nobody speaks: no I, no you, no question, no request."""
    said = {unit.answer.tokens[place].text for unit in rows for place in unit.places}
    if len(rows) >= FEWEST_STATED:
        return not said & (ADDRESS | {"?"})
    stated = sum(len(piece) > 1 for unit in rows for piece in _pieces(_tokens_of(unit)))
    spoken = sum(text in SPOKEN for unit in rows for text in unit.texts)
    return "?" not in said and stated >= max(_FEWEST_NOTED, _NOTES_TO_A_WORD * spoken)


def torn(answer: Answer) -> tuple[int, int]:
    """Pairs of small words side by side that never stand so in English, such as 'the of' or 'is and'; and all pairs."""
    # "no" is a thing as well: "if it's a no, it's a no"
    places = [None if token.text == "no" else _AT.get(token.text) for token in answer.tokens]
    pairs = [(one, other) for one, other in pairwise(places) if one is not None and other is not None]
    return sum(not MAY_FOLLOW[one] >> other & 1 for one, other in pairs), len(pairs)


def is_jumbled(answers: Sequence[Answer]) -> bool:
    """Words in no order."""
    count = sum(answer.words() for answer in answers)
    breaks, pairs = (sum(each) for each in zip(*map(torn, answers), strict=True)) if answers else (0, 0)
    return breaks >= _FEWEST_TORN and (breaks >= _TORN_SHARE * count or breaks >= _TORN_PAIRS * pairs)
