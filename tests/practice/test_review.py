"""Claims about looking at a session again: what to take away, promises, the client's voice, forks, comparisons, a coach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from amtrainer.errors import AmtrainerError
from amtrainer.practice.desk import Practice


def test_the_strength_is_what_reached_most_and_quotes_it(desk: Practice, weak: str) -> None:
    debrief = desk.debrief(weak)
    best = max(one.level or 0 for one in debrief.criteria)
    assert f"level {best}" in debrief.takeaway.strength and "“" in debrief.takeaway.strength


def test_the_gap_is_where_most_points_are_open(desk: Practice, weak: str) -> None:
    debrief = desk.debrief(weak)
    worst = max(debrief.criteria, key=lambda one: one.weight - one.points)
    assert debrief.takeaway.gap.startswith(worst.title)


def test_the_better_line_lifts_the_criterion_of_the_gap(desk: Practice, weak: str) -> None:
    debrief = desk.debrief(weak)
    worst = max(debrief.criteria, key=lambda one: one.weight - one.points)
    assert worst.change is not None and worst.change.new.strip() in debrief.takeaway.better


def test_what_to_try_now_names_a_turn_to_go_back_to(desk: Practice, weak: str) -> None:
    taken = desk.debrief(weak).takeaway
    assert taken.turn is not None and f"turn {taken.turn + 1}" in taken.now


def test_a_promise_says_who_what_and_when(desk: Practice, weak: str) -> None:
    made = {one.what: one for one in desk.debrief(weak).promises}
    call = made["I will call you on Thursday at 10:00."]
    assert (call.who, call.to, call.when) == ("I", "Mette", "Thursday 21 May, 10:00")


def test_a_question_is_no_promise(desk: Practice, good: str) -> None:
    made = [one.what for one in desk.debrief(good).promises]
    assert made and not [what for what in made if what.endswith("?")]


def test_a_promise_above_the_mandate_clashes_with_it(desk: Practice, weak: str) -> None:
    given = next(one for one in desk.debrief(weak).promises if one.price == "7%")
    assert len(given.clashes) == 1 and "mandate" in given.clashes[0]


def test_the_same_promise_for_two_days_clashes_with_itself(desk: Practice, weak: str) -> None:
    paper = [one for one in desk.debrief(weak).promises if "the paper" in one.what]
    assert len(paper) == 2 and all("the same is promised" in one.clashes[0] for one in paper)


def test_a_promise_stands_where_it_was_typed(desk: Practice, weak: str) -> None:
    debrief = desk.debrief(weak)
    own = {line.turn: line.text for line in debrief.lines if line.own}
    for one in debrief.promises:
        assert own[one.place.turn][one.place.start : one.place.end].strip() == one.what


def test_two_clients_cannot_have_the_same_half_hour(desk: Practice) -> None:
    sitting = desk.start("t01-monday-08-40", seed=0)
    sitting.message("A", "I will call you at 10:00 with the facts.")
    sitting.message("D", "I will ring you at 10:15.")
    sitting.finish()
    made = sitting.debrief().promises
    assert len(made) == 2 and all(len(one.clashes) == 1 and "as well" in one.clashes[0] for one in made)


def test_a_promise_clashes_with_the_last_attempt_at_another_exercise_of_the_same_day(
    desk: Practice, playing: Callable[..., str]
) -> None:
    for hour in ("10:00", "15:00"):
        playing(desk, (f"I will call you today at {hour}.",))
    lead = desk.start("r02-from-lead-to-opportunity", seed=0)
    lead.file({}, "I will ring you at 10:10. I will ring you at 15:10.")
    clashes = [one.clashes for one in desk.debrief(lead.session).promises]
    assert clashes[0] == () and len(clashes[1]) == 1 and "Eight points or a tender" in clashes[1][0]


def test_the_client_thought_something_at_every_turn_with_its_cause(desk: Practice, weak: str) -> None:
    debrief = desk.debrief(weak)
    assert [view.turn for view in debrief.voice] == [0, 1]
    assert all(view.thought and view.because for view in debrief.voice)


def test_a_fork_begins_as_its_parent_did_and_leaves_it_alone(desk: Practice, good: str) -> None:
    before = desk.store.events(good)
    fork = desk.review.fork(good, 1)
    assert fork.state.turn == 1 and fork.prompt is not None and desk.store.events(good) == before


def test_a_fork_knows_its_parent(desk: Practice, good: str) -> None:
    fork = desk.review.fork(good, 0)
    fork.end()
    assert fork.debrief().parent == good


def test_a_fork_with_the_same_words_has_the_same_marks(desk: Practice, good: str) -> None:
    debrief = desk.debrief(good)
    fork = desk.review.fork(good, 1)
    fork.answer(next(line.text for line in debrief.lines if line.turn == 1))
    if fork.prompt is not None:
        fork.end()
    assert fork.debrief().card.total == debrief.card.total


def test_there_is_no_fork_at_a_turn_that_was_not_played(desk: Practice, good: str) -> None:
    with pytest.raises(AmtrainerError, match="no turn 9"):
        desk.review.fork(good, 8)


def test_a_comparison_adds_up_to_the_points_of_each_criterion(desk: Practice, weak: str, good: str) -> None:
    found = desk.review.compare(weak, good)
    a, b = desk.debrief(weak), desk.debrief(good)
    assert found.gained - found.lost == sum(x.points for x in b.criteria) - sum(x.points for x in a.criteria)


def test_every_gain_names_new_words_of_the_second_attempt(desk: Practice, weak: str, good: str) -> None:
    found = desk.review.compare(weak, good)
    text = " ".join(line.text for line in desk.debrief(good).lines if line.own)
    gained = [row for row in found.criteria if row.change > 0]
    assert gained and all(any(quote in text for quote in row.quotes_b) for row in gained)


def test_the_shared_beginning_of_a_fork_is_found(desk: Practice, good: str) -> None:
    fork = desk.review.fork(good, 1)
    fork.answer("Let us see.")
    if fork.prompt is not None:
        fork.end()
    found = desk.review.compare(good, fork.session)
    assert (found.shared == 3 and found.a.lines[:3] == found.b.lines[:3]) or found.shared == 3


def test_both_moods_start_at_the_same_value(desk: Practice, weak: str, good: str) -> None:
    assert all(mood.a[0] == mood.b[0] for mood in desk.review.compare(weak, good).moods)


def test_a_note_is_kept_beside_earlier_ones(desk: Practice, good: str) -> None:
    desk.review.note(good, "Ask first.")
    desk.review.note(good, "And wait.")
    assert [note.text for note in desk.debrief(good).notes] == ["Ask first.", "And wait."]


def test_a_note_changes_neither_marks_nor_hash(desk: Practice, good: str) -> None:
    before = desk.debrief(good)
    desk.review.note(good, "Ask first.")
    after = desk.debrief(good)
    assert (after.result_hash, after.card) == (before.result_hash, before.card)


def filled(form: str, **more: object) -> str:
    body = yaml.safe_load(form)
    body["coach"] = "Tom"
    for row in body["criteria"]:
        row["level"] = 2
    body["criteria"][0]["note"] = "Half of it."
    body.update(more)
    return yaml.safe_dump(body, allow_unicode=True)


def test_the_form_for_a_coach_shows_no_mark_of_the_machine(desk: Practice, weak: str) -> None:
    body = yaml.safe_load(desk.review.ask(weak))
    assert [row["level"] for row in body["criteria"]] == [None] * len(body["criteria"])
    assert {key for row in body["criteria"] for key in row} == {"id", "act", "ladder", "level", "note"}
    assert {"total", "card", "marks"}.isdisjoint(body)


def test_a_rating_stands_beside_the_marks(desk: Practice, weak: str) -> None:
    before = desk.debrief(weak).card
    desk.review.take(filled(desk.review.ask(weak)))
    debrief = desk.debrief(weak)
    (rating,) = debrief.ratings
    assert rating.author == "Tom" and {level for _, level in rating.levels} == {2} and debrief.card == before


@pytest.mark.parametrize(
    ("more", "said"),
    [({"coach": ""}, "who you are"), ({"text_hash": "0"}, "another text"), ({"session": "zzz"}, "no session")],
)
def test_a_form_that_does_not_fit_is_refused(desk: Practice, weak: str, more: dict[str, object], said: str) -> None:
    with pytest.raises(AmtrainerError, match=said):
        desk.review.take(filled(desk.review.ask(weak), **more))
