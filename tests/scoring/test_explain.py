"""Claims about reasons: why, why not, and a smallest change that works when it is made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amtrainer.authoring.marking import scoring_of
from amtrainer.scoring.assess import Assessor, assessor_of, context_of
from amtrainer.scoring.batch import talk
from amtrainer.scoring.candidates import by_day
from amtrainer.scoring.edit import Edit, changed
from amtrainer.scoring.evidence import Strength
from amtrainer.scoring.explain import Explanation, explain
from amtrainer.scoring.parts import earned_by, lacking
from amtrainer.scoring.plan import Plan, work_of_plan
from amtrainer.scoring.rubric import Rubric

REST = "and there is much more to be said about all of it in the meeting"
PROMISE = {
    "id": "next-step",
    "look_for": "commitment",
    "says": "who, what and when",
    "what": ["send them", "send both versions", "send you both versions"],
}
DATED = {
    "l1": {"says": "says that something follows", "when": {"all": [{"next-step": "trace"}]}},
    "l2": {
        "says": "who and what",
        "when": {"all": [{"next-step": "partial"}]},
        "fix": "I send you both versions this week.",
    },
    "l3": {"says": "who, what and when", "when": {"all": ["next-step"]}, "fix": "by Thursday noon"},
}
FACTS = {
    "load": {"money": "1900000 DKK", "says": "worth of the load saved in February", "aka": ["load", "alarm", "saved"]},
    "mandate": {
        "limit": [{"percent": 4, "if": "24-month term"}],
        "above": "sales director",
        "aka": ["discount", "off"],
    },
}


@pytest.fixture
def told(assessor: Callable[..., Assessor]) -> Callable[..., tuple[Explanation, ...]]:
    """Explains turns: told([criterion(...)], "first turn", ...)."""

    def tell(criteria: list[dict[str, Any]], *turns: str, **more: Any) -> tuple[Explanation, ...]:
        made = assessor(criteria, **more)
        return explain(made, made.assess(talk(turns)))

    return tell


def test_a_vague_time_becomes_the_authored_one(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    (one,) = told([ladder("c", **DATED)], f"We are through, {REST}. I will send them soon.", indicators=[PROMISE])
    assert (one.change.old, one.change.new) == ("soon", "by Thursday noon")
    assert (one.change.level_to, one.change.total_to) == (3, 100)
    assert one.quote == "I will send them soon."
    assert [(part.name, part.present) for part in one.parts] == [("who", True), ("what", True), ("when", False)]


def test_a_sentence_is_completed_where_nothing_stands_yet(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    (one,) = told([ladder("c", **DATED)], f"We are through, {REST}.", indicators=[PROMISE])
    assert one.change.new.strip() == "I send you both versions by Thursday noon."
    assert (one.change.level_from, one.change.level_to) == (0, 3)


def test_a_missing_figure_comes_from_the_file(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    proof = {"id": "proof", "look_for": "fact", "says": "named the load", "facts": ["load"]}
    (one,) = told([ladder("c", l3={"all": ["proof"]})], f"Think of February, {REST}.", indicators=[proof], facts=FACTS)
    assert one.change.new.strip() == "Worth of the load saved in February: 1,900,000 DKK."


def test_a_wrong_figure_becomes_the_files(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    proof = {"id": "proof", "look_for": "fact", "says": "named the load", "facts": ["load"]}
    text = f"Our alarm saved a load worth 4,500,000 DKK, {REST}."
    (one,) = told([ladder("c", l3={"all": ["proof"]})], text, indicators=[proof], facts=FACTS)
    assert (one.change.old, one.change.new) == ("4,500,000 DKK", "1,900,000 DKK")


def test_a_gift_gets_its_return(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    within = {"id": "within", "look_for": "limit", "says": "gave for a return", "of": "mandate", "find": "within"}
    (one,) = told(
        [ladder("c", l3={"all": ["within"]})], f"I can give you 4% off, {REST}.", indicators=[within], facts=FACTS
    )
    assert one.change.new == " against a 24-month term"


def test_what_came_too_late_is_said_first(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rungs = {"l1": {"all": ["apple"]}, "l3": {"before": {"apple": "banana"}}}
    (one,) = told([ladder("c", **rungs)], f"We bring banana, {REST}. We bring apple too.")
    assert one.change.new == f"We bring apple too. We bring banana, {REST}."
    assert one.parts[0].name == "said apple, before you said banana"


def test_what_must_not_be_there_is_taken_out(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rungs = {"l1": {"all": ["apple"]}, "l3": {"all": ["apple"], "none": ["damson"]}}
    (one,) = told([ladder("c", **rungs)], f"We bring apple, {REST}. And a damson too. That is all there is.")
    assert (one.change.old, one.change.new) == ("And a damson too. ", "")
    assert [(part.name, part.present) for part in one.parts] == [("said apple", True), ("never said damson", False)]


def test_what_must_not_be_there_gives_way_to_the_authored_words(
    told: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    rung = {"says": "three", "when": {"all": ["apple"], "none": ["damson"]}, "fix": "Here is an apple for you."}
    (one,) = told([ladder("c", l3=rung)], f"We come with this, {REST}. And a damson too.")
    assert (one.change.old, one.change.new) == ("And a damson too.", "Here is an apple for you.")


def test_where_no_single_change_does_two_are_named(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rungs = {"l3": {"all": ["apple"], "none": ["damson"]}}
    (one,) = told([ladder("c", **rungs)], f"A damson comes. We bring apple, {REST}. And a damson too.")
    assert one.change is None
    assert one.no_change == (
        "No single change; two are needed: take out “A damson comes.”, and take out “And a damson too.” (level 0 → 3)."
    )


def test_where_nothing_helps_what_is_missing_is_said(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    (one,) = told([ladder("c", l3={"all": ["apple"]})], f"We come, {REST}.")
    assert one.no_change == "No single change that was tried lifts it."
    assert [part.name for part in one.parts if not part.present] == ["said apple"]


def test_the_top_of_a_ladder_needs_no_change(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    (one,) = told([ladder("c", l4={"all": ["apple"]})], f"We bring apple, {REST}.")
    assert (one.goal, one.change, one.no_change) == (None, None, "")
    assert one.why == "“apple”: said apple."


def test_why_nothing_names_what_came_near(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    (one,) = told([ladder("c", l3={"all": ["apple"]})], f"We do not bring apple, {REST}.")
    assert one.why == "“apple” comes near, but it is said not to be so."


def test_the_gain_counts_the_cap(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    criteria = [ladder("c", weight=50, l3={"all": ["apple"]}), ladder("d", weight=50, l3={"all": ["banana"]})]
    gates = [{"id": "G7", "when": {"all": ["cherry"]}}]
    free = told(criteria, f"We bring banana, {REST}.", gates=gates)
    capped = told(criteria, f"We bring banana and cherry, {REST}.", gates=gates)
    assert (free[0].gain, capped[0].gain) == (50, 10)


def test_a_change_breaks_no_gate(told: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rung = {"says": "three", "when": {"all": ["apple"]}, "fix": "An apple, you idiot."}
    (one,) = told([ladder("c", l3=rung)], f"We come, {REST}.")
    assert one.change is None


@pytest.mark.parametrize(
    ("today", "words"),
    [((2026, 5, 19), "by Thursday noon"), ((2026, 8, 27), "by Monday noon"), ((2026, 10, 10), "by Tuesday noon")],
)
def test_a_day_is_two_working_days_ahead(today: tuple[int, int, int], words: str) -> None:
    assert by_day(date(*today)) == words


WORDS = ["apple", "banana", "cherry"]
RUNG = st.builds(
    lambda when, fix: {"says": "a rung of its own", "when": when, "fix": fix},
    st.one_of(
        st.builds(lambda a: {"all": [a]}, st.sampled_from(WORDS)),
        st.builds(lambda a, b: {"all": [a], "none": [b]}, st.sampled_from(WORDS), st.sampled_from(WORDS)),
        st.builds(lambda a, b: {"before": {a: b}}, st.sampled_from(WORDS), st.sampled_from(WORDS)),
    ),
    st.sampled_from(
        ["", "Here is an apple.", "with a banana", "And what about a cherry?", "An apple before a cherry, İß😀."]
    ),
)
SENTENCE = st.sampled_from(
    ["We bring an apple.", "A banana comes too!", "No cherry is left?", "İstanbul, Straße 😀.", "soon", "سلام"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    levels=st.dictionaries(st.integers(1, 4), RUNG, min_size=1),
    turns=st.lists(st.lists(SENTENCE, max_size=4).map(" ".join), min_size=1, max_size=2),
)
def test_every_change_that_is_shown_works_when_it_is_made(
    assessor: Callable[..., Assessor], ladder: Callable[..., Any], levels: dict[int, Any], turns: list[str]
) -> None:
    made = assessor([ladder("c", **{f"l{level}": rung for level, rung in levels.items()})])
    assessment = made.assess(talk(turns))
    (one,) = explain(made, assessment)
    assert (one.goal is None) or (one.change is not None) != bool(one.no_change)
    if one.change is not None:
        change = one.change
        text = turns[change.place.turn]
        assert text[change.place.start : change.place.end] == change.old
        after = made.assess(changed(assessment.work, [Edit(change.place, change.new)]))
        assert after.levels["c"] == change.level_to > change.level_from == assessment.levels["c"]
        assert "a rung of its own" not in change.new


def test_in_a_plan_a_new_sentence_goes_to_the_item_it_names(
    ladder: Callable[..., Any], make_rubric: Callable[..., Any], blind: Any
) -> None:
    class Inbox(Rubric):
        @property
        def item_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
            return (("A", ("Kestrel",)), ("B", ("Delgado",)))

    rung = {"says": "three", "when": {"all": ["apple"]}, "fix": "To Delgado: an apple by noon."}
    made = Inbox.model_validate(make_rubric([ladder("c", l3=rung)]).model_dump(by_alias=True, exclude_unset=True))
    fields = {
        "A": {"action": "Acknowledge it and tell the people in the yard"},
        "B": {"reason": "He is loud and small"},
    }
    assessor = Assessor(made, context_of(made, blind))
    (one,) = explain(assessor, assessor.assess(work_of_plan(Plan(("A", "B"), fields, {"B": "We have your mail"}))))
    assert one.change is not None
    assert (one.change.place.field, one.change.new.strip()) == ("messages.B", "To Delgado: an apple by noon.")


@pytest.mark.parametrize(
    ("rung", "text", "parts"),
    [
        (
            {"at_least": {"n": 2, "of": ["apple", "banana", "cherry"]}},
            "We bring apple",
            [("said apple", True), ("said banana, or said cherry", False)],
        ),
        (
            {"at_least": {"n": 2, "of": ["apple", "banana", "cherry"]}},
            "We come",
            [("2 of these: said apple, said banana, said cherry", False)],
        ),
        (
            {"all": ["damson"], "at_least": {"n": 1, "of": ["apple", "banana"]}},
            "We bring apple",
            [("said damson", False), ("said apple", True)],
        ),
        (
            {"any": [{"all": ["apple", "cherry"]}, {"all": ["banana", "damson"]}]},
            "We bring banana",
            [("said banana", True), ("said damson", False)],
        ),
    ],
)
def test_only_what_is_still_asked_for_is_called_missing(
    told: Callable[..., Any], ladder: Callable[..., Any], rung: dict[str, Any], text: str, parts: list[tuple[str, bool]]
) -> None:
    (one,) = told([ladder("c", l3=rung)], f"{text}, {REST}.")
    assert [(part.name, part.present) for part in one.parts] == parts


def test_several_things_are_missing() -> None:
    assert lacking(["who", "what", "never this"]) == "who; what are missing; in the way: this"
    assert lacking(["when"]) == "when is missing"
    assert lacking(["2 of these: a, b, c"]) == "2 of these: a, b, c are missing"


def test_what_is_found_only_in_part_is_told_so(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    made = judged([ladder("c", l3={"all": ["apple"]})], f"We bring apple, {REST}.")
    (_, mark) = made.judged[0].evidence[0]
    rubric = Rubric.model_validate(
        {"indicators": [{"id": "apple", "look_for": "phrase", "says": "said apple", "any_of": ["apple"]}]}
    )
    assert (
        earned_by("apple", replace(mark, strength=Strength.PARTIAL), made.findings, rubric)
        == "said apple, only in part"
    )
    assert earned_by("apple", mark, made.findings, rubric) == "said apple"


def test_where_words_lie_near_a_cut_they_are_named() -> None:
    scoring = scoring_of("d01", "practice")
    made = assessor_of(scoring.scenario, scoring.model)
    found = made.assess(talk(["Eight percent is much, and I want to keep you. Why you need it? Somebody upstairs?"]))
    near = [
        one.why for one in explain(made, found) if found.of(one.criterion).unsure and not found.levels[one.criterion]
    ]
    assert near and all("comes near" in why for why in near)


def test_what_came_only_after_a_probe_is_in_the_way_of_the_next_level(
    told: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    rungs = {"l1": {"all": ["apple"]}, "l3": {"all": ["banana"]}}
    (one,) = told(
        [ladder("c", aggregate="probed", **rungs)], f"We come, {REST}.", f"We bring apple and banana, {REST}."
    )
    assert lacking([part.name for part in one.parts if not part.present]) == "in the way: said only after a probe"


def test_words_that_only_a_rung_above_the_goal_asks_for_are_not_quoted(
    told: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    rungs = {"l3": {"all": ["apple"]}, "l4": {"all": ["next-step"]}}
    (one,) = told([ladder("c", **rungs)], f"We are through, {REST}. I will send them soon.", indicators=[PROMISE])
    assert (one.goal, one.quote) == (3, "")
