"""An answer to another case: its figures are many, and this file knows hardly any of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from amtrainer.scoring.answer import Answer, fixed
from amtrainer.scoring.claims import known
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.values import Figure, figures
from amtrainer.scoring.work import Passage

FEWEST: Final = 6  # different values, days and spans among them, that the file does not know
_UNKNOWN_SHARE: Final = 0.8  # of the different values named
_AMOUNTS: Final = frozenset({"money", "percent", "ratio", "count"})
_TIMES: Final = frozenset({"date", "duration"})  # promised by anybody: alone they tell nothing
_SMALLEST: Final = 10  # of a bare count: 'two ways' and 'three names' are no figures


def is_elsewhere(passages: Sequence[Passage], context: Context, shown: Sequence[str] = ()) -> bool:
    """Whether a talk names values of another case; a file without values knows none and says nothing."""
    if not context.facts.valued or any(passage.field is not None for passage in passages):
        return False
    found: dict[tuple[str, Decimal], bool] = {}
    for passage in passages:
        for figure in figures(passage.answer, context.today):
            if _tells(figure):
                held = _is_shown(figure, passage.answer, shown) or known(figure, passage.heard, context)
                found[figure.value.kind, figure.value.amount] = held
    strange = [kind for (kind, _), held in found.items() if not held]
    return len(strange) >= FEWEST and len(strange) >= _UNKNOWN_SHARE * len(found) and bool(_AMOUNTS & {*strange})


def _is_shown(figure: Figure, answer: Answer, shown: Sequence[str]) -> bool:
    """Whether its numbers stand in the texts of the case."""
    numbers = {answer.tokens[place].stem for place in range(figure.first, figure.last + 1)} - {"%"}
    return any(numbers & _numbers(text) for text in shown)


@lru_cache(maxsize=256)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in fixed(text).tokens if token.kind == "number")


def _tells(figure: Figure) -> bool:
    kind = figure.value.kind
    return kind in _TIMES or (kind in _AMOUNTS and (kind != "count" or figure.value.amount >= _SMALLEST))
