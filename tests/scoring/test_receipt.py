"""Claims about receipts: without the shown words the level falls to what the card names, wherever the words stand."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amtrainer.scoring.assess import Assessor
from amtrainer.scoring.batch import talk
from amtrainer.scoring.edit import Edit, changed, cut, joined
from amtrainer.scoring.receipt import receipts
from amtrainer.scoring.work import Place

WORDS = ["apple", "banana", "cherry", "damson", "elder"]
STRANGE = ["İstanbul", "Straße", "ﬁne", "😀", "\r\n", "سلام", "é", "“so”", "a\u0301", " "]
REST = "and we talk about all of it in the meeting that comes tomorrow"


def test_all_shown_words_are_cut_at_once(said: Callable[..., Any]) -> None:
    work = said("one two three", "four five")
    cut_work = cut(work, [Place(0, 4, 7), Place(0, 6, 8), Place(1, 0, 5)])
    assert [passage.answer.text for passage in cut_work.passages] == ["one three", "five"]


def test_overlapping_places_become_one() -> None:
    assert joined([Place(0, 5, 9), Place(0, 0, 6), Place(1, 0, 2)]) == [Place(0, 0, 9), Place(1, 0, 2)]


def test_edits_do_not_move_each_other(said: Callable[..., Any]) -> None:
    work = changed(said("soon or later"), [Edit(Place(0, 0, 4), "by Thursday"), Edit(Place(0, 8, 13), "by Friday")])
    assert work.passages[0].answer.text == "by Thursday or by Friday"


def test_a_receipt_names_who_falls_too(assessor: Callable[..., Assessor], ladder: Callable[..., Any]) -> None:
    made = assessor(
        [ladder("a", weight=50, l3={"all": ["apple"]}), ladder("b", weight=50, l2={"before": {"apple": "banana"}})]
    )
    found = receipts(made, made.assess(talk([f"We bring apple and then banana {REST}."])))
    assert (found["a"].without, found["a"].also) == (0, ("b",))


def test_a_whole_sentence_is_shown_where_its_rest_does_the_same(
    assessor: Callable[..., Assessor], ladder: Callable[..., Any]
) -> None:
    ask = {"id": "asks", "look_for": "phrase", "says": "asked", "any_of": ["what drives", "which total"]}
    made = assessor([ladder("a", l3={"all": [{"asks": "full"}]})], indicators=[ask])
    (receipt,) = receipts(
        made, made.assess(talk([f"Now what drives it, and which total is it? We talk {REST}."]))
    ).values()
    assert receipt.without == 0


CRITERIA_RUNGS = st.fixed_dictionaries(
    {},
    optional={
        f"l{level}": st.one_of(
            st.builds(lambda a: {"all": [a]}, st.sampled_from(WORDS)),
            st.builds(lambda a, b: {"any": [a, b]}, st.sampled_from(WORDS), st.sampled_from(WORDS)),
            st.builds(lambda a, b: {"all": [a], "none": [b]}, st.sampled_from(WORDS), st.sampled_from(WORDS)),
            st.builds(lambda a, b: {"before": {a: b}}, st.sampled_from(WORDS), st.sampled_from(WORDS)),
        )
        for level in range(1, 5)
    },
).filter(bool)
TURNS = st.lists(
    st.lists(st.sampled_from([*WORDS, *STRANGE, ".", "?", ",", "we", "bring", "not"]), min_size=1, max_size=25).map(
        " ".join
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rungs=st.lists(CRITERIA_RUNGS, min_size=1, max_size=4),
    turns=TURNS,
    aggregate=st.sampled_from(["best", "worst", "mean", "first", "last"]),
)
def test_receipts_hold_for_any_text(
    assessor: Callable[..., Assessor],
    ladder: Callable[..., Any],
    rungs: list[dict[str, Any]],
    turns: list[str],
    aggregate: str,
) -> None:
    made = assessor([ladder(f"c{n}", weight=10 + n, aggregate=aggregate, **one) for n, one in enumerate(rungs)])
    assessment = made.assess(talk(turns))
    for id, receipt in receipts(made, assessment).items():
        places = [mark.place for _, mark in receipt.shown]
        assert all(turns[mark.place.turn][mark.place.start : mark.place.end] == mark.quote for _, mark in receipt.shown)
        texts = list(turns)
        for place in sorted(joined(places), key=lambda one: -one.start):
            texts[place.turn] = texts[place.turn][: place.start] + texts[place.turn][place.end :]
        after = made.assess(talk(texts)).levels
        assert after[id] == receipt.without
        assert {other for other in after if other != id and after[other] != assessment.levels[other]} == set(
            receipt.also
        )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=TURNS)
def test_remembering_changes_nothing(
    assessor: Callable[..., Assessor], ladder: Callable[..., Any], turns: list[str]
) -> None:
    criteria = [
        ladder("a", weight=50, l1={"any": WORDS[:3]}, l3={"before": {"apple": "banana"}}),
        ladder("b", weight=50, l2={"all": ["cherry"]}),
    ]
    warm = assessor(criteria)
    for end in range(1, len(turns) + 1):
        warm.assess(talk(turns[:end]))
    again, fresh = warm.assess(talk(turns)), assessor(criteria).assess(talk(turns))
    assert (again.levels, again.gates, again.flags) == (fresh.levels, fresh.gates, fresh.flags)
    assert [one.evidence for one in again.judged] == [one.evidence for one in fresh.judged]
