"""Two attempts side by side: what they share, which points were gained and lost with the words that did it, and both moods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amtrainer.errors import AmtrainerError
from amtrainer.progress.debrief import Debrief
from amtrainer.progress.debrief_parts import CriterionView, LineView


@dataclass(frozen=True, slots=True)
class Side:
    """One attempt."""

    session: str
    when: str
    attempt: int
    total: int | None
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion in both attempts. `change` is in points of the total before any cap; None where one was not judged."""

    number: int
    id: str
    title: str
    weight: int
    level_a: int | None
    level_b: int | None
    change: int | None
    quotes_a: tuple[str, ...]
    quotes_b: tuple[str, ...]
    what: str  # what made the difference, in words
    told: str = ""  # both levels in words: level 1 → 3; not right → right


@dataclass(frozen=True, slots=True)
class MoodPair:
    """One mood at the start and after each turn, in both attempts."""

    name: str
    a: tuple[int, ...]
    b: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Attempt A, then attempt B, of one exercise."""

    title: str
    a: Side
    b: Side
    shared: int  # lines at the beginning that are the same in both
    change: int | None
    gained: int  # points, before any cap
    lost: int
    criteria: tuple[CriterionChange, ...]
    gates: tuple[tuple[str, str], ...]  # title, "only in A" or "only in B"
    moods: tuple[MoodPair, ...]
    forkable: bool = False  # a talk can be gone back into


def compare(a: Debrief, b: Debrief) -> Comparison:
    """B against A. Raises `AmtrainerError` if they are of different exercises."""
    if a.scenario != b.scenario:
        raise AmtrainerError(
            f"{a.session} is “{a.title}” and {b.session} is “{b.title}”.",
            "Two attempts of one exercise can be compared.",
        )
    other = {one.id: one for one in b.criteria}
    rows = tuple(_change(one, other[one.id]) for one in a.criteria if one.id in other)
    totals = (a.card.total, b.card.total)
    moods = dict(b.mood)
    return Comparison(
        title=b.title,
        a=_side(a),
        b=_side(b),
        shared=shared(a.lines, b.lines),
        change=None if totals[0] is None or totals[1] is None else totals[1] - totals[0],
        gained=sum(row.change for row in rows if row.change and row.change > 0),
        lost=-sum(row.change for row in rows if row.change and row.change < 0),
        criteria=rows,
        gates=_gates(a, b),
        moods=tuple(MoodPair(name, values, moods.get(name, ())) for name, values in a.mood),
        forkable=b.forkable,
    )


def shared(a: Sequence[LineView], b: Sequence[LineView]) -> int:
    """How many lines at the beginning are the same."""
    count = 0
    for one, other in zip(a, b, strict=False):
        if (one.speaker, one.text, one.own, one.field) != (other.speaker, other.text, other.own, other.field):
            break
        count += 1
    return count


def _side(one: Debrief) -> Side:
    return Side(one.session, one.when, one.attempt, one.card.total, one.lines)


def _gates(a: Debrief, b: Debrief) -> tuple[tuple[str, str], ...]:
    mine, theirs = {gate.id: gate.title for gate in a.gates}, {gate.id: gate.title for gate in b.gates}
    only_a = [(title, "only in the first") for id, title in mine.items() if id not in theirs]
    return (*only_a, *((title, "only in the second") for id, title in theirs.items() if id not in mine))


def _change(a: CriterionView, b: CriterionView) -> CriterionChange:
    change = None if a.level is None or b.level is None else b.points - a.points
    return CriterionChange(
        b.number, b.id, b.title, b.weight, a.level, b.level, change, a.quotes, b.quotes, _what(a, b), _told(a, b)
    )  # fmt: skip


def _told(a: CriterionView, b: CriterionView) -> str:
    if any(one.told.startswith("level") for one in (a, b)):
        return "level " + " → ".join("not judged" if one.level is None else str(one.level) for one in (a, b))
    return f"{a.told} → {b.told}"


def _what(a: CriterionView, b: CriterionView) -> str:
    """The words that are new, or those that are gone."""
    if a.level == b.level:
        return ""
    if a.level is None or b.level is None:
        return f"not judged in the {'first' if a.level is None else 'second'}, so not compared"
    fresh = [quote for quote in b.quotes if quote and quote not in a.quotes]
    gone = [quote for quote in a.quotes if quote and quote not in b.quotes]
    if fresh and gone:
        return f"“{_short(gone[0])}” became “{_short(fresh[0])}”"
    if fresh:
        return f"new: “{_short(fresh[0])}”"
    if gone:
        return f"gone: “{_short(gone[0])}”"
    return b.why if b.level < a.level else a.why


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= 9 else " ".join(words[:9]) + " …"
