"""A reader of meanings by words alone."""

from __future__ import annotations

from collections.abc import Sequence

from amtrainer.scoring.facts import content_stems
from amtrainer.scoring.meaning import Act, Sentence


class LexicalMeaning:
    """Compares words of a sentence with words of the examples."""

    name = "lexical-1"

    def strengths(self, act: Act, sentences: Sequence[Sentence]) -> tuple[float, ...]:
        likes = [set(content_stems(text)) for text in act.like or (act.says,)]
        return tuple(
            max((_overlap(set(content_stems(s.text)), like) for like in likes), default=0.0) for s in sentences
        )


def _overlap(mine: set[str], like: set[str]) -> float:
    return round(len(mine & like) / len(like), 3) if like else 0.0
