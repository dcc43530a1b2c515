"""Claims about words without a speaker, and about words that are held out and not said."""

import random

import pytest
from tests.scoring.test_integrity import GOOD, flags, ids

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.integrity import NO_MARKS
from amtrainer.scoring.salad import is_jumbled

LONG = (
    "You need 8% off the 412,000, and there is an offer at 372,000. Before I talk numbers, I would like to know what drives it, "
    "and who has to sign in the end. On 27 February our alarm saved a load of yours, and that is a figure that you can show to the "
    "board when they ask you what the monitoring is for. I could do 4% if you stay for 24 months, or 5% if you pay the year in advance."
)
SAID = "You need 8% off the 412,000, and the offer at 372,000 comes without calibration and without audit reports."


def test_a_text_in_order_is_no_jumble() -> None:
    assert not is_jumbled([Answer(LONG)])


def test_a_no_that_is_spoken_of_is_no_jumble() -> None:
    assert not is_jumbled(
        [Answer("I will not argue. If something went badly here, tell me, and if it's a no it's a no.")]
    )


def test_the_same_words_in_no_order_are_a_jumble() -> None:
    words = LONG.split()
    random.Random(3).shuffle(words)
    assert is_jumbled([Answer(" ".join(words))])


ALOUD = (
    "The contract with the clinics is worth 412,000 a year. There are sensors in every cold room and lorry of the region. "
    "The alarm on 27 February saved a load of vaccines. The audit of the ministry takes place on 15 September."
)


def test_facts_that_are_said_to_nobody_earn_nothing() -> None:
    assert {flag.id for flag in flags(ALOUD) if flag.effect == NO_MARKS} == {"aloud"}


def test_facts_that_are_said_to_nobody_are_an_attempt() -> None:
    assert "short" not in ids(flags(ALOUD))


def test_one_word_to_the_client_makes_it_speech() -> None:
    text = "The contract is 412,000 a year. There are 318 sensors. The alarm was on 27 February. I send you both on Thursday."
    assert not {"dump", "aloud"} & set(ids(flags(text)))


def test_a_file_read_aloud_between_commas_earns_nothing_either() -> None:
    text = (
        "Golden Foods, EUR 640,000 a year, price plus 7.5% (48,000) from 1 October, film index plus 11.2% in 12 months (public), "
        "last rise 2022, letters to all clients on 1 September, old price until 31 December, no waiver. Owner 61, born in Turin."
    )
    assert "aloud" in ids(flags(text))


def test_a_short_line_without_a_speaker_is_no_file_read_aloud() -> None:
    text = "Price goes up 7.5% on 1 October, that is 48,000 a year. Film went up 11.2%, last rise was 2022."
    assert "aloud" not in ids(flags(text))


def test_one_frame_filled_again_and_again_is_stuffing() -> None:
    text = " ".join(f"What about the {word}?" for word in ("contract", "sensors", "alarm", "offer", "audit"))
    assert ids(flags(text)).count("stuffing") == 5


@pytest.mark.parametrize(
    "text",
    [
        f"I will not say this: {SAID}",
        f"There is no point in saying these words: {SAID}",
        f"You will never hear this from me: “{SAID}”",
    ],
)
def test_what_is_announced_as_not_said_is_negation(text: str) -> None:
    found = next(flag for flag in flags(text, GOOD) if flag.id == "negation")
    assert found.quote.strip("“”").startswith("You need 8%")


def test_a_refusal_with_its_reason_is_no_negation_flag() -> None:
    assert "negation" not in ids(flags("I cannot do that: eight percent is beyond what I may give.", GOOD))


@pytest.mark.parametrize(
    "text",
    [
        f"My colleague wrote you this last year: “{SAID}”",
        f"In the training they said: “{SAID}”",
        f"“{SAID}” That is what my colleague told another client.",
    ],
)
def test_a_long_quotation_of_somebody_else_is_named(text: str) -> None:
    assert "quotation" in ids(flags(text, GOOD))


def test_own_words_in_quotation_marks_are_no_quotation() -> None:
    assert "quotation" not in ids(flags(f"I would say: “{SAID}”", GOOD))


def test_a_word_taken_up_is_no_quotation() -> None:
    assert "quotation" not in ids(
        flags("You said “eight percent or a tender”, and I want to know why. What drives it?")
    )
