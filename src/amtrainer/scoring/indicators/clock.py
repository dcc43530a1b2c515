"""Triage: acted in time."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from amtrainer.scoring.answer import Span
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.passages import Unit, finding, mark_span, units
from amtrainer.scoring.values import figures
from amtrainer.scoring.words import row
from amtrainer.scoring.work import Work

_PROMISED: Final = frozenset(
    row(
        "next call ring by until till before again update back due meeting from since after frozen hear report closes roll-out rollout"
    )
)


class Clock(Indicator):
    """An item was acted on by a time of day."""

    look_for: Literal["clock"]
    by: str = Field(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$", description='Latest time of day, such as "09:05".')
    act: Literal["message", "action"] = Field(
        default="action", description="message: somebody was written to; action: anything was begun."
    )

    def find(self, work: Work, context: Context) -> Finding:
        if self.item is None:
            return Finding(self.id)
        rows = [unit for unit in units(work, context, self.item) if self._is_act(unit)]
        when = work.times.get(self.item) or self._said(rows, context)
        if when is None or not rows:
            return Finding(self.id)
        in_time = _minutes(when) <= _minutes(self.by)
        mark = self._mark(
            rows, Strength.FULL if in_time else Strength.NONE, "" if in_time else f"{when}, not by {self.by}"
        )
        return finding(self.id, [mark]) if in_time else finding(self.id, (), [mark])

    def _is_act(self, unit: Unit) -> bool:
        field = unit.passage.field or ""
        if self.act == "message":
            return not field or field.startswith("messages")
        return not field.endswith(".reason")

    @staticmethod
    def _said(rows: list[Unit], context: Context) -> str | None:
        """In prose: the time at which it is done ("08:42 Kestrel: ..."), not one that is promised or quoted."""
        for unit in rows:
            quotes = 0
            tokens = unit.answer.tokens
            times = {
                figure.first: figure for figure in figures(unit.answer, context.today) if figure.value.kind == "time"
            }
            for place in unit.places:
                quotes += tokens[place].text in ('"', "'")
                before = {token.text for token in tokens[max(0, place - 4) : place] if token.sentence == unit.number}
                if place in times and quotes % 2 == 0 and not before & _PROMISED:
                    return str(times[place].value)
        return None

    @staticmethod
    def _mark(rows: list[Unit], strength: Strength, note: str) -> Mark:
        unit = rows[0]
        places = [place for place in unit.places if unit.answer.tokens[place].kind != "sign"][:8]
        span = unit.answer.cover(places[0], places[-1]) if places else Span(0, 0)
        return mark_span(unit.passage, span, strength, note)


def _minutes(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)
