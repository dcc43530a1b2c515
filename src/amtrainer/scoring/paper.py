"""A paper where somebody was asked: headings, clipped lines and lists of matters, with hardly anybody who does or says them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from amtrainer.scoring.passages import Unit
from amtrainer.scoring.words import row

FEWEST: Final = 8  # sentences; fewer are a short answer in haste
_CLIPPED_OF: Final = 2  # one of so many sentences
_HEADED_OF: Final = 3
_LONGEST_HEADING: Final = 5  # words
_OWN: Final = frozenset(row("i my mine me we us our ours myself ourselves"))
_SUBJECTS: Final = frozenset(row("i we you he she they it who there this that"))


def is_paper(rows: Sequence[Unit]) -> bool:
    """Whether half of the sentences have no person as their subject or a third of them begin with a heading ('Risk: ...'), and
    in no more than half a word of one's own stands."""
    size = len(rows)
    if size < FEWEST or sum(_has(unit.texts, _OWN) for unit in rows) * 2 > size:
        return False
    clipped = sum(not _has(unit.texts, _SUBJECTS) for unit in rows)
    return clipped * _CLIPPED_OF >= size or sum(map(_is_headed, rows)) * _HEADED_OF >= size


def _is_headed(unit: Unit) -> bool:
    start = unit.texts[: _LONGEST_HEADING + 1]
    return ":" in start and not _has(start[: start.index(":")], _SUBJECTS)


def _has(texts: Sequence[str], words: Collection[str]) -> bool:
    return any(text.replace("’", "'").partition("'")[0] in words for text in texts)
