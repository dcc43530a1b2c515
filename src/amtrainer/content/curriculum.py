"""What can be learned: the teachable statements, and which exercises train each of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from amtrainer.content.library import bundled
from amtrainer.content.source import load_file
from amtrainer.scoring.rubric import Part

Number = Annotated[str, Field(pattern=r"^[DITWRK]\d\d$")]
Code = Annotated[str, Field(pattern=r"^C\d\d$")]


class Statement(Part):
    """One teachable statement of a seed document, in plain English."""

    id: str = Field(pattern=r"^S\d{3}-\d+$")
    source: str = Field(pattern=r"^(zh|ru|fa|da|ms):\d+$", description="Language and line of the seed document.")
    says: str
    kind: Literal["fact", "duty", "skill", "question", "stage", "tool", "metric", "ethics", "course"]
    competency: Code
    also: tuple[Code, ...] = ()
    exercises: tuple[Number, ...] = Field(min_length=1, description="Catalogue numbers that train it.")
    theme: str = ""
    like: str = Field(default="", description="The first statement that says the same.")
    note: str = ""


class Curriculum(Part):
    """The file as a whole."""

    statements: tuple[Statement, ...] = Field(min_length=1)


def read_curriculum(file: Path) -> Curriculum:
    """The statements in a file. Raises `ContentError`, or pydantic's error if the shape is wrong."""
    return Curriculum.model_validate(load_file(file).data)


@lru_cache(maxsize=1)
def shipped_curriculum() -> tuple[Statement, ...]:
    """The statements that ship."""
    return read_curriculum(bundled("rubrics") / "curriculum.yaml").statements
