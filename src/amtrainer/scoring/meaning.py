"""The seam behind which functions of speech are recognised: how strongly a sentence does an act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Act:
    """What is looked for, in the author's words. Never an id, a weight or another criterion."""

    says: str
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    rung: str = ""  # `says` of the rung that names the act


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its neighbours and the line it answers."""

    text: str
    before: str = ""
    after: str = ""
    heard: str = ""


class MeaningModel(Protocol):
    """Reads meanings. The same input gives the same output on every machine."""

    name: str  # goes into the scorer's version

    def strengths(self, act: Act, sentences: Sequence[Sentence]) -> tuple[float, ...]:
        """For each sentence a calibrated strength in 0..1, rounded to 1/1000: .25 trace, .5 partial, .75 full are the cuts."""
        ...
