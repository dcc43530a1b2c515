"""WordPiece, the way of MiniLM: words of a text become ids of a fixed vocabulary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

MAX_WORD = 100  # characters; longer words are unknown, as in the original


class WordPiece:
    """Splits text into pieces of `vocabulary` (uncased, accents stripped) and adds [CLS] and [SEP]."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._first, self._last = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str, limit: int) -> list[int]:
        """At most `limit` ids, [CLS] and [SEP] among them."""
        ids: list[int] = [self._first]
        for word in _words(text):
            if word not in self._known:
                self._known[word] = self._pieces(word)
            ids.extend(self._known[word])
            if len(ids) >= limit:
                break
        return [*ids[: limit - 1], self._last]

    def _pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > MAX_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self._ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(pieces)


def _words(text: str) -> Iterator[str]:
    word: list[str] = []
    for char in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(char)
        if category == "Mn":
            continue
        alone = _stands_alone(char, category)
        if alone or char.isspace() or category in ("Cc", "Cf"):
            if word:
                yield "".join(word)
                word = []
            if alone:
                yield char
        else:
            word.append(char)
    if word:
        yield "".join(word)


def _stands_alone(char: str, category: str) -> bool:
    point = ord(char)
    if category.startswith("P") or (point < 128 and not char.isalnum() and not char.isspace() and point > 32):
        return True
    return 0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or 0xF900 <= point <= 0xFAFF
