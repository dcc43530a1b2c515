"""The form of a promise: who acts, whether it lies ahead, and how vague its time is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.passages import Unit, phrase_places
from amtrainer.scoring.scope import NEGATED, scopes
from amtrainer.scoring.words import ME, YOU, row

_AHEAD: Final = frozenset(row("will shall going let can could would may"))
_TO_YOU: Final = (
    "you have it",
    "you will have",
    "you will get",
    "you will receive",
    "you get",
    "you have both",
    "you have * from me",
    "reach you",
    "reaches you",
    "comes to you",
    "with you by",
    "in your inbox",
    "on your desk by",
    "in writing by",
    "on paper by",
    "from me",
)
_PAST: Final = frozenset(
    row("sent called wrote rang spoke gave had did was were been agreed promised met told delivered reached")
)
_OTHERS: Final = frozenset(row("you he she they it client customer"))
_VAGUE: Final = (
    "soon",
    "shortly",
    "asap",
    "as soon as possible",
    "later this week",
    "next week",
    "in the coming weeks",
    "in the coming days",
    "in due course",
    "when i can",
    "at the earliest",
    "as soon as i",
    "one of these days",
    "in a few days",
    "sometime",
    "keep you posted",
    "this week",
)
_ASKING_ME: Final = frozenset(row("shall may can could should"))


def who_acts(unit: Unit, who: Sequence[str]) -> list[int] | None:
    """Tokens that say who acts; [] where nobody is named but it can only be the speaker; None if it is somebody else."""
    tokens = unit.answer.tokens
    wanted = {word.casefold() for word in who}
    mine = bool(wanted & {"me", "i", "we", "us"})
    if mine and (found := _subject(unit)):
        return found
    if "you" in wanted:
        found = [place for place in unit.places if tokens[place].text in YOU]
        if found:
            return found[:1]
    for name in who:
        if name.casefold() in ("me", "i", "we", "us", "you"):
            continue
        texts = [token.text for token in fixed(name).tokens]
        for place in unit.places:
            if [token.text for token in tokens[place : place + len(texts)]] == texts:
                return list(range(place, place + len(texts)))
    if not mine:
        return None
    for phrase in _TO_YOU:
        if found_phrase := phrase_places(phrase, unit):
            return list(found_phrase[0])
    others = any(tokens[place].text in _OTHERS for place in unit.places)
    return None if others else []


def _subject(unit: Unit) -> list[int]:
    """'I' or 'we' before a verb; not the 'me' of 'send me'."""
    tokens = unit.answer.tokens
    found = [place for place in unit.places if tokens[place].text in ("i", "we") or _let_me(unit, place)]
    if len(found) > 1:  # "I cannot say when, but I call you at ten"
        held = scopes(unit.answer)
        found = [place for place in found if not held.among([place], NEGATED)] or found
    return found[:1]


def _let_me(unit: Unit, place: int) -> bool:
    tokens = unit.answer.tokens
    return place > 0 and tokens[place].text in ("me", "us") and tokens[place - 1].text == "let"


def is_promise(unit: Unit) -> bool:
    """Whether the speaker says of himself that he is going to do something: 'I will', 'I send', 'shall I', 'you have it'."""
    tokens = unit.answer.tokens
    for place in unit.places:
        if tokens[place].text not in ("i", "we") and not _let_me(unit, place):
            continue
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        before = tokens[place - 1].text if place else ""
        if after in _AHEAD or before in _ASKING_ME or (after == "am" and _ends_in_ing(unit, place + 2)):
            return True
        if after not in ME and after in DOES:
            return True
    return any(phrase_places(phrase, unit) for phrase in _TO_YOU)


def _ends_in_ing(unit: Unit, place: int) -> bool:
    tokens = unit.answer.tokens
    return place < len(tokens) and tokens[place].text.endswith("ing")


DOES: Final = frozenset(
    row(
        """send call ring write come bring put prepare draft report confirm give get let meet make share deliver
        return update inform phone visit speak talk check mail email forward book arrange set show stop tell ask"""
    )
)


def is_past(unit: Unit) -> bool:
    """Whether it is told as done: a past form and nothing that lies ahead."""
    texts = {unit.answer.tokens[place].text for place in unit.places}
    return (
        bool(texts & _PAST)
        and not texts & {"will", "shall", "going", "let", "can", "could", "may"}
        and not texts & DOES
    )


def vague_time(unit: Unit) -> str:
    """A note on a time that is none."""
    for phrase in _VAGUE:
        if found := phrase_places(phrase, unit):
            words = unit.answer.quote(unit.answer.cover(found[0][0], found[0][-1]))
            if words.casefold().split()[0] != phrase.split()[0]:
                continue  # a short summary is not shortly
            return f"“{words}” is no time"
    return ""
