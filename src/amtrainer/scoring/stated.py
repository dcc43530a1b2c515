"""Whether a sentence claims something of its own: what is asked, refused, doubted, supposed or left to others claims nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from amtrainer.scoring.passages import Phrases, Unit
from amtrainer.scoring.scope import APPROVAL, ASKED, META, NEGATED, QUOTED, REPORTED, scopes
from amtrainer.scoring.words import row

REFUSED: Final = "refused, not said"
DOUBTED: Final = "said to be open"
SUPPOSED: Final = "only supposed"
TAKEN_BACK: Final = "said to be untrue"

_MODALS: Final = frozenset(row("can could will would may might must shall should"))
_VERBS_OF_SAYING: Final = frozenset(
    row(
        "promise guarantee claim pretend say tell confirm offer give want think believe invent commit vouch speculate guess"
    )
)
_SPEAKERS: Final = frozenset(row("i we nobody none neither"))
_OPEN: Final = Phrases(
    "whether", "do not know", "does not know", "not known", "nobody knows", "no one knows", "unknown", "unclear", "not sure",
    "not certain", "not yet clear", "remains open", "is still open", "to be seen", "too early to say", "cannot yet say", "not yet know",
)  # fmt: skip
_SUPPOSES: Final = frozenset(row("if suppose supposing unless should were imagine"))
_DENIES: Final = Phrases(
    "would be a lie", "is a lie", "be lying", "would not be true", "is not true", "would be untrue", "is untrue",
    "would be false", "not be honest", "would be dishonest", "would be wrong", "be wrong to say", "would be invented",
    "would not be right", "be a bluff", "is nonsense", "would be nonsense", "could say that", "could tell you that",
    "could promise you", "easy to say", "easy to promise", "will not say that", "not going to say", "you might hear",
    "others would", "some would", "another seller would", "used to say",
)  # fmt: skip
_COULD_SAY: Final = Phrases("could tell", "could say", "could promise", "could write", "might say", "could answer")
_TO_A_QUOTE: Final = 4  # words and signs
_POINTS_BACK: Final = frozenset(row("that this it which these none"))


def unclaimed(unit: Unit, counted: Sequence[int], following: Unit | None) -> str:
    """Why the words at `counted` are no claim of the speaker; "" if they are. `following` is the sentence after."""
    held = scopes(unit.answer)
    if trouble := held.among(counted, ASKED, APPROVAL, META):
        return trouble
    for trouble in (QUOTED, REPORTED):
        if 2 * sum(trouble in held.troubles[place] for place in counted) > len(counted):
            return trouble
    if _OPEN.places(unit):
        return DOUBTED
    if taken_back(unit) or (following is not None and _denies_before(following)):
        return TAKEN_BACK
    homes = [held.segments[place] for place in counted]
    for segments, reason in ((_refused(unit), REFUSED), (_supposed(unit), SUPPOSED)):
        if 2 * sum(home in segments for home in homes) > len(homes):
            return reason
    return ""


def taken_back(unit: Unit) -> bool:
    """'I could tell you that the last place goes today, but that would be a lie.'"""
    return bool(_DENIES.places(unit)) or _could_quote(unit)


def _could_quote(unit: Unit) -> bool:
    """'I could tell you "it is all done", and at noon it might be wrong.'"""
    for found in _COULD_SAY.places(unit):
        after = unit.texts[found.stop - unit.places.start :][:_TO_A_QUOTE]
        if '"' in after or "'" in after:
            return True
    return False


def _denies_before(unit: Unit) -> bool:
    """'That would not be true.'"""
    return unit.texts[0] in _POINTS_BACK and bool(_DENIES.places(unit))


def _refused(unit: Unit) -> set[int]:
    """Small clauses in which the speaker says what he does not say, give or promise."""
    held = scopes(unit.answer)
    tokens = unit.answer.tokens
    found: set[int] = set()
    for place, following in pairwise(unit.places):
        if tokens[place].text not in _SPEAKERS:
            continue
        after = [tokens[step].text for step in unit.places if place < step <= place + 5]
        bare = tokens[place].text not in ("i", "we")
        denied = bare or any(NEGATED in held.troubles[step] for step in range(place, following + 1))
        if denied and (set(after) & _VERBS_OF_SAYING or (not bare and after[:1] and after[0] in _MODALS)):
            found |= {held.segments[step] for step in unit.places if step >= place and NEGATED in held.troubles[step]}
            found.add(held.segments[place])
    return found


def _supposed(unit: Unit) -> set[int]:
    """'If I confirmed the 28th, ...'; a condition on the client ('if you sign, ...') is not meant."""
    held = scopes(unit.answer)
    tokens = unit.answer.tokens
    return {
        held.segments[place]
        for place, following in pairwise(unit.places)
        if tokens[place].text in _SUPPOSES and tokens[following].text in ("i", "we", "my", "our")
    }
