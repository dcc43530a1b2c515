"""Words that are held out and not said: 'I will not say this: …', and what somebody else is quoted to have said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from amtrainer.scoring.answer import Span, Token
from amtrainer.scoring.passages import Unit
from amtrainer.scoring.words import row

LONG_QUOTE: Final = 8  # words; a shorter one is a word taken up
_REFUSALS: Final = frozenset(row("not never no nobody nothing avoid refuse without neither none"))
_SAYING: Final = frozenset(row("say saying tell telling write writing hear speak mention repeat point use utter words"))
_POINTERS: Final = frozenset(row("this following these such words lines"))
_TELLS: Final = frozenset(
    row("says said saying tells told writes wrote written reads explained states stated claims taught")
)
_USED_TO: Final = frozenset(row("say tell write"))
_SOURCES: Final = frozenset(
    row(
        """manual training textbook handbook slide slides template script course book sentence guideline guidelines trainer
        coach teacher predecessor chatgpt gpt chatbot"""
    )
)
_LEAD_IN: Final = 9  # words and the colon
_SHORT_QUOTE: Final = 4  # words; where a source is named
_OWN: Final = frozenset(row("i we"))
_CLOSED: Final = frozenset(('"', "'"))


def disowned(unit: Unit) -> Span | None:
    """What stands behind a colon that is announced as not said: 'There is no point in this: …'."""
    tokens = [unit.answer.tokens[place] for place in unit.places]
    colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
    if not colon or colon == len(tokens) - 1 or colon > 14:
        return None
    before = [token.text for token in tokens[:colon]]
    pointed = before[-1] in _SAYING or set(before) & _POINTERS
    if not (set(before) & _REFUSALS and set(before) & _SAYING and pointed):
        return None
    start, end = tokens[colon + 1].span.start, tokens[-1].span.end
    if tokens[colon + 1].text in _CLOSED:
        rest = unit.answer.tokens[unit.places[colon + 1] + 1 :]
        end = next((token.span.end for token in rest if token.text == tokens[colon + 1].text), end)
    return Span(start, end)


def quotations(rows: Sequence[Unit]) -> Iterator[tuple[Unit, Span]]:
    """Long quotations that are somebody else's, with the sentence in which each begins."""
    for unit in {id(unit.passage): unit for unit in reversed(rows)}.values():
        tokens = unit.answer.tokens
        opened: int | None = None
        for place, token in enumerate(tokens):
            if token.text not in _CLOSED:
                continue
            if opened is None and token.text == '"':
                opened = place
            elif opened is not None and token.text == tokens[opened].text:
                if _is_others(tokens, opened, place):
                    start = next((row for row in rows if row.passage is unit.passage and opened in row.places), unit)
                    yield start, Span(_lead_in(tokens, opened), token.span.end)
                opened = None


def _lead_in(tokens: Sequence[Token], opened: int) -> int:
    """Where a quotation begins: with the few words before its colon, which only say whose it is."""
    first = next(at for at, token in enumerate(tokens) if token.sentence == tokens[opened].sentence)
    led = 1 < opened - first <= _LEAD_IN and tokens[opened - 1].text == ":"
    return tokens[first if led else opened].span.start


def _is_others(tokens: Sequence[Token], opened: int, closed: int) -> bool:
    """Whether a quotation is somebody else's words: a long one that is told of, or any from a named source."""
    if closed - opened > _SHORT_QUOTE and _has_source(tokens, opened):
        return True
    if closed - opened > _SHORT_QUOTE and _told_after(tokens, closed):
        return True
    return closed - opened > LONG_QUOTE and _is_of_another(tokens, opened)


def _has_source(tokens: Sequence[Token], opened: int) -> bool:
    before = [token.text for token in tokens[max(0, opened - 8) : opened] if token.sentence == tokens[opened].sentence]
    before = before or [token.text for token in tokens[max(0, opened - 6) : opened]]
    return bool(set(before) & _SOURCES) and not set(before) & (_OWN | {"your", "you"})


def _is_of_another(tokens: Sequence[Token], opened: int) -> bool:
    """Whether the words before the mark say that somebody else said it; 'I would say' and 'I write you' do not."""
    before = [token.text for token in tokens[max(0, opened - 14) : opened] if token.sentence == tokens[opened].sentence]
    if not before:
        before = [token.text for token in tokens[max(0, opened - 8) : opened]]
    told = [
        at
        for at, word in enumerate(before)
        if word in _TELLS or (word in _USED_TO and before[max(0, at - 2) : at] == ["used", "to"])
    ]
    if not told:
        return False
    return not set(before[max(0, told[-1] - 4) : told[-1]]) & _OWN


def _told_after(tokens: Sequence[Token], closed: int) -> bool:
    """'“…” That is what my colleague told them.' '“…”, says the book.'"""
    near = [token.text for token in tokens[closed + 1 : closed + 6]]
    if set(near) & _TELLS and set(near) & _SOURCES and not set(near) & (_OWN | {"your", "you"}):
        return True
    after = [token.text for token in tokens[closed + 1 : closed + 10]]
    return bool(set(after) & _TELLS) and not set(after) & _OWN and "what" in after
