"""Claims about agreement: known values, and silence where there is too little."""

from hypothesis import given
from hypothesis import strategies as st

from amtrainer.panel.agreement import adjacent, auc, best_cut, bias, bootstrap, exact, kappa, pair_accuracy

PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


def test_kappa_of_full_agreement_is_one() -> None:
    assert kappa([(0, 0), (2, 2), (4, 4)]) == 1


def test_kappa_of_a_worked_example_is_right() -> None:
    # observed: squared distances 0, 1, 1, 0; expected from the margins: (4 + 1 + 1 + 4 + ...) as in Cohen 1968
    assert round(kappa([(0, 0), (1, 2), (2, 1), (3, 3)]) or 0, 3) == 0.8


def test_kappa_of_raters_who_never_vary_is_not_said() -> None:
    assert kappa([(2, 2), (2, 2)]) is None


@given(PAIRS)
def test_kappa_never_exceeds_one(pairs: list[tuple[int, int]]) -> None:
    value = kappa(pairs)
    assert value is None or value <= 1


@given(PAIRS)
def test_exact_agreement_is_part_of_adjacent_agreement(pairs: list[tuple[int, int]]) -> None:
    assert 0 <= exact(pairs) <= adjacent(pairs) <= 1


def test_a_mild_rater_has_a_bias_above_zero() -> None:
    assert bias([(1, 2), (2, 3), (3, 3)]) > 0


def test_the_best_cut_is_where_people_say_three() -> None:
    assert best_cut([(0, 0), (1, 1), (3, 2), (4, 2), (3, 4), (1, 0)]) == 2


def test_without_both_sides_there_is_no_cut_and_no_area() -> None:
    assert best_cut([(3, 3), (4, 4)]) is None and auc([(3, 3), (4, 4)]) is None


def test_ties_count_half_in_the_area() -> None:
    assert auc([(3, 2), (1, 2)]) == 0.5


def test_pairs_within_an_answer_count_only_where_levels_differ_by_two() -> None:
    assert pair_accuracy([(4, 3), (3, 1), (1, 2)]) == (1.0, 2)


def test_an_interval_comes_out_the_same_every_time() -> None:
    cells = {str(n): [(n % 5, (n * 3) % 5)] for n in range(40)}
    assert bootstrap(cells, kappa) == bootstrap(cells, kappa)


def test_an_interval_holds_the_value() -> None:
    cells = {str(n): [(n % 5, max(0, n % 5 - n % 2))] for n in range(60)}
    found = bootstrap(cells, kappa)
    assert found.low is not None and found.high is not None and found.value is not None
    assert found.low <= found.value <= found.high
