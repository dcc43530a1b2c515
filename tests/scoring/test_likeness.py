"""Claims about likeness to rated answers as evidence beside the author's words."""

from collections.abc import Sequence
from datetime import date

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import Assessor, context_of
from amtrainer.scoring.explain import explain
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.likeness import Bars, Topic, rated_id, topics
from amtrainer.scoring.meaning_lexical import LexicalMeaning
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.work import Passage, Work

NEVER = 99_999
BARS: Bars = (
    (2000, NEVER, NEVER, NEVER),
    (0, 1500, NEVER, NEVER),
    (0, 0, 1800, NEVER),
    (0, 0, 900, 2500),
    (0, 0, 0, 0),
)
RUBRIC = Rubric.model_validate(
    {
        "today": date(2026, 5, 19),
        "indicators": [
            {"id": "asks", "look_for": "phrase", "says": "asked for the driver", "any_of": ["what drives"]},
            {"id": "tries", "look_for": "phrase", "says": "touched it", "any_of": ["eight percent"]},
        ],
        "criteria": [
            {
                "id": "driver",
                "competency": "discovery",
                "weight": 100,
                "seen": "Asks for the driver",
                "do": "Ask for the driver",
                "levels": {
                    1: {"says": "names the figure", "when": {"any": ["tries", "asks"]}},
                    3: {
                        "says": "asks what drives it",
                        "when": {"all": ["asks"]},
                        "example": "So what drives these eight percent?",
                        "fix": "So what drives these eight percent?",
                    },
                },
            }
        ],
    }
)


class Told(LexicalMeaning):
    """A reader that is told which sentence is how like rated ones."""

    def __init__(self, told: dict[str, int]) -> None:
        self.told = told
        self.rated = self

    def likeness(self, topic: Topic, sentences: Sequence[str]) -> tuple[int, ...]:
        return tuple(next((v for words, v in self.told.items() if words in text), 0) for text in sentences)

    def bars(self, topic: Topic) -> Bars:
        return BARS

    def margins(
        self, topic: Topic, gate: str, sentences: Sequence[str], signs: Sequence[tuple[int, ...]]
    ) -> tuple[int, ...]:
        return (-1,) * len(sentences)

    def nearest(self, lines: Sequence[str], sentences: Sequence[str]) -> tuple[int, ...]:
        return (1000,) * len(sentences)


def assessor(told: dict[str, int]) -> Assessor:
    return Assessor(RUBRIC, context_of(RUBRIC, Told(told)))


def judged(text: str, told: dict[str, int]) -> Judged:
    return assessor(told).assess(work(text)).of("driver")


def work(text: str) -> Work:
    return Work((Passage(0, Answer(text), "Good morning."),))


def test_words_that_the_author_did_not_foresee_earn_a_rung_and_are_shown() -> None:
    found = judged("Hello. Where does that number come from?", {"number come from": 2100})
    assert (found.level, [mark.quote for _, mark in found.evidence]) == (
        1,
        ["Where does that number come from"],
    )


def test_a_rung_that_fired_on_a_look_alike_is_doubted() -> None:
    assert judged("Who knows what drives a van.", {"van": 400}).level == 1


def test_a_rung_holds_where_its_words_read_like_rated_ones() -> None:
    assert judged("Tell me what drives it.", {"drives it": 1000}).level == 3


def test_nobody_doubts_the_authors_own_example() -> None:
    assert judged("So what drives these eight percent?", {}).level == 3


def test_no_likeness_earns_without_words_that_are_like() -> None:
    assert judged("Good morning.", {}).level == 0


def test_without_a_reader_of_likeness_the_authors_words_decide_alone() -> None:
    plain = Assessor(RUBRIC, context_of(RUBRIC, LexicalMeaning()))
    assert plain.assess(work("Who knows what drives a van.")).of("driver").level == 3


def test_a_doubted_rung_says_what_it_lacks() -> None:
    reader = assessor({"van": 400})
    assessment = reader.assess(work("Who knows what drives a van."))
    (told,) = explain(reader, assessment)
    assert [part.name for part in told.parts if not part.present] == [
        "a clearer sentence than “Who knows what drives a van”"
    ]


def test_the_change_that_is_shown_for_a_doubted_rung_lifts_it() -> None:
    reader = assessor({"van": 400})
    assessment = reader.assess(work("Who knows what drives a van."))
    (told,) = explain(reader, assessment)
    assert told.change is not None and told.change.level_to == 3


def test_a_value_just_under_a_bar_makes_the_level_unsure() -> None:
    assert judged("Tell me what drives it.", {"drives it": 880}).unsure


def test_a_quotation_is_like_nothing() -> None:
    found = (
        assessor({"": 3000}).assess(work("He asked “where does that number come from, my dear friend” today.")).findings
    )
    assert found[rated_id(RUBRIC.criteria[0])].marks == ()


def test_the_clients_own_line_is_like_nothing() -> None:
    echo = Work((Passage(0, Answer("I need a lower number today."), "I need a lower number today."),))
    assert assessor({"": 3000}).assess(echo).findings[rated_id(RUBRIC.criteria[0])].marks == ()


def test_a_sentence_good_for_one_criterion_is_poor_for_another() -> None:
    two = Rubric.model_validate(
        {
            "criteria": [
                {
                    "id": id,
                    "competency": "x",
                    "weight": 50,
                    "seen": id,
                    "do": id,
                    "levels": {3: {"says": id, "example": id}},
                }
                for id in ("ask", "give")
            ]
        }
    )
    assert [topic.poor for topic in topics(two)] == [("give",), ("ask",)]


def test_the_sentence_that_does_the_act_is_called_unclear_and_no_other() -> None:
    reader = assessor({"look at this": 500, "van": 400})
    (told,) = explain(reader, reader.assess(work("We look at this together. Who knows what drives a van.")))
    assert [part.name for part in told.parts if not part.present] == [
        "a clearer sentence than “Who knows what drives a van”"
    ]


def test_in_an_exam_what_is_unsure_has_no_level_to_rise_from_and_no_part_in_the_total() -> None:
    reader = assessor({"drives it": 880})
    (told,) = explain(
        reader, reader.assess(work("Tell me what drives it, since I would like to know it before we go on.")), "exam"
    )
    assert told.change is not None
    assert told.change.lifts == "not judged → level 3, total none → 100"
