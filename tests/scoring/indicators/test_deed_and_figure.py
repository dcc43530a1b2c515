"""What the trainee did, and figures of the trainee's own."""

from __future__ import annotations

from typing import Any

import pytest

from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.assess import context_of
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.indicators import Deed, OwnFigure
from amtrainer.scoring.rubric import Rubric


def deeds(text: str, meaning: MiniLM, **more: Any) -> Finding:
    return Deed(id="deed", look_for="deed", **more).find(work_of({"text": text}), context_of(Rubric(), meaning))


def figures(text: str, meaning: MiniLM, **more: Any) -> Finding:
    own = OwnFigure(id="figure", look_for="figure", **more)
    return own.find(work_of({"text": text}), context_of(Rubric(), meaning))


def quotes(found: Finding) -> list[str]:
    return [mark.quote for mark in found.marks]


def test_every_verb_of_doing_after_i_is_an_act(meaning: MiniLM) -> None:
    assert quotes(deeds("I told my boss, rang the CFO and wrote it down.", meaning)) == ["I told", "rang", "wrote"]


@pytest.mark.parametrize(
    "text",
    [
        "I felt bad about it.",
        "I was responsible.",
        "I did not call him.",
        "We called him.",
        "If I had called him, fine.",
    ],
)
def test_states_denials_and_what_others_did_are_no_act_of_yours(text: str, meaning: MiniLM) -> None:
    assert deeds(text, meaning).marks == ()


def test_what_we_did_is_an_act_of_ours(meaning: MiniLM) -> None:
    assert quotes(deeds("We called him.", meaning, who="we")) == ["We called"]


def test_a_habit_is_no_deed_of_the_past(meaning: MiniLM) -> None:
    text = "I check the list on Fridays."
    assert deeds(text, meaning).marks == ()
    assert quotes(deeds(text, meaning, tense="habit")) == ["I check"]


def test_too_few_acts_are_partial(meaning: MiniLM) -> None:
    assert deeds("I rang the CFO.", meaning, least=2).strength == Strength.PARTIAL
    assert deeds("I rang the CFO. I told my boss.", meaning, least=2).strength == Strength.FULL


def test_an_act_may_have_to_stand_beside_a_reason(meaning: MiniLM) -> None:
    assert deeds("I rang the CFO.", meaning, beside=("because",)).marks == ()
    assert quotes(deeds("I rang the CFO because he pays.", meaning, beside=("because",))) == ["I rang"]


@pytest.mark.parametrize(
    "text",
    ["No-shows fell from 14 to 9.", "I kept 36 of 38 clients.", "We grew by 12% in a year.", "One in eleven talks."],
)
def test_a_figure_with_its_base_is_full(text: str, meaning: MiniLM) -> None:
    assert figures(text, meaning).strength == Strength.FULL


def test_a_bare_figure_is_partial(meaning: MiniLM) -> None:
    assert figures("I closed 9 deals.", meaning).strength == Strength.PARTIAL


def test_a_year_is_no_figure(meaning: MiniLM) -> None:
    assert figures("In 2023 we tried it.", meaning).marks == ()


def test_a_figure_of_something_else_does_not_count(meaning: MiniLM) -> None:
    found = figures("I have 3 sisters.", meaning, beside=("clients", "revenue"))
    assert found.marks == () and found.near[0].note == "a figure of something else"
