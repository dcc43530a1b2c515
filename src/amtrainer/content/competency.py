"""The 14 competencies: definition, levels that can be seen in text, frameworks and their sources."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from amtrainer.content.library import bundled
from amtrainer.content.source import load_file
from amtrainer.scoring.rubric import Part

Bars = Annotated[int, Field(ge=1, le=5)]


class Competency(Part):
    """What is trained. `levels` are behaviourally anchored (BARS, Smith and Kendall 1963), 1 to 5."""

    id: str = Field(pattern=r"^C\d\d$")
    slug: str = Field(pattern=r"^[a-z-]+$")
    name: str
    definition: str
    frameworks: str = ""
    facets: tuple[str, ...] = ()
    seen: str = Field(description="What of it can be seen in text.")
    counter: str = Field(default="", description="What speaks against it.")
    levels: dict[Bars, str] = Field(min_length=5, max_length=5)


class Competencies(Part):
    """The file as a whole."""

    competencies: tuple[Competency, ...] = Field(min_length=1)


def read_competencies(file: Path) -> Competencies:
    """The competencies in a file. Raises `ContentError`, or pydantic's error if the shape is wrong."""
    return Competencies.model_validate(load_file(file).data)


@lru_cache(maxsize=1)
def shipped() -> tuple[Competency, ...]:
    """The competencies that ship."""
    return read_competencies(bundled("rubrics") / "competencies.yaml").competencies
