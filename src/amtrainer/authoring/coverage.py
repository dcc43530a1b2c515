"""What the library trains: competencies by difficulty, and which statements have an exercise that can be played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amtrainer.content.competency import Competency
from amtrainer.content.curriculum import Statement
from amtrainer.content.head import Head

DIFFICULTIES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Row:
    """One competency: how many playable exercises at each difficulty, and statements trained of all."""

    code: str
    slug: str
    name: str
    exercises: tuple[int, int, int, int, int]  # by difficulty 1-5
    trained: int
    statements: int

    @property
    def difficulties(self) -> int:
        """At how many difficulties it can be trained."""
        return sum(count > 0 for count in self.exercises)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with the exercises that train it; `playable` are those that are there."""

    statement: Statement
    playable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole picture. `missing` are catalogue numbers that statements name and nobody can play yet."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]

    @property
    def trained(self) -> int:
        """Statements with at least one playable exercise."""
        return sum(bool(line.playable) for line in self.lines)


def coverage(heads: Sequence[Head], statements: Sequence[Statement], competencies: Sequence[Competency]) -> Coverage:
    """Hold the library against the curriculum. An exercise trains what its criteria name and what its statements name."""
    playable = {head.number.upper(): head for head in heads}
    lines = tuple(
        Line(statement, tuple(number for number in statement.exercises if number in playable))
        for statement in statements
    )
    named = {number for statement in statements for number in statement.exercises}
    rows = tuple(_row(one, playable, lines) for one in competencies)
    return Coverage(rows, lines, tuple(sorted(named - playable.keys())))


def _row(one: Competency, playable: dict[str, Head], lines: Sequence[Line]) -> Row:
    own = [line for line in lines if line.statement.competency == one.id]
    by_statement = {number for line in own for number in line.playable}
    training = [head for number, head in playable.items() if number in by_statement or one.slug in head.competencies]
    counts = [sum(head.difficulty == difficulty for head in training) for difficulty in DIFFICULTIES]
    a, b, c, d, e = counts
    return Row(one.id, one.slug, one.name, (a, b, c, d, e), sum(bool(line.playable) for line in own), len(own))
