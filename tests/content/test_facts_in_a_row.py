"""The facts of a file, one behind the other between commas, are no answer to anything."""

from __future__ import annotations

import pytest
from tests.content.shelf import assessor, scenario

from amtrainer.scoring.explain import capped
from amtrainer.scoring.sections import looked
from amtrainer.simulation.handed import work_for


@pytest.mark.parametrize("number", ["D04", "D13", "R01", "T02", "W05"])
def test_facts_between_commas_reach_no_40(number: str) -> None:
    opened = scenario(number)
    facts = [f"{fact.says} {fact.figure}" for _, fact in opened.facts.items() if fact.says and fact.figure]
    item = opened.as_answer(", ".join(facts))
    assert (capped(looked(assessor(number), work_for(opened, item))[1]) or 0) < 40
