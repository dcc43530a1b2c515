"""Every interview of the library: true to the catalogue, written as the guide asks, and marked as its samples say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.content.check import check_paths
from amtrainer.content.load import scenario_of
from amtrainer.models import load_meaning
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.score import score
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.simulation.kinds.interview import Interview

ROOT = Path(__file__).parents[2]
FILES = {
    path.name.split("-")[0]: path
    for path in sorted(ROOT.glob("scenarios/interviews/i[0-9][0-9]-*.yaml"))
    if not path.name.endswith(".samples.yaml")
}
RUSSIAN = (
    "Что в этой работе приносит вам наибольшее удовлетворение?",
    "Как вы реагируете на неудачу?",
    "Вы спокойно делаете холодные звонки?",
    "Какие методы вы используете, чтобы найти возможности для продаж?",
    "Каковы требования к эффективной демонстрации или презентации?",
    "Как построить продуктивные деловые отношения?",
    "Насколько хорошо вы разбираетесь в CRM?",
    "Используете ли вы социальные сети для поиска потенциальных клиентов?",
    "Что бы вы сделали, если бы потенциальный клиент постоянно приводил вам причины не покупать?",
    "Представьте, что вам нужно решать проблемы сразу нескольких клиентов. Каковы ваши приоритеты?",
)

every = pytest.mark.parametrize("number", FILES)


@cache
def kit(number: str) -> Interview:
    found = scenario_of(FILES[number])
    assert isinstance(found, Interview)
    return found


@cache
def model() -> MiniLM:
    return load_meaning()


@cache
def catalogue() -> dict[str, Any]:
    text = (ROOT / "tests/data/domain/criteria.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def card(number: str, id: str) -> Scorecard:
    sample = next(each for each in kit(number).answers if each.id == id)
    return score(kit(number), kit(number).read(sample.item()), model())


def total(number: str, id: str) -> int:
    found = card(number, id).total
    assert found is not None
    return found


def meets(expect: str, value: int) -> bool:
    expect = expect.replace(" ", "")
    if ".." in expect:
        low, high = expect.split("..")
        return int(low) <= value <= int(high)
    return value >= int(expect[2:]) if expect.startswith(">=") else value <= int(expect[2:])


def samples() -> Iterator[tuple[str, str]]:
    for number in FILES:
        yield from ((number, each.id) for each in kit(number).answers)


def test_the_ten_questions_stand_literally_in_russian() -> None:
    assert tuple(question.texts["ru"] for question in kit("i01").questions) == RUSSIAN


@every
def test_the_files_have_no_finding(number: str) -> None:
    assert check_paths([FILES[number]]) == []


@every
def test_criteria_stand_as_in_the_catalogue(number: str) -> None:
    for one in kit(number).sets:
        entry = catalogue()[(one.criteria[0].ref or "").rpartition("-")[0]]
        ours = [(c.ref, c.says, c.weight) for c in one.criteria]
        assert ours == [(c["id"], c["says"], c["weight"]) for c in entry["criteria"]]


@every
def test_every_level_has_an_act_an_example_and_a_near_miss(number: str) -> None:
    for one in kit(number).sets:
        for criterion in one.criteria:
            assert sorted(criterion.levels) == [1, 2, 3, 4]
            for step, rung in criterion.levels.items():
                assert rung.says and rung.when and rung.example and rung.near_miss, (criterion.id, step)
                assert rung.fix or step == 1, (criterion.id, step)


@every
def test_what_answers_a_question_has_six_examples_and_six_near_misses(number: str) -> None:
    for question in kit(number).questions:
        for indicator in question.indicators:
            if indicator.look_for == "meaning":
                assert len(set(indicator.like)) >= 6, (question.id, indicator.id)
                assert len(set(indicator.unlike)) >= 6, (question.id, indicator.id)
                assert not set(indicator.like) & set(indicator.unlike), (question.id, indicator.id)


@every
def test_every_indicator_is_used_by_a_question(number: str) -> None:
    used = {one.id for part in kit(number).parts.values() for one in part.indicators}
    assert sorted({one.id for one in kit(number).indicators} - used) == []


@every
def test_reasons_have_at_most_eight_words(number: str) -> None:
    parts: list[Rubric] = list(kit(number).parts.values())
    reasons = {(i.id, i.says) for part in parts for i in part.indicators}
    reasons |= {(r.because, r.because) for r in kit(number).reactions}
    assert [name for name, text in reasons if not text or len(text.split()) > 8] == []


@every
def test_every_question_has_a_hint_a_model_answer_and_what_trains_it(number: str) -> None:
    names = {sample.id for sample in kit(number).answers}
    for question in kit(number).questions:
        assert question.hint and question.trains and question.model in names, question.id


@every
def test_no_text_of_the_product_shouts(number: str) -> None:
    beside = FILES[number].with_name(FILES[number].name.replace(".yaml", ".samples.yaml"))
    raw = FILES[number].read_text(encoding="utf-8") + beside.read_text(encoding="utf-8")
    assert "!" not in raw.replace("$schema", "")


@pytest.mark.parametrize(("number", "id"), list(samples()))
def test_a_sample_reaches_what_it_expects(number: str, id: str) -> None:
    found = card(number, id)
    expect = next(sample.expect for sample in kit(number).answers if sample.id == id)
    assert found.total is not None
    assert meets(expect, found.total), [(c.id, c.level) for c in found.criteria] + [g.id for g in found.gates]


@every
def test_best_is_85_weak_is_40_and_they_lie_45_apart_for_every_question(number: str) -> None:
    for question in kit(number).questions:
        mine = [(each.kind, each.id) for each in kit(number).answers if each.beat == question.id]
        best = min(total(number, id) for kind, id in mine if kind == "best")
        weak = max(total(number, id) for kind, id in mine if kind in ("weak", "weak-long", "salad", "dump"))
        assert best >= 85 and weak <= 40 and best - weak >= 45, (question.id, best, weak)


def test_strength_in_any_words_beats_length_salad_and_dump() -> None:
    strong = [total("i01", f"q2-{name}") for name in ("strong-short", "broken", "best")]
    empty = [total("i01", f"q2-{name}") for name in ("weak-long", "salad", "dump", "weak")]
    assert min(strong) > max(empty)
