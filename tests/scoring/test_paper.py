"""Claims about papers handed in as an answer to a question."""

from __future__ import annotations

import pytest
from tests.content.shelf import model, scenario

from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.sections import looked
from amtrainer.simulation.handed import work_for


@pytest.mark.parametrize(
    ("interview", "question", "other"), [("I06", "q9", "W07"), ("I05", "q7", "W04"), ("I04", "q6", "W01")]
)
def test_a_paper_for_another_purpose_is_no_answer_to_a_question(interview: str, question: str, other: str) -> None:
    kit = scenario(interview)
    item = {"beat": question, "text": scenario(other).model_texts[0]}
    assert (capped(looked(assessor_of(kit, model()), work_for(kit, item))[1]) or 0) < 40
