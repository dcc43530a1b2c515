"""Claims over the samples: receipts hold, and every smallest change works when it is made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from amtrainer.content.load import scenario_of
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import Assessor, assessor_of
from amtrainer.scoring.edit import Edit, changed, joined
from amtrainer.scoring.explain import explain
from amtrainer.scoring.score import score
from amtrainer.scoring.work import Work
from amtrainer.simulation.handed import sample_work
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.scenario import Sample

ROOT = Path(__file__).resolve().parents[2] / "scenarios"
FILES = sorted(file for file in ROOT.rglob("*.yaml") if not file.name.endswith(".samples.yaml"))
FLAGSHIPS = ("d01", "t01")
SOME = FILES[::8]  # of every kind some; `bench/scoring/explanations.py` holds the same over the rated answers
pytestmark = pytest.mark.slow


@lru_cache(maxsize=8)
def opened(file: Path) -> AnyScenario:
    return scenario_of(file)


def samples() -> Iterator[Any]:
    """Every sample of two flagships; of every second exercise the one in the middle, and of some the model answer."""
    for file in (file for place, file in enumerate(FILES) if place % 2 == 0 or file.name.startswith(FLAGSHIPS)):
        scenario = opened(file)
        if (
            scenario.kind == "interview"
        ):  # its questions are rubrics of their own, held by tests/scoring/test_sections.py
            continue
        middle = next((one for one in scenario.answers if one.kind == "ok"), None)
        for sample in scenario.answers:
            if file.name.startswith(FLAGSHIPS) or sample is middle or (file in SOME and sample.id == scenario.model):
                yield pytest.param(file, sample, id=f"{file.stem.partition('-')[0]}-{sample.id}")


def without(work: Work, assessor: Assessor, places: list[Any]) -> dict[str, int]:
    return assessor.assess(changed(work, [Edit(place, "") for place in joined(places)])).levels


@pytest.mark.parametrize(("file", "sample"), samples())
def test_receipts_and_changes_hold(file: Path, sample: Sample) -> None:
    scenario, model = opened(file), load_meaning()
    given = sample_work(scenario, sample)
    assessor = assessor_of(scenario, model)
    card = score(scenario, given, model)
    before = {one.id: one.level for one in card.criteria}
    for one in card.criteria:
        for found in one.evidence:
            assert given.passage_at(found.place).answer.quote(found.place.span) == found.quote
        after = without(given, assessor, [found.place for found in one.evidence])
        assert after[one.id] == one.without
        assert {id for id in after if id != one.id and after[id] != before[id]} == set(one.also)
        assert one.level == 0 or one.evidence
    assessment = assessor.assess(given)
    for reason in explain(assessor, assessment):
        if change := reason.change:
            after = assessor.assess(changed(given, [Edit(change.place, change.new)]))
            assert after.levels[reason.criterion] == change.level_to > change.level_from == before[reason.criterion]
            rungs = next(one for one in scenario.criteria if one.id == reason.criterion).levels.values()
            assert change.new.strip(" .") not in {rung.says for rung in rungs}
        else:
            assert reason.goal is None or reason.no_change


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.stem.partition("-")[0])
def test_a_fresh_reading_gives_the_same_card(file: Path) -> None:
    scenario, model = opened(file), load_meaning()
    for sample in [one for one in scenario.answers if one.kind in ("best", "gated")][-1:]:
        warm = score(scenario, sample_work(scenario, sample), model)
        assert warm == score(scenario_of(file), sample_work(scenario, sample), model)
