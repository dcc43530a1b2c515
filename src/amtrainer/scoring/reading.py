"""How a text is read: one folded form of it, and for every position of that form the code points it was made from.

Folding: canonical and compatibility forms are one, letters lose case and (Latin ones) accents, quotes and blanks are
unified, invisible characters vanish, and foreign look-alikes inside a Latin word become the letter they imitate.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

MOST_MARKS = 16  # combining marks read on one letter; more of them is noise

_QUOTES = {**dict.fromkeys("‘’‚‛ʼʹ`´′＇", "'"), **dict.fromkeys("“”„‟«»″＂‹›", '"')}
_DASHES = {**dict.fromkeys("‐‑⁃−﹣－", "-"), **dict.fromkeys("‒–—―⸺", "–")}
_DROPPED = dict.fromkeys("™®©℠", "")
_SIGNS = {**_QUOTES, **_DASHES, **_DROPPED, "…": "...", "٪": "%", "٬": ",", "٫": "."}
_LOOKALIKES = {
    **dict(zip("аеорсхуіјѕһԁкмтвнԛԝѵ", "aeopcxyijshdkmtbhqwv", strict=True)),
    **dict(zip("αορνικτυχεβη", "aopviktuxebn", strict=True)),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The folded text; `starts[i]`/`ends[i]` are the code points of the text as given behind position `i`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def read(text: str) -> Reading:
    """Fold `text`, keeping for each position where it came from."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in pairwise(_cluster_starts(text)):
        piece = _SPECIAL.get(text[start:end])
        if piece is None:
            piece = _fold(text[start:end])
        for char in piece:
            folded.append(char)
            starts.append(start)
            ends.append(end)
    return Reading(_map_lookalikes(folded), tuple(starts), tuple(ends))


def _cluster_starts(text: str) -> list[int]:
    """Where a letter with all its marks begins, and the end of the text."""
    cuts: list[int] = []
    before = ""
    for place, char in enumerate(text):
        if not (before and _goes_on(before, char)):
            cuts.append(place)
        before = char
    cuts.append(len(text))
    return cuts


def _goes_on(before: str, char: str) -> bool:
    if char.isascii():
        return char == "\n" and before == "\r"
    if unicodedata.category(char) in ("Mn", "Mc", "Me"):
        return before not in "\r\n"
    return "\u1160" <= char <= "\u11ff" and ("\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3")


def _fold(cluster: str) -> str:
    if cluster[0] in _SIGNS:
        return _SIGNS[cluster[0]]
    kept = "".join(char for char in cluster[: MOST_MARKS + 1] if not _invisible(char))
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept).casefold())
    parts = unicodedata.normalize("NFKD", whole)
    if parts[:1].isascii():
        whole = "".join(char for char in parts if unicodedata.category(char) != "Mn")
    return "".join(_blank_or_self(char) for char in whole if not _invisible(char))


def _invisible(char: str) -> bool:
    if char in "\u034f\u115f\u1160\u3164\uffa0":
        return True
    kind = unicodedata.category(char)
    return kind in ("Cf", "Cs", "Cn", "Co") or (kind == "Cc" and not char.isspace()) or "\ufe00" <= char <= "\ufe0f"


def _blank_or_self(char: str) -> str:
    if char in "\n\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    return " " if char.isspace() else char


_SPECIAL = {"\r\n": "\n", **{chr(code): _fold(chr(code)) for code in range(128)}}


def _map_lookalikes(chars: list[str]) -> str:
    """Letters that imitate Latin ones become Latin, but only in words that are partly Latin."""
    start = 0
    while start < len(chars):
        end = start
        while end < len(chars) and chars[end].isalpha():
            end += 1
        word = chars[start:end]
        latin = any("a" <= char <= "z" for char in word)
        if latin and any(char in _LOOKALIKES for char in word):
            chars[start:end] = [_LOOKALIKES.get(char, char) for char in word]
        start = end + 1
    return "".join(chars)
