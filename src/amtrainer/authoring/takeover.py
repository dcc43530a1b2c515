"""What ships to be taken over: rubrics without a story, and acts."""

from __future__ import annotations

from dataclasses import dataclass

from amtrainer.authoring.beginning import generic_rubrics
from amtrainer.content.acts import Act, acts
from amtrainer.content.load import read, validated_rubric
from amtrainer.content.rubric_file import RubricFile
from amtrainer.errors import ContentError


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Rubrics and acts, in order of their names."""

    rubrics: tuple[RubricFile, ...]
    acts: tuple[Act, ...]


def taken_over() -> TakenOver:
    """All of it. Raises `ContentError` if something that ships is not whole."""
    return TakenOver(tuple(_rubric(name) for name in generic_rubrics()), tuple(acts().values()))


def weights_of(rubric: RubricFile) -> dict[str, int]:
    """Criterion -> weight."""
    return {one.id: one.weight for one in rubric.criteria}


def _rubric(name: str) -> RubricFile:
    problems, found = validated_rubric(*read(generic_rubrics()[name]))
    if found is None:
        raise ContentError(problems)
    return found
