"""Guarantees: somebody gives his word for an outcome. His word for an act of his own (I promise I call you) is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Phrases, Unit, finding, units
from amtrainer.scoring.scope import APPROVAL, ASKED, META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.stated import unclaimed
from amtrainer.scoring.words import NEGATORS, row
from amtrainer.scoring.work import Work

_WORDS: Final = Phrases(
    "i guarantee", "we guarantee", "i can guarantee", "we can guarantee", "i will guarantee", "we will guarantee",
    "i promise", "we promise", "i can promise", "we can promise", "i will promise", "i hereby promise", "that is a promise",
    "have my word", "my word on it", "give you my word", "on my honour", "i swear", "hundred percent sure",
    "hundred percent certain", "100% sure", "100% certain", "100 percent sure", "can rely on it", "can rely on that",
    "can count on it", "can count on that", "without fail", "consider it done", "no matter what", "rest assured",
    "mark my words", "stake my name", "my personal guarantee", "i personally guarantee", "i commit to", "we commit to",
    "whatever it costs", "at any price", "you can be certain that",
    "you can be sure that", "can be sure of that", "give you a guarantee", "giving you a guarantee", "100 percent guarantee",
    "100% guarantee", "hundred percent guarantee", "take it from me", "i vouch for", "we vouch for",
    "can bank on it", "can bank on that", "come what may", "hand on heart", "cross my heart",
    "no ifs", "with absolute certainty",
    "with full certainty", "you have our word",
    "let me guarantee", "i warrant", "we warrant", "i pledge", "we pledge", "sign that in blood",
    "i give you my hand", "i bet my", "my job on it", "or i resign",
)  # fmt: skip
_NEVER: Final = Phrases(
    "will never happen", "will never again", "never happen* again", "never happen* to you again", "will not happen again",
    "will not happen to you again", "never fail*", "never again have", "will not have a single", "will be no more",
    "there are no more", "nothing can go wrong", "cannot go wrong", "nothing will go wrong", "will not go wrong",
    "will never go wrong", "will never be late", "will not be a single", "without a single delay", "nothing * will happen again", "zero downtime", "zero errors", "zero mistakes",
)  # fmt: skip
_AIMS: Final = frozenset(
    row("so want wants hope hopes goal aim wish try tries trying work works should must may might could")
)
_BOUNDED: Final = Phrases(
    "what i can promise", "what we can promise", "all i can promise", "all we can promise", "only promise", "can promise is",
    "what i can guarantee", "what i promise", "only thing i can promise", "promise only", "the one thing i can promise",
    "what i am able to promise", "do what we can", "do what i can", "do all we can", "do all i can", "do everything we can",
    "do everything i can", "do my best", "do our best", "do our very best", "do my very best",
)  # fmt: skip
_GUARANTEED: Final = Phrases("is guaranteed", "are guaranteed")
_BY_PAPER: Final = frozenset(row("by in under until for"))  # "98% are guaranteed in the contract"
_DOERS: Final = frozenset(row("i we me us to a an my our"))
_NOTHING: Final = frozenset(row("nothing none"))
_TRUTH: Final = frozenset(row("honest honestly truth"))
_BEFORE_AN_ACT: Final = 3  # words
_FAR_ON: Final = 3  # small clauses after the promise
_OWN_ACTS: Final = frozenset(
    row(
        """call ring phone write send tell hear report update inform answer visit come meet speak talk email message ask look
        check find try fight listen honest honestly truth best bring read reply draft prepare confirm posted back myself
        person know"""
    )
)


class Assurance(Indicator):
    """Outcomes that somebody vouches for. Not for authors: gate G1 looks for it."""

    look_for: str = "assurance"

    def find(self, work: Work, context: Context) -> Finding:
        return finding(self.id, [mark for unit in units(work, context) for mark in _in_unit(unit)])


def _in_unit(unit: Unit) -> Iterator[Mark]:
    if _BOUNDED.places(unit):
        return
    held = scopes(unit.answer)
    never = [] if {*unit.texts} & (_AIMS | _OWN_ACTS) else _NEVER.places(unit)
    if never and not unclaimed(unit, [*never[0]], None):
        yield unit.mark(_with_clause(unit, never[0], held.segments), Strength.FULL, "nobody can vouch for that")
        return
    for places in [*_WORDS.places(unit), *_closing(unit)]:
        if _is_supposed(unit, places[0]) or _is_denied(unit, places) or _is_of_an_act(unit, places):
            continue
        if not held.among(places, QUOTED, META, APPROVAL, ASKED, REPORTED):
            yield unit.mark(_with_clause(unit, places, held.segments), Strength.FULL, "nobody can vouch for that")
            return


def _closing(unit: Unit) -> list[range]:
    """'... on the 19th, guaranteed.', 'the 19th is guaranteed'; not 'is guaranteed in the contract'."""
    tokens = unit.answer.tokens
    words = [place for place in unit.places if tokens[place].kind != "sign"]
    last = words[-1:] and tokens[words[-1]].text == "guaranteed"
    said = [
        found
        for found in _GUARANTEED.places(unit)
        if not {tokens[at].text for at in unit.places if at == found.stop} & _BY_PAPER
    ]
    return [range(words[-1], words[-1] + 1)] if last else said


def _is_denied(unit: Unit, places: range) -> bool:
    """'I promise nothing', 'that is not what I promise'. What is vouched for may hold a no of its own."""
    tokens, held = unit.answer.tokens, scopes(unit.answer)
    after = {tokens[place].text for place in unit.places if places.stop <= place < places.stop + 2}
    before = [
        place for place in unit.places if place < places.stop and held.segments[place] == held.segments[places[0]]
    ]
    denied = held.among(places, NEGATED) and any(tokens[place].text in NEGATORS for place in before)
    return bool(denied or after & _NOTHING)


def _is_of_an_act(unit: Unit, places: range) -> bool:
    """'I promise that I call you', 'I call you, you can rely on that': his own act, beside the promise."""
    tokens, segments = unit.answer.tokens, scopes(unit.answer).segments
    for place in unit.places:
        apart = segments[place] - segments[places[0]]
        if tokens[place].text not in _OWN_ACTS or place in places or not -1 <= apart <= _FAR_ON:
            continue
        before = {tokens[step].text for step in range(max(unit.places.start, place - _BEFORE_AN_ACT), place)}
        if tokens[place].text in _TRUTH or before & _DOERS or (tokens[place].text == "hear" and "you" in before):
            return True
    return False


def _is_supposed(unit: Unit, place: int) -> bool:
    """'If I promise you the 28th now, ...' promises nothing."""
    tokens = unit.answer.tokens
    return any(
        tokens[before].text in ("if", "should", "were") for before in range(max(unit.places.start, place - 2), place)
    )


def _with_clause(unit: Unit, places: Sequence[int], segments: Sequence[int]) -> list[int]:
    """The words of the promise with what is promised: its small clause and the one beside it."""
    home = segments[places[0]]
    near = [
        place for place in unit.places if abs(segments[place] - home) <= 1 and unit.answer.tokens[place].kind != "sign"
    ]
    return near or [*places]
