"""What a trainer can take over: acts with sentences that test them, and rubrics without a story."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from amtrainer.content.acts import acts, indicator_of
from amtrainer.content.check import check_paths
from amtrainer.content.load import read, validated_rubric
from amtrainer.content.rubric_file import RubricFile
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.batch import talk
from amtrainer.scoring.evidence import Strength
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.score import score
from amtrainer.scoring.work import Passage, Work

ROOT = Path(__file__).parents[2]
GENERIC = {
    path.stem: path for path in sorted(ROOT.glob("rubrics/generic/*.yaml")) if not path.name.endswith(".samples.yaml")
}
every_act = pytest.mark.parametrize("name", acts())
every_rubric = pytest.mark.parametrize("name", GENERIC)


@cache
def rubric(name: str) -> RubricFile:
    problems, found = validated_rubric(*read(GENERIC[name]))
    assert found is not None, problems
    return found


def strength(name: str, text: str, model: MiniLM) -> Strength:
    context = Context(Facts(), date(2026, 5, 19), model)
    return indicator_of(acts()[name]).find(Work((Passage(0, Answer(text)),)), context).strength


@every_act
def test_an_act_is_seen_in_sentences_that_are_not_its_examples(name: str, meaning: MiniLM) -> None:
    act = acts()[name]
    assert name == act.id and not set(act.hits) & set(act.indicator.get("like", act.indicator.get("about", ())))
    assert [text for text in act.hits if strength(name, text, meaning) < Strength.PARTIAL] == []


@every_act
def test_an_act_is_not_seen_in_its_near_misses(name: str, meaning: MiniLM) -> None:
    assert [text for text in acts()[name].misses if strength(name, text, meaning) >= Strength.PARTIAL] == []


def test_an_act_that_is_taken_over_is_part_of_the_content_and_keeps_its_own_words(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    text = GENERIC["objection"].read_text(encoding="utf-8")
    own = "  - use: acts/asks-cause\n    id: my-question\n    about: [why the thirtieth]\n"
    file.write_text(text.replace("indicators:\n", f"indicators:\n{own}", 1), encoding="utf-8")
    _, found = validated_rubric(*read(file))
    assert found is not None
    mine = next(one for one in found.indicators if one.id == "my-question")
    assert mine.look_for == "question" and mine.about[-1] == "why the thirtieth" and len(mine.about) > 5


def test_an_unknown_act_is_named_with_its_line_and_the_nearest_one(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    text = GENERIC["objection"].read_text(encoding="utf-8")
    file.write_text(text.replace("acts/asks-cause", "acts/ask-cause", 1), encoding="utf-8")
    (problem,), found = validated_rubric(*read(file))
    assert found is None and problem.code == "AM202" and "acts/asks-cause" in problem.hint and problem.line > 1


def test_the_eight_rubrics_are_there() -> None:
    names = "bad-news discovery executive-brief interview-answer negotiation objection recovery triage"
    assert list(GENERIC) == names.split()


def test_the_page_names_every_rubric_with_its_weights_and_every_act() -> None:
    page = (ROOT / "docs/authoring/rubrics.md").read_text(encoding="utf-8")
    for name in GENERIC:
        weights = ", ".join(f"{one.id} {one.weight}" for one in rubric(name).criteria)
        assert f"| `{name}` |" in page and weights in page
    assert [name for name, act in acts().items() if f"| `acts/{name}` | {act.says} |" not in page] == []


@every_rubric
def test_a_rubric_has_no_finding(name: str) -> None:
    assert check_paths([GENERIC[name]]) == []


@every_rubric
def test_an_example_earns_its_level_and_a_near_miss_does_not(name: str, meaning: MiniLM) -> None:
    wrong = []
    for criterion in rubric(name).criteria:
        for step, rung in criterion.levels.items():
            before = criterion.levels[3].example + " " if step == 4 else ""
            if levels(name, before + rung.example, meaning)[criterion.id] < step:
                wrong.append((criterion.id, step, rung.example))
            quoted = re.match("“([^”]+)”", rung.near_miss)
            assert quoted, (criterion.id, step)
            if levels(name, quoted[1], meaning)[criterion.id] >= step:
                wrong.append((criterion.id, step, quoted[1]))
    assert wrong == []


@every_rubric
def test_samples_reach_what_they_expect_and_two_ways_are_good(name: str, meaning: MiniLM) -> None:
    totals = {one.id: score(rubric(name), talk(one.texts()), meaning).total or 0 for one in rubric(name).answers}
    kinds = {one.id: one.kind for one in rubric(name).answers}
    best = [totals[id] for id, kind in kinds.items() if kind == "best"]
    empty = [totals[id] for id, kind in kinds.items() if kind in ("weak", "salad")]
    assert len(best) >= 2 and min(best) >= 85 and len(empty) >= 2 and max(empty) <= 40, totals


def levels(name: str, text: str, model: MiniLM) -> dict[str, int]:
    return assessor_of(rubric(name), model).assess(talk([text])).levels
