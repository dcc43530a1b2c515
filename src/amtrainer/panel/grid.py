"""After the seal is broken: every rater's level beside the others', how far they agree, and where to talk first.

Quadratic weighted kappa after Cohen (1968), over all pairs of raters; Krippendorff's alpha (1970) for ordinal data, which
allows for ratings that are missing. Under thirty pairs nothing is said about raters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from amtrainer.panel.agreement import FEWEST, Interval, adjacent, bootstrap, exact, kappa
from amtrainer.panel.kit import Kit, Rating

MACHINE = "machine"
Levels = Mapping[str, Mapping[str, int | None]]  # candidate -> criterion id -> level


@dataclass(frozen=True, slots=True)
class GridCell:
    """One candidate and criterion: each rater's level, the machine's, and how far the raters lie apart."""

    candidate: str
    criterion: str
    levels: Mapping[str, int | None]  # rater -> level, in the kit's order
    machine: int | None
    notes: Mapping[str, str]

    @property
    def spread(self) -> int:
        """Largest difference between two raters; 0 where fewer than two judged."""
        given = [level for level in self.levels.values() if level is not None]
        return max(given) - min(given) if given else 0

    @property
    def sign(self) -> str:
        """`!` for two levels or more, `·` for one, else nothing."""
        return "!" if self.spread >= 2 else "·" if self.spread == 1 else " "


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the raters agree, over all pairs that both judged."""

    pairs: int
    exact: float | None
    adjacent: float | None
    kappa: Interval
    alpha: float | None
    severity: Mapping[str, float]  # rater -> mean difference from the mean of the others; below 0 is strict

    @property
    def enough(self) -> bool:
        return self.pairs >= FEWEST


def grid_of(kit: Kit, ratings: Sequence[Rating], machine: Levels) -> tuple[GridCell, ...]:
    """All cells, candidate by candidate in the kit's order."""
    by = {(rating.candidate, rating.rater): rating for rating in ratings}
    cells = []
    for candidate in kit.candidates:
        raters = [rater for rater in kit.raters if (candidate, rater) in by]
        for criterion in kit.criteria:
            given = {rater: by[candidate, rater].cells.get(criterion.id) for rater in raters}
            cells.append(
                GridCell(
                    candidate,
                    criterion.id,
                    {rater: cell.level if cell else None for rater, cell in given.items()},
                    machine.get(candidate, {}).get(criterion.id),
                    {rater: cell.note for rater, cell in given.items() if cell and cell.note},
                )
            )
    return tuple(cells)


def to_talk_about(cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """Cells in which raters differ, the largest difference first."""
    return tuple(sorted((cell for cell in cells if cell.spread), key=lambda cell: -cell.spread))


def agreement_of(cells: Sequence[GridCell], alpha: float | None) -> Agreement:
    """Agreement over all pairs of raters; `alpha` is computed outside the core."""
    by_answer: dict[str, list[tuple[int, int]]] = {}
    for cell in cells:
        given = [level for level in cell.levels.values() if level is not None]
        by_answer.setdefault(cell.candidate, []).extend(combinations(given, 2))
    pairs = [pair for found in by_answer.values() for pair in found]
    if not pairs:
        return Agreement(0, None, None, Interval(None), alpha, {})
    return Agreement(
        len(pairs), exact(pairs), adjacent(pairs), bootstrap(by_answer, _symmetric), alpha, severity_of(cells)
    )


def _symmetric(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Kappa that does not depend on who is called first."""
    return kappa([*pairs, *((b, a) for a, b in pairs)])


def severity_of(cells: Sequence[GridCell]) -> dict[str, float]:
    """For each rater the mean of own level less the mean of the others' levels, over cells that others judged too."""
    gaps: dict[str, list[float]] = {}
    for cell in cells:
        for rater, level in cell.levels.items():
            others = [other for name, other in cell.levels.items() if name != rater and other is not None]
            if level is not None and others:
                gaps.setdefault(rater, []).append(level - sum(others) / len(others))
    return {rater: sum(found) / len(found) for rater, found in gaps.items()}
