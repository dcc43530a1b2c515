"""Small closed classes of English words, and the root under which a word is compared."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import snowballstemmer


def row(text: str) -> list[str]:
    """The words of a table written as one line."""
    return text.split()


_STEMMER = snowballstemmer.stemmer("english")

UNITS: Final = dict(zip(row("zero one two three four five six seven eight nine"), range(10), strict=True))
TEENS: Final = dict(
    zip(
        row("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
        range(10, 20),
        strict=True,
    )
)
TENS: Final = dict(zip(row("twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10), strict=True))
NUMBER_WORDS: Final = {**UNITS, **TEENS, **TENS}

# Words of gender are read as words of a person: nobody earns or loses a mark by them.
NEUTRAL: Final = {
    **dict.fromkeys(row("he she him her his hers himself herself they them their theirs themselves"), "they"),
    **dict.fromkeys(row("man woman gentleman lady guy men women gentlemen ladies guys people"), "person"),
    **dict.fromkeys(row("husband wife"), "spouse"),
    **dict.fromkeys(row("son daughter"), "child"),
    **dict.fromkeys(row("brother sister"), "sibling"),
    **dict.fromkeys(row("chairman chairwoman chairperson"), "chair"),
    **dict.fromkeys(row("salesman saleswoman salesperson"), "seller"),
    **dict.fromkeys(row("mr mrs ms miss sir madam maam mister dr herr frau senor senora agha khanom"), ""),
}
TITLES: Final = frozenset(row("mr mrs ms miss mister dr herr frau senor senora agha khanom datuk dato"))

ME: Final = frozenset(row("i me my mine myself we us our ours ourselves"))
YOU: Final = frozenset(row("you your yours yourself yourselves"))
NEGATORS: Final = frozenset(
    row("not no never nor neither none nothing nobody nowhere without hardly cannot unable refuse avoid")
)
QUESTION_WORDS: Final = frozenset(row("what which who whom whose when where why how"))
AUXILIARIES: Final = frozenset(
    row("is are was were am do does did can could will would shall should may might must have has had")
)
FUNCTION_WORDS: Final = frozenset(
    row("""a an the this that these those there here and or but so if then than as at by for from in into of off on onto
    out over to up with about between through it its itself be been being is are was were am do does did done doing
    have has had having will would shall should can could may might must i me my mine we us our ours you your yours
    they them their he she him her his not no nor just only also too very really quite well now still even again
    please let some any all both each every more most such own same other another what which who whom whose when where
    why how because while until till since before after during per via not name oh ah okay ok yes yeah hello hi dear
    good morning afternoon evening thank thanks""")
)
# "not" is split off where it is joined on, so that who does what, and whether, stand in words of their own.
CONTRACTIONS: Final = {
    "n't": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "'d": "would",
    "'s": "'s",
}
IRREGULAR: Final = {"won't": (2, "will"), "can't": (2, "can"), "shan't": (3, "shall"), "ain't": (2, "is")}
UNQUOTED: Final = {  # written without the apostrophe
    "dont": (2, "do"),
    "doesnt": (4, "does"),
    "didnt": (3, "did"),
    "wont": (2, "will"),
    "cant": (3, "can"),
    "cannot": (3, "can"),
    "isnt": (2, "is"),
    "arent": (3, "are"),
    "wasnt": (3, "was"),
    "couldnt": (5, "could"),
    "wouldnt": (5, "would"),
    "shouldnt": (6, "should"),
}
_VARIANTS: Final = {
    "programme": "program",
    "programmes": "programs",
    "cheque": "check",
    "licence": "license",
    "defence": "defense",
    "centre": "center",
    "metre": "meter",
    "litre": "liter",
    "catalogue": "catalog",
    "tonne": "ton",
    "pct": "percent",
    "ok": "okay",
    "mail": "email",
    "mails": "emails",
    "sept": "september",
}
_OURS: Final = frozenset(
    row("colour favour honour labour behaviour neighbour harbour rumour humour endeavour flavour rigour")
)
_ISES: Final = frozenset(
    row(
        """organise recognise apologise realise prioritise finalise minimise maximise optimise summarise emphasise
        analyse standardise customise authorise utilise specialise criticise formalise categorise empathise
        mobilise harmonise stabilise synchronise digitise capitalise normalise modernise centralise"""
    )
)
_DOUBLED: Final = frozenset(row("cancel travel label model signal fuel level total channel counsel"))


@lru_cache(maxsize=20000)
def root(word: str) -> str:
    """The form under which `word` (already folded) is compared: one spelling, one number, one person."""
    if word in NEUTRAL:
        return NEUTRAL[word]
    if word in NUMBER_WORDS and word != "one":
        return str(NUMBER_WORDS[word])
    if word == "%":
        return "percent"
    if len(word) > 40 or not word.isalpha() or not word.isascii():
        return word
    return str(_STEMMER.stemWord(one_spelling(word)))


@lru_cache(maxsize=20000)
def one_spelling(word: str) -> str:
    """A British spelling as the American one; other words as they are."""
    if word in _VARIANTS:
        return _VARIANTS[word]
    for end in ("", "s", "d", "r", "ing", "ed", "able", "ful", "rs"):
        base = word[: len(word) - len(end)] if word.endswith(end) else ""
        if base in _OURS:
            return base[:-3] + "or" + end
        if base + "e" in _ISES and end in ("ing", "ed", "able"):
            return base[:-1] + "z" + end
        if base in _ISES and end in ("", "s", "d", "r", "rs"):
            return base[:-2] + "ze" + end
    if word.endswith(("isation", "isations")) and len(word) > 9:
        return word.replace("isation", "ization")
    for end in ("lled", "lling", "ller"):
        if word.endswith(end) and word[: len(word) - len(end)] + "l" in _DOUBLED:
            return word[: -len(end)] + end[1:]
    return word
