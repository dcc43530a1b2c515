"""Words that are said and not stood behind: taken back at the end, announced as somebody else's, read out for another.

One sentence decides here over all others of a turn, so only the first and the last ones are looked at, and only words that
cannot mean a single point: 'I do not mean any of this', 'my colleague's template goes: …'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from amtrainer.scoring.answer import Span, Token
from amtrainer.scoring.passages import Phrases, Unit
from amtrainer.scoring.words import row

_LAST: Final = 2  # sentences in which a text is taken back
_LEAD: Final = 12  # words before the colon
_FEWEST: Final = 6  # words that follow
_HALF: Final = 2
_MOST: Final = 0.6  # of the sentences, where an episode is told
_MANY: Final = 3  # sentences that mock, or hold out another wording
_TAKES_BACK: Final = Phrases(
    "not mean any of", "none of this is meant", "none of it is meant", "none of that is meant", "none of this is true",
    "none of it is true", "none of what follows", "none of what i said", "none of this will happen", "none of it will happen",
    "nothing of it is going to happen", "nothing of this is going to happen", "none of this is going to happen",
    "nothing of this will happen", "nothing of it will happen", "forget all that", "forget all of that", "forget all of this",
    "forget everything i", "ignore everything i", "disregard everything i", "take all of it back", "take all of this back",
    "take all of that back", "take it all back", "take everything back", "was only joking", "was just joking", "i was joking",
    "only joking", "just joking", "just kidding", "only kidding", "i was kidding",
    "none of which i mean",
)  # fmt: skip
_REFUSES: Final = Phrases(
    "will do nothing of the kind", "will do nothing of the sort", "will do none of this", "will do none of it", "will do none of that",
)  # fmt: skip
# 'I cannot do any of this for you', 'nothing of it will be done', 'and we do the opposite'
_UNDOES: Final = re.compile(
    r"\b(?:i|we)(?: \w+){0,3} not (?:do|mean|keep|deliver|intend|honour|stand by|think of doing) (?:any|anything) of (?:this|that|it|these|those)\b"
    r"(?: \w+){0,2}(?: \W|$)"
    r"|\b(?:none|nothing|no part) of (?:this|that|it|these|those|what i \w+)(?: \w+)? (?:will|is going to|shall|would)(?: ever)? (?:be done|be kept|be meant|come true|happen)\b"
    r"|\b(?:i|we)(?: \w+){0,2} do (?:just |exactly )?the (?:exact )?opposite\b"
)
_MOCKS: Final = Phrases("yeah right", "ha ha", "haha", "hahaha", "lol", "oh sure", "as if that", "yeah sure")
_IN_PART: Final = frozenset(row("again if unless until without before you your they client clients"))
_ON_TERMS: Final = frozenset(row("again if unless until without before alone"))
_ANNOUNCES: Final = Phrases(
    "model answer", "sample answer", "example answer", "perfect answer", "ideal answer", "example of a good answer",
    "example of a good reply", "a good answer would", "a perfect answer would",
)  # fmt: skip
_OF_THE_ANSWER: Final = Phrases(  # said of this very answer, also where an episode is told
    "told me to read this", "asked me to read this", "wants me to read this", "read this out", "my answer would have been",
    "would have been my answer", "should have been my answer",
)  # fmt: skip
_FOR_ANOTHER: Final = Phrases(
    "told me to say this", "read out what", "i would have said", "i would have written",
    "i am the client now", "i play the client", "i am now the client", "you say to me", "you now say to me",
    "you should now tell me", "i should have said",
)  # fmt: skip
_TEXTS: Final = frozenset(row("template script textbook chatgpt gpt chatbot"))  # what they hold is to be said by others
_STRANGERS: Final = _TEXTS | frozenset(
    row(
        "manual handbook book slide slides training course trainer coach teacher guideline guidelines predecessor example internet"
    )
)
_OWN_STRANGERS: Final = frozenset(row("colleague boss"))
_OURS: Final = frozenset(row("my our an a old former another"))
_SAYS: Final = frozenset(row("told say says said reads goes suggests recommends writes wrote has follows from"))
_UTTERS: Final = frozenset(row("say said write written wrote tell answer reply"))
_SPEAKERS: Final = frozenset(row("i we"))


def takes_back(rows: Sequence[Unit], tells: bool) -> bool:
    """Whether all that is said in these sentences of one turn is taken back at the end, or said to be untrue at the start.

    `tells`: an episode is told, in which one may suppose things.
    """
    if tells and max(_share(rows, _supposes_himself), _share(rows, _MOCKS.places)) >= _MOST:
        return True
    if len(rows) < _LAST:
        return False
    if any(_TAKES_BACK.places(unit) and not _IN_PART & {*unit.texts} for unit in (*rows[:1], *rows[-_LAST:])):
        return True
    if any(_undoes(unit) for unit in rows[-_LAST:]):
        return True
    if any(_REFUSES.places(unit) for unit in rows[-_LAST:]) or (not tells and sum(map(_supposes, rows)) >= _MANY):
        return True
    return sum(bool(_MOCKS.places(unit)) for unit in rows) >= _MANY


def _undoes(unit: Unit) -> bool:
    texts = [unit.answer.tokens[place].text for place in unit.places]
    return not _ON_TERMS & {*texts} and _UNDOES.search(" ".join(texts)) is not None


def _share(rows: Sequence[Unit], holds: Callable[[Unit], object]) -> float:
    return sum(bool(holds(unit)) for unit in rows) / max(1, len(rows))


def _supposes_himself(unit: Unit) -> bool:
    """'If I were good at this, I would say: …'; 'if she asks, I say: …' tells a habit."""
    texts = [unit.answer.tokens[place].text for place in unit.places[:3]]
    return _supposes(unit) and texts[1:] in (["i", "were"], ["i", "had"], ["i", "knew"])


def _supposes(unit: Unit) -> bool:
    """'If I were good at this, I would say: …': said in a case that is not the case."""
    texts = [unit.answer.tokens[place].text for place in unit.places][: _LEAD + _HALF]
    lead = texts[: texts.index(":")] if ":" in texts else []
    return lead[:1] in (["if"], ["suppose"]) and lead[-1] in _UTTERS


def announced(rows: Sequence[Unit], tells: bool) -> Span | None:
    """What follows on words like 'the template of my colleague reads:' or 'my boss told me to read this out', to the end."""
    if not rows:
        return None
    first, end = rows[0], rows[-1].span.end
    tokens = [first.answer.tokens[place] for place in first.places]
    colon = next((at for at, token in enumerate(tokens[: _LEAD + 1]) if token.text == ":"), None)
    lead = [token.text for token in tokens[:colon]]
    named = _ANNOUNCES.places(first) or _OF_THE_ANSWER.places(first) or (not tells and _FOR_ANOTHER.places(first))
    if colon is not None and (named or _is_text(lead) or (_is_strangers(lead) and _opens_quote(tokens[colon + 1 :]))):
        start = tokens[colon + 1].span.start if colon + 1 < len(tokens) else end
    elif named and len(rows) > 1:
        start = rows[1].span.start
    else:
        return None
    inside = sum(token.kind != "sign" and token.span.start >= start for token in first.answer.tokens)
    return Span(start, end) if inside >= _FEWEST and start < end else None


def unmeant(rows: Sequence[Unit], quotes: bool, record: bool) -> list[tuple[Unit, str, Span]]:
    """For one turn the words that nobody stands behind, sentence by sentence, with the flag for each. `quotes`: the reader's own
    sentences are asked for, so that only those of strangers are none. `record`: nothing is told, something is written down."""
    tells = bool(rows) and rows[0].answer.told and not record
    out = [(unit, "negation", unit.span) for unit in rows] if takes_back(rows, tells) else []
    if span := announced(rows, tells):
        cut = [(unit, Span(max(unit.span.start, span.start), unit.span.end)) for unit in rows]
        out += [(unit, "quotation", rest) for unit, rest in cut if rest.start < rest.end]
    if quotes:
        out += [(unit, "quotation", span) for unit, span in strangers_words(rows)]
    return [*out, *((unit, "negation", unit.span) for unit in held_out(rows))]


def strangers_words(rows: Sequence[Unit]) -> list[tuple[Unit, Span]]:
    """Where somebody may be quoted: what is quoted of those who are not asked for, where it makes up half of the turn."""
    found: list[tuple[Unit, Span]] = []
    inside = 0
    tokens = rows[0].answer.tokens if rows else ()
    opened: int | None = None
    for place, token in enumerate(tokens):
        if token.text != '"':
            continue
        if opened is None:
            opened = place
            continue
        before = [
            one.text for one in tokens[max(0, opened - _LEAD) : opened] if one.sentence == tokens[opened].sentence
        ]
        before = before or [one.text for one in tokens[max(0, opened - _LEAD // 2) : opened]]
        after = [one.text for one in tokens[place + 1 : place + 1 + _LEAD]]
        if _is_strangers(before) or _is_strangers(after) or _used_to_say(before):
            unit = next((row for row in rows if opened in row.places), rows[0])
            found.append((unit, Span(tokens[opened].span.start, token.span.end)))
            inside += place - opened - 1
        opened = None
    return found if _HALF * inside >= sum(token.kind != "sign" for token in tokens) else []


def held_out(rows: Sequence[Unit]) -> Sequence[Unit]:
    """'I could say this, or perhaps that, or perhaps …': from the first of several wordings to the last, none of them said."""
    counts = [
        sum(one == "or" and other in ("perhaps", "maybe", "possibly") for one, other in pairwise(unit.texts))
        for unit in rows
    ]
    held = [place for place, count in enumerate(counts) if count]
    return rows[held[0] : held[-1] + 1] if sum(counts) >= _MANY else ()


def _is_strangers(words: Sequence[str]) -> bool:
    """Whether these words name somebody's sentence that is not the reader's and not one's own."""
    if not {*words} & _SAYS or {*words[:1]} & _SPEAKERS or "your" in words:
        return False
    ours = any(one in _OURS and other in _OWN_STRANGERS for one, other in pairwise(words))
    return ours or bool({*words} & _STRANGERS)


def _is_text(words: Sequence[str]) -> bool:
    """Whether these words name a text that was made to be said by anybody."""
    return bool({*words} & _TEXTS and {*words} & _SAYS) and not {*words} & (_SPEAKERS | {"you", "your"})


def _opens_quote(tokens: Sequence[Token]) -> bool:
    """Whether a quotation in single marks begins here; those in double marks are looked at one by one."""
    return bool(tokens) and tokens[0].text == "'"


def _used_to_say(words: Sequence[str]) -> bool:
    text = " ".join(words)
    return "used to say" in text or "once wrote" in text or "once said" in text
