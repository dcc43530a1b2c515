"""How far raters agree: kappa, exact and adjacent agreement, bias, and how sure that is. Levels run from 0 to 4.

Sources: quadratic weighted kappa after Cohen (1968); percentile bootstrap after Efron (1979), over answers, because the
criteria of one answer are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

LEVELS: Final = 5
FEWEST: Final = 30  # pairs; under it nothing is said
DRAWS: Final = 400
Pair = tuple[int, int]  # reference, given
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the range in which it lies with 95 % certainty. None where there is too little to say."""

    value: float | None
    low: float | None = None
    high: float | None = None


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Quadratic weighted kappa: 1 for full agreement, 0 for chance; None where nothing varies."""
    seen = [[0] * LEVELS for _ in range(LEVELS)]
    for reference, given in pairs:
        seen[reference][given] += 1
    rows = [sum(row) for row in seen]
    columns = [sum(row[k] for row in seen) for k in range(LEVELS)]
    levels = range(LEVELS)
    off = sum((i - j) ** 2 * seen[i][j] for i in levels for j in levels)
    chance = sum((i - j) ** 2 * rows[i] * columns[j] for i in levels for j in levels)
    return None if not chance else 1 - off * len(pairs) / chance


def exact(pairs: Sequence[Pair]) -> float:
    """Share of pairs with the same level."""
    return sum(a == b for a, b in pairs) / len(pairs)


def adjacent(pairs: Sequence[Pair]) -> float:
    """Share of pairs at most one level apart."""
    return sum(abs(a - b) <= 1 for a, b in pairs) / len(pairs)


def bias(pairs: Sequence[Pair]) -> float:
    """Mean of given less reference: above 0 is lenient."""
    return sum(b - a for a, b in pairs) / len(pairs)


def best_cut(pairs: Sequence[Pair], wanted: int = 3) -> int | None:
    """The given level from which the reference is best said to be `wanted` or more (Youden 1950); None if undecided."""
    good = [given for reference, given in pairs if reference >= wanted]
    poor = [given for reference, given in pairs if reference < wanted]
    if not good or not poor:
        return None

    def told(cut: int) -> float:
        return sum(given >= cut for given in good) / len(good) - sum(given >= cut for given in poor) / len(poor)

    return max(range(1, LEVELS), key=lambda cut: (told(cut), -abs(cut - wanted)))


def auc(pairs: Sequence[tuple[int, float]], wanted: int = 3) -> float | None:
    """How often a cell of reference `wanted` or more is given more than one below it; ties count half."""
    good = [given for reference, given in pairs if reference >= wanted]
    poor = [given for reference, given in pairs if reference < wanted]
    if not good or not poor:
        return None
    return sum(0.5 if a == b else float(a > b) for a in good for b in poor) / (len(good) * len(poor))


def pair_accuracy(cells: Sequence[tuple[float, float]]) -> tuple[float, int]:
    """Of one answer's criteria whose reference levels differ by two or more: how many are in the right order (ties
    half), and how many there are. `cells` are (reference, given)."""
    right, count = 0.0, 0
    for reference, given in cells:
        for other, theirs in cells:
            if reference - other >= 2:
                count += 1
                right += 0.5 if given == theirs else float(given > theirs)
    return right, count


def bootstrap(
    answers: Mapping[str, Sequence[T]], figure: Callable[[Sequence[T]], float | None], draws: int = DRAWS
) -> Interval:
    """A figure over all cells of all answers, with its interval from drawing answers again. The same input gives the same."""
    names = sorted(answers)
    value = figure([cell for name in names for cell in answers[name]])
    told: list[float] = []
    numbers = _numbers()
    for _ in range(draws):
        drawn = [names[next(numbers) % len(names)] for _ in names]
        found = figure([cell for name in drawn for cell in answers[name]])
        if found is not None:
            told.append(found)
    if value is None or not told:
        return Interval(value)
    told.sort()
    return Interval(value, told[int(0.025 * len(told))], told[min(len(told) - 1, int(0.975 * len(told)))])


def _numbers() -> Iterator[int]:
    """A fixed row of numbers that looks random (Knuth's MMIX multiplier): the core draws no lots of its own."""
    state = 20260519
    while True:
        state = (6364136223846793005 * state + 1442695040888963407) % (1 << 64)
        yield state >> 33
