"""Words that are held out and not said: 'I will not say this: …', and what somebody else is quoted to have said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from amtrainer.scoring.answer import Span, Token
from amtrainer.scoring.passages import Unit
from amtrainer.scoring.words import row

LONG_QUOTE: Final = 8  # words; a shorter one is a word taken up
_REFUSALS: Final = frozenset(row("not never no nothing avoid refuse without neither"))
_POINTERS: Final = frozenset(row("this following these say saying point words like"))
_TELLS: Final = frozenset(
    row(
        "say says said saying tell tells told write writes wrote written read reads explain explained states stated claims taught"
    )
)
_OWN: Final = frozenset(row("i we"))
_CLOSED: Final = frozenset(('"', "'"))


def disowned(unit: Unit) -> Span | None:
    """What stands behind a colon that is announced as not said: 'There is no point in this: …'."""
    tokens = [unit.answer.tokens[place] for place in unit.places]
    colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
    if colon is None or colon == len(tokens) - 1 or colon > 14:
        return None
    before = [token.text for token in tokens[:colon]]
    if not set(before) & _REFUSALS or before[-1] not in _POINTERS:
        return None
    return Span(tokens[colon + 1].span.start, tokens[-1].span.end)


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
                if place - opened > LONG_QUOTE and _is_of_another(tokens, opened):
                    start = next((row for row in rows if row.passage is unit.passage and opened in row.places), unit)
                    yield start, Span(tokens[opened].span.start, token.span.end)
                opened = None


def _is_of_another(tokens: Sequence[Token], opened: int) -> bool:
    """Whether the words before the mark say that somebody else said it; 'I would say' and 'I write you' do not."""
    before = [token.text for token in tokens[max(0, opened - 14) : opened] if token.sentence == tokens[opened].sentence]
    if not before:
        before = [token.text for token in tokens[max(0, opened - 8) : opened]]
    told = [at for at, word in enumerate(before) if word in _TELLS]
    if not told:
        return False
    return not set(before[max(0, told[-1] - 4) : told[-1]]) & _OWN
