"""What many sessions say about the exercises: how hard each criterion is, whether it tells the able from the rest, what teaches.

Classical item analysis (Crocker and Algina 1986): difficulty is the mean share of points, 0 hard to 1 easy; discrimination
is the correlation of a criterion with the rest of its own total, the criterion itself left out. Under ten sessions neither is
said. Only first attempts count for both, since a repeat is not the same task. What an exercise teaches is the mean change of
the total from a first to a second attempt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Final

ENOUGH: Final = 10
LOW: Final = 0.2  # discrimination under which a criterion tells little


@dataclass(frozen=True, slots=True)
class Sitting:
    """One finished session as an item analysis sees it."""

    scenario: str
    title: str
    language: str
    attempt: int
    total: int | None
    seconds: int
    hints: int
    shares: tuple[tuple[str, float | None, int], ...]  # criterion, share of its points (None = not judged), weight


@dataclass(frozen=True, slots=True)
class ItemView:
    """One criterion over sessions. None = too few to say."""

    id: str
    judged: int
    difficulty: float | None
    discrimination: float | None
    missed: float | None  # share of sessions with no point at all

    @property
    def verdict(self) -> str:
        """What to look at, in a few words."""
        if self.difficulty is None:
            return f"too few to say: {self.judged} of {ENOUGH}"
        if self.discrimination is not None and self.discrimination < LOW:
            return "tells little: the able miss it as often as the rest"
        if self.difficulty > 0.9:
            return "nearly everybody has it"
        return "nearly nobody has it" if self.difficulty < 0.15 else ""


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise in one language over sessions."""

    scenario: str
    title: str
    language: str
    sessions: int
    mean_total: float | None
    median_seconds: float
    mean_hints: float
    most_missed: str
    teaches: float | None  # mean change from the first to the second attempt
    pairs: int  # first and second attempts that this is from
    items: tuple[ItemView, ...]


def analyse(sittings: Iterable[Sitting]) -> tuple[ExerciseView, ...]:
    """Every exercise and language that was played, those with most sessions first. Sittings come in order of playing."""
    groups: dict[tuple[str, str], list[Sitting]] = defaultdict(list)
    for one in sittings:
        groups[one.scenario, one.language].append(one)
    views = [_exercise(rows) for rows in groups.values()]
    return tuple(sorted(views, key=lambda view: (-view.sessions, view.scenario, view.language)))


def _exercise(rows: Sequence[Sitting]) -> ExerciseView:
    totals = [row.total for row in rows if row.total is not None]
    changes = _changes(rows)
    first = [row for row in rows if row.attempt == 1]
    missed = Counter(id for row in rows for id, share, _ in row.shares if share is not None and share == 0)
    ids = dict.fromkeys(id for row in rows for id, _, _ in row.shares)
    return ExerciseView(
        scenario=rows[0].scenario,
        title=rows[0].title,
        language=rows[0].language,
        sessions=len(rows),
        mean_total=round(fmean(totals), 1) if totals else None,
        median_seconds=median(row.seconds for row in rows),
        mean_hints=round(fmean(row.hints for row in rows), 2),
        most_missed=missed.most_common(1)[0][0] if missed else "",
        teaches=round(fmean(changes), 1) if changes else None,
        pairs=len(changes),
        items=tuple(_item(id, first) for id in ids),
    )


def _changes(rows: Sequence[Sitting]) -> list[int]:
    """Second totals less the first ones just before them."""
    out: list[int] = []
    first: int | None = None
    for row in rows:
        if row.attempt == 1:
            first = row.total
        elif row.attempt == 2 and first is not None and row.total is not None:
            out.append(row.total - first)
            first = None
    return out


def _item(id: str, rows: Sequence[Sitting]) -> ItemView:
    pairs: list[tuple[float, float]] = []
    for row in rows:
        own = next((share for name, share, _ in row.shares if name == id), None)
        rest = [(share, weight) for name, share, weight in row.shares if name != id and share is not None]
        if own is not None and rest:
            pairs.append((own, sum(share * weight for share, weight in rest) / sum(weight for _, weight in rest)))
    if len(pairs) < ENOUGH:
        return ItemView(id, len(pairs), None, None, None)
    own_shares = [own for own, _ in pairs]
    return ItemView(
        id,
        len(pairs),
        round(fmean(own_shares), 2),
        _correlation(pairs),
        round(sum(share == 0 for share in own_shares) / len(pairs), 2),
    )


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; None where one side never varies."""
    a, b = fmean(x for x, _ in pairs), fmean(y for _, y in pairs)
    up = sum((x - a) * (y - b) for x, y in pairs)
    down = (sum((x - a) ** 2 for x, _ in pairs) * sum((y - b) ** 2 for _, y in pairs)) ** 0.5
    return round(up / down, 2) if down > 1e-12 else None
