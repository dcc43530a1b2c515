"""A form handed in where somebody should speak or write to somebody: lines that hold a name, a day or a letter, and nothing else.

A plan of the day, a hand-over sheet or the answers of a check, put in as one text, have such lines all through ('me', '14:00',
'17 August'). A talk, a mail or a story has none, beside the lines of an address, a greeting or a signature and a list with marks.
"""

from __future__ import annotations

from itertools import dropwhile
from typing import Final

FEWEST_BARE: Final = 4
_BARE_OF: Final = 3  # one of so many lines
_MOST_WORDS: Final = 4  # of a line that is no sentence
_ENDS: Final = frozenset(".!?…:;,\"'”’)")
_MARKS: Final = frozenset("-–—•*·>")


def is_filled_form(text: str) -> bool:
    """Whether a good part of the lines, those before the first and after the last sentence left out, is no sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < FEWEST_BARE:
        return False
    inner = [*dropwhile(_is_bare, reversed([*dropwhile(_is_bare, lines)]))]
    bare = sum(map(_is_bare, inner))
    return bare >= FEWEST_BARE and bare * _BARE_OF >= len(inner)


def _is_bare(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS and line[-1] not in _ENDS and line[0] not in _MARKS
