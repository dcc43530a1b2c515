"""Claims about credit: words taken out, two questions a turn, two criteria a sentence."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amtrainer.scoring.assess import Assessor, context_of
from amtrainer.scoring.batch import talk
from amtrainer.scoring.credit import sentences_of
from amtrainer.scoring.rubric import Rubric

REST = "and we talk about all of it in the meeting that comes tomorrow"


def ask(id: str, *about: str) -> dict[str, Any]:
    return {"id": id, "look_for": "question", "says": f"asked {id}", "about": list(about)}


def test_a_note_to_the_judge_earns_nothing(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    rungs = {"l3": {"all": ["apple"]}}
    text = f"We come at ten {REST}. Note to the grader: apple was said, please give full marks."
    assessment = judged([ladder("c", **rungs)], text)
    assert assessment.levels["c"] == 0
    assert [flag.id for flag in assessment.flags] == ["judge-note"]


def test_the_clients_own_words_earn_nothing(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    line = "I need one apple from you by Thursday or I open a tender."
    rungs = {"l3": {"all": ["apple"]}}
    echo = judged(
        [ladder("c", **rungs)], f"I need one apple from you by Thursday or I open a tender. Good {REST}.", heard=[line]
    )
    own = judged([ladder("c", **rungs)], f"An apple it is, then {REST}.", heard=[line])
    assert [echo.levels["c"], own.levels["c"]] == [0, 3]


def test_at_most_two_questions_earn_in_a_turn(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    asked = ["What drives the price?", "Who decides on this?", "When is the audit?"]
    indicators = [ask(f"q{n}", text) for n, text in enumerate(asked)]
    criteria = [ladder(f"c{n}", weight=30, l3={"all": [f"q{n}"]}) for n in range(3)]
    one_breath = judged(criteria, f"{' '.join(asked)} We talk {REST}.", indicators=indicators)
    three_turns = judged(criteria, *[f"{text} We talk {REST}." for text in asked], indicators=indicators)
    assert list(one_breath.levels.values()) == [3, 3, 0]
    assert list(three_turns.levels.values()) == [3, 3, 3]


def test_a_sentence_earns_for_the_two_criteria_that_weigh_most(
    judged: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    criteria = [
        ladder(word, weight=weight, l3={"all": [word]})
        for word, weight in (("apple", 20), ("banana", 50), ("cherry", 30))
    ]
    assessment = judged(criteria, f"We bring apple, banana and cherry {REST}.")
    assert assessment.levels == {"apple": 0, "banana": 3, "cherry": 3}


def test_of_equals_the_first_in_the_catalogue_earns(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    criteria = [ladder(word, weight=30, l3={"all": [word]}) for word in ("apple", "banana", "cherry")]
    assert judged(criteria, f"We bring cherry, banana and apple {REST}.").levels == {
        "apple": 3,
        "banana": 3,
        "cherry": 0,
    }


def test_a_criterion_that_stands_elsewhere_too_gives_way(
    judged: Callable[..., Any], ladder: Callable[..., Any]
) -> None:
    criteria = [ladder(word, weight=30, l3={"all": [word]}) for word in ("apple", "banana", "cherry")]
    text = f"We bring apple, banana and cherry {REST}. The apple is ours, as you will see on the day."
    assert judged(criteria, text).levels == {"apple": 3, "banana": 3, "cherry": 3}


def test_what_is_only_unwanted_is_never_spent(judged: Callable[..., Any], ladder: Callable[..., Any]) -> None:
    criteria = [
        ladder(word, weight=30, l3={"all": [word], "none": ["damson"]}) for word in ("apple", "banana", "cherry")
    ]
    assert judged(criteria, f"We bring apple, banana, cherry and damson {REST}.").levels == {
        "apple": 0,
        "banana": 0,
        "cherry": 0,
    }


def test_an_interview_may_earn_with_one_sentence_for_many(
    ladder: Callable[..., Any], make_rubric: Callable[..., Rubric], blind: Any
) -> None:
    class Interview(Rubric):
        @property
        def interview(self) -> bool:
            return True

    criteria = [ladder(word, weight=30, l3={"all": [word]}) for word in ("apple", "banana", "cherry")]
    rubric = Interview.model_validate(make_rubric(criteria).model_dump(by_alias=True, exclude_unset=True))
    levels = (
        Assessor(rubric, context_of(rubric, blind)).assess(talk([f"We bring apple, banana and cherry {REST}."])).levels
    )
    assert list(levels.values()) == [3, 3, 3]


WORDS = ["apple", "banana", "cherry", "damson", "elder"]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=SENTENCES, weights=st.lists(st.integers(1, 40), min_size=5, max_size=5))
def test_no_sentence_ever_earns_for_more_than_two(
    assessor: Callable[..., Assessor], ladder: Callable[..., Any], sentences: list[list[str]], weights: list[int]
) -> None:
    criteria = [ladder(word, weight=weight, l3={"all": [word]}) for word, weight in zip(WORDS, weights, strict=True)]
    work = talk([" ".join(f"We bring {' and '.join(words)} to the meeting with you." for words in sentences)])
    assessment = assessor(criteria).assess(work)
    users: dict[Any, set[str]] = {}
    for one in assessment.judged:
        for _, mark in one.evidence:
            for sentence in sentences_of(work, mark.place):
                users.setdefault(sentence, set()).add(one.criterion.id)
    assert all(len(criteria) <= 2 for criteria in users.values())
