"""What was picked, put in order or matched: letters against letters."""

from __future__ import annotations

import re
from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import finding
from amtrainer.scoring.work import Work

_LETTER: Final = re.compile(r"(?<![^\W\d_])([a-z])(?![^\W\d_])")
_PRONOUN: Final = re.compile(r"\bi(?=['’]|\s+[^\W\d_]{2,})")  # "I think b": no letter of an item
_FIRST: Final = re.compile(r"\W*([a-z])(?![^\W\d_])[.):,;]?[ \t]*", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"(?:answer|option|letter|be|is|it's|say|pick|choose|take|think)\s+[\"'“‘(]?([a-z])(?![^\W\d_'’])(?!\s+[^\W\d_]{2,})"
    r"|(?<![^\W\d_])([b-z])(?=\s*[).:,;]|\s*$)"
)
_PAIR: Final = re.compile(r"(\d{1,2})\s*[-:=.)]?\s*([a-z])(?![^\W\d_])")


class Choice(Indicator):
    """The answer to one item of a check. Full if it is right, partial if most of it is."""

    look_for: Literal["choice"]
    form: Literal["single", "multiple", "order", "match"] = Field(description="How it is answered.")
    right: tuple[str, ...] = Field(
        min_length=1, description="Letters that are right; for a match the letter that belongs to 1, 2, 3 in turn."
    )

    def find(self, work: Work, context: Context) -> Finding:  # noqa: ARG002
        passages = [one for one in work.passages if self.item is None or self.item in one.about]
        if not passages:
            return Finding(self.id)
        passage = passages[-1]
        given = picked(passage.answer.text, self.form)
        span = passage.answer.cover(0, len(passage.answer.tokens) - 1) if passage.answer.tokens else None
        if span is None:
            return Finding(self.id)
        strength, note = self._judge(given)
        return finding(self.id, [Mark(passage.place(span), passage.answer.quote(span), strength, (), note)])

    def _judge(self, given: tuple[str, ...]) -> tuple[Strength, str]:
        if self.form == "multiple":
            right, mine = set(self.right), set(given)
            if mine == right:
                return Strength.FULL, ""
            missed, wrong = sorted(right - mine), sorted(mine - right)
            near = len(missed) + len(wrong) == 1 and bool(right & mine)
            said = [f"{', '.join(missed)} missing"] * bool(missed) + [f"{', '.join(wrong)} too many"] * bool(wrong)
            return (Strength.PARTIAL if near else Strength.NONE), "; ".join(said)
        if given == self.right:
            return Strength.FULL, ""
        if self.form == "single":
            return Strength.NONE, "not this one"
        hits = sum(a == b for a, b in zip(given, self.right, strict=False))
        near = len(given) == len(self.right) and hits >= len(self.right) - 2 and hits > 0
        return (Strength.PARTIAL if near else Strength.NONE), f"{hits} of {len(self.right)} in place"


def picked(text: str, form: str) -> tuple[str, ...]:
    """The letters of an answer: 'b', 'a, c', 'c a b'; of a match ('1c 2a') those of 1, 2, 3 in turn."""
    plain = _PRONOUN.sub("", text.casefold())
    if form == "single":
        return _one(plain)
    if form == "match" and (pairs := _PAIR.findall(plain)):
        return tuple(letter for _, letter in sorted((int(number), letter) for number, letter in pairs))
    found = _LETTER.findall(plain)
    if len(found) == 0 and plain.strip().isalpha() and form in ("order", "match", "multiple"):
        found = list(plain.strip()) if len(plain.strip()) <= 10 else []
    return tuple(found)


def _one(plain: str) -> tuple[str, ...]:
    """The one letter of an answer: the one it begins with, or the one that is named; an article is none."""
    if first := _FIRST.match(plain):
        return (first[1],)
    if named := _NAMED.search(plain):
        return (named[1] or named[2],)
    found = _LETTER.findall(plain)
    return tuple([letter for letter in found if letter != "a"][:1] or found[:1])


def with_letter(text: str, form: str, letter: str, pairs: int = 0) -> str:
    """The answer after a letter was pointed at: taken, taken back, or given to the next of `pairs` numbers."""
    if form == "single":
        begun = _FIRST.match(text)
        rest = text[begun.end() :] if begun else text.lstrip()
        return f"{letter}. {rest}" if rest else letter
    given = list(picked(text, form))
    if form == "match":
        if len(given) >= pairs:
            given = []
        return " ".join(f"{number}{one}" for number, one in enumerate([*given, letter], 1))
    given = [one for one in given if one != letter] if letter in given else [*given, letter]
    return ", ".join(given if form == "order" else sorted(given))
