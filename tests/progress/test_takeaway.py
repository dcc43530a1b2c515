"""The better line: whole sentences of the text, no halves."""

import pytest

from amtrainer.progress.debrief_parts import CriterionView, LineView, SmallestChange
from amtrainer.progress.takeaway import _better, _sentence, _strength, sentences
from amtrainer.scoring.batch import talk
from amtrainer.scoring.scorecard import Evidence
from amtrainer.scoring.work import Place

TEXT = "Good morning. According to 4.2 it is extra. It costs 1.2 million."


def test_a_point_inside_a_number_ends_no_sentence() -> None:
    start = TEXT.index("it is extra")
    assert _sentence(TEXT, start, start + 5) == "According to 4.2 it is extra."


def test_the_sentence_of_the_last_words_goes_to_the_end() -> None:
    start = TEXT.index("million")
    assert _sentence(TEXT, start, start + 7) == "It costs 1.2 million."


@pytest.mark.parametrize(
    ("quotes", "shown"),
    [
        (("Good morning, Dr Hassan.", "what drives the 8%"), ": “what drives the 8%”"),
        (("4%", "Good morning, Mette. I could do 4% against 24 months"), ": “I could do 4% against 24 months”"),
        (("Hi Mette, thanks for the 3% offer from Friday",), ": “thanks for the 3% offer from Friday”"),
        (("But whoever they are, I say nothing",), ": “But whoever they are, I say nothing”"),
        (("Hello.",), ""),
        (("b",), ""),
    ],
)
def test_a_strength_is_no_greeting(quotes: tuple[str, ...], shown: str) -> None:
    one = CriterionView(1, "a", "discovery", "Asks first", "✓", 3, 20, 20, (), "", quotes, None, None, "")
    assert _strength(one) == f"Asks first, level 3{shown}"


@pytest.mark.parametrize(
    ("at", "new", "better"),
    [
        (24, " May I have 20 minutes?", ("May I have 20 minutes?", "a sentence to add", 0)),
        (24, " 4% against a 24-month term.", ("4% against a 24-month term.", "a sentence to add", 0)),
        (7, " by Thursday noon", ("I call by Thursday noon.", "your line, changed", 0)),
    ],
)
def test_a_whole_sentence_that_is_added_stands_alone(at: int, new: str, better: tuple[str, str, int]) -> None:
    text = "I call. Kind regards, Jo"
    place = Place(0, at, at) if at > 7 else Place(0, 6, 6)
    change = SmallestChange(place, "", new, 0, 3, 0, 20)
    one = CriterionView(1, "a", "discovery", "Asks first", "·", 0, 0, 20, (), "", (), None, change)
    assert _better(one, [LineView("You", text, True, 0)], {}) == better


def test_of_an_interview_the_question_is_named() -> None:
    one = CriterionView(1, "a", "discovery", "Asks first", "✓", 3, 20, 20, (), "", (), None, None, told="level 3 of 4")
    assert _strength(one, "Question 2: failure") == "Question 2: failure, asks first, level 3 of 4"


def test_of_the_model_answer_whole_sentences_are_shown() -> None:
    work = talk(("Fine. I could do 4% against 24 months, or 5% if you prepay. Choose.",))
    marks = [Evidence("a", Place(0, 17, 19), "4%"), Evidence("a", Place(0, 42, 44), "5%")]
    assert sentences(work, marks) == ("I could do 4% against 24 months, or 5% if you prepay.",)
