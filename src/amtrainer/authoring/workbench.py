"""The workbench of one file: at every save what is wrong, what the samples reach, and how the talk stands that is being played.

No screen is known here. A broken or half-saved file leaves everything as it was when the file was last whole.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from amtrainer import paths
from amtrainer.authoring.beginning import renew_schema
from amtrainer.authoring.marking import Scoring
from amtrainer.authoring.opened import Opened
from amtrainer.authoring.proof.reach import Reach, Share, shares
from amtrainer.authoring.proof.samples import Outcome, outcome
from amtrainer.authoring.rehearsal import Rehearsal
from amtrainer.content.check import check_sources
from amtrainer.content.library import BESIDE
from amtrainer.content.load import is_rubric, merged, read, validated, validated_rubric
from amtrainer.content.rubric_file import RubricFile
from amtrainer.content.source import Source
from amtrainer.errors import AmtrainerError, ContentError, Problem
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import Assessor, assessor_after
from amtrainer.scoring.explain import Explanation, explain
from amtrainer.scoring.sections import looked
from amtrainer.simulation.handed import sample_work

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

Stamp = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """What one save gives at once."""

    problems: tuple[Problem, ...]
    whole: bool  # the file can be played; else what is shown is the last whole one
    took: float  # ms
    when: float  # seconds since the epoch


@dataclass
class Workbench:
    """One scenario file under work."""

    file: Path
    rehearsal: Rehearsal = field(default_factory=Rehearsal)
    opened: Opened | None = None  # the last whole one
    _stamp: Stamp = ()
    _assessor: Assessor | None = None
    _parts: dict[str, Assessor] = field(default_factory=dict)  # of an interview: one for each question
    _before: dict[str, int] = field(default_factory=dict)  # sample -> total before this save
    _reach: Reach = field(default_factory=Reach)

    def changed(self) -> bool:
        """Whether the file or what lies beside it was saved since the last look."""
        return self._stamps() != self._stamp

    def look(self) -> Saved:
        """Read the file as it is now. Never raises for what is in it."""
        began = time.perf_counter()
        self._stamp = self._stamps()
        try:
            source, samples = read(self.file)
            found = check_sources(source, samples).problems
            took = 1000 * (time.perf_counter() - began)
            if not any(map(_keeps_from_playing, found)):
                self._take(source, samples)
        except ContentError as error:
            found = error.problems
            took = 1000 * (time.perf_counter() - began)
        whole = not any(problem.severity == "error" for problem in found)
        problems = tuple(sorted(found, key=lambda one: (one.severity != "error", one.file, one.line, one.column)))
        return Saved(problems, whole, took, time.time())

    def samples(self) -> Iterator[tuple[Outcome, int | None]]:
        """Every sample as it scores now, with the total it had before this save if that was another one."""
        opened, assessor = self._whole(), self._assessor
        assert assessor is not None
        self._reach = Reach()
        for sample in opened.scenario.answers:
            assessment = looked(assessor, sample_work(opened.scenario, sample))[1]
            one = outcome(sample, assessment)
            self._reach.judged(assessment, one.total)
            before = self._before.get(one.id)
            self._before[one.id] = one.total
            yield one, before if before != one.total else None

    def explain(self, sample: str) -> tuple[Explanation, ...]:
        """Why a sample has its levels, why not higher ones, and the smallest change that would lift each."""
        opened, assessor = self._whole(), self._assessor
        assert assessor is not None
        wanted = next((one for one in opened.scenario.answers if one.id == sample), None)
        return explain(*looked(assessor, sample_work(opened.scenario, wanted))) if wanted else ()

    def missed(self) -> tuple[Share, ...]:
        """What no sample reaches, of rungs and indicators."""
        opened = self._whole()
        return tuple(
            share
            for share in shares(opened.scenario, self._reach, opened.source)
            if share.what in ("rungs", "indicators")
        )

    def replay(self) -> None:
        """The talk as it stands with the file as it is now: the same answers, by the new text."""
        self.rehearsal.renew(self._whole())

    def scoring(self) -> Scoring:
        """Marking by the file as it is now."""
        opened = self._whole()
        if isinstance(opened.scenario, RubricFile):
            raise AmtrainerError("A rubric alone is not attacked.", "Attack an exercise that uses it.")
        return Scoring(opened.scenario, "", opened.model, "practice")

    def _take(self, source: Source, samples: Source | None) -> None:
        if is_rubric(source):
            problems, rubric = validated_rubric(source, samples)
            scenario = cast("AnyScenario | None", rubric)  # marked alike; whatever plays asks for the kind
        else:
            problems, scenario = validated(source, samples)
        if problems or scenario is None:
            return
        data = merged(source, samples)
        self.opened = Opened(self.file, source, data, scenario, load_meaning(paths.cache_dir()))
        self._assessor = assessor_after(scenario, self.opened.model, self._assessor)
        self._parts = {
            id: assessor_after(rubric, self.opened.model, self._parts.get(id)) for id, rubric in scenario.parts.items()
        }
        try:
            renew_schema(self.file, data)
        except OSError:
            return  # a schema that cannot be written is no reason to stop

    def _whole(self) -> Opened:
        if self.opened is None:
            raise AmtrainerError("The file was not whole yet.", "Mend what is found first.")
        return self.opened

    def _stamps(self) -> Stamp:
        base = self.file.name.removesuffix(".yaml")
        return tuple(map(_stamp, (self.file, *(self.file.with_name(base + end) for end in BESIDE))))


def _keeps_from_playing(problem: Problem) -> bool:
    """Syntax, shape and names; wrong weights and the like can be played."""
    return problem.severity == "error" and (problem.code[2] in "12" or problem.code == "AM323")


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        info = os.stat(file)  # noqa: PTH116 - twenty times a second
    except OSError:
        return (0, 0, 0)
    return info.st_mtime_ns, info.st_size, info.st_ino


def lines_of(problems: Sequence[Problem], file: Path) -> list[tuple[str, str, str, str, str]]:
    """Findings as rows: sign, place, code, message, what to do. A place in another file carries its name."""
    rows = []
    for one in problems:
        place = f"{one.line}:{one.column}" if one.file == str(file) else f"{Path(one.file).name}:{one.line}"
        rows.append(("✗" if one.severity == "error" else "!", place, one.code, one.message, one.hint))
    return rows
