"""Claims about attacks: there are enough classes, they come from the scenario, and none gets through on a flagship."""

from __future__ import annotations

from functools import cache

import pytest

from amtrainer.authoring.attacking import NEVER, PASSES, Battle, attack, same_case
from amtrainer.authoring.marking import scoring_of
from amtrainer.simulation.attacks import CLASSES, attacks
from amtrainer.simulation.transplant import capitals, names_of, transplanted


@cache
def battle(number: str) -> Battle:
    return attack(number)


def test_there_are_at_least_fourteen_classes_of_attacks() -> None:
    assert len(CLASSES) >= 14


def test_every_class_makes_a_text_for_a_talk() -> None:
    scenario = scoring_of("d01", "practice").scenario
    made = {one.kind for one in attacks(scenario, ["Another answer."], ["Another answer in the clothes of this case."])}
    assert made == set(CLASSES)


def test_what_was_written_for_one_firm_is_no_attack_on_another_exercise_about_it() -> None:
    scenarios = [scoring_of(number, "practice").scenario for number in ("w09", "i07", "d01")]
    assert [same_case(scenarios[0], other) for other in scenarios[1:]] == [True, False]


def test_an_answer_to_another_case_is_put_into_the_names_and_figures_of_this_one() -> None:
    source, target = (scoring_of(number, "practice").scenario for number in ("d10", "d01"))
    (text,) = (transplanted(text, source, target) for text in source.model_texts)
    assert not {*capitals(text)} & {*names_of(source)}
    assert "4,960" not in text


def test_the_same_scenario_is_attacked_with_the_same_texts() -> None:
    scenario = scoring_of("d01", "practice").scenario
    assert list(attacks(scenario)) == list(attacks(scenario))


def test_every_question_of_an_interview_is_attacked_with_its_own_criteria_and_best_sample() -> None:
    scenario = scoring_of("i06", "practice").scenario
    made: dict[str, set[str]] = {}
    for one in attacks(scenario):
        made.setdefault(one.question, set()).add(one.kind)
    assert [*made] == [*scenario.parts]
    assert all({"described", "shuffled-model", "supposed", "checklist"} <= kinds for kinds in made.values())


@pytest.mark.slow
@pytest.mark.parametrize("number", ["d01"])
def test_no_attack_on_a_flagship_reaches_sixty_or_beats_an_ok_sample(number: str) -> None:
    assert [(one.kind, one.best) for one in battle(number).broken] == []
    assert max(one.best for one in battle(number).classes) < NEVER


@pytest.mark.slow
@pytest.mark.parametrize("number", ["d01"])
def test_at_most_one_in_fifty_attacks_on_a_flagship_passes(number: str) -> None:
    tried = sum(one.tried for one in battle(number).classes)
    assert sum(one.passed for one in battle(number).classes) <= 0.02 * tried, PASSES
