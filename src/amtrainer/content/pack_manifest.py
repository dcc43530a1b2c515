"""What a pack says of itself: pack.yaml, and the list of files with their hashes that `pack build` writes."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from amtrainer.scoring.rubric import Part

PACK: Final = "pack.yaml"
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Manifest(Part):
    """pack.yaml: written by the author."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,40}$", description="Name of the pack: sales-nordic.")
    version: str = Field(pattern=r"^\d+\.\d+(\.\d+)?$", description='Version of the content, in quotes: "1.0".')
    title: str = Field(description="What it is, for the list of packs.")
    licence: str = Field(min_length=1, description="Under which terms it may be used: CC-BY-4.0, or own words.")
    languages: tuple[str, ...] = Field(min_length=1, description="Languages of the texts: [en, da].")
    needs: str = Field(default="", description='Least version of amtrainer, in quotes: "0.1".')
    author: str = Field(default="", description="Who made it.")
    summary: str = Field(default="", description="One or two sentences: for whom, and what is trained.")
