"""A work cut into the sentences an indicator looks at, and the matching of words and phrases in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import LCSseq

from amtrainer.scoring.answer import Answer, Span, fixed
from amtrainer.scoring.evidence import Finding, Mark, Part, Strength
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.lexicon import Lexicon, plain, sentence_text
from amtrainer.scoring.meaning import Sentence
from amtrainer.scoring.words import FUNCTION_WORDS, ME, YOU, row
from amtrainer.scoring.work import ENTERED, STANDING, Passage, Work

Items = tuple[tuple[str, tuple[str, ...]], ...]
ECHO: Final = "the client's own words"
_ECHO_SHARE: Final = 0.6
_MOST_BETWEEN: Final = 3  # words that `*` may stand for
_TELLING: Final = frozenset(
    row("other anoth our your all both same onli before after")
)  # small words that tell things apart
_UNIT_SIGNS: Final = frozenset(("%", "€", "$", "£", "'s"))  # belong to the word before them
_MOST_APART: Final = 3  # words among those of a phrase, beside one for each of them
_MOST_NEAR: Final = 8  # near misses kept
_BESIDE: Final = 3  # words on either side
_PERSONS: Final = (ME, YOU, frozenset(("this", "these")))


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One sentence of a passage; the same object as long as its passage is remembered."""

    passage: Passage
    number: int  # among the sentences of the passage
    span: Span
    places: range  # its tokens
    stems: tuple[str, ...]  # of these tokens, mended and masked
    texts: tuple[str, ...]
    bag: frozenset[str]  # all stems and texts

    @property
    def answer(self) -> Answer:
        return self.passage.answer

    def mark(self, places: Sequence[int], strength: Strength, note: str = "", parts: tuple[Part, ...] = ()) -> Mark:
        """A mark on the words from the first to the last of these tokens."""
        first, last = min(places), max(places)
        tokens = self.answer.tokens
        while last + 1 < len(tokens) and tokens[last + 1].glued and tokens[last + 1].text in _UNIT_SIGNS:
            last += 1
        return mark_span(self.passage, self.answer.cover(first, last), strength, note, parts)


def mark_span(passage: Passage, span: Span, strength: Strength, note: str = "", parts: tuple[Part, ...] = ()) -> Mark:
    return Mark(passage.place(span), passage.answer.quote(span), strength, parts, note)


def units(work: Work, context: Context, item: str | None = None) -> list[Unit]:
    """The sentences of a work; with `item`, only what is said about that item."""
    out: list[Unit] = []
    for passage in work.passages:
        if passage.part in (ENTERED, STANDING) or (item is not None and passage.about and item not in passage.about):
            continue
        cut = item if item is not None and not passage.about else None
        out.extend(_units(passage, context.lexicon, context.items, cut))
    return out


@lru_cache(maxsize=256)
def _units(passage: Passage, lexicon: Lexicon, items: Items, item: str | None) -> tuple[Unit, ...]:
    answer = passage.answer
    read = plain(answer, lexicon)
    said = about(answer, items) if item is not None else None
    out: list[Unit] = []
    for number, span in enumerate(answer.sentences):
        places = answer.within(span)
        if said is not None:
            mine = [place for place in places if item in said[place]]
            if not mine:
                continue
            places = range(mine[0], mine[-1] + 1)
            span = answer.cover(places[0], places[-1])
        if all(answer.tokens[place].kind == "sign" for place in places):
            continue
        stems = tuple(read.stems[place] for place in places)
        texts = tuple(answer.tokens[place].text for place in places)
        out.append(Unit(passage, number, span, places, stems, texts, frozenset((*stems, *texts))))
    return tuple(out)


@lru_cache(maxsize=128)
def about(answer: Answer, items: Items) -> tuple[frozenset[str], ...]:
    """For every token of a prose answer, which items it is about: those named last, and in one breath."""
    heads = mentions(answer, items)
    out: list[frozenset[str]] = []
    current: frozenset[str] = frozenset()
    sentence = -1
    for place, token in enumerate(answer.tokens):
        if token.sentence != sentence:
            sentence = token.sentence
            ahead = [found for found in answer.within(answer.sentences[sentence]) if found in heads]
            if ahead:
                current = frozenset(heads[ahead[0]])
        if place in heads:
            joined = place >= 2 and (out[place - 1] & current) and answer.tokens[place - 1].text in ("+", "and", "&")
            current = current | heads[place] if joined else frozenset(heads[place])
        out.append(current)
    return tuple(out)


@lru_cache(maxsize=128)
def mentions(answer: Answer, items: Items) -> dict[int, frozenset[str]]:
    """Token -> items named there. A single letter must stand like a label ("A:", "item A", "A + G")."""
    found: dict[int, set[str]] = {}
    texts = [token.text for token in answer.tokens]
    for item, names in items:
        for name in (*names, item):
            wanted = [token.text for token in fixed(name).tokens]
            for place in range(len(texts) - len(wanted) + 1 if wanted else 0):
                if texts[place : place + len(wanted)] == wanted and (len(name) > 2 or _is_label(answer, place)):
                    found.setdefault(place, set()).add(item)
    return {place: frozenset(names) for place, names in found.items()}


def _is_label(answer: Answer, place: int) -> bool:
    tokens = answer.tokens
    if not tokens[place].capital:
        return False
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if before in ("item", "mail", "email", "message", "+", "&", "/", "(", ">"):
        return True
    if after in (":", ")", "-", "–", "+", "&", "/", "(", ">", "=") or (
        after in (",", ".") and len(tokens[place].text) == 1
    ):
        return tokens[place].text != "i" or after in (":", ")", "(", "=", ",")
    return False


def sentence(unit: Unit, lexicon: Lexicon) -> Sentence:
    """What a reader of meanings gets to see of a unit."""
    spans = unit.answer.sentences
    texts = _sentence_texts(unit.answer, lexicon)

    def text(number: int) -> str:
        return texts[number] if 0 <= number < len(texts) else ""

    whole = unit.span == spans[unit.number]
    own = texts[unit.number] if whole else sentence_text(unit.answer, unit.span, lexicon)
    return Sentence(own, text(unit.number - 1), text(unit.number + 1), heard_text(unit.passage.heard, lexicon))


@lru_cache(maxsize=256)
def _sentence_texts(answer: Answer, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sentence_text(answer, span, lexicon) for span in answer.sentences)


@lru_cache(maxsize=256)
def heard_text(heard: str, lexicon: Lexicon) -> str:
    answer = Answer(heard)
    return sentence_text(answer, Span(0, len(heard)), lexicon)


def is_echo(stems: Sequence[str], heard: str) -> bool:
    """Whether these words are those of a line just heard: most of one of its sentences, in order."""
    mine = [stem for stem in stems if stem and stem.isalnum()]
    if not heard or len(mine) < 4:
        return False
    for line in _heard_sentences(heard):
        shared = LCSseq.similarity(mine, line)
        if shared > _ECHO_SHARE * len(line) and shared > _ECHO_SHARE * len(mine):
            return True
    return False


@lru_cache(maxsize=256)
def _heard_sentences(heard: str) -> tuple[tuple[str, ...], ...]:
    answer = Answer(heard)
    rows: dict[int, list[str]] = {}
    for token in answer.tokens:
        if token.stem and token.stem.isalnum():
            rows.setdefault(token.sentence, []).append(token.stem)
    return tuple(tuple(row) for row in rows.values() if len(row) >= 4)


@lru_cache(maxsize=8192)
def pattern(phrase: str) -> tuple[str, ...]:
    """A phrase as stems; '*' is a gap, 'word*' any word that begins so (kept with its star)."""
    out: list[str] = []
    for token in Answer(phrase).tokens:
        if token.text == "*":
            if token.glued and out and out[-1] != "*":
                out[-1] = _text_before_star(phrase, token.span.start) + "*"
            else:
                out.append("*")
        elif token.kind != "sign" or token.text == "%":
            out.append(token.stem or token.text)
    return tuple(out)


def _text_before_star(phrase: str, star: int) -> str:
    start = star
    while start > 0 and not phrase[start - 1].isspace():
        start -= 1
    return phrase[start:star].casefold()


def match(wanted: Sequence[str], stems: Sequence[str], texts: Sequence[str], start: int) -> int | None:
    """The place after the last word if the pattern stands at `start`; signs in between are passed over."""
    place, gap = start, 0
    for piece in wanted:
        if piece == "*":
            gap = _MOST_BETWEEN
            continue
        while place < len(stems) and not _fits(piece, stems[place], texts[place]):
            if place == start and gap == 0:
                return None
            if _is_word(stems[place], texts[place]):
                if gap == 0:
                    return None
                gap -= 1
            place += 1
        if place >= len(stems):
            return None
        place, gap = place + 1, 0
    return place


def _fits(piece: str, stem: str, text: str) -> bool:
    if piece.endswith("*"):
        return text.startswith(piece[:-1])
    return piece in (stem, text)


def _is_word(stem: str, text: str) -> bool:
    return bool(text) and text[0].isalnum() and (stem != "" or text != "")


def phrase_places(phrase: str, unit: Unit, within: Iterable[int] | None = None) -> list[range]:
    """Where a phrase stands in a unit, as tokens of the answer."""
    wanted = pattern(phrase)
    found: list[range] = []
    if not wanted or wanted[0] == "*" or not _whole(wanted) <= unit.bag:
        return found
    allowed = set(within) if within is not None else None
    for start in range(len(unit.texts)):
        if allowed is not None and unit.places[start] not in allowed:
            continue
        end = match(wanted, unit.stems, unit.texts, start)
        if end is not None and end > start:
            found.append(range(unit.places[start], unit.places[end - 1] + 1))
    return found


class Phrases:
    """Many phrases that are looked for at once: only those are tried whose first word stands in the unit."""

    def __init__(self, *phrases: str) -> None:
        self._phrases = phrases = tuple(phrase for phrase in phrases if pattern(phrase))
        self._starred = tuple(place for place, phrase in enumerate(phrases) if pattern(phrase)[0].endswith("*"))
        self._by_first: dict[str, list[int]] = {}
        for place, phrase in enumerate(phrases):
            if place not in self._starred:
                self._by_first.setdefault(pattern(phrase)[0], []).append(place)

    def places(self, unit: Unit) -> list[range]:
        """Where any of them stands, in the order in which they were given."""
        return [found for _, found in self.found(unit)]

    def found(self, unit: Unit) -> list[tuple[str, range]]:
        """Which of them stand where, in the order in which they were given."""
        tried = {place for piece in unit.bag if piece in self._by_first for place in self._by_first[piece]}
        order = (self._phrases[place] for place in sorted(tried | {*self._starred}))
        return [(phrase, places) for phrase in order for places in phrase_places(phrase, unit)]


@lru_cache(maxsize=1024)
def phrases_of(wordings: tuple[str, ...]) -> Phrases:
    """An author's wordings, taken apart once."""
    return Phrases(*wordings)


@lru_cache(maxsize=8192)
def _whole(pieces: tuple[str, ...]) -> frozenset[str]:
    """The words of a pattern that must stand as they are."""
    return frozenset(piece for piece in pieces if not piece.endswith("*"))


@lru_cache(maxsize=8192)
def _carrying(phrase: str) -> tuple[str, ...]:
    """The words of a phrase that carry its matter."""
    return tuple(stem for stem in pattern(phrase) if (stem not in FUNCTION_WORDS or stem in _TELLING) and stem != "*")


def loose_places(phrase: str, unit: Unit) -> list[int]:
    """Tokens that carry a phrase in any order: all its content words in the unit; [] if one is missing."""
    wanted = _carrying(phrase)
    if not wanted:
        return [place for found in phrase_places(phrase, unit)[:1] for place in found]
    out: list[int] = []
    if not _whole(wanted) <= unit.bag:
        return out
    for stem in wanted:
        places = [place for place, mine in zip(unit.places, unit.stems, strict=True) if _fits(stem, mine, mine)]
        if not places:
            return []
        out.append(places[0])
    return out


def close_places(phrase: str, unit: Unit) -> list[int]:
    """Tokens that carry a phrase, near each other in any order: 'the other offer' in 'that offer, the other one'."""
    found = loose_places(phrase, unit)
    wanted = _carrying(phrase)
    if not found or not wanted:
        return found
    rows = [
        [place for place, mine in zip(unit.places, unit.stems, strict=True) if _fits(stem, mine, mine)]
        for stem in wanted
    ]
    if len(rows) < 2:
        return [place for place in rows[0] if _in_person(phrase, place, unit)][:1]
    best = min(
        ([min(row, key=lambda place: abs(place - start)) for row in rows] for start in rows[0]),
        key=lambda places: max(places) - min(places),
    )
    return best if max(best) - min(best) < 2 * len(wanted) + _MOST_APART else []


def _in_person(phrase: str, place: int, unit: Unit) -> bool:
    """Whether the persons of a phrase stand beside its one word: 'give me' is not 'this gives you', 'this week' no 'six weeks'."""
    start = place - unit.places.start
    around = {*unit.texts[max(0, start - _BESIDE) : start + _BESIDE + 1]}
    return all(around & persons for persons in _persons(phrase))


@lru_cache(maxsize=8192)
def _persons(phrase: str) -> tuple[frozenset[str], ...]:
    texts = {token.text for token in Answer(phrase).tokens}
    return tuple(group for group in _PERSONS if texts & group)


def finding(
    indicator: str,
    marks: Iterable[Mark] = (),
    near: Iterable[Mark] = (),
    against: Iterable[Mark] = (),
    doubt: bool = False,
) -> Finding:
    """A finding with its marks in order of place, none twice."""
    return Finding(indicator, _ordered(marks), _ordered(against), doubt, _ordered(near)[:_MOST_NEAR])


def _ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    kept: dict[tuple[int, str, int, int], Mark] = {}
    for mark in marks:
        key = (mark.place.turn, mark.place.field or "", mark.place.start, mark.place.end)
        if key not in kept or kept[key].strength < mark.strength:
            kept[key] = mark
    return tuple(sorted(kept.values(), key=lambda mark: (mark.place.turn, mark.place.start, mark.place.end)))
