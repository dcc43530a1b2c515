"""How good somebody is at one competency and its facets, and how sure that is.

Model. A competency is a number on the BARS scale (1 harmful, 2 incomplete, 3 sound, 4 strong, 5 exemplary); before
anything is known it is normal with mean 2.5 and SD 1.0. A facet of it lies around it with SD 0.3, and the form of a day moves a
whole session with SD 0.1. A criterion shows a level 0 to 4 by a graded response: the level is the number of thresholds
1, 2, 3, 4 that skill plus normal noise of SD 0.8 passes (Samejima 1969, with the normal ogive). A harder exercise moves all
thresholds up by 0.25 for each step of difficulty, a hint moves them down by 0.3, an exercise that is known already by 0.25.
The nth run of the same exercise has n² times the variance, so that any number of repeats tells less than two fresh
exercises; another wording of it lies between. While nothing is seen the variance grows by 0.0003 a day (Glickman 1999), at
most to that of the beginning.

The estimate is the mean of a normal that is fitted to each answer in turn by its first two moments, which for this likelihood
have a closed form (assumed density filtering; Opper 1998, Minka 2001; used for games by Herbrich, Minka, Graepel 2006).
`bench/progress` holds what the intervals are worth on trainees whose skill is known.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

PRIOR_MEAN: Final = 2.5
PRIOR_VARIANCE: Final = 1.0
NOISE_VARIANCE: Final = 0.64
FACET_VARIANCE: Final = 0.09
FORM_VARIANCE: Final = 0.01
DRIFT_A_DAY: Final = 0.0003
STEP_OF_DIFFICULTY: Final = 0.25
STEP_OF_HINT: Final = 0.3
STEP_OF_REPEAT: Final = 0.25
MOST_HINTS: Final = 3
MOST_REPEATS: Final = 2  # that make it easier still
THRESHOLDS: Final = (-math.inf, 1.0, 2.0, 3.0, 4.0, math.inf)
SURE_80: Final = 1.2815515655446004  # standard deviations on each side that hold 80 %
LEAST: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Observation:
    """One criterion of one session."""

    level: int  # 0-4
    facet: str = ""
    difficulty: int = 3  # 1-5
    hints: int = 0
    attempt: int = 1  # nth run of this exercise in this wording
    kin: int = 0  # runs before it in another wording


@dataclass(slots=True)
class Belief:
    """What is believed of one competency: a joint normal over it (first) and the facets that were seen."""

    facets: list[str] = field(default_factory=list)
    means: list[float] = field(default_factory=lambda: [PRIOR_MEAN])
    spread: list[list[float]] = field(default_factory=lambda: [[PRIOR_VARIANCE]])
    day: int = 0  # ordinal of the last session; 0 = none yet

    def session(self, day: int, seen: list[Observation]) -> None:
        """Learn from what one session showed of this competency."""
        self.wait(day)
        for one in seen:
            if one.facet and one.facet not in self.facets:
                self._open(one.facet)
        self._widen(0.0, FORM_VARIANCE, tied=False)  # the form of this day, the last variable, forgotten below
        for one in seen:
            self._learn(one)
        self.means.pop()
        self.spread.pop()
        for row in self.spread:
            row.pop()

    def wait(self, day: int) -> None:
        """Let time pass: nothing is lost, less is sure."""
        grown = min((day - self.day) * DRIFT_A_DAY, PRIOR_VARIANCE - self.spread[0][0]) if self.day else 0.0
        if grown > 0:
            self.spread = [[value + grown for value in row] for row in self.spread]
        self.day = max(day, self.day)

    def at(self, facet: str = "") -> tuple[float, float]:
        """Mean and standard deviation of the competency, or of one of its facets."""
        place = 1 + self.facets.index(facet) if facet in self.facets else 0
        variance = self.spread[place][place] + (FACET_VARIANCE if facet and not place else 0.0)
        return self.means[place], math.sqrt(variance)

    def chance_above(self, level: float) -> float:
        """How sure it is that the competency lies above a level: 0 to 1."""
        mean, deviation = self.at()
        return _below((mean - level) / deviation)

    def copy(self) -> Belief:
        return Belief(list(self.facets), list(self.means), [list(row) for row in self.spread], self.day)

    def to_json(self) -> dict[str, Any]:
        return {"facets": self.facets, "means": self.means, "spread": self.spread, "day": self.day}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Belief:
        return cls(list(data["facets"]), list(data["means"]), [list(row) for row in data["spread"]], data["day"])

    def _open(self, facet: str) -> None:
        self.facets.append(facet)
        self._widen(self.means[0], self.spread[0][0] + FACET_VARIANCE, tied=True)

    def _widen(self, mean: float, variance: float, *, tied: bool) -> None:
        """One variable more; `tied`: it goes with the competency as far as that is unsure."""
        row = list(self.spread[0]) if tied else [0.0] * len(self.means)
        for old, value in zip(self.spread, row, strict=True):
            old.append(value)
        self.spread.append([*row, variance])
        self.means.append(mean)

    def _learn(self, one: Observation) -> None:
        place = 1 + self.facets.index(one.facet) if one.facet else 0
        size = len(self.means)
        form = size - 1
        column = [self.spread[k][place] + self.spread[k][form] for k in range(size)]
        noise = _noise(one)
        total = math.sqrt(column[place] + column[form] + noise)
        first, second = _moments(one, self.means[place] + self.means[form], total)
        for k in range(size):
            self.means[k] += column[k] * first
            row, weight = self.spread[k], column[k] * second
            for other in range(size):
                row[other] -= weight * column[other]


def _noise(one: Observation) -> float:
    return NOISE_VARIANCE * one.attempt * one.attempt * math.sqrt(1 + one.kin)


def _moments(one: Observation, mean: float, total: float) -> tuple[float, float]:
    """First and negative second derivative of the logarithm of the level's chance, by the mean."""
    shift = STEP_OF_DIFFICULTY * (one.difficulty - 3) - STEP_OF_HINT * min(one.hints, MOST_HINTS)
    shift -= STEP_OF_REPEAT * min(one.attempt - 1 + 0.5 * one.kin, MOST_REPEATS)
    low = (THRESHOLDS[one.level] + shift - mean) / total
    high = (THRESHOLDS[one.level + 1] + shift - mean) / total
    chance = max(_below(high) - _below(low), LEAST)
    at_low, at_high = _bell(low), _bell(high)
    first = (at_low - at_high) / chance
    tails = (high * at_high if at_high else 0.0) - (low * at_low if at_low else 0.0)
    second = first * first + tails / chance
    return first / total, min(max(second, 0.0), 1.0) / (total * total)


def _below(value: float) -> float:
    return 0.5 * math.erfc(-value / math.sqrt(2))


def _bell(value: float) -> float:
    return math.exp(-0.5 * value * value) / math.sqrt(2 * math.pi) if math.isfinite(value) else 0.0
