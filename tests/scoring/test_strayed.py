"""Claims about answers to another question of the same interview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from amtrainer.authoring.marking import scoring_of
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.condition import Condition
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.integrity import strayed
from amtrainer.scoring.ladder import climb
from amtrainer.scoring.lexicon import lexicon_of
from amtrainer.scoring.likeness import Bars, Topic
from amtrainer.scoring.rubric import Criterion, Rung
from amtrainer.scoring.strayed import STRAYED, Strayed, Subject
from amtrainer.scoring.work import Passage, Work
from amtrainer.simulation.handed import work_for

ASKED = Subject(
    asks="How do you take a loss?", lines=("How do you take a loss?", "I tell my boss at once."), words=("loss",)
)
OTHER = Subject(
    asks="Do you ring strangers?", lines=("Do you ring strangers?", "I dial every Tuesday."), words=("dial",)
)
CALLS = "I dial fifteen numbers every Tuesday. Each call has a reason from their news. I note the date after a no."
LOSS = "The loss was mine. I told my boss about the loss within the hour. Since that loss I ask who signs."


class Near:
    """Knows how near sentences are to a subject: by one word of it in the sentence and in the lines."""

    def likeness(self, topic: Topic, sentences: Sequence[str]) -> tuple[int, ...]:
        return (0,) * len(sentences)

    def bars(self, topic: Topic) -> Bars:
        return ()

    def nearest(self, lines: Sequence[str], sentences: Sequence[str]) -> tuple[int, ...]:
        here = "loss" if any("loss" in line for line in lines) else "dial"
        return tuple(700 if here in text else 200 for text in sentences)


def found(*turns: str, others: tuple[Subject, ...] = (OTHER,)) -> Finding:
    context = Context(Facts(), date(2026, 5, 19), None, rated=Near(), lexicon=lexicon_of([CALLS, LOSS]))  # type: ignore[arg-type]
    work = Work(tuple(Passage(place, Answer(text, told=True)) for place, text in enumerate(turns)))
    return Strayed(id=STRAYED, own=ASKED, others=others).find(work, context)


def test_an_answer_to_another_question_is_marked_at_its_first_sentence() -> None:
    assert [mark.quote for mark in found(CALLS).marks] == ["I dial fifteen numbers every Tuesday."]


@pytest.mark.parametrize(
    "turns",
    [(LOSS,), (CALLS[:38],), (LOSS, CALLS), (CALLS, f"{LOSS} {LOSS} {LOSS}")],
    ids=["to the question", "of one sentence", "answered first", "answered when asked on"],
)
def test_an_answer_is_left_alone(turns: tuple[str, ...]) -> None:
    assert not found(*turns).marks


def test_where_no_other_question_has_a_subject_nothing_is_said() -> None:
    assert not found(CALLS, others=()).marks


def test_an_answer_to_another_question_stays_at_level_1() -> None:
    ladder = {level: Rung(says="told", when=Condition.model_validate({"none": ["blames"]})) for level in (1, 2, 3)}
    criterion = Criterion(id="case", competency=("growth",), weight=100, seen="Told", do="Tell", levels=ladder)  # type: ignore[arg-type]
    assert [climb(criterion, {STRAYED: found(text)}, frozenset())[0] for text in (LOSS, CALLS)] == [3, 1]


def test_the_flag_says_what_it_costs() -> None:
    (flag,) = strayed({STRAYED: found(CALLS)})
    assert (flag.id, flag.effect) == (STRAYED, "it answers another question: no criterion rises above level 1")


def test_honest_answers_in_words_that_no_author_foresaw_are_mostly_left_alone() -> None:
    rows = yaml.safe_load((Path(__file__).parent / "honest_interview_answers.yaml").read_text(encoding="utf-8"))["i02"]
    scoring = scoring_of("i02", "practice")
    hit = 0
    for row in rows:
        rubric = scoring.scenario.parts[row["beat"]]
        found = rubric.strayed.find(work_for(scoring.scenario, row), assessor_of(rubric, scoring.model).context)
        hit += bool(found.marks)
    assert hit <= 1 < len(rows)
