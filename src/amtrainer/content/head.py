"""What a list shows of an exercise. Plain data: reading it needs neither YAML nor models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DIFFICULTY = {1: "easy", 2: "easy", 3: "medium", 4: "hard", 5: "hard"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a list shows of a scenario; from the catalogue cache, no YAML and no pydantic."""

    id: str
    number: str  # "d01", or "d01/b" of a variant
    kind: str  # dialogue | triage
    title: str
    family: str  # objections, bad-news, ...
    client: str  # "Mette Kjær, head of procurement at Nordhavn Køl A/S"
    situation: str  # one or two sentences for the card on Home
    competencies: tuple[str, ...]
    difficulty: int  # 1-5
    minutes: int
    start_here: bool = False
    variants: tuple[str, ...] = ()  # letters of its variants: b, c

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Head:
        """A head that was kept as JSON; one of an older version has no variants. Raises TypeError or KeyError."""
        return cls(**{**row, "competencies": tuple(row["competencies"]), "variants": tuple(row.get("variants", ()))})

    @property
    def base(self) -> str:
        """The id without the letter of a variant."""
        return self.id.partition("/")[0]

    @property
    def difficulty_word(self) -> str:
        """1-2 easy, 3 medium, 4-5 hard."""
        return DIFFICULTY.get(self.difficulty, "medium")


def number_of(id: str) -> str:
    """The catalogue number, with the letter of a variant: d01/b."""
    base, slash, letter = id.partition("/")
    return base.partition("-")[0] + slash + letter


def head_of(data: Mapping[str, Any], family: str) -> Head:
    """The head of a scenario as read. Raises KeyError, TypeError or ValueError if it is not one."""
    client = data.get("client") or {}
    who = str(client.get("name", ""))
    if client.get("role"):
        who += f", {client['role']}"
    if client.get("company"):
        who += f" at {client['company']}"
    return Head(
        id=str(data["id"]),
        number=number_of(str(data["id"])),
        kind=str(data["kind"]),
        title=str(data["title"]),
        family=family,
        client=who,
        situation=str(data["summary"]),
        competencies=tuple(map(str, data["competencies"])),
        difficulty=int(data["difficulty"]),
        minutes=int(data["minutes"]),
        start_here=data.get("start_here") is True,
        variants=tuple(str(row["id"]) for row in data.get("variants") or ()),
    )
