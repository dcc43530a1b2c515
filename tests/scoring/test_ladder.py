"""Claims about levels: rungs are cumulative, turns are put together as asked, doubt takes the lower level."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.scoring.condition import judge
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.ladder import climb, half_down, judge_turns
from amtrainer.scoring.rubric import Criterion, condition_of
from amtrainer.scoring.work import Place

FOUR = {"l1": {"all": ["apple"]}, "l2": {"all": ["banana"]}, "l3": {"all": ["cherry"]}, "l4": {"all": ["damson"]}}
REST = "and we talk about all of it in the meeting that comes tomorrow"


def levels(assessment: Any) -> list[int]:
    return [judged.level for judged in assessment.judged]


def test_a_rung_holds_only_on_the_rungs_below_it(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    assert levels(judged([ladder("c", **FOUR)], f"We bring apple, banana and damson {REST}.")) == [2]


def test_a_rung_that_is_not_written_is_skipped(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    gaps = {"l1": FOUR["l1"], "l3": FOUR["l3"]}
    assert levels(judged([ladder("c", **gaps)], f"We bring apple and cherry {REST}.")) == [3]


def test_a_rung_without_a_condition_is_read_by_its_own_words(
    judged: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    rung = {"says": "asks for the reason", "example": "We would like to hear the reason for it."}
    assessment = judged([ladder("c", l2=rung)], f"We would like to hear the reason for it. We talk {REST}.")
    assert levels(assessment) == [2]
    assert assessment.judged[0].evidence[0][0] == "c-level-2"


@pytest.mark.parametrize(("aggregate", "level"), [("best", 3), ("worst", 1), ("first", 1), ("last", 3), ("mean", 2)])
def test_turns_are_put_together_as_the_criterion_says(
    judged: Callable[..., Any], ladder: Callable[..., Any], aggregate: str, level: int
) -> None:
    turns = [f"We bring apple {REST}.", f"We bring banana {REST}.", f"We bring cherry {REST}."]
    assert levels(judged([ladder("c", aggregate=aggregate, **FOUR)], *turns)) == [level]


def test_a_turn_is_judged_on_all_that_was_said_until_then(
    judged: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    assessment = judged([ladder("c", **FOUR)], f"We bring banana {REST}.", f"We bring apple {REST}.")
    assert levels(assessment) == [2]
    assert assessment.judged[0].turn == 1


def test_the_worst_turn_counts_a_breach(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rungs = {"l3": {"all": ["apple"], "none": ["banana"]}}
    turns = [f"We bring apple {REST}.", f"We bring banana {REST}."]
    assert levels(judged([ladder("c", aggregate="worst", **rungs)], *turns)) == [0]
    assert levels(judged([ladder("c", aggregate="best", **rungs)], *turns)) == [3]


def test_turns_without_evidence_do_not_count(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    turns = [f"Good morning {REST}.", f"We bring apple, banana and cherry {REST}."]
    assert levels(judged([ladder("c", aggregate="first", **FOUR)], *turns)) == [3]


@pytest.mark.parametrize(("total", "count", "mean"), [(3, 2, 1), (5, 2, 2), (4, 3, 1), (5, 3, 2), (0, 4, 0), (7, 2, 3)])
def test_a_half_goes_down_in_the_mean(total: int, count: int, mean: int) -> None:
    assert half_down(total, count) == mean


def test_the_evidence_of_a_level_is_its_deciding_words(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rungs = {"l1": {"any": ["apple", "banana"]}, "l3": {"all": ["banana"]}}
    (one,) = judged([ladder("c", **rungs)], f"We bring apple and banana {REST}.").judged
    assert [mark.quote for _, mark in one.evidence] == ["banana"]


def test_words_of_a_lower_rung_are_shown_where_the_upper_ones_do_not_hold_it(
    judged: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    (one,) = judged([ladder("c", **FOUR)], f"We bring banana, apple and a lot more {REST}.").judged
    assert [mark.quote for _, mark in one.evidence] == ["banana", "apple"]


def near_a_cut(strength: Strength) -> list[dict[str, Finding]]:
    mark = Mark(Place(0, 0, 5), "apple", strength)
    return [{"apple": Finding("apple", (mark,), doubt=True)}]


CRITERION = Criterion.model_validate(
    {
        "id": "c", "competency": "discovery", "weight": 100, "seen": "s", "do": "d",
        "levels": {2: {"says": "two", "when": {"all": [{"apple": "partial"}]}}, 3: {"says": "three", "when": {"all": ["apple"]}}},
    }
)  # fmt: skip


def test_near_a_cut_the_lower_level_is_taken_and_said_to_be_unsure() -> None:
    judged = judge_turns(CRITERION, near_a_cut(Strength.PARTIAL), frozenset(), ())
    assert (judged.level, judged.unsure) == (2, True)


def test_doubt_that_changes_no_level_is_not_mentioned() -> None:
    judged = judge_turns(CRITERION, near_a_cut(Strength.FULL), frozenset(), ())
    assert (judged.level, judged.unsure) == (3, False)


STRENGTHS = st.dictionaries(
    st.sampled_from(["apple", "banana", "cherry", "damson"]), st.sampled_from(list(Strength)[1:])
)


@given(STRENGTHS, st.sets(st.integers(1, 4), min_size=1))
def test_rungs_are_cumulative(found: dict[str, Strength], written: set[int]) -> None:
    words = ["apple", "banana", "cherry", "damson"]
    rungs = {n: {"says": "x", "when": {"all": [{words[n - 1]: "partial"}]}} for n in written}
    criterion = CRITERION.model_copy(
        update={"levels": Criterion.model_validate({**CRITERION.model_dump(), "levels": rungs}).levels}
    )
    findings = {
        name: Finding(name, (Mark(Place(0, 10 * place, 10 * place + 5), name, strength),))
        for place, (name, strength) in enumerate(sorted(found.items()))
    }
    level, steps = climb(criterion, findings, frozenset())
    assert level in {0, *written}
    for step in steps:
        holds = judge(condition_of(criterion, step.level), findings).holds
        assert holds == step.verdict.holds
        if step.level <= level:
            assert holds
    above = [step for step in steps if step.level > level]
    assert not above or not above[0].verdict.holds
