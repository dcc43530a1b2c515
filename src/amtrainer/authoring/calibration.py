"""Hold the marks of a scenario against ratings by people: agreement per criterion, bias per rater, and where to cut."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.authoring.rating_file import FORM, Rating, read_ratings
from amtrainer.errors import AmtrainerError
from amtrainer.panel.agreement import (
    FEWEST,
    Interval,
    Pair,
    adjacent,
    best_cut,
    bias,
    bootstrap,
    exact,
    kappa,
)
from amtrainer.scoring.rubric import Criterion

TOO_FEW: Final = "too few to say"
ONE_LEVEL: Final = "always the same level: nothing to compare"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sides agree on one criterion, or on all."""

    criterion: str
    answers: int
    pairs: int
    exact: float | None
    adjacent: float | None
    kappa: Interval | None  # None: fewer than 30 answers
    bias: float | None  # machine less people: above 0 it is lenient; None: two sides of which neither is the measure
    cut: int | None  # the machine's level from which people say 3 or more

    @property
    def verdict(self) -> str:
        """In words: too few, or how sound."""
        if self.kappa is None:
            return TOO_FEW
        value = self.kappa.value
        if value is None:
            return ONE_LEVEL
        return "good" if value >= 0.8 else "fair" if value >= 0.6 else "poor: do not use it for hiring"


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that ratings say about a scenario's marks."""

    scenario: str
    answers: int
    criteria: tuple[Agreement, ...]
    overall: Agreement
    raters: tuple[tuple[str, int, float | None], ...]  # name, ratings, mean level above (+) or below the others
    between: Agreement | None  # the raters among themselves
    unknown: tuple[str, ...] = ()  # rated criteria that the scenario does not have


def calibrate(id: str, file: Path, answers: Path | None = None) -> Calibration:
    """Compare the marks of the exercise that `id` means with the ratings in `file`.

    `answers` holds the texts where the ratings have none. Raises `AmtrainerError`.
    """
    scoring = scoring_of(id, "practice")
    known = _names(scoring.scenario.on_card)
    read = read_ratings(file, answers, known)
    ratings = [rating for rating in read.all if rating.levels]
    if not ratings:
        own = ", ".join(dict.fromkeys(known.values()))
        raise AmtrainerError(f"{file} has no rating of {scoring.scenario.id}.", f"{FORM} Its criteria: {own}.")
    given = {id: _levels(scoring, rating) for id, rating in {rating.id: rating for rating in ratings}.items()}
    by_answer: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        by_answer[rating.id].append(rating)
    names = list(dict.fromkeys(known.values()))
    cells = {name: _pairs(name, by_answer, given) for name in names}
    together = {id: [pair for name in names for pair in cells[name].get(id, [])] for id in by_answer}
    return Calibration(
        scoring.scenario.id,
        len(by_answer),
        tuple(_agreement(name, cells[name]) for name in names),
        _agreement("all criteria", together),
        tuple(_rater(name, ratings) for name in sorted({rating.rater for rating in ratings})),
        _between(by_answer),
        read.unknown,
    )


def _names(criteria: Mapping[str, Criterion]) -> dict[str, str]:
    """As a criterion may be written, and its id; those of an interview's questions are taken together."""
    return {name: one.id for id, one in criteria.items() for name in (id, one.id, one.ref) if name}


def half_up(levels: Sequence[int]) -> int:
    """The mean to the nearest level; a half goes up."""
    return math.floor(sum(levels) / len(levels) + 0.5)


def _pairs(
    criterion: str, by_answer: Mapping[str, Sequence[Rating]], given: Mapping[str, Mapping[str, int]]
) -> dict[str, list[Pair]]:
    out: dict[str, list[Pair]] = {}
    for id, ratings in by_answer.items():
        levels = [rating.levels[criterion] for rating in ratings if criterion in rating.levels]
        if levels and criterion in given[id]:
            out[id] = [(half_up(levels), given[id][criterion])]
    return out


def _agreement(name: str, cells: Mapping[str, Sequence[Pair]]) -> Agreement:
    """Criteria of one answer hang together: it takes 30 answers to say something, not 30 levels."""
    pairs = [pair for found in cells.values() for pair in found]
    answers = sum(bool(found) for found in cells.values())
    if not pairs:
        return Agreement(name, 0, 0, None, None, None, None, None)
    enough = answers >= FEWEST
    return Agreement(
        name,
        answers,
        len(pairs),
        exact(pairs),
        adjacent(pairs),
        bootstrap(cells, kappa) if enough else None,
        bias(pairs),
        best_cut(pairs) if enough else None,
    )


def _rater(name: str, ratings: Sequence[Rating]) -> tuple[str, int, float | None]:
    """Mean level above or below the other raters of the same cells."""
    others: dict[tuple[str, str], list[int]] = defaultdict(list)
    for rating in ratings:
        if rating.rater != name:
            for criterion, level in rating.levels.items():
                others[rating.id, criterion].append(level)
    own = [rating for rating in ratings if rating.rater == name]
    apart = [
        level - sum(others[rating.id, criterion]) / len(others[rating.id, criterion])
        for rating in own
        for criterion, level in rating.levels.items()
        if others.get((rating.id, criterion))
    ]
    return name, len(own), sum(apart) / len(apart) if apart else None


def _between(by_answer: Mapping[str, Sequence[Rating]]) -> Agreement | None:
    """The same whatever order the raters stand in; none of them is the measure of another."""
    cells: dict[str, list[Pair]] = defaultdict(list)
    for id, given in by_answer.items():
        ratings = sorted(given, key=lambda rating: rating.rater)
        for place, one in enumerate(ratings):
            for other in ratings[place + 1 :]:
                shared = one.levels.keys() & other.levels.keys()
                cells[id].extend((one.levels[name], other.levels[name]) for name in sorted(shared))
    found = _agreement("raters among themselves", cells)
    return replace(found, bias=None, cut=None) if found.pairs else None


def _levels(scoring: Scoring, rating: Rating) -> dict[str, int]:
    card = scoring.result(rating.item, 0)
    if "error" in card:
        raise AmtrainerError(f"The answer {rating.id!r} could not be marked: {card['error']}", FORM)
    return {criterion["id"].rpartition(".")[2]: criterion["level"] for criterion in card["criteria"]}
