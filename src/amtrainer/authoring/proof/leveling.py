"""Levels that no sample shows: examples of rungs, samples with sentences left out, lines put together for a rung."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from amtrainer.authoring.proof.lines import NOTHING, Lines, lines_of
from amtrainer.authoring.proof.pieces import pieces, put_together
from amtrainer.authoring.proof.ticks import ticks
from amtrainer.authoring.proof.ways import fulfils, ways
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.batch import BadAnswer
from amtrainer.scoring.condition import Condition
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.rubric import Criterion, Rubric, condition_of
from amtrainer.scoring.score import total_of
from amtrainer.scoring.sections import looked
from amtrainer.scoring.work import Passage, Work
from amtrainer.simulation.kinds.knowledge import Knowledge

if TYPE_CHECKING:
    from amtrainer.authoring.proof.reach import Reach
    from amtrainer.content.rubric_file import RubricFile
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

BUDGET: Final = 400  # answers judged for one exercise, and one more for each of its levels
SHUFFLES: Final = 4  # orders in which sentences are left out
BASES: Final = 3  # samples that sentences are left out of
TRIES: Final = 8  # texts made of lines for one level
LONG: Final = 8_000  # characters

Wanted = tuple[str, Criterion, int]  # part, criterion, level


@dataclass
class Leveler:
    """Looks for answers of levels that nobody has shown yet; what it judges is noted in `reach`."""

    rubric: AnyScenario | RubricFile
    model: MeaningModel
    source: random.Random
    reach: Reach
    spent: int = 0
    _samples: dict[str, dict[str, int]] = field(default_factory=dict)  # id -> levels
    _known: dict[str, Lines] = field(default_factory=dict)  # part -> its lines

    def __post_init__(self) -> None:
        self._size = sum(1 for _ in levels_of(self.rubric))

    def look(self) -> None:
        """Judge answers until every level was shown, or there is no hope, or the limit is reached."""
        for search in (self._say, self._shorten, self._make, self._add, self._swap):
            for wanted in levels_of(self.rubric):
                if self._open(wanted):
                    search(*wanted)

    def _say(self, part: str, criterion: Criterion, level: int) -> None:
        """Say the examples of the rungs up to the level, then nothing to the point; in a check tick one thing after another."""
        if isinstance(self.rubric, Knowledge):
            for item in ticks(self.rubric):
                if self._open((part, criterion, level)):
                    self._judge(part, item)
            return
        told = [rung.example for step, rung in criterion.rungs if step <= level and rung.example]
        for text in dict.fromkeys((*told[-1:], " ".join(told), NOTHING, *((self._too_much,) if level == 0 else ()))):
            if text and self._open((part, criterion, level)):
                self._judge(part, {"text": text})

    @cached_property
    def _too_much(self) -> str:
        """All samples in one text: too long for any limit."""
        return " ".join(text for sample in self.rubric.answers for text in sample.texts())[:LONG]

    def _shorten(self, part: str, criterion: Criterion, level: int) -> None:
        """Leave more and more out of samples that reach a higher level, halving what is in question each time."""
        for sample in self._above(part, criterion, level):
            whole = pieces(sample)
            for _ in range(SHUFFLES):
                order = self.source.sample(whole, len(whole))
                low, high = 0, len(order)
                while high - low > 1 and self._open((part, criterion, level)):
                    middle = (low + high) // 2
                    reached = self._judge(part, put_together(order[middle:], whole)).get(criterion.id, 0)
                    low, high = (middle, high) if reached > level else (low, middle)

    def _make(self, part: str, criterion: Criterion, level: int) -> None:
        """Put lines together that show what the rungs up to the level ask for."""
        for text in self._texts(part, criterion, level, whole=True):
            if self._open((part, criterion, level)):
                self._judge(part, {"text": text})

    def _swap(self, part: str, criterion: Criterion, level: int) -> None:
        """In samples that reach a higher level, put lines for this one in place of what the next one asks for."""
        above = {name for step, rung in criterion.rungs if step > level and rung.when for name in rung.when.wanted()}
        for sample in self._above(part, criterion, level) if level else ():
            whole = pieces(sample)
            kept = [piece for piece in whole if not above & self._finds(part, piece.value)]
            item = put_together(kept, whole)
            for text in self._texts(part, criterion, level, whole=False):
                if self._open((part, criterion, level)) and "text" in item:
                    self._judge(part, {**item, "text": f"{item['text']} {text}"})

    def _texts(self, part: str, criterion: Criterion, level: int, *, whole: bool) -> Iterator[str]:
        """Lines that together show what a rung asks for, with `whole` also those below it, and not the one above."""
        if level == 0 or isinstance(self.rubric, Knowledge):
            return
        lines = self._lines(part)
        steps = [step for step, _ in criterion.rungs if step == level or (whole and step < level)]
        asked = Condition(all=tuple(condition_of(criterion, step) for step in steps))
        above = [condition_of(criterion, step) for step, _ in criterion.rungs if step > level][:1]
        known_ways = [way for way in ways(asked, self.source) if not any(fulfils(way, rung) for rung in above)]
        for way in self.source.sample(known_ways, min(TRIES, len(known_ways))):
            known = [lines.of(want.name, full=want.strength == "full") for want in way]
            if text := " ".join(self.source.choice(each) for each in known if each):
                yield text

    def _above(self, part: str, criterion: Criterion, level: int) -> list[Sample]:
        """Samples that reach a higher level, the lowest first."""
        known = [(self._levels(part, sample).get(criterion.id, 0), sample) for sample in self._of(part)]
        return [sample for _, sample in sorted((one for one in known if one[0] > level), key=itemgetter(0))][:BASES]

    def _finds(self, part: str, text: object) -> set[str]:
        """What a piece shows by itself."""
        own = self.rubric.parts[part] if part else self.rubric
        found = assessor_of(own, self.model).find(Work((Passage(0, Answer(str(text))),)))
        return {name for name, one in found.items() if one.marks}

    def _add(self, part: str, criterion: Criterion, level: int) -> None:
        """Add the example of the rung to samples that stay below it."""
        example = criterion.levels[level].example if level in criterion.levels else ""
        for sample in self._of(part):
            below = self._levels(part, sample).get(criterion.id, 0) < level
            if example and below and sample.text and self._open((part, criterion, level)):
                self._judge(part, {**_bare(sample), "text": f"{sample.text} {example}"})

    def _of(self, part: str) -> list[Sample]:
        return [sample for sample in self.rubric.answers if sample.beat == part]

    def _levels(self, part: str, sample: Sample) -> dict[str, int]:
        if sample.id not in self._samples:
            self._samples[sample.id] = self._judge(part, _bare(sample))
        return self._samples[sample.id]

    def _lines(self, part: str) -> Lines:
        if part not in self._known:
            own = self.rubric.parts[part] if part else self.rubric
            self._known[part] = lines_of(own)
        return self._known[part]

    def _open(self, wanted: Wanted) -> bool:
        return self.spent < BUDGET + self._size and (wanted[0], wanted[1].id, wanted[2]) not in self.reach.met

    def _judge(self, part: str, item: dict[str, Any]) -> dict[str, int]:
        """The levels of an answer; none where it cannot be read."""
        self.spent += 1
        try:
            work = self.rubric.read({"id": "bot", **({"beat": part} if part else {}), **item})
        except BadAnswer:
            return {}
        assessment = looked(assessor_of(self.rubric, self.model), work)[1]
        self.reach.judged(assessment, total_of(assessment) or 0, part)
        return assessment.levels


def levels_of(rubric: Rubric) -> Iterator[Wanted]:
    """Every level that a criterion can have: nothing, and each written rung."""
    for part in rubric.parts or ("",):
        own = rubric.parts[part] if part else rubric
        for criterion in own.criteria:
            yield from ((part, criterion, level) for level in (0, *(step for step, _ in criterion.rungs)))


def _bare(sample: Sample) -> dict[str, Any]:
    return {key: value for key, value in sample.item().items() if key not in ("id", "beat")}
