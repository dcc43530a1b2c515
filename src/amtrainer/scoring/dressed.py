"""An answer to another case in the clothes of this one: its names and figures are of this file, its matter is not.

Figures that the file knows speak for an answer only where the words of their fact stand beside them ('an offer of 372,000'); a
day, a share or an amount between words of other things is borrowed. The weights were fitted (logistic regression) on rated
talks, and on model answers of all other exercises with the names and figures put in (training/train_dressed.py); the cuts lie
below every rated answer that had something to lose, higher for long talks and for what is put like a paper. Names and length by themselves count nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amtrainer.scoring.claims import unit_figures
from amtrainer.scoring.filled import is_filled_form
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.matter import ENOUGH, FEWEST_SENTENCES, NEAR, NEARER, Matter, tells
from amtrainer.scoring.paper import is_paper
from amtrainer.scoring.passages import Unit

_BEST: Final = 3  # sentences
_WEIGHTS: Final = (10, 4, 6, 77, 17, -15, -1, -1, -3)
_START: Final = -4_746
_CUTS: Final = ((14, 700), (8, -600), (0, -2_000))  # for so many sentences and more: the longer, the surer
_CUT_PAPER: Final = 1_500  # what is put like a paper: true ones lie above 2,900
_CUT_DOUBTED: Final = -3_500  # true ones of which `matter` holds some sentences for another case's lie above -3,200
_CUT_INBOX: Final = 1_500  # what is written for an inbox: true ones lie above 5,200
_CUT_WRITTEN: Final = 3_600  # reports, mails and records: true ones lie above 6,500, nearly all others below
_CUT_FORM: Final = 4_000  # plans of an inbox put in as one text: true ones lie above 6,000, nearly all others below


@dataclass(frozen=True, slots=True)
class Dress:
    """What the sentences of a talk are made of, beside how near each is to the case."""

    rows: Sequence[Unit]
    near: dict[Unit, int]
    own: dict[Unit, frozenset[str]]
    alien: dict[Unit, frozenset[str]]
    context: Context

    def seen(self) -> tuple[int, ...]:
        """What speaks for this case or against it, in thousandths, in the order of the weights."""
        sizes = [len(unit.texts) for unit in self.rows]
        words = sum(sizes)
        near = sorted(self.near[unit] for unit in self.rows)
        best, lower = near[-_BEST:], near[: max(1, len(near) // 2)]
        named, borrowed = self._figures()
        return (
            sum(self.near[unit] * size for unit, size in zip(self.rows, sizes, strict=True)) // words,
            near[-1],
            1000 * len(frozenset[str]().union(*self.alien.values())) // words,
            1000 * len(frozenset[str]().union(*self.own.values())) // words,
            sum(best) // len(best),
            sum(lower) // len(lower),
            _log(words),
            _log(named),
            _log(borrowed),
        )

    def value(self) -> int:
        """What speaks for this case, weighed."""
        return _START + sum(weight * one for weight, one in zip(_WEIGHTS, self.seen(), strict=True))

    def _figures(self) -> tuple[int, int]:
        """How many values of the file stand beside words of their fact, and how many only elsewhere."""
        named: set[tuple[str, object]] = set()
        borrowed: set[tuple[str, object]] = set()
        before: frozenset[str] = frozenset()
        for unit in self.rows:
            beside = before | frozenset(unit.stems)
            for figure in unit_figures(unit, self.context):
                value = figure.value
                facts = [
                    fact
                    for _, fact, held in self.context.facts.valued
                    if held.kind == value.kind and abs(held.amount - value.amount) <= fact.slack
                ]
                if facts and tells(figure):
                    said = any(beside & {*row} for fact in facts for row in fact.names)
                    (named if said else borrowed).add((value.kind, value.amount))
            before = frozenset(unit.stems)
        return len(named), len(borrowed - named)


def dress_of(rows: Sequence[Unit], context: Context, shown: Sequence[str]) -> Dress | None:
    """A talk as it is held against its case; None where it is too short."""
    matter = Matter(rows, context, shown)
    if len(matter.rows) < FEWEST_SENTENCES or context.rated is None:
        return None
    alien = {unit: matter.alien(unit) for unit in matter.rows}
    return Dress(matter.rows, matter.nearness(), matter.own, alien, context)


def in_borrowed_clothes(
    rows: Sequence[Unit], context: Context, shown: Sequence[str], doubted: bool = False
) -> list[Unit]:
    """The sentences that are not about this case, where a talk has only its names and figures; else none. A talk of which
    some sentences are known to be about another case (`doubted`) has to be far away to lose more."""
    dress = dress_of(rows, context, shown)
    if dress is None:
        return []
    if not any(dress.seen()[-2:]):  # no figure of this case: nothing is borrowed
        return []
    cut = _CUT_PAPER if is_paper(rows) else next(cut for fewest, cut in _CUTS if len(rows) >= fewest)
    if dress.value() >= (_CUT_DOUBTED if doubted else cut):
        return []
    return [unit for unit in dress.rows if dress.near[unit] < NEAR or len(dress.own[unit]) < ENOUGH]


def written_about_another_case(rows: Sequence[Unit], context: Context, shown: Sequence[str]) -> list[Unit]:
    """The sentences of a report, a mail or a record that are not about this case, where it has only figures of it; else none."""
    dress = dress_of(rows, context, shown)
    if dress is None or not any(dress.seen()[-2:]) or dress.value() >= _CUT_WRITTEN:
        return []
    enough = {unit: ENOUGH if dress.near[unit] >= NEARER else 2 * ENOUGH for unit in dress.rows}
    return [unit for unit in dress.rows if dress.near[unit] < NEAR or len(dress.own[unit]) < enough[unit]]


def inbox_of_another_case(rows: Sequence[Unit], context: Context, shown: Sequence[str]) -> list[Unit]:
    """All sentences, where what was written for an inbox is about something else, in its names and figures or as the plan of
    another day put in as one text; else none."""
    dress = dress_of(rows, context, shown)
    cut = _CUT_FORM if rows and is_filled_form(rows[0].answer.text) else _CUT_INBOX
    return [] if dress is None or dress.value() >= cut else [*rows]


def _log(count: int) -> int:
    return round(1000 * math.log1p(count))
