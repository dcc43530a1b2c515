"""Claims about the total, the caps, the exam, and the card as JSON."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.scoring.batch import talk
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.score import points, score, scorer_version, total
from amtrainer.scoring.scorecard import CriterionScore, Evidence, Flag, GateHit, Missing, Scorecard
from amtrainer.scoring.work import Place, Work

REST = "and we talk about all of it in the meeting that comes tomorrow"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([(15, 3), (20, 2), (20, 3), (25, 2), (10, 2), (10, 1)], 75),
        ([(100, 4)], 100),
        ([(100, 0)], 0),
        ([(50, 1), (50, 0)], 17),  # 16.67
        ([(25, 2), (75, 0)], 17),  # 16.67
        ([(30, 1), (70, 0)], 10),
        ([(3, 1), (197, 0)], 1),  # 0.5 goes up
    ],
)
def test_the_total_is_weight_by_level_rounded_half_up(levels: list[tuple[int, int | None]], expected: int) -> None:
    assert total(levels) == expected


def test_what_is_not_judged_leaves_both_sides() -> None:
    assert total([(80, 3), (20, None)]) == 100


def test_under_seventy_percent_of_the_weight_there_is_no_total() -> None:
    assert total([(70, 3), (30, None)]) == 100
    assert total([(69, 3), (31, None)]) is None


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 4)), min_size=1, max_size=8), st.randoms())
def test_the_total_lies_in_range_and_ignores_the_order(levels: list[tuple[int, int]], random: Any) -> None:
    shuffled = list(levels)
    random.shuffle(shuffled)
    value = total(levels)
    assert value is not None and 0 <= value <= 100
    assert total(shuffled) == value


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 3)), min_size=1, max_size=8), st.integers(0, 7))
def test_a_higher_level_never_lowers_the_total(levels: list[tuple[int, int]], which: int) -> None:
    place = which % len(levels)
    raised = [(w, level + 1) if at == place else (w, level) for at, (w, level) in enumerate(levels)]
    assert (total(raised) or 0) >= (total(levels) or 0)


def test_points_are_rounded_half_up() -> None:
    assert [points(25, level) for level in (0, 1, 2, 3, 4, None)] == [0, 8, 17, 25, 25, 0]


def test_the_lowest_cap_counts(make_rubric: Callable[..., Any], ladder: Callable[..., Any], blind: Any) -> None:
    gates = [{"id": "G7", "when": {"all": ["apple"]}}, {"id": "G3", "when": {"all": ["banana"]}}]
    rubric = make_rubric([ladder("c", l3={"all": ["apple"]})], gates=gates)
    both = score(rubric, talk([f"We bring apple and banana {REST}."]), blind)
    one = score(rubric, talk([f"We bring apple {REST}."]), blind)
    assert [(card.total, card.uncapped, card.cap) for card in (both, one)] == [(30, 100, 30), (60, 100, 60)]


def test_a_card_names_the_rules_and_the_reader(
    make_rubric: Callable[..., Any], ladder: Callable[..., Any], blind: Any
) -> None:
    card = score(make_rubric([ladder("c", l3={"all": ["apple"]})]), talk(["apple"]), blind, content_hash="abc")
    assert (card.scorer, card.content_hash, card.mode) == ("rules-1+blind", "abc", "practice")
    assert scorer_version(blind) == "rules-1+blind"


class Hesitant:
    """Everything it reads lies just under the cut for full."""

    name = "hesitant"

    def strengths(self, act: Any, sentences: Any) -> tuple[float, ...]:
        return tuple(0.749 if "apple" in sentence.text else 0.0 for sentence in sentences)


def test_an_exam_does_not_judge_what_is_near_a_cut(make_rubric: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    meaning = {"id": "likes", "look_for": "meaning", "says": "likes it", "like": ["I like the apple."]}
    rungs = {"l2": {"all": [{"likes": "partial"}]}, "l3": {"all": ["likes"]}}
    criteria = [ladder("c", weight=20, **rungs), ladder("d", weight=80, l3={"all": ["banana"]})]
    rubric = make_rubric(criteria, indicators=[meaning])
    work = talk([f"The apple is what I like. We bring banana {REST}."])
    practice, exam = score(rubric, work, Hesitant()), score(rubric, work, Hesitant(), "exam")
    assert [(one.level, one.unsure) for one in practice.criteria] == [(2, True), (3, False)]
    assert [(one.level, one.unsure) for one in exam.criteria] == [(None, True), (3, False)]
    assert (practice.total, exam.total) == (93, 100)


def test_the_same_work_gives_the_same_card(
    make_rubric: Callable[..., Any], ladder: Callable[..., Any], blind: Any
) -> None:
    work = talk([f"We bring apple {REST}.", f"And a banana {REST}."])
    criteria = [ladder("c", l1={"all": ["apple"]}, l3={"all": ["banana"]})]
    first, second = (score(make_rubric(criteria), work, blind).stored() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_an_empty_work_has_a_card_too(make_rubric: Callable[..., Any], ladder: Callable[..., Any], blind: Any) -> None:
    card = score(make_rubric([ladder("c", l3={"all": ["apple"]})]), Work(()), blind)
    assert (card.total, [gate.id for gate in card.gates]) == (0, ["G8"])


def test_the_keys_of_the_card_stand_in_the_order_of_the_contract(
    make_rubric: Callable[..., Any], ladder: Callable[..., Any], blind: Any
) -> None:
    data = score(
        make_rubric([ladder("c", l2={"all": ["apple"]}, l3={"all": ["damson"]})]), talk(["You idiot, apple"]), blind
    ).to_json()
    assert list(data) == ["total", "uncapped", "cap", "criteria", "gates", "flags"]
    (one,) = data["criteria"]
    assert list(one) == ["id", "ref", "weight", "level", "unsure", "without", "also", "evidence", "missing"]
    assert list(one["evidence"][0]) == ["indicator", "turn", "start", "end", "quote"]
    assert one["missing"] == [{"level": 3, "needs": ["said damson"]}]
    assert list(data["gates"][0]) == ["id", "cap", "turn", "start", "end", "quote"]
    assert list(data["flags"][0]) == ["id", "turn", "start", "end", "quote", "effect"]


PLACES = st.builds(
    Place,
    st.integers(0, 9),
    st.integers(0, 99),
    st.integers(0, 99),
    st.none() | st.sampled_from(["A.action", "messages.B"]),
)
NAMES = st.text(min_size=1, max_size=12)
CARDS = st.builds(
    Scorecard,
    NAMES, NAMES, NAMES, st.sampled_from(["practice", "exam"]),
    st.none() | st.integers(0, 100), st.none() | st.integers(0, 100), st.none() | st.integers(10, 60),
    st.lists(
        st.builds(
            CriterionScore, NAMES, NAMES, st.integers(1, 100), st.none() | st.integers(0, 4), st.booleans(), st.integers(0, 4),
            st.lists(NAMES, max_size=2).map(tuple),
            st.lists(st.builds(Evidence, NAMES, PLACES, NAMES), max_size=2).map(tuple),
            st.lists(st.builds(Missing, st.integers(1, 4), st.lists(NAMES, max_size=2).map(tuple)), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    st.lists(st.builds(GateHit, st.sampled_from(["G1", "G2", "G7"]), st.integers(10, 60), PLACES, NAMES, NAMES), max_size=2, unique_by=lambda hit: hit.id).map(tuple),
    st.lists(st.builds(Flag, NAMES, PLACES, NAMES, NAMES), max_size=2).map(tuple),
)  # fmt: skip


@given(CARDS)
def test_a_card_survives_json(card: Scorecard) -> None:
    assert Scorecard.from_json(json.loads(json.dumps(card.stored()))) == card


def test_a_finding_without_marks_has_no_strength() -> None:
    assert Finding("a").strength == 0
