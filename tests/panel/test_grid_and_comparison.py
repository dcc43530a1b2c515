"""Claims about a day's figures: severity, talk order, totals, what the order rests on, and small numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.errors import AmtrainerError
from amtrainer.panel.comparison import standings, turns, words_for
from amtrainer.panel.grid import agreement_of, grid_of, severity_of, to_talk_about
from amtrainer.panel.impact import exact_p, impacts
from amtrainer.panel.kit import Anchor, Cell, Kit, Rating, Task, checked, kit_from_json, rating_of

LEVELS = {1: "one", 2: "two", 3: "three", 4: "four"}


def kit(*weights: int, raters: tuple[str, ...] = ("A", "B"), candidates: tuple[str, ...] = ("C1", "C2")) -> Kit:
    criteria = tuple(Anchor(f"x/{n}", f"X-{n}", f"act {n}", weight, LEVELS) for n, weight in enumerate(weights, 1))
    return Kit("K", (Task("x01", "h", 5),), criteria, raters, candidates, "s", weights_reason="because")


def ratings(found: Kit, levels: dict[tuple[str, str], list[int | None]]) -> list[Rating]:
    return [
        Rating(rater, candidate, {c.id: Cell(level) for c, level in zip(found.criteria, given, strict=True)})
        for (rater, candidate), given in levels.items()
    ]


def test_a_kit_comes_back_from_plain_data() -> None:
    from dataclasses import asdict

    assert kit_from_json(asdict(kit(1, 2))).digest == kit(1, 2).digest


@pytest.mark.parametrize("change", [{"raters": ()}, {"raters": ("A", "a")}, {"candidates": ("C 1",)}, {"tasks": ()}])
def test_a_kit_that_cannot_be_fair_is_refused(change: dict[str, tuple[str, ...]]) -> None:
    from dataclasses import replace

    with pytest.raises(AmtrainerError):
        checked(replace(kit(1), **change))  # type: ignore[arg-type]


@pytest.mark.parametrize("level", ["5", "x", 2.5])
def test_a_level_that_is_none_is_refused(level: object) -> None:
    with pytest.raises(AmtrainerError, match="is no level"):
        rating_of(kit(1), "A", "C1", {"x/1": level})


def test_not_judged_is_not_zero() -> None:
    assert rating_of(kit(1), "A", "C1", {"x/1": "not judged"}).cells["x/1"].level is None


def test_the_largest_difference_is_talked_about_first() -> None:
    found = kit(1, 1)
    cells = grid_of(found, ratings(found, {("A", "C1"): [1, 0], ("B", "C1"): [2, 4]}), {})
    assert [cell.criterion for cell in to_talk_about(cells)] == ["x/2", "x/1"]


def test_severity_is_the_mean_gap_to_the_others() -> None:
    found = kit(1, 1)
    cells = grid_of(found, ratings(found, {("A", "C1"): [3, 3], ("B", "C1"): [2, 1]}), {})
    assert severity_of(cells) == {"A": 1.5, "B": -1.5}


def test_a_missing_rating_is_left_out_of_the_pairs() -> None:
    found = kit(1, 1)
    cells = grid_of(found, ratings(found, {("A", "C1"): [3, None], ("B", "C1"): [3, 1]}), {})
    assert agreement_of(cells, None).pairs == 1


def test_under_70_percent_judged_there_is_no_total() -> None:
    found = kit(1, 1, 1)
    assert standings(found, {"C1": {"x/1": 3, "x/2": None, "x/3": None}})[0].total is None


@given(st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_a_total_lies_in_its_interval(levels: list[int]) -> None:
    found = kit(1, 2, 1)
    one = standings(found, {"C1": {f"x/{n}": level for n, level in enumerate(levels, 1)}})[0]
    assert one.low is not None and one.total is not None and one.high is not None
    assert 0 <= one.low <= one.total <= one.high <= 100


def test_an_order_that_rests_on_one_weight_is_named() -> None:
    found = kit(1, 1, 1)
    agreed = {"C1": {"x/1": 3, "x/2": 1, "x/3": 1}, "C2": {"x/1": 0, "x/2": 2, "x/3": 2}}
    assert {turn.criterion for turn in turns(found, agreed)} == {"x/1"}


def test_an_order_that_holds_for_all_weights_names_none() -> None:
    found = kit(1, 1)
    assert turns(found, {"C1": {"x/1": 3, "x/2": 3}, "C2": {"x/1": 1, "x/2": 1}}) == ()


def test_close_totals_are_no_clear_difference() -> None:
    found = kit(1, 1)
    one, other = standings(found, {"C1": {"x/1": 3, "x/2": 2}, "C2": {"x/1": 2, "x/2": 3}})
    assert words_for(one, other) == "no clear difference"


def test_the_tea_tasting_experiment_has_its_published_p() -> None:
    # Fisher 1935: 3 of 4 right; two-sided p = 34/70
    assert exact_p(3, 1, 1, 3) == pytest.approx(34 / 70)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_a_p_is_a_chance_and_the_same_both_ways(a: int, b: int, c: int, d: int) -> None:
    assert 0 < exact_p(a, b, c, d) <= 1 and exact_p(a, b, c, d) == pytest.approx(exact_p(c, d, a, b))


def test_few_people_are_too_few_to_say() -> None:
    rows = [{"group": "x", "went_on": True}] * 3 + [{"group": "y", "went_on": False}] * 4
    assert [(one.group.name, one.ratio, one.enough) for one in impacts(rows)] == [("y", 0.0, False)]
