"""Claims about answers that game one question of an interview, where a few words decide over few criteria."""

from __future__ import annotations

from datetime import date

import pytest

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.integrity import Prompts, flags_of, silent
from amtrainer.scoring.work import Passage, Work

WANTED = (
    "Look for the reason behind the reasons",
    "Say when a no is a no, and how you leave",
    "researched reason to call",
)
STORY = (
    "Last March I rang the owner of a hotel in Porto who had said no twice.",
    "I asked what would have to change before I ring again.",
    "She named the summer, and I wrote that down and left.",
)


def silenced(text: str) -> float:
    """The share of its characters that earns nothing."""
    context = Context(Facts(), date(2026, 5, 19), None)  # type: ignore[arg-type]
    work = Work((Passage(0, Answer(text, told=True), part="q1"),))
    flags = flags_of(work, context, Prompts(interview=True, wanted=WANTED))
    return sum(place.end - place.start for place in silent(flags)) / len(text)


@pytest.mark.parametrize(
    "text",
    [
        "I look for the reason behind the reasons. I say when a no is a no, and how you leave.",
        "This is how I would handle it. First I would look for the reason behind the reasons. Then it is important to say when a no is a no, and how you leave.",
        "Key words: look for the reason behind the reasons; say when a no is a no, and how you leave.",
        "This answer next step/date rule, stage evidence, use for others.",
        "Kestrel, roll-out, Lumière, Amandla, finance, 09:05, 12:00, 11:00.",
        "You get 09:05. You get 12:00. You get 11:00.",
        f"I could say: {STORY[0]} Or perhaps: {STORY[1]}",
        f"If I were good at this, I would say: {STORY[0]} If I were good at this, I would say: {STORY[1]}",
        " ".join(f"Perhaps {text}" for text in STORY),
        " ".join(f"Anna said: {text}" for text in STORY),
        f"If I had prepared myself, my answer would have been this. {' '.join(STORY)}",
        f"Yeah right, {STORY[0]} Ha ha.",
    ],
)
def test_what_nobody_tells_of_himself_earns_nothing(text: str) -> None:
    assert silenced(text) > 0.5


@pytest.mark.parametrize(
    "text",
    [
        " ".join(STORY),
        "She would say that I was slow in the first year. She would also tell you of the recall in March.",
        f"{STORY[0]} She said: not before the summer. I said: then I ring in September. Perhaps that was too long. {STORY[2]}",
        "If she asks for a discount, I say: not without a term. If he asks for a date, I say: by Friday. If they wait, I ring.",
        "Kestrel first: lorries stand still. Then Lumière before noon, Amandla before eleven, the logo last.",
        "36 of 38 clients, over two years.",
        "This answer took me years, and I owe it to a client in Porto.",
        f"I could have given him the month for free. {STORY[1]} {STORY[2]}",
    ],
)
def test_what_somebody_tells_is_left_alone(text: str) -> None:
    assert silenced(text) == 0


def test_an_order_with_its_reasons_needs_nobody_who_speaks() -> None:
    text = "Kestrel first, because lorries stand still. Then Lumière: the release must wait. Amandla before eleven. The logo comes last."
    assert silenced(text) == 0


GENERAL = (
    "Last year something went wrong with a client. I made a decision that was not good, and it had consequences for some people. "
    "I learned a lot from it, and since then I do some things in another way, and the results are better by 20 percent."
)


@pytest.mark.parametrize(("more", "share"), [("", 1.0), (" It was a bakery whose flyers had the old prices.", 0.0)])
def test_an_answer_in_which_nothing_in_particular_happened_earns_nothing(more: str, share: float) -> None:
    assert round(silenced(GENERAL + more), 1) == share
