"""Claims about attacks: there are enough classes, they come from the scenario, and none gets through on a flagship."""

from __future__ import annotations

from functools import cache

import pytest

from amtrainer.authoring.attacking import NEVER, PASSES, Battle, attack
from amtrainer.authoring.marking import scoring_of
from amtrainer.simulation.attacks import CLASSES, attacks


@cache
def battle(number: str) -> Battle:
    return attack(number)


def test_there_are_at_least_fourteen_classes_of_attacks() -> None:
    assert len(CLASSES) >= 14


def test_every_class_makes_a_text_for_a_talk() -> None:
    made = {
        one.kind for one in attacks(scoring_of("d01", "practice").scenario, ["Another answer of another exercise."])
    }
    assert made == set(CLASSES)


def test_the_same_scenario_is_attacked_with_the_same_texts() -> None:
    scenario = scoring_of("d01", "practice").scenario
    assert list(attacks(scenario)) == list(attacks(scenario))


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
