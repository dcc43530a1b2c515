"""A rubric that stands alone: ladders and indicators without a story, with samples that test it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from amtrainer.scoring.batch import work_of
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.work import Work
from amtrainer.simulation.scenario import Sample


class RubricFile(Rubric):
    """Acts and ladders that may be copied into scenarios; its samples show that they work."""

    kind: Literal["rubric"]
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="Name of the rubric; the name of its file.")
    title: str = Field(description="What it marks, in a few words.")
    summary: str = Field(default="", description="One or two sentences: for which answers it is meant.")
    answers: tuple[Sample, ...] = Field(
        default=(), description="Samples that test the rubric; they may stand in a sibling *.samples.yaml."
    )

    def read(self, item: Any) -> Work:
        """The work in one answer of a file: {id, text} or {id, turns}. Raises `BadAnswer`."""
        return work_of(item)
