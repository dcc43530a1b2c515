"""Claims about what happens in a session. Every one runs twice: live, and with the events sent through JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.simulation.conftest import Through

from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.models.minilm import MiniLM
from amtrainer.progress.build import mark, result_hash
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.scenario import Seed
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Ended,
    Event,
    LeftUndone,
    MailArrived,
    MailOpened,
    Messaged,
    Planned,
    Rewound,
    TimePassed,
    event_from_json,
    event_to_json,
)

ASKS = "You need 8% off, and there is an offer at 372,000. Before I talk numbers: what drives the 8%?"
PROOF = "On 27 February our alarm saved a vaccine load worth 1.9 m DKK."
DEAL = "I could do 4% against a 24-month term, or 5% if you prepay the year. You have both on Thursday noon."


@pytest.fixture(scope="module")
def talk() -> Dialogue:
    scenario = Library().scenario("d01-eight-points-or-a-tender")
    assert isinstance(scenario, Dialogue)
    return scenario


@pytest.fixture(scope="module")
def inbox() -> Triage:
    scenario = Library().scenario("t01-monday-08-40")
    assert isinstance(scenario, Triage)
    return scenario


def played(scenario: Any, acts: Sequence[Event], model: MiniLM, through: Through, seed: int = 0) -> tuple[Event, ...]:
    """All events of a session in which these acts were done, as far as it lasted."""
    events = through(scenario.open(seed, "practice", "hash", "scorer"))
    for act in acts:
        state = scenario.fold(events)
        if state.over is not None:
            break
        followed = scenario.respond(state, act, model)
        events = through((*events, *((*followed, act) if isinstance(act, Ended) else (act, *followed))))
    return events


def answers(*texts: str) -> list[Event]:
    return [Answered(text) for text in texts]


def last(events: Sequence[Event]) -> ClientSpoke:
    return next(event for event in reversed(events) if isinstance(event, ClientSpoke))


def test_asking_for_the_cause_first_wins_trust(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    events = played(talk, answers(ASKS), meaning, through)
    assert [(m.name, m.after - m.before) for m in last(events).moves] == [("trust", 2)]


def test_every_move_shows_the_words_that_caused_it(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    for event in played(talk, answers(ASKS, PROOF, DEAL), meaning, through):
        for move in event.moves if isinstance(event, ClientSpoke) else ():
            if move.place is not None:
                text = (ASKS, PROOF, DEAL)[move.place.turn]
                assert text[move.place.start : move.place.end] == move.quote


def test_a_reason_has_at_most_eight_words(talk: Dialogue) -> None:
    replies = [*talk.reactions, *(r for beat in talk.beats for r in beat.reactions)]
    assert [r.because for r in replies if len(r.because.split()) > 8] == []


def test_a_figure_before_the_question_costs_patience(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    events = played(talk, answers("I can give you 4% today, no problem at all, just like that."), meaning, through)
    assert talk.fold(events).mood["patience"] < talk.mood["patience"]


def test_the_hidden_point_opens_by_the_act(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    assert "cfo-target" in talk.fold(played(talk, answers(ASKS), meaning, through)).opened


def test_a_client_without_patience_leaves(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    events = played(talk, answers("You are an idiot.", "You are an idiot.", "You are an idiot."), meaning, through)
    assert events[-1] == Ended("client-left")


def test_words_that_end_the_talk_are_the_last_ones(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    assert talk.rude is not None and talk.leaves is not None
    changed = {"rude": talk.rude.model_copy(update={"ends": True}), "leaves": talk.leaves.model_copy(update={"at": 10})}
    events = played(talk.model_copy(update=changed), answers("You are an idiot."), meaning, through)
    assert last(events).text in talk.rude.client and events[-1] == Ended("client-left")


def test_hardly_an_answer_to_the_last_question_ends_nothing(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    assert talk.beats[-1].otherwise is not None and talk.beats[-1].otherwise.ends
    asked = ClientSpoke(talk.beats[-1].id, talk.client.short, "So?")
    events = through((*talk.open(0, "practice", "hash", "scorer"), Answered(ASKS), asked))
    assert [type(event) for event in talk.respond(talk.fold(events), Answered("Hm."), meaning)] == [ClientSpoke]


def test_a_rude_word_is_answered_in_place_of_everything_else(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    said = last(played(talk, answers(f"You idiot. {ASKS}"), meaning, through)).text
    assert talk.rude is not None and said in talk.rude.client


def test_the_talk_ends_after_its_last_turn(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    events = played(talk, answers(*["I see what you mean about that."] * 12), meaning, through)
    assert isinstance(events[-1], Ended) and talk.fold(events).turn <= talk.most_turns


def test_an_answer_that_is_taken_back_does_not_count(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    plain = played(talk, answers(ASKS), meaning, through)
    back = played(talk, [Answered("I can give you 4% today."), Rewound(0), Answered(ASKS)], meaning, through)
    assert talk.work(back) == talk.work(plain) and talk.fold(back).mood == talk.fold(plain).mood


def test_folding_the_same_events_gives_the_same_state(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    events = played(talk, answers(ASKS, PROOF), meaning, through)
    assert talk.fold(events) == talk.fold(through(events))


def test_a_replay_is_the_same_byte_for_byte(talk: Dialogue, meaning: MiniLM, through: Through) -> None:
    one, other = (played(talk, answers(ASKS, PROOF, DEAL), meaning, through) for _ in range(2))
    cards = [mark(talk, events, meaning, "practice").card for events in (one, other)]
    assert json.dumps([event_to_json(e) for e in one]) == json.dumps([event_to_json(e) for e in other])
    assert cards[0] == cards[1] and result_hash(one, [cards[0]]) == result_hash(other, [cards[1]])


def test_a_seed_chooses_only_among_authored_words(talk: Dialogue) -> None:
    first = [talk.open(seed, "practice", "", "")[1] for seed in range(20)]
    assert {event.text for event in first if isinstance(event, ClientSpoke)} == set(talk.beats[0].client)


def test_seed_0_is_the_catalogue(talk: Dialogue) -> None:
    opening = talk.open(0, "practice", "", "")[1]
    assert isinstance(opening, ClientSpoke) and opening.text == talk.beats[0].client[0]


def test_two_fallback_lines_in_a_row_differ() -> None:
    assert Seed(0).pick("x", ("a", "b", "c"), 0) != Seed(0).pick("x", ("a", "b", "c"), 1)


def test_exam_mode_gives_no_hint(talk: Dialogue, meaning: MiniLM) -> None:
    state = talk.fold(talk.open(0, "exam", "", ""))
    with pytest.raises(AmtrainerError, match="exam"):
        talk.hint(state, meaning)


def test_the_hint_fits_what_is_missing(talk: Dialogue, meaning: MiniLM) -> None:
    asked = talk.fold(played(talk, answers(ASKS), meaning, tuple))
    assert talk.hint(talk.fold(talk.open(0, "practice", "", "")), meaning) != talk.hint(asked, meaning)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(texts=st.lists(st.text(max_size=120), min_size=1, max_size=4), seed=st.integers(0, 5))
def test_whatever_is_said_moods_stay_in_range_and_nothing_breaks(
    talk: Dialogue, meaning: MiniLM, texts: list[str], seed: int
) -> None:
    events = played(talk, answers(*texts), meaning, tuple, seed)
    assert all(0 <= value <= 10 for value in talk.fold(events).mood.values())


# Inbox


def test_opening_a_mail_costs_once(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    events = played(inbox, [MailOpened("A"), MailOpened("A")], meaning, through)
    assert inbox.fold(events).clock == "08:41"


def test_thinking_costs_nothing(inbox: Triage) -> None:
    assert inbox.fold(inbox.open(0, "practice", "", "")).clock == inbox.starts == "08:40"


def test_waiting_brings_the_second_wave(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    start = inbox.open(0, "practice", "", "")
    events = played(inbox, [inbox.wait(inbox.fold(start))], meaning, through)
    assert {e.item for e in events if isinstance(e, MailArrived)} >= {"A2", "B2"} and inbox.fold(
        events
    ).clock == "09:30"


def test_a_word_in_time_spares_the_complaint(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    word = "We have your freeze since 06:40, 22 lorries. Raj leads the repair. Please use the paper board. I call at 09:30."
    acts: list[Event] = [MailOpened("A"), Messaged("A", word), TimePassed("09:30", "waited")]
    arrived = {e.item for e in played(inbox, acts, meaning, through) if isinstance(e, MailArrived)}
    assert "A3" in arrived and "A2" not in arrived


def test_a_mail_is_decided_once(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    acts = [TimePassed("09:30", "waited"), TimePassed("09:40", "waited"), TimePassed("09:50", "waited")]
    items = [e.item for e in played(inbox, acts, meaning, through) if isinstance(e, MailArrived)]
    assert len(items) == len(set(items))


def test_work_that_runs_into_the_meeting_goes_on_after_it(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    acts: list[Event] = [TimePassed("09:59", "waited"), Messaged("B", "One moment please, I write again.")]
    assert inbox.fold(played(inbox, acts, meaning, through)).clock > "11:00"


def test_what_became_of_it_is_shown_at_the_end(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    events = played(inbox, [Ended("complete")], meaning, through)
    assert isinstance(events[-1], Ended) and {"G2", "D3"} <= {e.item for e in events if isinstance(e, MailArrived)}


def test_a_later_place_moves_the_others(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    acts = [Planned("A", 1), Planned("G", 2), Planned("E", 1)]
    assert inbox.work(played(inbox, acts, meaning, through)).order == ("E", "A", "G")


def test_what_is_left_is_no_longer_planned(inbox: Triage, meaning: MiniLM, through: Through) -> None:
    work = inbox.work(played(inbox, [Planned("H", 1), LeftUndone("H", "later")], meaning, through))
    assert (work.order, work.undone) == ((), ("H",))


@pytest.mark.parametrize("act", [Planned("Z", 1), MailOpened("Z"), Messaged("A", " "), Planned("A", 0)])
def test_what_cannot_be_done_is_refused(inbox: Triage, meaning: MiniLM, act: Event) -> None:
    with pytest.raises(AmtrainerError):
        inbox.respond(inbox.fold(inbox.open(0, "practice", "", "")), act, meaning)


# Events in a file


@pytest.mark.parametrize(
    "body",
    [
        {"type": "nothing"},
        {},
        {"type": "answered"},
        {"type": "answered", "text": "x", "more": 1},
        {"type": ["answered"]},
    ],
)
def test_an_event_that_is_not_one_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(AmtrainerError):
        event_from_json(body)
