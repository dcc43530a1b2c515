"""Claims about the debrief: the own words with their marks, ladders with their goal, and a hash that faces share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from amtrainer.plain.debrief import marked
from amtrainer.progress.build import BLIND_SPOT, Meta, _flag, debrief, mark, promised, quoted, result_hash
from amtrainer.progress.compare import compare
from amtrainer.progress.debrief import Debrief
from amtrainer.progress.debrief_parts import LineView, MarkView
from amtrainer.progress.voice import _joined
from amtrainer.scoring.meaning import Act, Sentence
from amtrainer.scoring.scorecard import Evidence, Flag
from amtrainer.scoring.work import Place
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Ended,
    Event,
    HintTaken,
    LeftUndone,
    Messaged,
    MoodMove,
    Planned,
    Rewound,
    event_from_json,
    event_to_json,
)

REST = "and there is much more to be said about all of it in the meeting"
META = Meta("s-1", "2026-05-19T10:00", 400, 2, 62, "12 May", 97)


class Blind:
    name = "blind"

    def strengths(self, act: Act, sentences: Sequence[Sentence]) -> tuple[float, ...]:
        return tuple(0.0 for _ in sentences)


def ladder(id: str, weight: int, **levels: Any) -> dict[str, Any]:
    return {
        "id": id, "ref": f"X-{id}", "competency": "discovery", "weight": weight, "seen": f"Does {id}", "do": f"Do {id}",
        "levels": {int(name[1:]): rung for name, rung in levels.items()},
    }  # fmt: skip


BASE: dict[str, Any] = {
    "id": "x01-test", "title": "A test", "competencies": ["discovery"], "difficulty": 2, "minutes": 5, "today": "2026-05-19",
    "summary": "S.", "role": "You are here.", "no_gate": "No cap: nothing promised.",
    "indicators": [
        {"id": word, "look_for": "phrase", "says": f"said {word}", "any_of": [word]} for word in ("apple", "banana", "cherry")
    ],
    "criteria": [
        ladder("first", 60, l1={"says": "one", "when": {"all": ["apple"]}}, l3={"says": "three", "when": {"all": ["banana"]}, "fix": "And a banana."}),
        ladder("second", 40, l2={"says": "two", "when": {"all": ["cherry"]}}),
    ],
    "gates": [{"id": "G7", "when": {"all": ["cherry"]}, "says": "You paid first."}],
    "hidden": [{"id": "secret", "says": "She has a target."}],
    "answers": [{"id": "best", "kind": "best", "expect": ">= 85", "turns": ["One.", "Two."]}],
    "model": "best",
}  # fmt: skip
TALK = Dialogue.model_validate(
    {
        **BASE, "kind": "dialogue", "turns": 3, "mood": {"trust": 5, "patience": 6},
        "client": {"name": "Mette Kjær", "short": "Mette"},
        "beats": [{"id": "opening", "client": ["Good morning, what do you bring me?", "Morning."], "otherwise": {"client": ["Go on."]}}],
    }
)  # fmt: skip
OPENING = ClientSpoke("opening", "Mette", "Good morning, what do you bring me?")
REPLY = ClientSpoke("opening", "Mette", "Go on.", moves=(MoodMove("trust", 5, 7, "said apple"),))


def events(*texts: str, end: bool = True) -> list[Event]:
    out: list[Event] = [TALK.open(0, "practice", "hash", "rules-1+blind")[0], OPENING]
    for text in texts:
        out += [Answered(text), REPLY]
    return [*out, Ended("complete")] if end else out


def built(*texts: str, end: bool = True) -> Debrief:
    told = events(*texts, end=end)
    marked = mark(TALK, told, Blind(), "practice", content_hash="hash")
    return debrief(TALK, told, marked.card, marked.explanations, META)


def test_own_lines_carry_the_marks_of_their_turn() -> None:
    made = built(f"We bring apple {REST}.", f"And İß banana 😀 {REST}.")
    own = [line for line in made.lines if line.own]
    shown = [[(line.text[one.start : one.end], one.criterion, one.sign) for one in line.marks] for line in own]
    assert shown == [[("apple", 1, "✓")], [("banana", 1, "✓")]]


def test_the_clients_lines_carry_the_moods_they_moved() -> None:
    made = built(f"We bring apple {REST}.")
    assert [(line.speaker, len(line.moves)) for line in made.lines] == [("Mette", 0), ("You", 0), ("Mette", 1)]
    assert made.mood == (("trust", (5, 7)), ("patience", (6, 6)))


def test_words_of_two_criteria_carry_both_numbers() -> None:
    data = {**TALK.model_dump(by_alias=True, exclude_unset=True), "gates": []}
    data["criteria"][1]["levels"][2]["when"] = {"all": ["apple"]}
    talk = Dialogue.model_validate(data)
    told = events(f"We bring apple {REST}.")
    marked = mark(talk, told, Blind(), "practice")
    (line,) = [line for line in debrief(talk, told, marked.card, marked.explanations, META).lines if line.own]
    assert [(one.start, one.criterion, one.sign) for one in line.marks] == [(9, 1, "~"), (9, 2, "~")]


def test_a_gate_marks_its_words_and_says_its_sentence() -> None:
    made = built(f"We bring cherry {REST}.")
    (line,) = [line for line in made.lines if line.own]
    assert ("cherry", None, "!") in [(line.text[one.start : one.end], one.criterion, one.sign) for one in line.marks]
    (gate,) = made.gates
    assert (gate.title, gate.cap, gate.quote, gate.sentence) == (
        "Concession before cause",
        60,
        "cherry",
        "You paid first.",
    )


def test_a_ladder_runs_from_the_top_and_shows_the_goal() -> None:
    first, second = built(f"We bring apple {REST}.").criteria
    assert [(rung.level, rung.state, rung.gain) for rung in first.ladder] == [(3, "goal", 40), (1, "reached", 0)]
    assert [(rung.level, rung.state) for rung in second.ladder] == [(2, "goal")]
    assert (first.points, first.weight, first.sign, second.sign) == (20, 60, "~", "·")


def test_the_change_and_the_reason_stand_beside_the_ladder() -> None:
    first, _ = built(f"We bring apple {REST}.").criteria
    assert first.why == "“apple”: said apple."
    assert first.why_not is not None and [part.name for part in first.why_not.parts] == ["said banana"]
    assert first.change is not None and first.change.new.strip() == "And a banana."
    assert (first.change.total_from, first.change.total_to) == (20, 60)


def test_what_was_taken_back_is_not_shown() -> None:
    told = events(f"We bring apple {REST}.", end=False)
    told += [Rewound(0), Answered(f"We bring banana {REST}."), REPLY, HintTaken("Ask."), Ended("complete")]
    marked = mark(TALK, told, Blind(), "practice")
    made = debrief(TALK, told, marked.card, marked.explanations, META)
    assert [line.text for line in made.lines if line.own] == [f"We bring banana {REST}."]
    assert made.hints == 1


def test_what_the_client_hid_is_told_only_at_the_end() -> None:
    assert built(f"We bring apple {REST}.").hidden == ("She has a target.",)
    unfinished = built(f"We bring apple {REST}.", end=False)
    assert (unfinished.hidden, unfinished.ended) == ((), None)


def test_what_the_client_told_in_the_talk_is_not_among_what_was_not_said() -> None:
    told = [replace(event, opened=("secret",)) if isinstance(event, ClientSpoke) else event for event in events(REST)]
    marked = mark(TALK, told, Blind(), "practice")
    assert debrief(TALK, told, marked.card, marked.explanations, META).hidden == ()


def test_the_last_line_says_what_the_marks_cannot_see() -> None:
    made = built(f"We bring apple {REST}.")
    assert (
        made.blind_spot
        == BLIND_SPOT
        == "Marked by rules and a small model you can open. They do not see warmth between the lines."
    )
    assert (made.no_gate, made.model_answer, made.attempt, made.previous_total) == (
        "No cap: nothing promised.",
        ("One.", "Two."),
        2,
        62,
    )


def test_a_debrief_without_an_answer_is_whole_too() -> None:
    made = built()
    assert made.card.total == 0
    assert [criterion.level for criterion in made.criteria] == [0, 0]


def test_an_older_card_is_shown_without_reasons() -> None:
    told = events(f"We bring apple {REST}.")
    made = debrief(TALK, told, mark(TALK, told, Blind(), "practice").card, (), META)
    assert [(one.level, one.why, one.why_not, one.change) for one in made.criteria] == [
        (1, "", None, None),
        (0, "", None, None),
    ]


def test_the_hash_is_the_same_after_a_round_trip_and_for_another_session() -> None:
    told = events(f"We bring apple {REST}.")
    marked = mark(TALK, told, Blind(), "practice", content_hash="hash")
    again = [event_from_json(json.loads(json.dumps(event_to_json(event)))) for event in told]
    other = debrief(TALK, again, marked.card, marked.explanations, Meta("s-2", "2027-01-01T00:00"))
    assert other.result_hash == result_hash(told, [marked.card]) == built(f"We bring apple {REST}.").result_hash


@pytest.mark.parametrize("text", [f"We bring banana {REST}.", f"We bring apple  {REST}."])
def test_another_answer_has_another_hash(text: str) -> None:
    assert built(text).result_hash != built(f"We bring apple {REST}.").result_hash


INBOX = Triage.model_validate(
    {
        **BASE, "kind": "triage", "starts": "08:40", "ends": "12:00", "answers": [], "model": "",
        "inbox": [
            {"id": "A", "at": "07:05", "sender": "Ops", "subject": "Frozen", "text": "The board is frozen.", "mood": {"patience": 3}},
            {"id": "B", "at": "08:31", "sender": "Owner", "subject": "Now", "text": "Call me."},
        ],
    }
)  # fmt: skip


def test_an_inbox_is_shown_field_by_field_with_its_marks() -> None:
    told: list[Event] = [
        *INBOX.open(0, "practice", "hash", "rules"),
        Planned("A", 1, action="We bring apple at once and tell the people in the yard", owner="Raj", time="08:42"),
        Messaged("A", "You get a banana from us, and there is more to come in the morning."),
        LeftUndone("B", "It can wait until the afternoon"),
        Ended("complete"),
    ]
    marked = mark(INBOX, told, Blind(), "practice")
    made = debrief(INBOX, told, marked.card, marked.explanations, META)
    by_field = {
        line.field: [(line.text[one.start : one.end], one.criterion) for one in line.marks] for line in made.lines
    }
    assert by_field["A.action"] == [("apple", 1)]
    assert by_field["messages.A"] == [("banana", 1)]
    assert made.criteria[0].level == 3
    assert made.mood == (("A.patience", (3,)),)


def test_words_that_stand_within_or_beside_other_words_are_quoted_once() -> None:
    text = "72 hours, not three hours, He names"
    marks = [("72 hours", 0, 8), ("hours", 3, 8), ("hours", 20, 25), ("He", 27, 29), ("names", 30, 35)]
    evidence = [Evidence("a", Place(0, start, end), quote) for quote, start, end in marks]
    told = quoted(evidence, {(0, None): text})
    assert told == ("72 hours", "hours", "He names")
    assert quoted(evidence, {}) == ("72 hours", "hours", "He", "names")


def test_steps_of_a_mood_in_one_turn_are_told_as_one() -> None:
    moves = (MoodMove("trust", 5, 7, "a"), MoodMove("calm", 4, 5, "b"), MoodMove("trust", 7, 8, "c"))
    assert _joined(moves) == [("trust", 5, 8), ("calm", 4, 5)]


def test_a_cap_of_an_interview_is_that_of_a_question() -> None:
    flag = Flag("short", Place(0, 0, 2), "ok", "the total is capped at 10")
    assert _flag(flag, asked=True) == ("Under 6 words", "its question is capped at 10")
    assert _flag(flag, asked=False) == ("Under 12 words", "the total is capped at 10")


def test_marks_that_overlap_are_one_stretch_with_all_their_signs() -> None:
    marks = (MarkView(0, 8, 1, "✓"), MarkView(3, 8, 2, "~"), MarkView(6, 12, 1, "✓"))
    assert marked(LineView("You", "I call you at ten", True, 0, None, marks)) == "[1✓ 2~ I call you a]t ten"


def test_what_was_not_judged_is_named_beside_the_total() -> None:
    whole = built(f"We bring apple {REST}.")
    assert whole.left_out == ""
    without = replace(whole, criteria=tuple(replace(one, level=None) for one in whole.criteria[:1]))
    assert without.left_out == f"Not judged, and left out of the total: 1 ({whole.criteria[0].weight} points)."


def test_what_was_not_judged_in_one_attempt_is_not_compared() -> None:
    whole = built(f"We bring apple {REST}.")
    found = compare(whole, replace(whole, criteria=tuple(replace(one, level=None) for one in whole.criteria)))
    assert {row.change for row in found.criteria} == {None} and (found.gained, found.lost) == (0, 0)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I asked for a word because you should hear the news from me before the round.", False),
        ("Notice must reach us in writing by Friday 22 May.", False),
        ("You should know that I call you on Friday 22 May.", True),
    ],
)
def test_what_others_ought_to_do_is_no_promise_of_ones_own(text: str, kept: bool) -> None:
    assert bool(promised(TALK, events(text), Blind())) == kept


def test_marks_without_reasons_say_that_an_earlier_scorer_gave_them() -> None:
    told = events(f"We bring apple {REST}.")
    card = mark(TALK, told, Blind(), "practice", content_hash="hash").card
    assert debrief(TALK, told, card, (), META).unexplained.startswith("Marked by an earlier version")
    assert built(f"We bring apple {REST}.").unexplained == ""
