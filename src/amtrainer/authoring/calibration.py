"""Hold the marks of a scenario against ratings by people: agreement per criterion, bias per rater, and where to cut."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from amtrainer.authoring.marking import Scoring, scoring_of
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

FORM: Final = "Each rating is {id, text or turns, rater, levels: {criterion: 0-4}}."
TOO_FEW: Final = "too few to say"


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater gave one answer."""

    id: str
    rater: str
    item: Mapping[str, Any]  # the answer, as `score` reads it
    levels: dict[str, int]  # criterion id -> 0-4


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sides agree on one criterion, or on all."""

    criterion: str
    pairs: int
    exact: float | None
    adjacent: float | None
    kappa: Interval | None  # None: fewer than 30 pairs
    bias: float | None  # machine less people: above 0 it is lenient
    cut: int | None  # the machine's level from which people say 3 or more

    @property
    def verdict(self) -> str:
        """In words: too few, or how sound."""
        if self.kappa is None or self.kappa.value is None:
            return TOO_FEW
        value = self.kappa.value
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


def calibrate(id: str, file: Path, answers: Path | None = None) -> Calibration:
    """Compare the marks of the exercise that `id` means with the ratings in `file`.

    `answers` holds the texts where the ratings have none. Raises `AmtrainerError`.
    """
    scoring = scoring_of(id, "practice")
    ratings = _ratings(file, answers, scoring)
    if not ratings:
        raise AmtrainerError(f"{file} has no rating of {scoring.scenario.id}.", FORM)
    given = {rating.id: _levels(scoring, rating) for rating in ratings}
    by_answer: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        by_answer[rating.id].append(rating)
    names = [criterion.id for criterion in scoring.scenario.criteria]
    cells = {name: _pairs(name, by_answer, given) for name in names}
    together = {id: [pair for name in names for pair in cells[name].get(id, [])] for id in by_answer}
    return Calibration(
        scoring.scenario.id,
        len(by_answer),
        tuple(_agreement(name, cells[name]) for name in names),
        _agreement("all criteria", together),
        tuple(_rater(name, ratings) for name in sorted({rating.rater for rating in ratings})),
        _between(by_answer),
    )


def half_up(levels: Sequence[int]) -> int:
    """The mean to the nearest level; a half goes up."""
    return math.floor(sum(levels) / len(levels) + 0.5)


def _pairs(
    criterion: str, by_answer: Mapping[str, Sequence[Rating]], given: Mapping[str, Mapping[str, int]]
) -> dict[str, list[Pair]]:
    out: dict[str, list[Pair]] = {}
    for id, ratings in by_answer.items():
        levels = [rating.levels[criterion] for rating in ratings if criterion in rating.levels]
        if levels:
            out[id] = [(half_up(levels), given[id][criterion])]
    return out


def _agreement(name: str, cells: Mapping[str, Sequence[Pair]]) -> Agreement:
    pairs = [pair for found in cells.values() for pair in found]
    if not pairs:
        return Agreement(name, 0, None, None, None, None, None)
    enough = len(pairs) >= FEWEST
    return Agreement(
        name,
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
    cells: dict[str, list[Pair]] = defaultdict(list)
    for id, ratings in by_answer.items():
        for place, one in enumerate(ratings):
            for other in ratings[place + 1 :]:
                shared = one.levels.keys() & other.levels.keys()
                cells[id].extend((one.levels[name], other.levels[name]) for name in sorted(shared))
    found = _agreement("raters among themselves", cells)
    return found if found.pairs else None


def _levels(scoring: Scoring, rating: Rating) -> dict[str, int]:
    card = scoring.result(rating.item, 0)
    if "error" in card:
        raise AmtrainerError(f"The answer {rating.id!r} could not be marked: {card['error']}", FORM)
    return {criterion["id"]: criterion["level"] for criterion in card["criteria"]}


def _ratings(file: Path, answers: Path | None, scoring: Scoring) -> list[Rating]:
    texts = {str(one.get("id")): one for one in _rows(answers)} if answers else {}
    known = {criterion.id: criterion.id for criterion in scoring.scenario.criteria}
    known |= {criterion.ref: criterion.id for criterion in scoring.scenario.criteria if criterion.ref}
    out = []
    for place, row in enumerate(_rows(file)):
        where = f"{file}: rating {place + 1}"
        levels = row.get("levels")
        if not isinstance(levels, Mapping) or not row.get("id"):
            raise AmtrainerError(f"{where} has no id or no levels.", FORM)
        mine = {known[name]: _level(level, f"{where}, {name}") for name, level in levels.items() if name in known}
        body = row if "text" in row or "turns" in row else texts.get(str(row["id"]))
        if not mine:
            continue
        if body is None:
            raise AmtrainerError(f"{where} has no text.", "Give text or turns, or name a file with --answers.")
        item = {key: body[key] for key in ("text", "turns") if key in body}
        out.append(Rating(str(row["id"]), str(row.get("rater", "?")), {"id": str(row["id"]), **item}, mine))
    return out


def _level(value: Any, where: str) -> int:
    try:
        level = int(value)
    except (TypeError, ValueError):
        level = -1
    if isinstance(value, bool) or not 0 <= level <= 4:
        raise AmtrainerError(f"{where}: {value!r} is no level.", "Levels run from 0 to 4.")
    return level


def _rows(file: Path) -> list[Mapping[str, Any]]:
    """A YAML or JSON list, or one JSON object a line."""
    from amtrainer.content.answer_file import load_answers

    try:
        raw = file.read_bytes()
    except OSError as error:
        raise AmtrainerError(f"{file}: {error.strerror}.", FORM) from error
    rows = load_answers(raw, str(file))
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise AmtrainerError(f"{file}: a list of ratings is expected.", FORM)
    return rows
