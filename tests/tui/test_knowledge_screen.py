"""The check of knowledge on the screen: what is asked can be read and clicked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.content import library

SMALL = {
    "id": "k90-small",
    "kind": "knowledge",
    "title": "A small check",
    "competencies": ["acumen"],
    "difficulty": 1,
    "minutes": 5,
    "today": "2026-09-01",
    "summary": "Four items.",
    "role": "You are asked.",
    "goal": "All four.",
    "situation": ["Answer with letters."],
    "client": {"name": "Examiner", "short": "Check"},
    "mood": {},
    "items": [
        {
            "id": "one",
            "form": "single",
            "contested": True,
            "asks": "Which of the two figures is right, of which a long sentence says that it has more than one row?",
            "options": {
                "a": "The first, with words that go on for so long that they need a second row",
                "b": "Neither",
            },
            "right": ["b"],
            "ideas": [
                {
                    "id": "no-source",
                    "says": "no source",
                    "like": ["There is no source.", "Nobody measured it.", "No proof is given.", "It is only claimed."],
                    "unlike": ["It is high.", "It is low.", "I like it.", "Everybody says so."],
                }
            ],
            "because": "No source is given.",
            "trains": "k90",
        },
        {
            "id": "some",
            "form": "multiple",
            "asks": "Which are even?",
            "options": {"a": "two", "b": "three", "c": "four"},
            "right": ["a", "c"],
            "because": "Two and four.",
        },
        {
            "id": "row",
            "form": "order",
            "asks": "Smallest first.",
            "options": {"a": "nine", "b": "one", "c": "five"},
            "right": ["b", "c", "a"],
            "because": "1, 5, 9.",
        },
        {
            "id": "match",
            "form": "match",
            "asks": "What belongs where?",
            "pairs": ["ice", "fire"],
            "options": {"a": "hot", "b": "cold"},
            "right": ["b", "a"],
            "because": "As one feels.",
        },
    ],
}


@pytest.fixture(scope="module", autouse=True)
def only_what_is_on_the_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One small check that nobody changes, in place of the flagships."""
    folder: Path = tmp_path_factory.mktemp("checks") / "scenarios"
    (folder / "knowledge").mkdir(parents=True)
    (folder / "knowledge" / "k90-small.yaml").write_text(yaml.safe_dump(SMALL, sort_keys=False), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "default_roots", lambda: (library.Root(folder, bundled=True),))
        yield


async def begun(on: Any) -> None:
    await on.opened()
    on.app.begin("k90-small", "practice", 0)
    await on.on("CheckScreen")


async def click(on: Any, option: str) -> None:
    """Click an option of what is asked now where it is painted."""
    rows = on.text().splitlines()
    row = max(number for number, text in enumerate(rows) if option in text)
    await on.pilot.click(offset=(rows[row].index(option) + 3, row))
    await on.pilot.pause()


def written(on: Any) -> str:
    text: str = on.app.screen.query_one("#field").text
    return text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_question_options_and_what_to_do_stand_above_the_field(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await begun(on)
        shown = " ".join(on.text().split())
        for words in ("Which of the two figures", "a) The first", "b) Neither", "in one sentence", "item 1 of 4"):
            assert words in shown
        assert "hint" not in shown
        assert on.shows("All four.") == (size[0] == 120)


async def test_a_click_answers_in_every_form_and_keeps_the_reason(stage: Any) -> None:
    async with stage((80, 24)) as on:
        await begun(on)
        on.write("a. Nobody measured it.")
        await click(on, "b) Neither")
        assert written(on) == "b. Nobody measured it."
        await on.press("ctrl+s")
        await on.until(lambda: on.shows("Which are even?"), "the second item")
        assert on.shows("Right. No source is given.")
        for option in ("a) two", "b) three", "c) four", "b) three"):
            await click(on, option)
        assert written(on) == "a, c"
        await on.say("a, c")
        for option in ("b) one", "c) five", "a) nine"):
            await click(on, option)
        assert written(on) == "b, c, a"
        await on.say("b, c, a")
        for option in ("b) cold", "a) hot"):
            await click(on, option)
        assert written(on) == "1b 2a"
        await on.press("ctrl+s")
        await on.until(lambda: on.sitting.prompt is None, "the end")
        assert on.sitting.state.over == "complete"


async def test_an_option_of_an_item_that_is_over_is_only_text(stage: Any) -> None:
    async with stage((120, 40)) as on:
        await begun(on)
        await on.say("b. Nobody measured it.")
        await click(on, "b) Neither")
        assert written(on) == ""


async def test_from_a_missed_item_a_click_opens_what_trains_it(stage: Any) -> None:
    async with stage((80, 24)) as on:
        await begun(on)
        await on.say("a")
        await on.press("ctrl+e", "enter")
        await on.until(lambda: on.sitting.prompt is None, "the end")
        await on.press("enter")
        await on.on("DebriefScreen")
        await on.press("g")
        await on.until(lambda: on.shows("Right is b) Neither. No source is given. Trained by k90."), "what is right")
        await click(on, "b opens k90")
        await on.on("BriefScreen")
        assert on.app.screen.brief.head.id == "k90-small"
