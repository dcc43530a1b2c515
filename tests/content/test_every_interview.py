"""Every interview of the library: its questions and sets; what all kinds have is in test_every_exercise.py."""

from __future__ import annotations

from tests.content.shelf import EMPTY, catalogue, every, model, scenario, total

from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.sections import looked
from amtrainer.simulation.kinds.interview import Interview

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

kits = every("I")


def kit(number: str) -> Interview:
    found = scenario(number)
    assert isinstance(found, Interview)
    return found


def test_the_ten_questions_stand_literally_in_russian() -> None:
    assert tuple(question.texts["ru"] for question in kit("I01").questions) == RUSSIAN


@kits
def test_criteria_stand_as_in_the_catalogue(number: str) -> None:
    for one in kit(number).sets:
        entry = catalogue()[(one.criteria[0].ref or "").rpartition("-")[0]]
        ours = [(c.ref, c.says, c.weight) for c in one.criteria]
        assert ours == [(c["id"], c["says"], c["weight"]) for c in entry["criteria"]]


@kits
def test_every_level_has_an_act_an_example_and_a_near_miss(number: str) -> None:
    for one in kit(number).sets:
        for criterion in one.criteria:
            assert sorted(criterion.levels) == [1, 2, 3, 4]
            for step, rung in criterion.levels.items():
                assert rung.says and rung.when and rung.example and rung.near_miss, (criterion.id, step)
                assert rung.fix or step == 1, (criterion.id, step)


@kits
def test_what_answers_a_question_has_six_examples_and_six_near_misses(number: str) -> None:
    for question in kit(number).questions:
        for indicator in question.indicators:
            if indicator.look_for == "meaning":
                assert len(set(indicator.like)) >= 6, (question.id, indicator.id)
                assert len(set(indicator.unlike)) >= 6, (question.id, indicator.id)
                assert not set(indicator.like) & set(indicator.unlike), (question.id, indicator.id)


@kits
def test_every_indicator_is_used_by_a_question(number: str) -> None:
    used = {one.id for part in kit(number).parts.values() for one in part.indicators}
    assert sorted({one.id for one in kit(number).indicators} - used) == []


@kits
def test_reasons_have_at_most_eight_words(number: str) -> None:
    parts: list[Rubric] = list(kit(number).parts.values())
    reasons = {(i.id, i.says) for part in parts for i in part.indicators}
    reasons |= {(r.because, r.because) for r in kit(number).reactions}
    assert [name for name, text in reasons if not text or len(text.split()) > 8] == []


@kits
def test_every_question_has_a_hint_a_model_answer_and_what_trains_it(number: str) -> None:
    names = {sample.id for sample in kit(number).answers}
    for question in kit(number).questions:
        assert question.hint and question.trains and question.model in names, question.id


@kits
def test_best_is_85_weak_is_40_and_they_lie_45_apart_for_every_question(number: str) -> None:
    for question in kit(number).questions:
        mine = [(each.kind, each.id) for each in kit(number).answers if each.beat == question.id]
        best = min(total(number, id) for kind, id in mine if kind == "best")
        weak = max(total(number, id) for kind, id in mine if kind in EMPTY)
        assert best >= 85 and weak <= 40 and best - weak >= 45, (question.id, best, weak)


def test_strength_in_any_words_beats_length_salad_and_dump() -> None:
    strong = [total("I01", f"q2-{name}") for name in ("strong-short", "broken", "best")]
    empty = [total("I01", f"q2-{name}") for name in ("weak-long", "salad", "dump", "weak")]
    assert min(strong) > max(empty)


def test_the_best_answer_to_a_question_is_none_to_another() -> None:
    """The cold calls of question 3 handed in at four questions that they do not touch."""
    ten = kit("I01")
    text = next(sample for sample in ten.answers if sample.id == "q3-best").texts()[0]
    works = {beat: ten.read({"beat": beat, "text": text}) for beat in ("q1", "q2", "q5", "q7")}
    totals = {beat: capped(looked(assessor_of(ten, model()), work)[1]) or 0 for beat, work in works.items()}
    assert max(totals.values()) < 40, totals


def test_an_echo_in_front_hides_no_answer_to_another_question() -> None:
    ten = kit("I01")
    text = next(sample for sample in ten.answers if sample.id == "q2-best").texts()[0]
    work = ten.read({"beat": "q3", "text": f"{ten.question('q3').asks} {text}"})
    assert (capped(looked(assessor_of(ten, model()), work)[1]) or 0) < 40
