"""A scenario file opened for work on it: the data with its lines, the scenario, and the reader that marks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amtrainer import paths
from amtrainer.content.load import is_rubric, merged, read, validated, validated_rubric
from amtrainer.content.rubric_file import RubricFile
from amtrainer.content.source import Source
from amtrainer.errors import ContentError
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import Assessor, assessor_of
from amtrainer.scoring.meaning import MeaningModel

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario


@dataclass(frozen=True, slots=True)
class Opened:
    """A scenario that is whole."""

    file: Path
    source: Source
    data: dict[str, Any]
    scenario: AnyScenario
    model: MeaningModel

    @property
    def assessor(self) -> Assessor:
        return assessor_of(self.scenario, self.model)


@dataclass(frozen=True, slots=True)
class OpenedRubric:
    """A rubric that is whole."""

    file: Path
    source: Source
    data: dict[str, Any]
    rubric: RubricFile
    model: MeaningModel


def open_any(file: Path) -> Opened | OpenedRubric:
    """The scenario or rubric in `file`. Raises `ContentError`."""
    source, samples = read(file)
    if not is_rubric(source):
        return open_file(file)
    problems, rubric = validated_rubric(source, samples)
    if problems or rubric is None:
        raise ContentError(problems)
    return OpenedRubric(file, source, merged(source, samples), rubric, load_meaning(paths.cache_dir()))


def open_file(file: Path) -> Opened:
    """The scenario in `file`. Raises `ContentError` with every problem that keeps it from being played."""
    source, samples = read(file)
    problems, scenario = validated(source, samples)
    if problems or scenario is None:
        raise ContentError(problems)
    return Opened(file, source, merged(source, samples), scenario, load_meaning(paths.cache_dir()))


def open_story(file: Path) -> tuple[Source, dict[str, Any]]:
    """The data of a scenario of the right shape, with its lines; nothing is marked. Raises `ContentError`."""
    source, samples = read(file)
    problems, scenario = validated(source, samples)
    if problems or scenario is None:
        raise ContentError(problems)
    return source, merged(source, samples)
