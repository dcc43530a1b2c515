"""Claims about conditions: what holds, by which words, and what is missing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from amtrainer.scoring.condition import Condition, Verdict, judge
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.work import Place


def mark(turn: int = 0, start: int = 0, strength: Strength = Strength.FULL) -> Mark:
    return Mark(Place(turn, start, start + 3), "abc", strength)


def verdict(condition: dict[str, Any], gates: frozenset[str] = frozenset(), **marks: Mark) -> Verdict:
    findings = {name: Finding(name, (one,)) for name, one in marks.items()}
    return judge(Condition.model_validate(condition), findings, gates)


def test_a_bare_name_asks_for_full_strength() -> None:
    assert verdict({"all": ["a"]}, a=mark()).holds
    assert not verdict({"all": ["a"]}, a=mark(strength=Strength.PARTIAL)).holds


def test_a_name_with_a_strength_asks_for_at_least_that() -> None:
    assert verdict({"all": [{"a": "partial"}]}, a=mark(strength=Strength.PARTIAL)).holds
    assert verdict({"all": [{"a": "trace"}]}, a=mark()).holds
    assert not verdict({"all": [{"a": "partial"}]}, a=mark(strength=Strength.TRACE)).holds


def test_several_keys_hold_together() -> None:
    condition = {"all": ["a"], "none": ["b"]}
    assert verdict(condition, a=mark()).holds
    assert not verdict(condition, a=mark(), b=mark(start=9)).holds


def test_so_many_of_a_list_are_enough() -> None:
    condition = {"at_least": {"n": 2, "of": ["a", "b", "c"]}}
    assert verdict(condition, a=mark(), c=mark(start=9)).holds
    assert not verdict(condition, b=mark()).holds


def test_conditions_nest() -> None:
    condition = {"any": ["a", {"all": ["b"], "none": ["c"]}]}
    assert verdict(condition, b=mark()).holds
    assert not verdict(condition, b=mark(), c=mark(start=9)).holds


def test_before_holds_when_the_other_is_absent() -> None:
    assert verdict({"before": {"a": "b"}}, a=mark()).holds
    assert not verdict({"before": {"a": "b"}}, b=mark()).holds


def test_before_goes_by_turn_and_then_by_offset() -> None:
    condition = {"before": {"a": "b"}}
    assert verdict(condition, a=mark(0, 90), b=mark(1, 2)).holds
    assert verdict(condition, a=mark(1, 2), b=mark(1, 9)).holds
    assert not verdict(condition, a=mark(1, 2), b=mark(0, 90)).holds


def test_what_came_too_late_is_named_with_both_places() -> None:
    (need,) = verdict({"before": {"a": "b"}}, a=mark(1, 2), b=mark(0, 90)).needs
    assert (need.kind, need.name, need.other) == ("earlier", "a", "b")
    assert [one.place.turn for one in need.marks] == [1, 0]


def test_a_broken_gate_can_be_asked_about() -> None:
    assert verdict({"no_gate": ["G1"]}).holds
    assert not verdict({"no_gate": ["G1"]}, frozenset({"G1"})).holds


def test_a_verdict_carries_the_words_that_made_it_hold() -> None:
    held = verdict({"all": ["a"], "any": ["b", "c"]}, a=mark(start=5), c=mark(start=50))
    assert [(name, one.place.start) for name, one in held.marks] == [("a", 5), ("c", 50)]


def test_a_need_says_whether_something_weaker_stands_there() -> None:
    (need,) = verdict({"all": ["a"]}, a=mark(strength=Strength.TRACE)).needs
    assert need.kind == "more"
    (need,) = verdict({"all": ["a"]}).needs
    assert need.kind == "find"


def test_an_unwanted_thing_is_named_with_its_words() -> None:
    (need,) = verdict({"none": ["a"]}, a=mark(start=7)).needs
    assert (need.kind, need.marks[0].place.start) == ("avoid", 7)


def test_an_empty_condition_is_refused() -> None:
    with pytest.raises(ValidationError, match="empty condition"):
        Condition.model_validate({})


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(ValidationError, match="can never hold"):
        Condition.model_validate({"at_least": {"n": 3, "of": ["a", "b"]}})


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate({"every": ["a"]})


def test_what_helps_and_what_is_only_unwanted_are_told_apart() -> None:
    condition = Condition.model_validate({"all": ["a"], "none": ["b"], "before": {"c": "d"}})
    assert list(condition.wanted()) == ["a", "c"]
    assert set(condition.names()) == {"a", "b", "c", "d"}


NAMES = st.sampled_from(["a", "b", "c", "d"])
WANTS = st.one_of(
    NAMES, st.builds(lambda name, strength: {name: strength}, NAMES, st.sampled_from(["trace", "partial", "full"]))
)
PLAIN = st.one_of(
    st.builds(lambda items: {"all": items}, st.lists(WANTS, min_size=1, max_size=3)),
    st.builds(lambda items: {"any": items}, st.lists(WANTS, min_size=1, max_size=3)),
    st.builds(
        lambda n, items: {"at_least": {"n": min(n, len(items)), "of": items}},
        st.integers(1, 3),
        st.lists(WANTS, min_size=1, max_size=3),
    ),
)
NESTED = st.recursive(
    PLAIN, lambda inner: st.builds(lambda items: {"all": items}, st.lists(inner, min_size=1, max_size=2)), max_leaves=6
)
FOUND = st.dictionaries(NAMES, st.sampled_from([Strength.TRACE, Strength.PARTIAL, Strength.FULL]), max_size=4)


@given(NESTED, FOUND, NAMES)
def test_finding_more_never_breaks_a_condition_that_wants_things(
    condition: dict[str, Any], found: dict[str, Strength], name: str
) -> None:
    before = verdict(condition, **{one: mark(strength=strength) for one, strength in found.items()})
    after = verdict(
        condition, **{one: mark(strength=strength) for one, strength in {**found, name: Strength.FULL}.items()}
    )
    assert after.holds or not before.holds


@given(NESTED, FOUND)
def test_a_verdict_either_holds_or_says_what_it_needs(condition: dict[str, Any], found: dict[str, Strength]) -> None:
    result = verdict(condition, **{one: mark(strength=strength) for one, strength in found.items()})
    assert result.holds != bool(result.needs)


@given(NESTED, FOUND)
def test_a_condition_survives_json(condition: dict[str, Any], found: dict[str, Strength]) -> None:
    first = Condition.model_validate(condition)
    assert Condition.model_validate(first.model_dump(exclude_defaults=True)) == first
