"""Claims about an interview: fixed order, neutral probes, what they may lift, the short form. Live and through JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.simulation.conftest import Through

from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.models.minilm import MiniLM
from amtrainer.progress.build import mark, result_hash
from amtrainer.scoring.batch import BadAnswer
from amtrainer.scoring.score import half_up, score
from amtrainer.scoring.work import Work
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Drawn,
    Ended,
    Event,
    Rewound,
)

WEAK = "I am a people person and I always do my best for everybody, helping people is what I like in this work."
ACT = (
    "Last year I rang the CFO of a clinic the same day, told my boss, and set up the reminders with the nurses myself."
)
FIGURE = "No-shows fell from 14 to 9 a week within a quarter, and they renewed for two years."
BLAME = "The deal was lost because of my boss, the product was bad and nobody told me anything about the date."


@pytest.fixture(scope="module")
def kit() -> Interview:
    scenario = Library().scenario("i01-the-ten-questions")
    assert isinstance(scenario, Interview)
    return scenario


def played(
    kit: Interview, acts: Sequence[Event], model: MiniLM, through: Through, *, short: bool = True, seed: int = 0
) -> tuple[Event, ...]:
    """All events of a session in which these acts were done, as far as it lasted."""
    events = through(kit.open(seed, "practice", "hash", "scorer", short))
    for act in acts:
        state = kit.fold(events)
        if state.over is not None:
            break
        events = through((*events, act, *kit.respond(state, act, model)))
    return events


def answers(*texts: str) -> list[Event]:
    return [Answered(text) for text in texts]


def asked(events: Sequence[Event]) -> list[str]:
    """The questions in the order in which they were put, probes left out."""
    return list(dict.fromkeys(event.beat for event in events if isinstance(event, ClientSpoke)))


def best(kit: Interview, question: str) -> str:
    return next(sample.text for sample in kit.answers if sample.id == f"{question}-best") or ""


def test_ten_questions_are_asked_in_their_order(kit: Interview, meaning: MiniLM, through: Through) -> None:
    texts = [best(kit, question.id) for question in kit.questions]
    events = played(kit, answers(*texts), meaning, through, short=False)
    assert asked(events) == [f"q{number}" for number in range(1, 11)]
    assert events[-1] == Ended("complete")


def test_a_full_answer_is_not_probed(kit: Interview, meaning: MiniLM, through: Through) -> None:
    events = played(kit, answers(best(kit, "q1")), meaning, through)
    assert kit.fold(events).beat == "q3"


def test_a_general_answer_is_probed_in_the_kits_own_words(kit: Interview, meaning: MiniLM, through: Through) -> None:
    events = played(kit, answers(WEAK), meaning, through)
    assert [e.text for e in events if isinstance(e, ClientSpoke)][-1] == "What did you do?"


def test_nobody_is_probed_more_than_twice(kit: Interview, meaning: MiniLM, through: Through) -> None:
    events = played(kit, answers(WEAK, WEAK, WEAK), meaning, through)
    assert kit.fold(events).beat == "q3"


def test_probes_come_in_the_same_order_for_everybody(kit: Interview, meaning: MiniLM, through: Through) -> None:
    events = played(kit, answers(WEAK, WEAK), meaning, through)
    wanted = [f"q1.{probe.id}" for probe in kit.sets[0].probes]
    given = [e.reaction for e in events if isinstance(e, ClientSpoke) and e.reaction]
    assert given == [name for name in wanted if name in given]


def levels(kit: Interview, model: MiniLM, *turns: str, beat: str = "q1") -> dict[str, int | None]:
    card = score(kit, kit.read({"id": "x", "beat": beat, "turns": list(turns)}), model)
    return {one.ref: one.level for one in card.criteria}


def test_a_probe_lifts_a_level_by_one(kit: Interview, meaning: MiniLM) -> None:
    before, after = levels(kit, meaning, WEAK), levels(kit, meaning, WEAK, f"{ACT} {FIGURE}")
    risen = {ref: (after[ref] or 0) - (before[ref] or 0) for ref in before}
    assert risen["I01-3"] == risen["I01-4"] == 1
    assert max(risen.values()) == 1


def test_two_probes_lift_a_level_by_one_too(kit: Interview, meaning: MiniLM) -> None:
    before, after = levels(kit, meaning, WEAK), levels(kit, meaning, WEAK, FIGURE, f"{ACT} {FIGURE}")
    assert max((after[ref] or 0) - (before[ref] or 0) for ref in before) == 1


@pytest.mark.parametrize("said", [WEAK, BLAME, "I do not know, I have nothing to add to that at all, sorry."])
def test_a_probe_never_lowers_a_level(kit: Interview, meaning: MiniLM, said: str) -> None:
    first = f"{ACT} {FIGURE}"
    before, after = levels(kit, meaning, first), levels(kit, meaning, first, said)
    assert [ref for ref in before if (after[ref] or 0) < (before[ref] or 0)] == []


def test_only_the_first_answer_is_judged_for_brevity(kit: Interview, meaning: MiniLM) -> None:
    first = best(kit, "q10")
    long = " ".join([WEAK] * 30)
    assert levels(kit, meaning, first, long, beat="q10")["I01S-6"] == levels(kit, meaning, first, beat="q10")["I01S-6"]


def test_each_set_has_the_catalogues_criteria(kit: Interview, meaning: MiniLM) -> None:
    assert list(levels(kit, meaning, ACT, beat="q8")) == [f"I01-{n}" for n in range(1, 7)]
    assert list(levels(kit, meaning, ACT, beat="q9")) == [f"I01S-{n}" for n in range(1, 7)]


def test_one_sentence_may_earn_for_more_than_two_criteria(kit: Interview, meaning: MiniLM) -> None:
    one = (
        "Last year I rang the CFO of a clinic the same day and set up the reminders myself, because nobody there had time, "
        "so no-shows fell from 14 to 9 a week and the nurses saved an hour a day."
    )
    card = score(kit, kit.read({"id": "x", "beat": "q1", "text": one}), meaning)
    assert sum(bool(criterion.evidence) for criterion in card.criteria) > 2


def test_the_kit_score_is_the_mean_of_the_questions(kit: Interview, meaning: MiniLM, through: Through) -> None:
    texts = [best(kit, "q1"), best(kit, "q3"), WEAK, WEAK, WEAK]
    events = played(kit, answers(*texts), meaning, through)
    card = mark(kit, events, meaning, "practice").card
    single = [
        score(kit, kit.read({"id": "x", "beat": beat, "turns": turns}), meaning).total or 0
        for beat, turns in (("q1", [texts[0]]), ("q3", [texts[1]]), ("q9", texts[2:]))
    ]
    assert card.total == (2 * sum(single) + 3) // 6


def test_an_interview_that_ends_early_has_no_total(kit: Interview, meaning: MiniLM, through: Through) -> None:
    events = (*played(kit, answers(best(kit, "q1")), meaning, through), Ended("trainee"))
    assert mark(kit, events, meaning, "practice").card.total is None


def test_the_short_form_draws_one_question_of_each_lot(kit: Interview, through: Through) -> None:
    for seed in range(12):
        drawn = next(event for event in through(kit.open(seed, "practice", "", "", True)) if isinstance(event, Drawn))
        assert [name in lot for name, lot in zip(drawn.questions, kit.lots, strict=True)] == [True, True, True]


def test_the_lot_falls_differently_for_other_seeds_and_alike_for_the_same(kit: Interview) -> None:
    assert len({kit.drawn(seed) for seed in range(12)}) > 4
    assert kit.drawn(7) == kit.drawn(7)


def test_an_answer_taken_back_does_not_count_and_its_probe_is_gone(
    kit: Interview, meaning: MiniLM, through: Through
) -> None:
    once = played(kit, answers(best(kit, "q1")), meaning, through)
    twice = played(kit, [Answered(WEAK), Rewound(0), Answered(best(kit, "q1"))], meaning, through)
    assert kit.fold(twice).beat == kit.fold(once).beat
    assert kit.work(twice) == kit.work(once)


def test_blame_costs_credibility_and_a_figure_wins_interest(kit: Interview, meaning: MiniLM, through: Through) -> None:
    blamed = kit.fold(played(kit, answers(BLAME), meaning, through)).mood
    measured = kit.fold(played(kit, answers(f"{ACT} {FIGURE}"), meaning, through)).mood
    assert blamed["credibility"] == kit.mood["credibility"] - 2
    assert measured["interest"] == kit.mood["interest"] + 1


def test_every_move_shows_the_words_that_caused_it(kit: Interview, meaning: MiniLM, through: Through) -> None:
    texts = [WEAK, BLAME, f"{ACT} {FIGURE}"]
    moves = [m for e in played(kit, answers(*texts), meaning, through) if isinstance(e, ClientSpoke) for m in e.moves]
    placed = [move for move in moves if move.place is not None]
    assert placed
    for move in placed:
        assert move.place is not None
        assert texts[move.place.turn][move.place.start : move.place.end] == move.quote


def test_all_evidence_stands_where_it_is_said_to_stand(kit: Interview, meaning: MiniLM, through: Through) -> None:
    texts = [WEAK, f"{ACT} {FIGURE}", FIGURE, best(kit, "q3")]
    events = played(kit, answers(*texts), meaning, through)
    card = mark(kit, events, meaning, "practice").card
    found = [one for criterion in card.criteria for one in criterion.evidence]
    assert found
    assert [one for one in found if texts[one.place.turn][one.place.start : one.place.end] != one.quote] == []


def test_the_result_hash_is_the_same_live_and_from_a_file(kit: Interview, meaning: MiniLM, through: Through) -> None:
    texts = [WEAK, f"{ACT} {FIGURE}", FIGURE]
    events = played(kit, answers(*texts), meaning, through)
    again = played(kit, answers(*texts), meaning, tuple)
    cards = [mark(kit, each, meaning, "practice").card for each in (events, again)]
    assert result_hash(events, [cards[0]]) == result_hash(again, [cards[1]])


@pytest.mark.parametrize("item", [{"id": "x", "text": ACT}, {"id": "x", "beat": "q11", "text": ACT}, "text"])
def test_an_answer_without_its_question_is_refused(kit: Interview, item: Any) -> None:
    with pytest.raises(BadAnswer, match="names its question"):
        kit.read(item)


def test_a_hint_belongs_to_the_question_and_there_is_none_in_exam(kit: Interview, meaning: MiniLM) -> None:
    state = kit.fold(kit.open(0, "practice", "", ""))
    assert kit.hint(state, meaning) == kit.question("q1").hint
    with pytest.raises(AmtrainerError):
        kit.hint(kit.fold(kit.open(0, "exam", "", "")), meaning)


def test_questions_that_show_all_criteria_count_alike(kit: Interview) -> None:
    assert set(kit.shares.values()) == {1}


def test_a_question_that_shows_less_counts_less(meaning: MiniLM) -> None:
    depth = Library().scenario("i02-failure-and-fuel")
    assert isinstance(depth, Interview)
    assert (depth.shares["q1"], depth.shares["bad-day"], sum(depth.shares.values())) == (Fraction(3, 4), 1, 5)
    good, bad = (
        depth.read(next(each for each in depth.answers if each.id == id).item()) for id in ("q1-best", "bad-day-weak")
    )
    both = Work((*good.passages, *(replace(each, turn=1) for each in bad.passages)), asked=("q1", "bad-day"))
    first, second = (score(depth, work, meaning).total or 0 for work in (good, bad))
    assert first > second
    assert score(depth, both, meaning).total == half_up(3 * first + 4 * second, 7)
