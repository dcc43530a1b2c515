"""The smallest change that lifts a criterion: every one that is shown was made on paper and judged again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from amtrainer.scoring.assess import Assessment, Assessor
from amtrainer.scoring.candidates import Candidate, candidates
from amtrainer.scoring.edit import Edit, changed
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.score import total

MOST_TRIES: Final = 12  # changes looked at for one criterion
MOST_PAIRS: Final = 8
MOST_WORDS: Final = 2400  # read again for the changes of one criterion: the longer a text, the fewer are looked at
MOST_CHECKS: Final = 3  # of those, judged with everything else


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that lift a level when they are made: one, or two together."""

    edits: tuple[Edit, ...]
    level_from: int
    level_to: int
    after: Assessment


def goal_of(judged: Judged) -> int | None:
    """The rung worth reaching next: 3, or beyond it the highest; None at the top."""
    written = [step.level for step in judged.steps if step.level > judged.level]
    return next((level for level in written if level >= 3), written[-1] if written else None)


def smallest(assessor: Assessor, assessment: Assessment, judged: Judged, *, sure: bool = False) -> Change | None:
    """The smallest single change that lifts the level: to the goal if one does, else as far as one goes.

    `sure`: the level it leads to must not lie near a cut, as an exam asks.
    """
    goal = goal_of(judged)
    if goal is None:
        return None
    tried: list[tuple[int, Candidate]] = []
    for candidate in _worth_trying(assessor, assessment, judged, goal):
        level = _quick(assessor, assessment, judged, (candidate.edit,))
        if level > judged.level:
            tried.append((level, candidate))
        if level >= goal and (change := _checked(assessor, assessment, judged, (candidate.edit,), sure)):
            if change.level_to >= goal:
                return change
            tried.append((change.level_to, candidate))
    tried.sort(key=lambda pair: (-pair[0], pair[1].size))
    checks = (_checked(assessor, assessment, judged, (candidate.edit,), sure) for _, candidate in tried[:MOST_CHECKS])
    return next((change for change in checks if change is not None), None)


def two(assessor: Assessor, assessment: Assessment, judged: Judged, *, sure: bool = False) -> Change | None:
    """Two changes that lift the level together, where none does alone."""
    goal = goal_of(judged)
    if goal is None:
        return None
    pool = list(_worth_trying(assessor, assessment, judged, goal))
    for one, other in islice(_pairs(pool), _budget(assessment, MOST_PAIRS)):
        edits = (one.edit, other.edit)
        if _quick(assessor, assessment, judged, edits) > judged.level:
            change = _checked(assessor, assessment, judged, edits, sure)
            if change is not None:
                return change
    return None


def _worth_trying(assessor: Assessor, assessment: Assessment, judged: Judged, goal: int) -> Iterator[Candidate]:
    rungs = [step.level for step in judged.steps if judged.level < step.level <= goal]
    found = candidates(judged, rungs, assessment, assessor.rubric)
    yield from found[: _budget(assessment, MOST_TRIES)]


def _budget(assessment: Assessment, most: int) -> int:
    words = sum(passage.answer.words() for passage in assessment.work.passages)
    return max(2, min(most, MOST_WORDS // max(1, words)))


def _pairs(pool: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs that say different things at different places, the smallest first."""
    pairs = [
        (one, other)
        for one, other in combinations(pool, 2)
        if not _same_words(one.edit, other.edit) and not _clash(one.edit, other.edit)
    ]
    return iter(sorted(pairs, key=lambda pair: pair[0].size + pair[1].size))


def _same_words(one: Edit, other: Edit) -> bool:
    return bool(one.new.strip()) and one.new.strip() == other.new.strip()


def _clash(one: Edit, other: Edit) -> bool:
    a, b = one.place, other.place
    if (a.turn, a.field) != (b.turn, b.field):
        return False
    return (a.start, a.end) == (b.start, b.end) or (a.start < b.end and b.start < a.end)


def _quick(assessor: Assessor, assessment: Assessment, judged: Judged, edits: tuple[Edit, ...]) -> int:
    return assessor.level(judged.criterion, changed(assessment.work, edits), assessment.broken)


def _checked(
    assessor: Assessor, assessment: Assessment, judged: Judged, edits: tuple[Edit, ...], sure: bool
) -> Change | None:
    """The change, if it lifts the level when everything is judged again, costs no point elsewhere and breaks no further gate."""
    after = assessor.assess(changed(assessment.work, edits))
    level = after.of(judged.criterion.id).level
    if sure and after.of(judged.criterion.id).unsure:
        return None
    if level <= judged.level or not after.broken <= assessment.broken or _points(after) < _points(assessment):
        return None
    return Change(edits, judged.level, level, after)


def _points(assessment: Assessment) -> int:
    """The total before any cap."""
    return total([(one.criterion.weight, one.level) for one in assessment.judged]) or 0
