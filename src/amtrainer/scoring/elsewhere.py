"""An answer to another case: figures that this file does not know, or in an interview words to a client."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from amtrainer.scoring.claims import known
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.indicators.deed import is_past
from amtrainer.scoring.matter import AMOUNTS, is_shown, tells
from amtrainer.scoring.passages import Unit
from amtrainer.scoring.scope import QUOTED, scopes
from amtrainer.scoring.values import figures
from amtrainer.scoring.work import Passage

FEWEST: Final = 6  # different values, days and spans among them, that the file does not know
_UNKNOWN_SHARE: Final = 0.8  # of the different values named
_FEWEST_ROWS: Final = 4  # sentences
_FEWEST_SAID: Final = 3  # of them to a client
_SAID_SHARE: Final = 0.3  # of the sentences
_YOU: Final = frozenset(("you", "your", "yours"))
_SPOKEN_TO: Final = _YOU | {"please", "let", "?"}
_SPOKEN_SHARE: Final = 0.23  # of the sentences
_FEWEST_TOLD: Final = 2  # deeds; one alone is part of many a talk ("I told them ...")
_METHOD_OF: Final = 3  # one of so many sentences
_CLIENTS: Final = frozenset(("client", "clients", "customer", "customers", "prospect", "prospects", "buyer", "buyers"))
_DEALT_WITH: Final = _CLIENTS | {"they", "them", "their", "he", "him", "his", "she", "her"}


def is_elsewhere(passages: Sequence[Passage], context: Context, shown: Sequence[str] = ()) -> bool:
    """Whether a talk names values of another case; a file without values knows none and says nothing."""
    if not context.facts.valued or any(passage.field is not None for passage in passages):
        return False
    found: dict[tuple[str, Decimal], bool] = {}
    for passage in passages:
        for figure in figures(passage.answer, context.today):
            if tells(figure):
                held = is_shown(figure, passage.answer, shown) or known(figure, passage.heard, context)
                found[figure.value.kind, figure.value.amount] = held
    strange = [kind for (kind, _), held in found.items() if not held]
    return len(strange) >= FEWEST and len(strange) >= _UNKNOWN_SHARE * len(found) and bool(AMOUNTS & {*strange})


def said_to_a_client(rows: Sequence[Unit]) -> list[Unit]:
    """In an interview, where a good part of the work speaks to a client: all that tells nothing one did; else none."""
    said = {unit for unit in rows if _says_you(unit)}
    if len(rows) < _FEWEST_ROWS or len(said) < _FEWEST_SAID or len(said) < _SAID_SHARE * len(rows):
        return []
    return [unit for unit in rows if unit in said or not _tells_a_deed(unit)]


def told_to_others(rows: Sequence[Unit]) -> list[Unit]:
    """In a talk, where hardly anybody is spoken to: all of it, if deeds of one's own are told about ('I asked
    the client'), or how one deals with them ('I ask them')."""
    if len(rows) < _FEWEST_ROWS or sum(map(_speaks, rows)) > _SPOKEN_SHARE * len(rows):
        return []
    deeds = sum(map(_tells_a_deed, rows))
    method = sum("i" in unit.texts and _is_about_others(unit) and not _speaks(unit) for unit in rows)
    told = deeds >= _FEWEST_TOLD or (method >= _FEWEST_TOLD and method * _METHOD_OF >= len(rows))
    return [*rows] if told else []


def _is_about_others(unit: Unit) -> bool:
    """Whether others are dealt with, or one's own words are told ('I say: Ana, ...')."""
    return bool({*unit.texts} & _DEALT_WITH) or ("say", ":") in pairwise(unit.texts)


def _speaks(unit: Unit) -> bool:
    return bool({*unit.texts} & _SPOKEN_TO)


def _says_you(unit: Unit) -> bool:
    held = scopes(unit.answer)
    tokens = unit.answer.tokens
    return any(tokens[place].text in _YOU and QUOTED not in held.troubles[place] for place in unit.places)


def _tells_a_deed(unit: Unit) -> bool:
    return any(one == "i" and is_past(other) for one, other in pairwise(unit.texts))
