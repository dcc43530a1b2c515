"""Words that are also ids of facts: among other words it is unclear which of the two an author means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from amtrainer.content.places import at
from amtrainer.content.references import unknown_fact
from amtrainer.content.source import Path_, Source
from amtrainer.errors import Problem
from amtrainer.scoring.claims import FACT

_LISTS: Final = {"link": ("join",), "meaning": ("holds", "about")}
_NO_FIGURE: Final = ("text", "unknown")  # these are found by their words anyhow


def word_or_fact(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """Ids of facts that stand among words without a sign of what is meant, and facts that are meant and do not exist."""
    facts = data.get("facts") or {}
    for path, words in _lists(data):
        for place, word in enumerate(words):
            if word.startswith(FACT):
                if word.removeprefix(FACT) not in facts:
                    yield unknown_fact(source, (*path, place), word.removeprefix(FACT), facts)
            elif _is_unclear(word, words, facts):
                yield at(
                    source,
                    (*path, place),
                    "AM332",
                    f"{word!r} is found only as the fact, with its figure, and not as the word",
                    f"Write {FACT}{word} if the fact is meant, and “the {word}” if the word will do, or both.",
                    warning=True,
                )


def _is_unclear(word: str, words: list[str], facts: dict[str, Any]) -> bool:
    if word not in facts or not word.isalpha() or any(key in facts[word] for key in _NO_FIGURE):
        return False
    others = [one for one in words if one not in facts and not one.startswith(FACT)]
    return bool(others) and not any(one.casefold().split()[-1:] == [word.casefold()] for one in others)


def _lists(data: dict[str, Any]) -> Iterator[tuple[Path_, list[str]]]:
    """Every list in which words and ids of facts may stand."""
    homes: list[tuple[Path_, dict[str, Any]]] = [((), data)]
    homes += [(("questions", place), one) for place, one in enumerate(data.get("questions") or [])]
    for home, one in homes:
        for place, indicator in enumerate(one.get("indicators") or []):
            for name in _LISTS.get(indicator.get("look_for"), ()):
                path: Path_ = (*home, "indicators", place, name)
                rows = indicator.get(name) or []
                if rows and isinstance(rows[0], list):
                    yield from ((((*path, number)), row) for number, row in enumerate(rows))
                elif rows:
                    yield path, rows
