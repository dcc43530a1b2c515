"""Words that hurt or threaten: insults, threats, ultimatums, contempt for what somebody is. The author of a scenario adds the rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from amtrainer.scoring.passages import Phrases, Unit
from amtrainer.scoring.scope import NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.stated import taken_back
from amtrainer.scoring.words import ME, NEGATORS, YOU, row

# Hurt whoever hears them.
_ALWAYS: Final = (
    "idiot", "idiots", "moron", "morons", "imbecile", "imbeciles", "asshole", "assholes", "bastard", "bitch", "fuck*",
    "go to hell", "screw you", "piss off", "drop dead", "grow a spine", "grow a pair", "little crook", "cheap crook",
    "somebody with a brain", "someone with a brain", "use your brain", "what is wrong with you", "shame on you",
    "you make me sick", "how stupid", "how dumb", "a man preferably", "like a grown woman", "for a woman",
    "in your part of the world", "people like you", "your kind of people", "go back to your country",
    "go back where you came from", "know your place", "grow up", "stop whining", "stop crying", "stop moaning", "like a child",
    "like children", "like little children", "like a spoiled", "drama queen", "prima donna", "do as you are told",
    "have no idea what you", "never know what you want", "do not know what you want", "i find somebody who can",
    "i will find somebody who can", "i will find someone who can", "find somebody who will", "find someone who will",
    "you clown", "you clowns", "you joker", "you fool", "you fools", "you pedant", "you bureaucrat", "you peasant", "you loser",
    "you greedy", "greedy cow", "you cow", "you pig", "you cheapskate", "could not care less about you", "could not care less what you",
    "do not care what you do", "do not care about you",
    "you people never", "you people always", "only a fool", "only an idiot", "too stupid", "with your attitude", "with that attitude", "just a secretary",
    "only a secretary", "wasting my time", "waste my time", "women should not", "women cannot", "a woman should", "no job for a woman",
    "a girl like you", "young lady", "at your age", "too old for this", "even know what you are doing", "never understand anything",
    "understand nothing", "you understand nothing", "even a child", "a child could", "do your homework",
)  # fmt: skip
# Hurt if they are said of the one spoken to.
_OF_YOU: Final = (
    "stupid", "dumb", "pathetic", "liar", "a crook", "incompetent", "useless", "hysterical", "begging", "lazy",
    "shut up", "shut it", "shut your", "clueless", "ignorant*", "brainless", "are you deaf", "are you blind", "a joke",
    "a coward", "spineless", "ridiculous little",
)  # fmt: skip
_THREATS: Final = (
    "you will regret this", "you are going to regret", "you will be sorry", "i know where you live",
    "i will ruin you", "i will destroy you", "make sure you lose", "cost you your job", "lose your job", "with your pension",
    "happens to you personally", "your personal problem", "be the name at the bottom", "walked out of the building",
    "ask who took this call", "i call your boss", "call your boss and", "tell your boss what you", "or else you",
    "watch your back", "i warn you", "last warning", "think of your family", "on your record", "on your personal file",
    "your job is on the line", "your head will", "your head on", "your neck", "your career is", "your career will", "end your career",
    "you will be the one who", "you would be the one who", "in your shoes when",
    "plenty outside the door", "plenty of others outside", "replace you", "easily replaced", "in the newspapers tomorrow",
    "end up in the papers", "what your board will say", "what your boss will say", "explain that to your boss",
    "explain to your boss why", "explain to your board why", "you personally will", "held personally", "personally responsible if",
    "make your life", "go over your head", "over your head to", "talk to your boss about you",
    "tell your boss about", "go to your boss", "complain about you", "if your boss heard", "if your board heard", "pity if your",
    "shame if your", "lose his head", "lose your head", "heads will roll", "your bosses will hear", "your management will hear",
    "go to the press", "see you in court", "you know what happens to", "you will see what happens",
    "we know people", "not want that to come out", "complicated with our legal", "complicated with our lawyers",
    "ugly with our lawyers", "hear from our lawyers", "hear from our legal", "let our lawyers", "otherwise it gets ugly",
    "otherwise it gets complicated", "or it gets ugly", "get ugly for you", "otherwise our lawyers", "or our lawyers",
)  # fmt: skip
_SCARCE: Final = (
    "one slot left", "two slots left", "slots left", "one place left", "places left", "only the first * who sign",
    "first * clients who sign", "slots * almost gone", "yes in this call", "goes up tomorrow", "up from tomorrow", "for today only",
    "valid today only", "holds today only", "only today", "until midnight", "ends tonight", "ends at midnight", "expires tonight", "expires today", "last chance",
    "now or never", "before somebody else takes", "before someone else takes", "someone else takes", "clients are waiting",
    "client is waiting", "already waiting for it", "sent to another", "goes to another client", "to another customer",
    "other buyers are waiting", "decide now or", "gone tomorrow", "gone by tomorrow", "other buyers for", "until i hang up",
    "before i hang up", "the last one left", "last one we have", "hurry up", "this minute or", "sign today or",
    "sign now or", "offer dies", "price dies", "will not be repeated", "never get this price again", "not get this price again",
    "no place for you", "spots left", "almost booked out", "nearly booked out", "almost sold out", "nearly sold out",
    "first come first", "today or never", "only for today", "this week only", "act now or",
    "before it is gone", "another client wants it", "someone else wants it", "somebody else wants it", "next in line for it",
)  # fmt: skip
# The other one is left no say.
_ULTIMATA: Final = (
    "take it or leave it", "take it or go", "take this or leave it", "like it or lump it", "like it or leave", "my way or the highway",
    "not like it go elsewhere", "not like it you can go", "not like it leave", "not suit you go elsewhere", "not suit you leave",
    "there is the door", "you know where the door is",
)  # fmt: skip
_MADE_UP: Final = Phrases(
    "even if it is not", "even if it does not", "even if there is not", "even if that is not", "even though it is not",
    "even though it does not", "although it is not true", "though it is not true", "even when it is not", "even when it does not",
)  # fmt: skip
_OFFERED: Final = frozenset(
    row("price prices rate rates offer offers discount deal stock slot slots place places deadline last campaign")
)
_TELLING: Final = frozenset(row("tell say write told said wrote claim claimed"))
_OTHERS: Final = frozenset(row("they he she it"))
_ANYWAY: Final = Phrases(*_ALWAYS, *_THREATS, *_ULTIMATA)
_PRESSING: Final = Phrases(*_SCARCE)
_SAID: Final = Phrases(*_OF_YOU)

_DOUBTED: Final = frozenset(
    {("not", "think"), ("not", "believe"), ("not", "want"), ("not", "suppose"), ("not", "like")}
)


def hurts(unit: Unit) -> list[range]:
    """Where a sentence insults, threatens or presses with scarcity; quotations and denials are none."""
    held = scopes(unit.answer)
    found = [(places, False) for places in _ANYWAY.places(unit)] + [(places, True) for places in _SAID.places(unit)]
    found += [(places, False) for places in presses(unit)]
    if unit.answer.told:  # an episode: 'they can replace you tomorrow' threatens nobody
        found = [one for one in found if not _by_others(unit, one[0])]
    out = [
        places
        for places, of_you in found
        if not held.among(places, QUOTED)
        and (not held.among(places, REPORTED, NEGATED) or _only_doubted(unit, places[0]))
        and (not of_you or _said_of_you(unit, places, held.segments))
    ]
    return sorted([*out, *_lies(unit)], key=lambda places: places.start)


def presses(unit: Unit) -> list[range]:
    """Where a sentence presses with scarcity: one place left, a price for today only."""
    return [] if taken_back(unit) else _PRESSING.places(unit)


def _lies(unit: Unit) -> list[range]:
    """'I tell him the price goes up on Monday, even if it does not': pressure that is known to be made up."""
    scarce = {*unit.texts} & _OFFERED and {*unit.texts} & ME and {*unit.texts} & _TELLING
    found = _MADE_UP.places(unit)
    if not scarce or not found or scopes(unit.answer).among([unit.places.start], QUOTED):
        return []
    denied = {unit.answer.tokens[place].text for place in unit.places if place < found[0].start} & NEGATORS
    return [] if denied else [range(unit.places.start, found[0].stop)]


def _by_others(unit: Unit, places: range) -> bool:
    """Whether somebody else does it: 'they can replace you'."""
    before = {unit.answer.tokens[at].text for at in range(max(unit.places.start, places.start - 3), places.start)}
    return bool(before & _OTHERS) and not before & ME


def _only_doubted(unit: Unit, place: int) -> bool:
    """'I do not think you want that on your record' denies the wish, not the threat."""
    texts = [unit.answer.tokens[before].text for before in range(unit.places.start, place)]
    return any(pair in _DOUBTED for pair in pairwise(texts))


def _said_of_you(unit: Unit, places: Sequence[int], segments: Sequence[int]) -> bool:
    """Whether the one spoken to is meant: 'you' stands in the small clause, or it is thrown in as a sentence of its own."""
    tokens = unit.answer.tokens
    clause = {tokens[place].text for place in unit.places if segments[place] == segments[places[0]]}
    if clause & YOU:
        return not clause & {"if", "would"}
    words = [place for place in unit.places if tokens[place].kind != "sign"]
    return len(words) <= 4 and not clause & ME
