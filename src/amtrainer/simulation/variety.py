"""The same skill with another client, other figures and another trap; and figures that lie elsewhere at a seed."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from amtrainer.scoring.facts import Words
from amtrainer.scoring.rubric import Part


class Variant(Part):
    """One variant. Beside these keys it may have any key of the scenario, which is laid over the base's."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(pattern=r"^[b-z]$", description="A letter from b on: the variant is played as d01/b.")
    swap: dict[str, Words] = Field(
        default_factory=dict, description="Words of the base and what stands in their place, in every text."
    )


class Bounds(Part):
    """Where a figure may lie at a seed other than 0."""

    low: Words = Field(alias="from", description="The least amount.")
    high: Words = Field(alias="to", description="The greatest amount.")
    step: Words = Field(description="The distance between two amounts.")
