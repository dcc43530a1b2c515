"""Foreseeing what an answer would bring about: lines are read once, and laid together as if they were said at a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.evidence import Finding, Findings, Mark
from amtrainer.scoring.finder import merged
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Passage, Work
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.reacting import Held, counted, holding
from amtrainer.simulation.session import Answered, Event, State
from amtrainer.simulation.spoken import spoken_work


@dataclass(frozen=True, eq=False)
class Spot:
    """A place in a talk that a play has come to, before the next answer."""

    events: tuple[Event, ...]
    state: State


class Readings:
    """What lines show, and what would hold if they were said."""

    def __init__(self, talk: Dialogue, model: MeaningModel) -> None:
        self.spent = 0  # lines read, answers given
        self._talk = talk
        self._model = model
        self._assessor = assessor_of(talk, model)
        self._lines: dict[str, dict[str, Finding]] = {}
        self._spots: dict[Spot, dict[str, Finding]] = {}

    def line(self, text: str) -> Mapping[str, Finding]:
        """What a line shows by itself: only the indicators that found something."""
        if text not in self._lines:
            self.spent += 1
            found = self._assessor.find(Work((Passage(0, Answer(text)),)))
            self._lines[text] = {name: one for name, one in found.items() if one.marks}
        return self._lines[text]

    def before(self, spot: Spot) -> dict[str, Finding]:
        """What has been found up to a place."""
        if spot not in self._spots:
            work = spoken_work(spot.state.lines)
            found = self._assessor.find(work) if work.passages else {}
            self._spots[spot] = {name: one for name, one in found.items() if one.marks}
        return self._spots[spot]

    def together(self, spot: Spot, texts: Sequence[str], names: set[str] | None = None) -> dict[str, Finding]:
        """What would be found if these lines were said at a place, one after the other; with `names`, only of these."""
        said: dict[str, list[Finding]] = {}
        for name, one in self.before(spot).items():
            if names is None or name in names:
                said[name] = [one]
        start = 0
        for text in texts:
            for name, one in self.line(text).items():
                if names is None or name in names:
                    said.setdefault(name, []).append(_moved(one, spot.state.turn, start))
            start += len(text) + 1
        return {name: merged(name, found) for name, found in said.items()}

    def follows(self, spot: Spot, texts: Sequence[str], found: Findings) -> list[Held]:
        """The reactions that would follow from these lines."""
        after = self._talk.advance(spot.state, Answered(" ".join(texts)))
        return counted(list(holding(self._talk, after, dict(found), spot.state.turn)))

    def said(self, spot: Spot, text: str) -> tuple[Event, ...]:
        """What does follow from an answer."""
        self.spent += 1
        return self._talk.respond(spot.state, Answered(text), self._model)


def _moved(finding: Finding, turn: int, start: int) -> Finding:
    """A finding of a line as part of a longer answer of another turn."""
    return replace(finding, marks=tuple(_placed(mark, turn, start) for mark in finding.marks))


def _placed(mark: Mark, turn: int, start: int) -> Mark:
    place = replace(mark.place, turn=turn, start=mark.place.start + start, end=mark.place.end + start)
    return replace(mark, place=place)
