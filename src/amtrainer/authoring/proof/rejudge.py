"""Judging the same words by changed rules: what was found stays, only what follows from it is worked out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from amtrainer.authoring.proof.samples import Outcome, outcome
from amtrainer.content.check import check_sources
from amtrainer.content.load import RUBRIC, SCENARIO
from amtrainer.content.references import references
from amtrainer.content.rubric_file import RubricFile
from amtrainer.content.source import Source
from amtrainer.errors import Problem
from amtrainer.scoring.assess import Assessment, Assessor, Heard, assessor_of, context_of
from amtrainer.scoring.batch import BadAnswer
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.rubric import Criterion, Rubric
from amtrainer.scoring.sections import sections

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

TOP = 4


@dataclass(frozen=True, slots=True)
class _Said:
    """A sample as it was read."""

    sample: Sample
    outcome: Outcome
    part: str  # the part of the work that it answers; "" = all of it
    heard: Heard


@dataclass(frozen=True, slots=True)
class Example:
    """The example of a rung as it was read, after that of the rung before where it only adds to it."""

    part: str
    criterion: str
    level: int
    text: str
    reached: int
    heard: Heard


class Guard:
    """The samples and the rungs' examples of a scenario or rubric, ready to be judged again by other rules."""

    def __init__(
        self, rubric: AnyScenario | RubricFile, data: dict[str, Any], model: MeaningModel, source: Source
    ) -> None:
        self._rubric = rubric
        self._model = model
        self._source = source
        before = check_sources(replace(source, data=data), None).problems
        self._told = frozenset((one.code, one.message) for one in before)
        self._own = {part: assessor_of(_part(rubric, part), model) for part in rubric.parts or ("",)}
        self._said = [self._sample(sample) for sample in rubric.answers]
        self.examples = tuple(self._examples())

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(said.outcome for said in self._said)

    def changed(self, data: dict[str, Any]) -> str:
        """What notices that the file holds these data instead of its own."""
        if found := next(iter(references(self._source, data)), None) or self._new(data):
            return f"{found.code} {found.message}"
        alone = isinstance(self._rubric, RubricFile)
        rubric: AnyScenario | RubricFile = (RUBRIC if alone else SCENARIO).validate_python(data)
        return self._noticed(rubric, "")

    def _new(self, data: dict[str, Any]) -> Problem | None:
        """The first finding of `check` that the file did not have before."""
        found = check_sources(replace(self._source, data=data), None).problems
        return next((one for one in found if (one.code, one.message) not in self._told), None)

    def silenced(self, indicator: str) -> str:
        """What notices that an indicator finds nothing any more."""
        return self._noticed(self._rubric, indicator)

    def _noticed(self, rubric: AnyScenario | RubricFile, silent: str) -> str:
        touched = {part for part in self._own if silent or _differs(_part(rubric, part), self._own[part].rubric)}
        for said in self._said:
            own = _part(rubric, said.part)
            if not said.outcome.ok or said.part not in touched or not _heard(said.heard, silent):
                continue
            again = outcome(said.sample, self._again(own, said.part, said.heard, silent))
            if not again.ok:
                return f"sample {said.sample.id}: {again.total}, wanted {again.expect}"
        for one in self.examples:
            own = _part(rubric, one.part)
            at = _level_of(own, one)
            if one.reached < one.level or at is None or one.part not in touched or not _heard(one.heard, silent):
                continue  # its example did not reach it before either, or nothing changed for it
            if self._again(own, one.part, one.heard, silent).levels[one.criterion] < at:
                return f"example of {one.criterion} level {at} no longer reaches it"
        return ""

    def _again(self, own: Rubric, part: str, heard: Heard, silent: str) -> Assessment:
        """The same words by these rules; what is looked for in another way is read again."""
        before = self._own[part]
        if own.detectors == before.rubric.detectors:
            return before.judge(_without(heard, silent), own)
        assessor = Assessor(own, context_of(own, self._model))
        assessor.inherit(before)
        return assessor.assess(heard.work)

    def _sample(self, sample: Sample) -> _Said:
        part, heard = self._hear(sample.item())
        return _Said(sample, outcome(sample, self._own[part].judge(heard)), part, heard)

    def _hear(self, item: dict[str, Any]) -> tuple[str, Heard]:
        section = sections(self._rubric, self._rubric.read(item))[0]
        return section.id, self._own[section.id].hear(section.work)

    def _examples(self) -> Iterator[Example]:
        """One for each rung that has an example; in an interview to the first question where it reaches its level."""
        told: dict[tuple[str, int, str], Example] = {}
        for part in self._rubric.parts or ("",):
            for criterion in _part(self._rubric, part).criteria:
                for level, rung in criterion.rungs:
                    key = (criterion.id, level, rung.example)
                    if rung.example and (key not in told or told[key].reached < level):
                        with suppress(BadAnswer):  # nothing that one sentence alone could be
                            told[key] = self._example(part, criterion, level)
        yield from told.values()

    def _example(self, part: str, criterion: Criterion, level: int) -> Example:
        below = criterion.levels.get(level - 1)
        first = f"{below.example} " if level == TOP and below else ""
        own = criterion.levels[level].example
        where = {"beat": part} if part else {}
        _, heard = self._hear({"id": "example", "text": first + own, **where})
        reached = self._own[part].judge(heard).levels[criterion.id]
        return Example(part, criterion.id, level, own, reached, heard)


def _part(rubric: Rubric, part: str) -> Rubric:
    return rubric.parts[part] if part else rubric


def _differs(rubric: Rubric, other: Rubric) -> bool:
    return (rubric.criteria, rubric.detectors, rubric.gates) != (other.criteria, other.detectors, other.gates)


def _heard(heard: Heard, indicator: str) -> bool:
    """Whether an indicator found anything in these words; without one, whatever it is may have."""
    return not indicator or any(
        found[indicator].marks or found[indicator].against for found in heard.turns if indicator in found
    )


def _level_of(rubric: Rubric, example: Example) -> int | None:
    """Where the rung of an example stands now."""
    criterion = next((one for one in rubric.criteria if one.id == example.criterion), None)
    rungs = criterion.rungs if criterion else ()
    return next((level for level, rung in rungs if rung.example == example.text), None)


def _without(heard: Heard, silent: str) -> Heard:
    """What was read, less what one indicator found."""
    if not silent:
        return heard
    return replace(heard, turns=tuple({**found, silent: Finding(silent)} for found in heard.turns))
