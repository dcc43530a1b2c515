"""Learning paths and facets: small files that stand beside the competencies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from amtrainer.content.library import bundled
from amtrainer.content.source import load_file
from amtrainer.scoring.rubric import Part

Slug = Annotated[str, Field(pattern=r"^[a-z-]+$")]
Number = Annotated[str, Field(pattern=r"^[a-z]\d\d[a-z]?$")]
Weight = Annotated[float, Field(gt=0, le=5)]


class LearningPath(Part):
    """Exercises in an order that makes sense for somebody."""

    id: Slug
    title: str
    says: str
    for_whom: str = ""
    steps: tuple[Number, ...] = Field(min_length=1, description="Catalogue numbers, in order.")
    weights: dict[Slug, Weight] = Field(default_factory=dict, description="What is weighed more; 1 is the usual.")


class LearningPaths(Part):
    """The file `paths.yaml`."""

    paths: tuple[LearningPath, ...] = Field(min_length=1)


class Facets(Part):
    """The file `facets.yaml`: competency -> facet -> catalogue criteria."""

    facets: dict[Slug, dict[str, tuple[str, ...]]]


@lru_cache(maxsize=1)
def learning_paths() -> tuple[LearningPath, ...]:
    """The paths that ship. Raises `ContentError`, or pydantic's error if the shape is wrong."""
    return LearningPaths.model_validate(load_file(bundled("rubrics") / "paths.yaml").data).paths


@lru_cache(maxsize=1)
def facets() -> Mapping[tuple[str, str], str]:
    """(criterion's catalogue id, competency) -> facet."""
    data = Facets.model_validate(load_file(bundled("rubrics") / "facets.yaml").data)
    return {(ref, slug): facet for slug, rows in data.facets.items() for facet, refs in rows.items() for ref in refs}
