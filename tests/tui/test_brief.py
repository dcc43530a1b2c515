"""The brief: all that is known, what is on file, exam mode, and the beginning."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_brief_shows_role_client_and_what_counts(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await on.brief()
        for words in ("Mette Kjær", "eight percent", "Ask"):
            assert on.shows(words) or words.lower() in on.text().lower()


async def test_the_brief_of_d01_fits_a_small_window_without_scrolling(stage: Any) -> None:
    async with stage((80, 24)) as on:
        await on.brief()
        assert on.app.screen.query_one(".main").max_scroll_y == 0
        assert on.shows("Begin")


async def test_a_number_opens_what_is_on_file_and_again_closes_it(stage: Any) -> None:
    async with stage() as on:
        await on.brief()
        await on.press("1")
        first = on.app.screen.brief.exhibits[0]
        assert on.shows(first.text.splitlines()[0][:30])
        await on.press("1")
        assert on.shows("What counts")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_every_file_can_be_read_to_its_end(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await on.brief()
        for exhibit in on.app.screen.brief.exhibits:
            await on.press(str(exhibit.number))
            shown = (on.says("#facts") + on.says("#file")).split()
            assert set(exhibit.text.split()) <= set(shown)
            await on.press("0")


async def test_a_number_without_a_file_does_nothing(stage: Any) -> None:
    async with stage() as on:
        await on.brief()
        await on.press("9")
        assert on.shows("What counts")


async def test_e_switches_exam_mode_and_the_session_has_it(stage: Any) -> None:
    async with stage() as on:
        await on.brief()
        await on.press("e")
        assert on.shows("exam")
        await on.press("enter")
        await on.on("ConversationScreen")
        assert on.sitting.mode == "exam"


async def test_a_click_on_begin_begins(stage: Any) -> None:
    async with stage() as on:
        await on.brief()
        await on.pilot.click("#begin")
        await on.on("ConversationScreen")


async def test_escape_leads_back_home(stage: Any) -> None:
    async with stage() as on:
        await on.brief()
        await on.press("escape")
        await on.on("HomeScreen")


async def test_two_hurried_enters_begin_one_session(stage: Any) -> None:
    async with stage() as on:
        await on.brief()
        await on.press("enter", "enter")
        await on.on("ConversationScreen")
        practice = await on.app.practice()
        assert len(practice.unfinished()) == 1


async def test_v_opens_the_brief_of_the_next_variant(stage: Any) -> None:
    async with stage() as on:
        await on.brief()
        await on.press("v")
        await on.until(lambda: on.shows("Ilse Verhoeven"))
        assert not on.shows("Mette")
