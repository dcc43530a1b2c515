"""Every check of knowledge in the library: without finding, fair to who knows and to who guesses, true in its sums and dates."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.content import shelf

from amtrainer.authoring.proof.samples import meets
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.simulation.items import Item
from amtrainer.simulation.kinds.knowledge import Knowledge

GUESSES = {"all-first", "always-the-longest", "by-lot"}
SUMS = {  # item: what it asks to be worked out, and how the right option says it
    "K02 grr": (f"{(400 - 40 - 20) / 400:.0%}", "85%"),
    "K02 nrr": (f"{(400 - 40 - 20 + 90) / 400:.1%}", "107.5%"),
    "K02 roi": (f"{(60 - 24) / 24:.0%}", "150%"),
    "K02 target": (f"{(920 - 800) / 800:.0%}", "15%"),
    "K02 cost-of-time": (f"{150 * 90 - 12_000:,}", "1,500"),
    "K02 margin-falls": (f"{300_000 - 1_080_000 * 24 // 100:,}", "40,800"),
    "K03 overdue": (f"{13_000 - 5_000:,}", "8,000"),
    "K03 equity": (f"{900_000 - 640_000:,}", "260,000"),
}

every = shelf.every("K")


def check(number: str) -> Knowledge:
    found = shelf.scenario(number)
    assert isinstance(found, Knowledge)
    return found


def singles(number: str) -> list[Item]:
    return [item for item in check(number).items if item.form == "single"]


@every
def test_a_sample_reaches_what_it_expects(number: str, meaning: MiniLM) -> None:
    found, assessor = {}, assessor_of(check(number), meaning)
    for sample in check(number).answers:
        total = capped(assessor.assess(check(number).read(sample.item())))
        assert total is not None
        if not meets(sample.expect, total):
            found[sample.id] = (total, sample.expect)
    assert found == {}


@every
def test_who_knows_passes_in_any_words_and_who_guesses_does_not(number: str) -> None:
    expects = {sample.id: sample.expect for sample in check(number).answers}
    assert expects.keys() >= GUESSES | {"best", "plain-words", "letters-only", "weak"}
    assert {expects[id] for id in GUESSES} == {"<= 40"}


@every
def test_the_longest_option_is_no_cue(number: str) -> None:
    longest = [
        item.id for item in singles(number) if max(item.options, key=lambda x: len(item.options[x])) in item.right
    ]
    assert len(longest) <= 0.4 * len(singles(number)), longest


@every
def test_no_letter_is_right_too_often(number: str) -> None:
    places = Counter(item.right[0] for item in singles(number))
    assert max(places.values()) <= 0.45 * len(singles(number)), places


@every
def test_no_text_keeps_a_name_that_was_to_be_filled_in(number: str) -> None:
    texts = [text for item in check(number).items for text in (item.shown, item.because)]
    assert [text for text in texts if re.search(r"\$[a-z]", text)] == []


@every
def test_a_reason_and_a_key_idea_have_eight_sentences_and_six_near_misses(number: str) -> None:
    ideas = [idea for item in check(number).items for idea in item.ideas]
    assert [idea.id for idea in ideas if len(set(idea.like)) < 8 or len(set(idea.unlike)) < 6] == []


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_comes_out_as_the_right_option_says(name: str) -> None:
    number, id = name.split()
    worked_out, said = SUMS[name]
    item = check(number).item(id)
    assert worked_out == said
    assert [letter for letter, text in item.options.items() if said in re.findall(r"[\d,.]+%?", text)] == list(
        item.right
    )


def test_the_limit_of_gifts_is_that_of_the_day_on_which_the_check_plays() -> None:
    item = check("K05").item("gift-limit")
    assert item.options[item.right[0]] == "300 USD" and "since 30 March 2026" in item.because
    raw = check("K05").model_dump(exclude={"criteria", "items"}) | {
        "today": "2026-03-29",
        "items": [item.model_copy(update={"options": {"a": "$gift_limit", "b": "x"}, "right": ("a",)}).model_dump()]
        * 2,
    }
    assert Knowledge.model_validate(raw).items[0].options["a"] == "100 USD"
