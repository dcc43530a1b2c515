"""Claims about answers that speak of another case, told by their matter: words, values and how near they stand to the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.batch import talk
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.integrity import NO_MARKS, Prompts, flags_of
from amtrainer.scoring.lexicon import lexicon_of
from amtrainer.scoring.likeness import Bars, Topic
from amtrainer.scoring.work import Passage, Work

CASE = "The warehouse needs 318 sensors with calibration before the audit. The temperature alarm and the humidity gauges stay."
OTHER = (
    "The sowing starts on 10 June, so only one depot takes part. May I ask what the ministry has been told about tractors? "
    "The harvest is worth 740,000 and the pilot costs 61,000. I bring you the page on Friday."
)
OWN = "The audit asks for calibration, so the alarm and the sensors in your warehouse stay as they are."


class Near:
    """Knows how near a sentence is to the case: by words that stand in it."""

    def __init__(self, near: dict[str, int]) -> None:
        self.near = near
        self.lines: list[str] = []

    def likeness(self, topic: Topic, sentences: Sequence[str]) -> tuple[int, ...]:
        return (0,) * len(sentences)

    def bars(self, topic: Topic) -> Bars:
        return ()

    def nearest(self, lines: Sequence[str], sentences: Sequence[str]) -> tuple[int, ...]:
        self.lines = list(lines)
        return tuple(next((value for word, value in self.near.items() if word in text), 250) for text in sentences)


def quiet(text: str, near: dict[str, int] | None = None, people: Sequence[str] = (), report: bool = False) -> list[str]:
    """The words that earn nothing because they are about another case."""
    facts = Facts.model_validate({"sensors": {"count": "318 sensors"}})
    context = Context(facts, date(2026, 5, 19), None, rated=Near(near or {}), lexicon=lexicon_of([CASE], people))  # type: ignore[arg-type]
    found = flags_of(talk([text]), context, Prompts(shown=(CASE,), report=report))
    return [flag.quote for flag in found if flag.id == "elsewhere" and flag.effect == NO_MARKS]


def test_an_answer_to_another_case_earns_nothing() -> None:
    assert len(quiet(OTHER)) == 4


def test_in_such_an_answer_a_sentence_about_this_case_still_earns() -> None:
    assert not any("calibration" in words for words in quiet(f"{OTHER} {OWN}"))


def test_an_answer_near_the_case_is_left_alone_whatever_its_words() -> None:
    assert quiet(OTHER, {"sowing": 700, "ministry": 600, "harvest": 650, "bring": 500}) == []


def test_a_short_answer_without_marks_of_another_case_is_left_alone() -> None:
    assert quiet("I see. May I ask what stands behind this? I call you on Friday.") == []


def test_names_of_persons_tell_nothing_about_the_case() -> None:
    one = quiet(f"Mette, thank you. {OTHER}", people=("Mette Kjær",))
    other = quiet(f"Amina, thank you. {OTHER}", people=("Mette Kjær",))
    assert one[-4:] == other[-4:]


def test_words_spoken_to_a_client_are_no_answer_in_an_interview() -> None:
    text = (
        "Thank you for receiving me. I send you the summary by Friday. Your users get it first, and you decide. "
        "Once I drove there myself. Which of the two helps you more?"
    )
    work = Work((Passage(0, Answer(text, told=True), "How do you react to failure?", part="q2"),))
    context = Context(Facts(), date(2026, 5, 19), None)  # type: ignore[arg-type]
    found = [flag.quote for flag in flags_of(work, context, Prompts(interview=True)) if flag.id == "elsewhere"]
    assert len(found) == 4
    assert not any("drove" in words for words in found)


@pytest.mark.parametrize(
    ("text", "earns"),
    [
        (
            "I asked the client what stood behind it. He told me about the audit. I went there the next day. They stayed.",
            False,
        ),
        (
            "At the third no I ask them what would change. They tell me more. I write it down. Then I leave them alone.",
            False,
        ),
        (
            "I asked our clients, and they told me the same. I went there myself. Shall I bring the list to your desk?",
            True,
        ),
    ],
)
def test_what_is_told_about_clients_is_no_talk_with_one(text: str, earns: bool) -> None:
    assert (quiet(text) == []) == earns


def test_what_is_written_down_must_hold_more_of_its_case_than_of_another_one() -> None:
    own = "The 318 sensors in the warehouse, the temperature alarm and the humidity gauges stay."
    near = {"sowing": 480, "ministry": 480, "harvest": 480, "bring": 480, "318": 480}
    assert len(quiet(f"{OTHER} {own}", near)) == 0
    assert [own in words for words in quiet(f"{OTHER} {own}", near, report=True)] == [False] * 4
