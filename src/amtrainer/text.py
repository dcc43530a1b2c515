"""The one gate through which foreign text passes before it is shown, stored or sent to a terminal."""

from __future__ import annotations

import re

# Every code point of category Cc, Cf or Cs, except newline, tab, and the joiners that Persian needs (U+200C, U+200D).
# Written out, so that start-up need not ask the Unicode database about a million code points; a test compares.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")


def clean(text: str) -> str:
    """`text` without control, format and surrogate characters; all line ends become a newline."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def spelled_out(text: str) -> str:
    """`text` of a JSON document, with JSON's escapes for all that `clean` drops."""
    return _UNSEEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def one_line(text: str) -> str:
    """`clean(text)` with every run of blanks and line ends as one blank."""
    return " ".join(clean(text).split())


def counted(count: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count} {word}{'' if count == 1 else 's'}"
