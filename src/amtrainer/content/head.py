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
    number: str  # "d01"
    kind: str  # dialogue | triage
    title: str
    family: str  # objections, bad-news, ...
    client: str  # "Mette Kjær, head of procurement at Nordhavn Køl A/S"
    situation: str  # one or two sentences for the card on Home
    competencies: tuple[str, ...]
    difficulty: int  # 1-5
    minutes: int
    start_here: bool = False

    @property
    def difficulty_word(self) -> str:
        """1-2 easy, 3 medium, 4-5 hard."""
        return DIFFICULTY.get(self.difficulty, "medium")


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
        number=str(data["id"]).partition("-")[0],
        kind=str(data["kind"]),
        title=str(data["title"]),
        family=family,
        client=who,
        situation=str(data["summary"]),
        competencies=tuple(map(str, data["competencies"])),
        difficulty=int(data["difficulty"]),
        minutes=int(data["minutes"]),
        start_here=data.get("start_here") is True,
    )
