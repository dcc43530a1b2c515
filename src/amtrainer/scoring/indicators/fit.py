"""Form: length, number of questions, what comes first."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from amtrainer.scoring.claims import named, neighbours
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, units
from amtrainer.scoring.scope import scopes
from amtrainer.scoring.words import FUNCTION_WORDS
from amtrainer.scoring.work import Work

MISPLACED: Final = " is not in the "


class First(BaseModel):
    """What must come early."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    within_sentences: int = Field(default=3, ge=1, description="Counted from the start of the first passage.")
    within_words: int | None = Field(
        default=None, ge=5, description="Counted in words from the start instead; greetings are passed over."
    )
    facts: tuple[str, ...] = Field(min_length=1, description="Ids of facts, all of which must be named there.")

    @property
    def told(self) -> str:
        return f"first {self.within_words} words" if self.within_words else f"first {self.within_sentences} sentences"


class Fit(Indicator):
    """Whether the form fits: every bound that is given must hold."""

    look_for: Literal["fit"]
    max_words: int | None = Field(default=None, ge=1)
    min_words: int | None = Field(default=None, ge=1)
    max_questions: int | None = Field(default=None, ge=0)
    min_questions: int | None = Field(default=None, ge=1)
    first: First | None = Field(default=None, description="Facts that must stand in the first sentences.")

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context, self.item)
        if not rows:
            return Finding(self.id)
        turns = [
            [unit for unit in rows if unit.passage.turn == turn] for turn in sorted({u.passage.turn for u in rows})
        ]
        faults = [fault for said in turns for fault in self._too_much(said)]
        enough = [said for said in turns if not self._too_little(said)]
        faults += self._too_little(turns[-1]) if not enough else []
        early: list[Mark] = []
        if self.first is not None:
            early, missing = self._early(rows, self.first, context)
            faults += missing
        opening = rows[0].mark(rows[0].places, Strength.NONE, faults[0] if faults else "")
        if faults:
            return finding(self.id, (), [opening])
        if self.min_questions is not None:
            asked = [unit for said in enough for unit in said if unit.number in scopes(unit.answer).questions]
            return finding(self.id, [unit.mark(unit.places, Strength.FULL) for unit in asked])
        return finding(self.id, early or [Mark(opening.place, opening.quote, Strength.FULL)])

    def _too_much(self, said: list[Unit]) -> list[str]:
        """What is over a bound in one turn, in words."""
        words, asked = _size(said)
        checks = ((words, self.max_words, "words"), (asked, self.max_questions, "questions"))
        return [f"{count} {what}, at most {most}" for count, most, what in checks if most is not None and count > most]

    def _too_little(self, said: list[Unit]) -> list[str]:
        words, asked = _size(said)
        checks = ((words, self.min_words, "words"), (asked, self.min_questions, "questions"))
        return [
            f"{count} {what}, at least {least}" for count, least, what in checks if least is not None and count < least
        ]

    @staticmethod
    def _early(rows: list[Unit], first: First, context: Context) -> tuple[list[Mark], list[str]]:
        marks: list[Mark] = []
        missing: list[str] = []
        said = [unit for unit in rows if unit.passage is rows[0].passage]
        while len(said) > 1 and _only_greets(said[0]):
            said = said[1:]
        head = said if first.within_words else said[: first.within_sentences]
        last = _nth_word(head, first.within_words) if first.within_words else None
        for name in first.facts:
            hits = [named(name, unit, neighbours(rows, place), context) for place, unit in enumerate(head)]
            hit = next((found for found in hits if found and (last is None or max(found.places) <= last)), None)
            if hit:
                marks.append(hit.unit.mark(hit.places, Strength.FULL))
            else:
                missing.append(f"{context.facts[name].says or name}{MISPLACED}{first.told}")
        return marks, missing


def _nth_word(said: list[Unit], number: int) -> int:
    """The token that is the nth word of these sentences; the last one if there are fewer."""
    spots = [place for unit in said for place in unit.places if unit.answer.tokens[place].kind != "sign"]
    return spots[min(number, len(spots)) - 1] if spots else 0


def _only_greets(unit: Unit) -> bool:
    """'Good morning, Dr Hassan.' is not yet a sentence."""
    content = [stem for stem in unit.stems if stem and stem.isalnum() and stem not in FUNCTION_WORDS]
    return len(content) <= 1 and not any(stem.isdigit() for stem in content)


def _size(said: list[Unit]) -> tuple[int, int]:
    """Words and questions of one turn."""
    answers = {id(unit.passage): unit.passage.answer for unit in said}.values()
    return sum(answer.words() for answer in answers), sum(len(scopes(answer).questions) for answer in answers)
