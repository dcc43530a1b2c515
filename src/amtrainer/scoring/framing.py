"""Talk about the talk, and talk about nothing: plans for an answer, acts avoided, key words wrapped in filler.

A sentence of this kind is harmless where it stands alone. Only a work that is made of them has no speaker: then they earn
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from amtrainer.scoring.passages import Phrases, Unit
from amtrainer.scoring.words import row

Form = Literal["", "meta", "negation", "stuffing"]

FEWEST: Final = 3  # sentences of these kinds
_YOU: Final = frozenset(row("you your yours"))
_MEANT: Final = frozenset(  # after "I would": said to the client, not about the talk
    row("like love suggest propose rather need prefer say be have not want appreciate offer also ask start still only")
)
_PLANS: Final = Phrases(
    "first i would", "then i would", "i would then", "i would first", "would then", "next i would", "one should",
    "one would", "one has to", "one must", "one could", "the next step is to", "as a next step", "it is important to",
    "important is to", "it also helps to", "it helps to", "my approach", "the approach is", "good account manager",
    "an account manager", "account manager would", "account manager should", "a professional", "a good seller", "he would",
    "she would", "they would", "he tries to", "she tries to", "they try to", "makes sure to", "make sure to", "he makes sure",
    "how i would", "how i handle", "i would handle", "my plan would be", "the key is to", "the best way is to",
    "the right way is to", "the first thing is to", "the goal is to", "the trainee", "the seller", "he should", "she should",
    "i always", "at the end i", "in such a talk", "finally he", "finally she", "finally they", "i apply", "i make sure to",
    "i acknowledge", "i empathise", "i clarify", "i isolate", "build rapport",
)  # fmt: skip
_AVOIDS: Final = Phrases(
    "would avoid", "i avoid", "we avoid", "no point in", "under no circumstances", "no need to", "would be wrong to",
    "we never", "i never", "i refuse to", "we refuse to", "no reason to", "makes no sense to", "not going to", "would not",
    "nobody should", "you will never hear", "it is not our job to", "never * would i", "i do not want to",
)  # fmt: skip
_FILLERS: Final = Phrases(
    "in good hands", "on the same page", "matter to me", "matter to us", "matters to me", "matters to us", "matter as much",
    "as much as any", "important to us", "important to me", "take * seriously", "very seriously", "think of the", "think about the",
    "on our list", "on its list", "on my list", "on our radar", "that we share", "top priority", "close to our heart",
    "with regard to the", "when it comes to", "it is all about", "all about the", "hear you on", "i hear you", "what counts for",
    "let us look at the", "goes without saying", "thank you so much", "really appreciate", "appreciate the trust",
    "can be sure", "be assured", "let me assure", "assure you that", "stands behind you", "stand behind you", "all over the market",
    "known for", "for our quality", "our service and our", "i am convinced", "find a way", "works for both", "from the first day",
    "is true of", "true for the", "in the years to come", "all that we can", "everything we can", "no problem at all",
    "have my word", "yes to everything", "everything that you", "is no problem", "better than you", "relationship with you",
)  # fmt: skip


_BEGUN: Final = 16  # words
_SAYS: Final = r"say|add|tell|mention|ask|write|answer|offer|explain|reply|promise"
_PAPERS: Final = (
    "notes?|files?|contract|papers?|log|report|regist\\w+|law|rules?|sheet|records?|survey|page|advert|press"
)
_OF_ANOTHER: Final = re.compile(
    rf"(?:then |next |finally |in closing |at the end |after that |and )*(?:he|she|they|one|somebody|the (?!(?:{_PAPERS})\b)\w+|an? \w+(?: \w+)?)"
    rf" (?:(?:would|will|should|could|might)(?: then| also| next)? (?:{_SAYS})|(?:says|adds|tells|mentions|asks|answers|replies))\b"
)
_POSSIBLE: Final = re.compile(
    rf"(?:or |perhaps |maybe |and )*(?:i|we|one|you) (?:could|might|may)(?: also| even)? (?:{_SAYS})\b"
)
_DOUBTFUL: Final = re.compile(r"(?:and |or |then )*(?:perhaps|maybe|possibly|presumably)\b")
_DOUBTS: Final = frozenset(row("perhaps maybe possibly presumably"))
_HEDGES: Final = re.compile(r"\b(?:perhaps|maybe|possibly|presumably|might|may be|may have|may or)\b")
_OR_NOT: Final = re.compile(
    r"\b(?:or (?:may |might |perhaps |maybe )?not|or (?:by |on |at )?another|hard to say|who knows)\b"
)
_BY_ANOTHER: Final = re.compile(
    r"(?:then |and |also )*(?:he|she|they|my (?:predecessor|colleague|boss|director|manager|company))"
    r" (?:also |then )?(?:told|asked|offered|said|promised|wrote|mentioned|explained|replied|proposed)\b"
)
_DENIES: Final = frozenset(row("not never cannot"))
_CLOSING: Final = frozenset((".", "…", '"', "'", ")"))
_REPORTS: Final = frozenset(
    row("said says wrote writes told tells answered answers replied replies added adds explained explains")
)
_FIRST: Final = frozenset(row("i we you"))
_NAMED_WITHIN: Final = 5  # words before the colon
_UNSAID: Final = re.compile(
    rf"(?:\w+ ){{0,6}}(?:no|not|never|nobody|silly|wrong|foolish|useless|pointless) (?:\w+ ){{0,6}}(?:{_SAYS})(?: \w+){{0,2}} that\b"
)


def forms(rows: Sequence[Unit], told: bool = False, record: bool = False, report: bool = False) -> list[Form]:
    """For each sentence its kind, where such sentences make up the work; else ''.

    `told`: where one is asked what one would do, a plan is an answer and only filler is none. `record`: what is written down
    there is meant as said, so that a doubt before every line leaves nothing, as in a talk. `report`: a text is asked for, and
    a plan for that text is none.
    """
    sources = record and 4 * sum(map(_is_reported, rows)) < 3 * len(rows)  # a note says who said what
    held = [_held_out(unit, record, sources) for unit in rows]
    unmeant = [unit.answer.told and not record and _is_unmeant(unit) for unit in rows]
    if len(rows) > 1 and 4 * sum(unmeant) >= 3 * len(
        rows
    ):  # a story may doubt and report; one that does nothing else is nobody's
        held = [form or ("negation" if one else "") for form, one in zip(held, unmeant, strict=True)]
    held = [
        form or ("negation" if one else "")
        for form, one in zip(held, _nobodys(rows, told, record or report), strict=True)
    ]
    count = sum(form != "" for form in held)
    if (count >= FEWEST and 3 * count >= len(rows)) or (rows and _is_whole(rows, held, told)):
        return _going_on(rows, held)
    found = [_filler(unit) if told else _form(unit) for unit in rows]
    count = sum(form != "" for form in found)
    if count >= FEWEST and 2 * count >= len(rows):
        return found
    plans = [report and _form(unit) == "meta" for unit in rows]
    return ["meta" if plan and _is_most(plans) else "" for plan in plans]


def _is_most(found: Sequence[bool]) -> bool:
    return sum(found) >= FEWEST and 4 * sum(found) >= 3 * len(found)


def _nobodys(rows: Sequence[Unit], told: bool, written: bool) -> list[bool]:
    """For each sentence whether it belongs to a work that says both yes and no, tells only what others said, or denies it all."""
    both = [_says_both(unit) for unit in rows]
    doubted = [one or _HEDGES.search(_all(unit)) is not None for one, unit in zip(both, rows, strict=True)]
    others = [not told and not written and _BY_ANOTHER.match(_begun(unit)) is not None for unit in rows]
    denied = [written and bool(_DENIES & {*unit.texts}) for unit in rows]
    out = [False] * len(rows)
    for found, holds in (
        (doubted, sum(both) > 1 and _is_most(doubted)),
        (others, _is_most(others)),
        (denied, _is_most(denied)),
    ):
        out = [a or (holds and b) for a, b in zip(out, found, strict=True)]
    return out


def _says_both(unit: Unit) -> bool:
    """'Perhaps it is in the price, perhaps not', 'we might speak on Thursday, or not': both sides, and no question."""
    text = _all(unit)
    count = len(_HEDGES.findall(text))
    return "?" not in unit.texts and (count > 1 or (count > 0 and _OR_NOT.search(text) is not None))


def _all(unit: Unit) -> str:
    return " ".join(unit.texts)


def _is_whole(rows: Sequence[Unit], held: Sequence[Form], told: bool) -> bool:
    """Whether fewer such sentences make up the work. What others would say of one may be asked in an interview; a single
    'maybe' is only a doubt."""
    if not told:
        return all(map(_is_of_another, rows))
    if len(rows) == 1 and _DOUBTFUL.match(_begun(rows[0])):
        return False
    count = sum(form != "" and not _is_of_another(unit) for unit, form in zip(rows, held, strict=True))
    return 3 * count >= 2 * len(rows)


def _held_out(unit: Unit, record: bool, sources: bool) -> Form:
    """'Then he would say that …', 'I could say: …', 'or perhaps …', 'Anna said: …', 'nobody wants me to say …': all but said."""
    begun = _begun(unit)
    if _is_of_another(unit) or _POSSIBLE.match(begun) or begun.startswith("or "):
        return "meta"
    if (record or not unit.answer.told) and _is_unmeant(unit, sources):
        return "negation"
    return "negation" if _UNSAID.match(begun) else ""


def _is_unmeant(unit: Unit, sources: bool = False) -> bool:
    """A 'perhaps' before or after it, or somebody else's words, which `sources` lets pass."""
    doubted = _DOUBTFUL.match(_begun(unit)) is not None or _trails_off(unit)
    return doubted or (not sources and _is_reported(unit))


def _is_of_another(unit: Unit) -> bool:
    return _OF_ANOTHER.match(_begun(unit)) is not None


def _is_reported(unit: Unit) -> bool:
    """'Anna said: …': what stands behind the colon are somebody else's words."""
    texts = [unit.answer.tokens[place].text for place in unit.places][: _NAMED_WITHIN + 1]
    if ":" not in texts:
        return False
    lead = texts[: texts.index(":")]
    return bool({*lead} & _REPORTS) and not {*lead} & _FIRST


def _trails_off(unit: Unit) -> bool:
    """'By Friday, maybe.' and 'By Friday, or maybe not.', not 'On Friday, perhaps?' nor 'I hear a maybe.'"""
    texts = list(unit.texts)
    while texts and texts[-1] in _CLOSING:
        texts.pop()
    if texts[-1:] == ["not"] and texts[-3:-2] == ["or"]:
        return texts[-2] in _DOUBTS
    return texts[-1:] != [] and texts[-1] in _DOUBTS and texts[-2:-1] == [","]


def _begun(unit: Unit) -> str:
    words = [unit.answer.tokens[place].text for place in unit.places if unit.answer.tokens[place].kind != "sign"]
    return " ".join(words[:_BEGUN])


def _going_on(rows: Sequence[Unit], held: Sequence[Form]) -> list[Form]:
    """What follows such words belongs to them; a field of a form stands for itself."""
    out: list[Form] = []
    field: str | None = None
    for unit, form in zip(rows, held, strict=True):
        goes_on = out and unit.passage.field == field
        out.append(form or (out[-1] if goes_on else ""))
        field = unit.passage.field
    return out


def _form(unit: Unit) -> Form:
    said = {unit.answer.tokens[place].text for place in unit.places}
    if _AVOIDS.places(unit) and "because" not in said:
        return "negation"
    if _PLANS.places(unit) and not said & _YOU:
        return "meta"
    if _would_act(unit) and not said & _YOU:
        return "meta"
    return _filler(unit)


def _filler(unit: Unit) -> Form:
    return "stuffing" if "?" not in unit.texts and _FILLERS.places(unit) else ""


def _would_act(unit: Unit) -> bool:
    """'I would tell it yourself': an act that somebody would do."""
    texts = [unit.answer.tokens[place].text for place in unit.places]
    return any(
        text in ("would", "should") and texts[at - 1] in ("i", "one", "we") and following not in _MEANT
        for at, (text, following) in enumerate(zip(texts, [*texts[1:], ""], strict=True))
        if at
    )
