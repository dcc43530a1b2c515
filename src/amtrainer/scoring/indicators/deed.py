"""What the trainee did: a verb of doing after I, in the past or as a habit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, phrase_places, units
from amtrainer.scoring.scope import META, NEGATED, QUOTED, scopes
from amtrainer.scoring.words import AUXILIARIES, root, row
from amtrainer.scoring.work import Work

PAST: Final = frozenset(
    row("""rang went told wrote sent gave took made found brought bought built cut drew drove held kept led met paid put read
    rode sold set showed sat spoke spent stood stuck taught tore threw won withdrew began broke chose did dealt dug fed
    flew got got hung hid hit laid left let lit lost ran said saw sought shook shot shut sang split sought spread swept
    swore thought-through undertook woke wrote rewrote rebuilt overcame drafted caught came cost quit split""")
)
_STATES: Final = frozenset(
    row("""felt thought believed knew wanted liked loved hated had was were needed seemed enjoyed hoped wished preferred
    tried helped learned learnt understood realized realised considered stayed worked used remained liked managed based
    succeeded struggled interested excited motivated bored tired pleased surprised scared supposed meant""")
)
_NO_HABITS: Final = frozenset(
    row("""am feel think believe know want like love hate have be need seem enjoy hope wish prefer understand consider
    try help work see mean guess agree thrive stay remain pride strive always never really just can will would
    could should must may might do not get give learn find talk move fight win fail grow live come bring more
    analyse analyze react handle deal manage motivate become use post smile dial connect network""")
)
_BETWEEN: Final = frozenset(
    row("""then also always usually often never first once twice immediately quickly personally simply just still later
    only even myself normally mostly sometimes regularly therefore finally now soon actually already therefore and had have
    ve 've""")
)
_I: Final = frozenset(("i", "myself"))
_WE: Final = frozenset(("we",))
_PERFECT: Final = frozenset(row("had have 've"))
_JOINS: Final = frozenset(row("and , then ; or"))


class Deed(Indicator):
    """Acts of the trainee in the first person. Full from `least` acts on; fewer are partial."""

    look_for: Literal["deed"]
    tense: Literal["past", "habit", "any"] = "past"
    who: Literal["i", "we", "any"] = "i"
    least: int = Field(default=1, ge=1, le=6)
    beside: tuple[str, ...] = Field(
        default=(), description="Wordings, one of which must stand in the same sentence: because, instead of."
    )

    def find(self, work: Work, context: Context) -> Finding:
        near: list[Mark] = []
        acts: list[tuple[Unit, list[int]]] = []
        for unit in units(work, context, self.item):
            if self.beside and not any(phrase_places(phrase, unit) for phrase in self.beside):
                continue
            for places in self._acts(unit):
                if trouble := scopes(unit.answer).among(places[-1:], NEGATED, QUOTED, META):
                    near.append(unit.mark(places, Strength.NONE, trouble))
                else:
                    acts.append((unit, places))
        strength = Strength.FULL if len(acts) >= self.least else Strength.PARTIAL
        return finding(self.id, [unit.mark(places, strength) for unit, places in acts], near)

    def _acts(self, unit: Unit) -> list[list[int]]:
        """Tokens of each act: the subject (or the last verb before) and the verb."""
        subjects = {"i": _I, "we": _WE, "any": _I | _WE}[self.who]
        tokens, out = unit.answer.tokens, []
        places = list(unit.places)
        for at, place in enumerate(places):
            if tokens[place].text in subjects and not _is_supposed(unit.answer, place):
                verb = _verb(unit.answer, places[at + 1 :], self.tense)
                if verb is not None:
                    out.append([place, verb])
                    out += [[again] for again in _joined(unit.answer, [p for p in places if p > verb], self.tense)]
        return out


def _is_supposed(answer: Answer, subject: int) -> bool:
    """'If I had prepared myself': what was not done."""
    texts = [token.text for token in answer.tokens[max(0, subject - 1) : subject + 2]]
    return texts[:1] == ["if"] and texts[-1] == "had"


def _verb(answer: Answer, places: Sequence[int], tense: str) -> int | None:
    """The verb that follows a subject, at most two small words away."""
    perfect = False
    for step, place in enumerate(places[:4]):
        word = answer.tokens[place].text
        if word in _BETWEEN and step < 3:
            perfect = perfect or word in _PERFECT
            continue
        return (
            place
            if is_deed(word, "past" if perfect and tense == "any" else tense) and not (perfect and tense == "habit")
            else None
        )
    return None


def _joined(answer: Answer, places: Sequence[int], tense: str) -> list[int]:
    """Further verbs of the same subject: 'rang the CFO, told my boss and wrote it down'."""
    found: list[int] = []
    for step, place in enumerate(places):
        word = answer.tokens[place].text
        if word in _I or word in ("we", "he", "she", "they", "it", "who", "which", "that", "you"):
            break
        before = answer.tokens[places[step - 1]].text if step else ""
        if before in _JOINS and word not in _JOINS and is_past(word):
            found.append(place)
    return found if tense != "habit" else []


def is_past(word: str) -> bool:
    """Whether a word is the past of a verb of doing."""
    return word not in _STATES and (word in PAST or (len(word) > 4 and word.endswith("ed") and root(word) != word))


def is_deed(word: str, tense: str) -> bool:
    """Whether a word after I says something done (`past`) or done as a rule (`habit`)."""
    past = is_past(word)
    habit = (
        word.isalpha()
        and not past
        and word not in _STATES
        and word not in _NO_HABITS
        and word not in AUXILIARIES
        and len(word) > 2
    )
    return {"past": past, "habit": habit, "any": past or habit}[tense]
