"""A text about one case in the clothes of another: its names and figures replaced by those of that other case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from amtrainer.scoring.answer import Span, fixed
from amtrainer.scoring.common import KNOWN
from amtrainer.scoring.dates import MONTHS, WEEKDAYS
from amtrainer.scoring.values import figures

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

SHORTEST_NAME: Final = 4  # letters; shorter ones are currencies and titles
_NO_NAMES: Final = KNOWN | {*MONTHS, *WEEKDAYS}
SMALLEST: Final = 10  # of a count: 'two ways' and 'one more thing' are no figures


def transplanted(text: str, source: AnyScenario, target: AnyScenario) -> str:
    """`text`, written for `source`, with the names and figures of `target` in the places of its own: the first name for the
    first one, each figure for one of its kind. What has no counterpart stays."""
    swaps = sorted((*_figures(text, source, target), *_names(text, source, target)), key=lambda swap: swap[0].start)
    out, end = "", 0
    for span, new in swaps:
        if span.start >= end:
            out, end = out + text[end : span.start] + new, span.end
    return out + text[end:]


def names_of(scenario: AnyScenario) -> tuple[str, ...]:
    """Words of names in what is shown: of who is talked to, of the firm, then the others, the most used first."""
    client = getattr(scenario, "client", None)
    first = capitals(f"{client.short} {client.name} {client.company}") if client else ()
    rest = Counter(name for text in scenario.prompts for name in capitals(text))
    return tuple(dict.fromkeys((*first, *(name for name, _ in rest.most_common()))))


@lru_cache(maxsize=2048)
def capitals(text: str) -> tuple[str, ...]:
    """Words in capitals that English does not know."""
    answer = fixed(text)
    return tuple(
        answer.quote(token.span)
        for token in answer.tokens
        if token.capital and len(token.text) >= SHORTEST_NAME and token.text.isalpha() and token.text not in _NO_NAMES
    )


def _names(text: str, source: AnyScenario, target: AnyScenario) -> Iterator[tuple[Span, str]]:
    theirs = names_of(target)
    if theirs:
        new = {name: theirs[place % len(theirs)] for place, name in enumerate(names_of(source))}
        answer = fixed(text)
        told = ((token.span, answer.quote(token.span)) for token in answer.tokens)
        yield from ((span, new[name]) for span, name in told if name in new)


def _figures(text: str, source: AnyScenario, target: AnyScenario) -> Iterator[tuple[Span, str]]:
    theirs: dict[str, list[str]] = {}
    for _, fact, value in target.facts.valued:
        theirs.setdefault(value.kind, []).append(fact.figure)
    new: dict[tuple[str, object, object], str] = {}
    used: Counter[str] = Counter()
    for figure in figures(fixed(text), source.today):
        value = figure.value
        key = (value.kind, value.amount, value.of)
        if value.kind not in theirs or (value.kind == "count" and value.amount < SMALLEST):
            continue
        if key not in new:
            new[key] = theirs[value.kind][used[value.kind] % len(theirs[value.kind])]
            used[value.kind] += 1
        yield figure.span, new[key]
