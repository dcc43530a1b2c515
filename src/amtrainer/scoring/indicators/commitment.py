"""A promise of an act: who does what by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from pydantic import Field, field_validator

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.claims import beside, unit_figures
from amtrainer.scoring.evidence import Finding, Mark, Part, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.lexicon import Lexicon
from amtrainer.scoring.passages import Unit, finding, pattern, phrase_places, units
from amtrainer.scoring.promises import is_past, is_promise, vague_time, who_acts
from amtrainer.scoring.reader import PARTIAL, act, deciding, strengths
from amtrainer.scoring.scope import META, NEGATED, QUOTED, scopes
from amtrainer.scoring.values import Figure, figures
from amtrainer.scoring.words import AUXILIARIES, row
from amtrainer.scoring.work import Work

PartName = Literal["who", "what", "when"]
_LOOSE: Final = 0.55  # of what is done, where a promise with its time stands already
_NO_LEADS: Final = frozenset(row("from of since your the not instead was said than"))
_SUBJECTS: Final = frozenset(row("you he she they it our your the"))
_HANDS: Final = frozenset(("send", "put", "deliv", "write", "bring", "give", "get", "share"))


class Commitment(Indicator):
    """Who does what by when. Full with all needed parts, partial with two, trace with one."""

    look_for: Literal["commitment"]
    who: tuple[str, ...] = Field(default=("me", "we"), description="Who acts: me, we, you, or names.")
    what: tuple[str, ...] = Field(min_length=1, description="What is done, as short examples: send both versions.")
    unlike: tuple[str, ...] = Field(default=(), description="Acts that look alike and are not meant.")
    by: str | None = Field(default=None, description="Latest date or time that counts: Thursday, 2026-05-21, 09:30.")
    needs: tuple[PartName, ...] = Field(default=("who", "what", "when"), description="Parts that are needed for full.")

    @field_validator("by")
    @classmethod
    def _is_a_time(cls, by: str | None) -> str | None:
        if by is not None and not any(f.value.kind in ("date", "time") for f in figures(fixed(by), date(2026, 1, 1))):
            raise ValueError(f"{by!r} is no day or time; write Thursday, 2026-05-21 or 09:30")
        return by

    def find(self, work: Work, context: Context) -> Finding:
        rows = units(work, context, self.item)
        likes = tuple(f"I will {text}" for text in self.what)
        wanted = act(self.says, (*self.what, *likes), self.unlike, "", context.lexicon)
        done = strengths(wanted, rows, context)
        marks: list[Mark] = []
        near: list[Mark] = []
        against: list[Mark] = []
        for place, unit in enumerate(rows):
            found = self._parts(rows, place, done[place], context)
            if found is None:
                continue
            parts, places, late = found
            trouble = scopes(unit.answer).among(places, META, QUOTED, NEGATED)
            if trouble or is_past(unit):
                near.append(unit.mark(places, Strength.NONE, trouble or "a look back or a wish, not a promise"))
            elif late:
                against.append(unit.mark(places, Strength.FULL, f"later than {self.by}"))
            else:
                marks.append(unit.mark(places, self._strength(parts), vague_time(unit), parts))
        return finding(self.id, marks, near, against)

    def _strength(self, parts: Sequence[Part]) -> Strength:
        there = sum(part.present for part in parts if part.name in self.needs)
        if there == len(self.needs):
            return Strength.FULL
        return Strength.PARTIAL if there >= 2 else Strength.TRACE

    def _parts(
        self, rows: Sequence[Unit], place: int, done: float, context: Context
    ) -> tuple[tuple[Part, ...], list[int], bool] | None:
        """The parts of a promise in this unit, its tokens, and whether it comes too late; None if it is no promise."""
        unit = rows[place]
        who = who_acts(unit, self.who)
        when = _when(rows, place, who or (), context)
        what = self._what(unit, done, bool(who) and when is not None, context.lexicon)
        if not what and when:
            what = self._handed_over(unit, who)
        promised = is_promise(unit)
        if who is None or not (promised or (what and when)) or not (what or when):
            return None
        late = when is not None and self._is_late(when, context)
        places = [*who, *what]
        if when and when.first in unit.places:
            places += [when.first, when.last]
        words = unit.answer.text
        there = (
            Part("who", bool(who) or when is not None, _words(unit, who)),
            Part("what", bool(what), _words(unit, what)),
            Part("when", when is not None and not late, words[when.span.start : when.span.end] if when else ""),
        )
        return there, places or list(unit.places), late

    def _what(self, unit: Unit, done: float, loosely: bool, lexicon: Lexicon) -> list[int]:
        for text in self.what:
            found = phrase_places(text, unit)
            if found:
                return list(found[0])
        return deciding(unit, self.what, lexicon).words if done >= (_LOOSE if loosely else PARTIAL) else []

    def _handed_over(self, unit: Unit, who: list[int] | None) -> list[int]:
        """'On paper by Thursday', 'you have it on Friday': what is handed over needs no verb of giving."""
        texts = {unit.answer.tokens[place].text for place in who or ()}
        gives = any(stem in _HANDS for text in self.what for stem in pattern(text))
        return list(who or ()) if gives and texts & {"you", "paper", "writing", "inbox"} else []

    def _is_late(self, when: Figure, context: Context) -> bool:
        if self.by is None:
            return False
        latest = figures(fixed(self.by), context.today)
        return bool(latest) and latest[0].value.kind == when.value.kind and when.value.amount > latest[0].value.amount


def _when(rows: Sequence[Unit], place: int, who: Sequence[int], context: Context) -> Figure | None:
    """A day or time ahead in this unit, near to who acts; a fragment beside it ("Thursday noon.") counts too."""
    unit = rows[place]
    fragments = [other for other in beside(rows, place) if other is not unit and len(other.places) <= 6]
    for source in (unit, *fragments):
        for figure in unit_figures(source, context):
            if _lies_ahead(figure, source, context) and (source is not unit or _is_near(figure, unit, who)):
                return figure
    return None


def _lies_ahead(figure: Figure, unit: Unit, context: Context) -> bool:
    before = unit.answer.tokens[figure.first - 1].text if figure.first else ""
    if figure.value.kind == "duration":
        return before in ("in", "within")
    if before in _NO_LEADS:
        return False
    return figure.value.kind == "time" or (
        figure.value.kind == "date" and figure.value.amount >= context.today.toordinal()
    )


def _is_near(figure: Figure, unit: Unit, who: Sequence[int]) -> bool:
    """Whether the time stands in the small clause of who acts, in one beside it, or in one without a subject of its own."""
    held = scopes(unit.answer).segments
    if not who or abs(held[figure.first] - held[who[0]]) <= 1:
        return True
    mine = [unit.answer.tokens[place].text for place in unit.places if held[place] == held[figure.first]]
    return not set(mine) & (AUXILIARIES | _SUBJECTS)


def _words(unit: Unit, places: Sequence[int]) -> str:
    return unit.answer.quote(unit.answer.cover(min(places), max(places))) if places else ""
