"""Claims about sentences that read like breaking a gate: only what is said as so counts."""

from collections.abc import Sequence

import pytest
from tests.content.shelf import model, scenario

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import Assessor, assessor_of, context_of
from amtrainer.scoring.breach import Signs, breaches, signs
from amtrainer.scoring.likeness import Bars, Topic
from amtrainer.scoring.meaning_lexical import LexicalMeaning
from amtrainer.scoring.passages import units
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.work import Passage, Work

RUBRIC = Rubric.model_validate(
    {
        "facts": {"usage": {"percent": 61, "says": "share of people who use it", "aka": ["adoption"]}},
        "gates": [
            {
                "id": "G2",
                "like": ["Nearly everybody uses it.", "The app is in the stores."],
                "unlike": ["Only 61% use it."],
            },
            {"id": "G9", "like": ["The seats will be at the desk."], "unlike": ["The seats are out."]},
        ],
        "criteria": [
            {
                "id": "honest",
                "competency": "integrity",
                "weight": 100,
                "seen": "Names the weakness",
                "do": "Name the weakness",
                "levels": {"3": {"says": "names it", "example": "Four of ten do not use it yet."}},
            }
        ],
    }
)


class ReadsAsBreach(LexicalMeaning):
    """A reader to which every sentence with these words reads like breaking a gate."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.rated = self

    def likeness(self, topic: Topic, sentences: Sequence[str]) -> tuple[int, ...]:
        return (0,) * len(sentences)

    def bars(self, topic: Topic) -> Bars:
        return ((0,) * 4,) * 5

    def margins(self, topic: Topic, gate: str, sentences: Sequence[str], signs: Sequence[Signs]) -> tuple[int, ...]:
        return tuple(0 if self.words in text.casefold() else -1 for text in sentences)

    def nearest(self, lines: Sequence[str], sentences: Sequence[str]) -> tuple[int, ...]:
        return (1000,) * len(sentences)


def broken(text: str, words: str) -> list[str]:
    assessor = Assessor(RUBRIC, context_of(RUBRIC, ReadsAsBreach(words)))
    padded = f"{text} Let us go through it together on Thursday morning, point by point."
    return [gate.id for gate in assessor.gates(Work((Passage(0, Answer(padded), ""),)))]


def test_a_sentence_that_reads_like_it_breaks_the_gate() -> None:
    assert "G2" in broken("The app has been in the stores since May.", "the stores")


@pytest.mark.parametrize(
    "text",
    [
        "I will not tell you that it is in the stores.",
        "Nobody can promise you that it is in the stores.",
        "Is the app in the stores already?",
        "We do not know whether it is in the stores.",
        "If I said that it is in the stores, you would find out tomorrow.",
        "My colleague said: “It is in the stores, believe me, and has been there since May.”",
        "I could tell you that it is in the stores. That would not be true.",
        "If my director agrees, it will be in the stores in May.",
    ],
)
def test_what_is_refused_asked_doubted_supposed_quoted_or_taken_back_claims_nothing(text: str) -> None:
    assert "G2" not in broken(text, "the stores")


def test_a_hint_breaks_the_gate_of_favours_even_as_a_question() -> None:
    assert "G9" in broken("What if I left the seats at the desk?", "the desk")


def test_what_earns_marks_is_a_near_miss_of_every_gate() -> None:
    assert all("Four of ten do not use it yet." in breach.topic.poor for breach in breaches(RUBRIC))


@pytest.mark.parametrize(("text", "strange"), [("Adoption stands at 61%.", 0), ("Adoption stands at 85%.", 1)])
def test_a_share_that_the_file_does_not_know_is_a_sign(text: str, strange: int) -> None:
    context = context_of(RUBRIC, ReadsAsBreach("nothing"))
    (unit,) = units(Work((Passage(0, Answer(text), ""),)), context)
    assert signs(unit, context)[0] == strange


def test_a_gate_that_only_reads_alike_and_says_nothing_of_its_own_says_what_the_gate_is() -> None:
    talk = scenario("D01")
    (gate,) = [gate for gate in talk.gates if gate.id == "G2"]
    found = assessor_of(talk, model()).assess(talk.read({"text": " ".join(gate.like[:3])}))
    assert not gate.says
    assert [hit.why for hit in found.gates] == ["The file says otherwise."]
