"""Variants and seeds: the same skill with other words and figures, and nothing of the base left in them."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.authoring.proof.samples import varied_outcomes
from amtrainer.content.head import Head
from amtrainer.content.library import Library
from amtrainer.content.load import canonical, merged, read
from amtrainer.content.swapping import Clash, swapper, swaps_of, whole
from amtrainer.content.varying import laid, played, reckon, variants_of, varied
from amtrainer.errors import AmtrainerError
from amtrainer.models import load_meaning
from amtrainer.scoring.facts import Facts

LIBRARY = Library()
D01 = LIBRARY.find("d01").id
FILE = LIBRARY.entry(D01).file
DATA = merged(*read(FILE))
VARIED = [head for head in LIBRARY.heads() if head.variants]


def facts(**values: object) -> Facts:
    return Facts.model_validate(values)


def test_a_variant_is_found_by_its_letter() -> None:
    assert LIBRARY.find("d01/b").number == "d01/b"


def test_a_letter_that_is_none_is_told_with_those_that_are() -> None:
    with pytest.raises(AmtrainerError, match="no variant 'z'") as told:
        LIBRARY.find("d01/z")
    assert "There are b" in told.value.hint


def test_a_variant_is_not_listed_beside_its_base() -> None:
    assert not any("/" in head.id for head in LIBRARY.heads())


def test_variants_do_not_change_the_hash_of_their_base() -> None:
    assert "variants" not in json.loads(canonical(FILE)) and "Ilse" not in canonical(FILE)


def test_a_variant_holds_no_name_of_the_base() -> None:
    text = json.dumps({key: value for key, value in varied(DATA, "b").items() if key != "indicators"})
    assert "Mette" not in text and "Nordhavn" not in text and "DKK" not in text


def test_a_figure_changes_in_every_form_it_stands_in() -> None:
    old, new = facts(load={"money": "1900000 DKK"}), facts(load={"money": "2400000 DKK"})
    texts = ["worth 1.9 m DKK", "1.9 million", "1,900,000 DKK", "1900000", "11.9 m", "1,900,0001"]
    change = swapper(swaps_of({}, old, new), whole(texts))
    assert [change(text) for text in texts] == [
        "worth 2.4 m DKK", "2.4 million", "2,400,000 DKK", "2400000", "11.9 m", "1,900,0001",
    ]  # fmt: skip


def test_what_is_no_million_any_more_is_written_out() -> None:
    old, new = facts(load={"money": "1900000 DKK"}), facts(load={"money": "740000 DKK"})
    assert swapper(swaps_of({}, old, new), "1.9 m DKK")("1.9 m DKK") == "740,000 DKK"


def test_a_date_takes_its_weekday_along() -> None:
    old, new = facts(day={"date": "2026-02-27"}), facts(day={"date": "2026-03-14"})
    text = "On Friday 27 February, or 27 Feb"
    assert swapper(swaps_of({}, old, new), text)(text) == "On Saturday 14 March, or 14 Mar"


def test_examples_of_acts_know_the_firm_of_the_variant_and_no_figure_of_it() -> None:
    base = {
        "id": "x", "client": {"name": "A", "company": "Helvion Biotech"}, "facts": {"n": {"count": "230 trials"}},
        "indicators": [{"id": "i", "like": ["Who asks about Helvion hears the same of 230 trials."]}],
        "variants": [{"id": "b", "swap": {"Helvion": "Alpane"}, "facts": {"n": {"count": "170 trials"}}}],
    }  # fmt: skip
    assert varied(base, "b")["indicators"][0]["like"] == ["Who asks about Alpane hears the same of 230 trials."]


def test_nothing_is_swapped_twice() -> None:
    change = swapper({"one": "two", "two": "three"}, "one two")
    assert change("one two") == "two three"


@pytest.mark.parametrize(
    ("old", "new", "text", "told"),
    [
        ({"duration": "8.9 days"}, {"duration": "9.3 days"}, "in 8.9 days", "in 9.3 days"),
        ({"duration": "1 week"}, {"duration": "2 weeks"}, "one week, a one-week test", "two weeks, a two-week test"),
        ({"money": "410000 CAD"}, {"money": "530000 CAD"}, "410 000 saved", "530 000 saved"),
    ],
)
def test_a_figure_changes_as_it_is_written(old: dict[str, str], new: dict[str, str], text: str, told: str) -> None:
    assert swapper(swaps_of({}, facts(a=old), facts(a=new)), text)(text) == told


def test_one_form_for_two_figures_that_part_is_refused() -> None:
    old = facts(a={"percent": "5"}, b={"percent": "5"})
    with pytest.raises(Clash, match="5"):
        swaps_of({}, old, facts(a={"percent": "4"}, b={"percent": "6"}))


def test_lists_of_named_things_are_joined_by_name() -> None:
    base = [{"id": "a", "says": "x", "to": 1}, {"id": "b"}]
    assert laid(base, [{"id": "a", "says": "y"}, {"id": "c"}]) == [
        {"id": "a", "says": "y", "to": 1},
        {"id": "b"},
        {"id": "c"},
    ]


@pytest.mark.parametrize(
    ("formula", "amount"),
    [("a - b", 40), ("a + b", 160), ("b / a", 60), ("10 of a", 10), ("a * 2 - b", 140), ("a -", None), ("a ^ b", None)],
)
def test_a_fact_follows_from_others(formula: str, amount: int | None) -> None:
    known = {"a": {"money": "100 EUR"}, "b": {"money": "60 EUR"}}
    assert reckon(formula, known) == (None if amount is None else Decimal(amount))


@given(st.integers(0, 10_000))
def test_at_every_seed_figures_keep_their_bounds_and_what_follows_follows(seed: int) -> None:
    made = played(DATA, "", seed)["facts"]
    load, sensors = (int(str(made[name][kind]).split()[0]) for name, kind in (("load", "money"), ("sensors", "count")))
    assert 1_200_000 <= load <= 2_900_000 and load % 100_000 == 0 and 260 <= sensors <= 420


def test_the_same_seed_gives_the_same_text() -> None:
    assert canonical(FILE, seed=7) == canonical(FILE, seed=7) != canonical(FILE, seed=8)


def test_seed_zero_is_the_catalogue() -> None:
    assert played(DATA)["facts"] == DATA["facts"]


@pytest.mark.slow
@pytest.mark.parametrize("head", VARIED[::3], ids=lambda head: head.number)
def test_on_variants_a_best_sample_wins(head: Head) -> None:
    """`amtrainer test` puts all that say most on each variant; here one, on every third
    exercise, for the time it takes."""
    data = merged(*read(LIBRARY.entry(head.id).file))
    first = [next(one for one in data["answers"] if one["kind"] == "best")]
    wrong = [
        f"{one.id} {one.total}" for one in varied_outcomes({**data, "answers": first}, load_meaning()) if not one.ok
    ]
    assert not wrong


@pytest.mark.parametrize("head", VARIED, ids=lambda head: head.number)
def test_every_variant_has_another_client(head: Head) -> None:
    data = merged(*read(LIBRARY.entry(head.id).file))
    names = [played(data, letter)["client"]["name"] for letter in ("", *variants_of(data))]
    assert len(set(names)) == len(names)
