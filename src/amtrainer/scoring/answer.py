"""A text read once: sentences, clauses and words, each with its place in the text exactly as given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from amtrainer.scoring import words
from amtrainer.scoring.reading import Reading, read

TokenKind = Literal["word", "number", "sign"]

_LEXEMES = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<word>[^\W\d_](?:[^\W_]|'(?=[^\W\d_]))*)"
    r"|(?P<sign>\.{2,}|[^\w\s]|_)"
    r"|(?P<line>\n)"
)
_NEW_PARAGRAPH = re.compile(r" {0,8}(?:\n|[-*•–] |\d{1,2}[.)] |[a-z]\) |$)")
_CAPITAL = re.compile(r"\s+[^\W\d_]")
_ENDS = frozenset(".!?。؟")
_CLAUSE_ENDS = frozenset(";:–")
_LONGEST = 120  # words and signs of one sentence; what runs on is cut there, so that no text takes long to read
_CLOSERS = frozenset("\"')]}")
_SHORT = frozenset(
    words.row(
        "mr mrs ms dr prof st no nr vs etc approx inc ltd co corp eg ie jan feb mar apr jun jul aug sep sept oct nov dec"
    )
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, in code points, half open."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def join(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: as read (`text`), as compared (`stem`), and where it stands in the text as given."""

    text: str
    stem: str
    span: Span
    kind: TokenKind
    sentence: int
    clause: int
    capital: bool = False  # begins with a capital letter as given
    glued: bool = False  # nothing stands between it and the token before


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    start: int  # in the reading
    end: int
    kind: TokenKind
    sentence: int
    clause: int


class Answer:
    """What somebody wrote. Equal texts are equal answers.

    `told`: it tells how somebody works, as in an interview; there, talk about method is the act itself.
    """

    __slots__ = ("_starts", "clauses", "reading", "sentences", "text", "tokens", "told")

    def __init__(self, text: str, told: bool = False) -> None:
        self.text = text
        self.told = told
        self.reading: Reading = read(text)
        raw = _split(self.reading, text)
        self.tokens: tuple[Token, ...] = tuple(self._token(raw, place) for place in range(len(raw)))
        self._starts = [token.span.start for token in self.tokens]
        self.sentences: tuple[Span, ...] = self._groups([item.sentence for item in raw])
        self.clauses: tuple[Span, ...] = self._groups([item.clause for item in raw])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and other.text == self.text and other.told == self.told

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Answer({self.text!r})"

    def quote(self, span: Span) -> str:
        """The words at `span`, as given."""
        return self.text[span.start : span.end]

    def locate(self, quote: str) -> Span | None:
        """Where the words of `quote` stand, read alike; None if they do not stand there in a row."""
        wanted = [token.text for token in Answer(quote).tokens if token.kind != "sign"]
        mine = [(token.text, place) for place, token in enumerate(self.tokens) if token.kind != "sign"]
        for start in range(len(mine) - len(wanted) + 1 if wanted else 0):
            if all(mine[start + step][0] == word for step, word in enumerate(wanted)):
                return self.cover(mine[start][1], mine[start + len(wanted) - 1][1])
        return None

    def cover(self, first: int, last: int) -> Span:
        """From the token `first` to the token `last`, both included."""
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)

    def within(self, span: Span) -> range:
        """Indexes of the tokens that begin inside `span`."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def words(self) -> int:
        """How many words and numbers there are."""
        return sum(token.kind != "sign" and not _joined_on(token) for token in self.tokens)

    def _token(self, raw: Sequence[_Raw], place: int) -> Token:
        item = raw[place]
        span = Span(self.reading.starts[item.start], self.reading.ends[item.end - 1])
        stem = _figure(item.text) if item.kind == "number" else words.root(item.text)
        glued = place > 0 and raw[place - 1].end == item.start
        capital = self.text[span.start : span.start + 1].isupper()
        return Token(item.text, stem, span, item.kind, item.sentence, item.clause, capital, glued)

    def _groups(self, numbers: Sequence[int]) -> tuple[Span, ...]:
        spans: dict[int, Span] = {}
        for token, number in zip(self.tokens, numbers, strict=True):
            spans[number] = spans[number].join(token.span) if number in spans else token.span
        return tuple(spans[number] for number in sorted(spans))


@lru_cache(maxsize=8192)
def fixed(text: str) -> Answer:
    """A text that is read again and again, such as an author's or the client's: read once."""
    return Answer(text)


def _joined_on(token: Token) -> bool:
    return token.glued and (token.text == "'s" or token.text in words.CONTRACTIONS.values())


def _figure(text: str) -> str:
    """A number in one spelling: '412,000' is '412000', '1.90' is '1.9'."""
    if ":" in text:
        return text
    head, *groups = text.split(",")
    if groups and all(len(group.split(".")[0]) == 3 for group in groups):
        text = head + "".join(groups)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def _split(read_as: Reading, given: str) -> list[_Raw]:
    """Words, numbers and signs of a reading, numbered by sentence and clause from 0 without gaps."""
    reading = read_as.text
    out: list[_Raw] = []
    sentence = clause = 0
    opened = 0  # where the sentence began in `out`
    pending = False  # an end was seen; the next word opens a sentence
    for found in _LEXEMES.finditer(reading):
        kind, text, start = found.lastgroup, found.group(), found.start()
        if kind == "line":
            pending = pending or _ends_line(reading, found.end(), out)
            continue
        if pending and not (kind == "sign" and text in _CLOSERS and reading[start - 1 : start] in _ENDS | _CLOSERS):
            sentence, clause, pending = sentence + 1, clause + 1, False
        elif len(out) - opened >= _LONGEST and not pending:
            sentence, clause = sentence + 1, clause + 1
        if not out or out[-1].sentence != sentence:
            opened = len(out)
        if kind == "word":
            out.extend(_Raw(word, at, end, "word", sentence, clause) for word, at, end in _parts(text, start))
            continue
        token_kind: TokenKind = "number" if kind == "number" else "sign"
        out.append(_Raw(text, start, found.end(), token_kind, sentence, clause))
        if kind == "sign" and text[0] in _ENDS:
            pending = _ends_sentence(read_as, given, found.end(), out)
        elif kind == "sign" and text in _CLAUSE_ENDS:
            clause += 1
    return _renumbered(out)


def _renumbered(raw: list[_Raw]) -> list[_Raw]:
    """Clause numbers without gaps: a clause that holds no token has no number."""
    numbers = {clause: place for place, clause in enumerate(sorted({item.clause for item in raw}))}
    return [_Raw(r.text, r.start, r.end, r.kind, r.sentence, numbers[r.clause]) for r in raw]


def _ends_sentence(read_as: Reading, given: str, place: int, out: Sequence[_Raw]) -> bool:
    mark = out[-1].text
    if mark != "." or len(out) < 2:
        return True
    before, reading = out[-2], read_as.text
    following = reading[place : place + 1]
    if before.end == out[-1].start:
        if before.text in _SHORT:
            return False
        if len(before.text) == 1 and before.text.isalpha():
            opens = _CAPITAL.match(reading, place)
            initial = given[read_as.starts[before.start]].isupper()
            return opens is not None and not initial and given[read_as.starts[opens.end() - 1]].isupper()
    return not following.isalnum() or before.kind == "word"


def _ends_line(reading: str, place: int, out: Sequence[_Raw]) -> bool:
    """A line break ends a sentence where a paragraph ends or a list item begins; else it is a blank."""
    return bool(out) and _NEW_PARAGRAPH.match(reading, place) is not None


def _parts(word: str, start: int) -> list[tuple[str, int, int]]:
    """A word, or its two parts where one is joined on ("won't": will + not). Places are those of the reading."""
    end = start + len(word)
    for table, rest in ((words.IRREGULAR, "not"), (words.UNQUOTED, "not")):
        if word in table:
            cut, head = table[word]
            return [(head, start, start + cut), (rest, start + cut, end)]
    for tail, full in words.CONTRACTIONS.items():
        if len(word) > len(tail) and word.endswith(tail):
            return [(word[: -len(tail)], start, end - len(tail)), (full, end - len(tail), end)]
    return [(word, start, end)]
