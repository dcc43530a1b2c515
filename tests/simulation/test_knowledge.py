"""Claims about a check of knowledge: each form of item, what is told after it, and what it is worth. Live and through JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.simulation.conftest import Through

from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.models.minilm import MiniLM
from amtrainer.practice import open_practice
from amtrainer.progress.build import Meta, debrief, mark
from amtrainer.scoring.batch import BadAnswer
from amtrainer.scoring.indicators.choice import picked, with_letter
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.knowledge import Knowledge
from amtrainer.simulation.session import Answered, ClientSpoke, Ended, Event


@pytest.fixture(scope="module")
def check() -> Knowledge:
    scenario = Library().scenario("k01-roles-career-requirements")
    assert isinstance(scenario, Knowledge)
    return scenario


def played(check: Knowledge, texts: Sequence[str], model: MiniLM, through: Through, mode: Any = "practice") -> Any:
    events = through(check.open(0, mode, "hash", "scorer"))
    for text in texts:
        act = Answered(text)
        events = through((*events, act, *check.respond(check.fold(events), act, model)))
    return events


def said(events: Sequence[Event]) -> str:
    return [event for event in events if isinstance(event, ClientSpoke)][-1].text


def level(check: Knowledge, model: MiniLM, item: str, choice: Any) -> int | None:
    card = score(check, check.read({"id": "x", "choices": {item: choice}}), model)
    return next(one.level for one in card.criteria if one.id == item)


@pytest.mark.parametrize(
    ("text", "form", "wanted"),
    [
        ("b", "single", ("b",)),
        ("B)", "single", ("b",)),
        ("I think b, because it is a guess", "single", ("b",)),
        ("c. It is a guess", "single", ("c",)),
        ("I would say c", "single", ("c",)),
        ("It is a guess. b", "single", ("b",)),
        ("The answer is a", "single", ("a",)),
        ("a, c", "multiple", ("a", "c")),
        ("a and c", "multiple", ("a", "c")),
        ("I think a and c", "multiple", ("a", "c")),
        ("b, d, i, c", "order", ("b", "d", "i", "c")),
        ("b d c a", "order", ("b", "d", "c", "a")),
        ("bdca", "order", ("b", "d", "c", "a")),
        ("2a 1b 4c 3d", "match", ("b", "a", "d", "c")),
        ("1 = b, 2 = a", "match", ("b", "a")),
    ],
)
def test_letters_are_read_as_people_write_them(text: str, form: str, wanted: tuple[str, ...]) -> None:
    assert picked(text, form) == wanted


@pytest.mark.parametrize(
    ("text", "form", "letter", "after"),
    [
        ("", "single", "b", "b"),
        ("a", "single", "b", "b"),
        ("a. Nobody measured it.", "single", "b", "b. Nobody measured it."),
        ("Nobody measured it.", "single", "b", "b. Nobody measured it."),
        ("c", "multiple", "a", "a, c"),
        ("a, c", "multiple", "a", "c"),
        ("c", "order", "a", "c, a"),
        ("", "match", "b", "1b"),
        ("1b", "match", "a", "1b 2a"),
        ("1b 2a", "match", "a", "1a"),
    ],
)
def test_a_letter_that_is_pointed_at_goes_into_the_answer(text: str, form: str, letter: str, after: str) -> None:
    assert with_letter(text, form, letter, 2) == after


def test_each_form_is_right_or_not(check: Knowledge, meaning: MiniLM) -> None:
    assert [level(check, meaning, "after-signature", one) for one in ("b", "a")] == [3, 0]
    assert [level(check, meaning, "two-aims", one) for one in (["a", "b"], ["b", "a"], ["a"], ["c", "d"])] == [
        3,
        3,
        1,
        0,
    ]
    assert [level(check, meaning, "titles", one) for one in (["b", "d", "a", "c"], ["b", "d", "c", "a"])] == [3, 1]
    assert [level(check, meaning, "executive-or-manager", one) for one in ({1: "b", 2: "a", 3: "d", 4: "c"}, "1a")] == [
        3,
        0,
    ]


def test_a_contested_item_gives_half_for_the_letter_and_half_for_its_reason(check: Knowledge, meaning: MiniLM) -> None:
    reason = "They are from different years and other samples."

    def points(choice: Any) -> int:
        card = score(check, check.read({"id": "x", "choices": {"salary-figures": choice}}), meaning)
        return sum((one.level or 0) * one.weight for one in card.criteria if one.id.startswith("salary-figures"))

    assert (points("c"), points({"choice": "c", "reason": reason})) == (3, 6)
    assert points({"choice": "a", "reason": reason}) == 0
    assert {one.weight for one in check.criteria if not one.id.startswith(("salary-figures", "degree"))} == {2}


def test_a_short_text_is_judged_by_its_key_ideas(check: Knowledge, meaning: MiniLM) -> None:
    assert level(check, meaning, "know-what", "Your own company and what it sells, and the client's business.") == 3
    assert level(check, meaning, "know-what", "You must be friendly and know the law.") == 0


def test_a_wrong_answer_is_told_with_its_reason_and_what_trains_it(
    check: Knowledge, meaning: MiniLM, through: Through
) -> None:
    told = said(played(check, ["a"], meaning, through))
    first = check.items[0]
    assert told.startswith(f"No. Right is {first.told}. {first.because} Trained by {first.trains}.")
    assert told.endswith(check.items[1].shown)


def test_in_exam_nothing_is_told_before_the_end(check: Knowledge, meaning: MiniLM, through: Through) -> None:
    assert said(played(check, ["a"], meaning, through, "exam")) == check.items[1].shown


def test_a_check_ends_after_its_last_item_with_the_marks_of_its_file_form(
    check: Knowledge, meaning: MiniLM, through: Through
) -> None:
    best = next(sample for sample in check.answers if sample.id == "best")
    typed = [passage.answer.text for passage in check.read(best.item()).passages]
    events = played(check, typed, meaning, through)
    assert events[-1] == Ended("complete")
    assert (
        mark(check, events, meaning, "practice").card.total
        == score(check, check.read(best.item()), meaning).total
        == 100
    )


def test_letters_are_no_attempt_to_be_short(check: Knowledge, meaning: MiniLM) -> None:
    card = score(check, check.read({"id": "x", "choices": {"farmer": "c", "pay": "c"}}), meaning)
    assert card.gates == ()


@pytest.mark.parametrize(
    "item", [{"id": "x"}, {"id": "x", "choices": {}}, {"id": "x", "choices": {"nothing": "a"}}, "a"]
)
def test_an_answer_that_names_no_item_is_refused(check: Knowledge, item: Any) -> None:
    with pytest.raises(BadAnswer):
        check.read(item)


def test_every_item_names_what_trains_it_and_where_it_comes_from(check: Knowledge) -> None:
    assert [item.id for item in check.items if not (item.trains and item.rows and item.because)] == []


def test_what_is_right_is_told_after_an_exam_too(check: Knowledge, meaning: MiniLM) -> None:
    events = played(check, ["a"], meaning, tuple, "exam")
    marked = mark(check, (*events, Ended("trainee")), meaning, "practice")
    view = debrief(check, events, marked.card, marked.explanations, Meta("s", "2026-09-01T10:00:00"))
    first = view.criteria[0]
    assert (first.learn, view.voice) == (check.items[0].lesson, ())
    assert first.learn.endswith(f"Trained by {check.items[0].trains}.")


def test_an_answer_whose_solution_was_told_is_not_taken_back() -> None:
    with open_practice() as practice:
        sitting = practice.start("k01-roles-career-requirements")
        sitting.answer("a")
        with pytest.raises(AmtrainerError, match="has been told"):
            sitting.rewind()


@pytest.mark.parametrize(("level", "told"), [(0, "not right"), (2, "partly right"), (3, "right"), (4, "right")])
def test_an_item_is_right_or_not_and_has_no_level(check: Knowledge, level: int, told: str) -> None:
    assert check.level_told(level) == told
