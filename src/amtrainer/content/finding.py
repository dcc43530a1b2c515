"""Finding exercises by what somebody types: beginnings of a skill, kind, difficulty, length or number count before other words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from amtrainer.content.head import Head

FAMILIES: Final = {
    "objections": "objection",
    "bad-news": "bad news",
    "negotiation": "negotiation",
    "discovery": "discovery",
    "growth": "growth",
    "recovery": "recovery",
    "integrity": "integrity",
    "executive": "executive",
    "triage": "priorities",
    "writing": "writing",
    "crm": "records",
    "knowledge": "check",
    "interviews": "interview",
}  # as a list shows them
_WORD: Final = re.compile(r"[^\s,()]+")


def found(heads: Sequence[Head], typed: str, due: Collection[str] = ()) -> list[Head]:
    """The exercises that hold every word. First those where each word begins a name of what they are, such as `ne` a skill."""
    wanted = typed.lower().split()
    ranked = [(max((_rank(head, word, due) for word in wanted), default=0), head) for head in heads]
    return [head for rank in range(_NOWHERE) for at, head in ranked if at == rank]


def is_named(name: str, typed: str) -> bool:
    """Whether a name of a skill or kind is meant by what was typed: it, or its beginning."""
    return name.startswith(typed.lower())


_NOWHERE: Final = 3


def _rank(head: Head, word: str, due: Collection[str]) -> int:
    """0: it begins a name of what the exercise is; 1: it begins a word about it; 2: it stands somewhere; 3: nowhere."""
    names = list(_names(head, due))
    if any(name.startswith(word) for name in names):
        return 0
    text = f"{head.title} {head.client} {head.situation}".lower()
    if any(one.startswith(word) for one in _WORD.findall(text)):
        return 1
    return 2 if word in text or any(word in name for name in names) else _NOWHERE


def _names(head: Head, due: Collection[str]) -> Iterator[str]:
    """What an exercise is: number, kind, family, skills, minutes, difficulty, and that it is due."""
    yield from (head.id, head.kind, head.difficulty_word, str(head.minutes), "min", *head.competencies)
    yield from (*head.family.split("-"), *FAMILIES.get(head.family, head.family).split())
    if head.id in due:
        yield "due"
