"""The debrief: criteria and own words lead to each other, by key and by mouse, in both sizes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from amtrainer.progress.debrief_parts import joined
from amtrainer.tui.widgets.frame import Rows

BOTH = pytest.mark.parametrize("size", [(120, 40), (80, 24)])


async def open_last(on: Any) -> Any:
    """The newest finished session."""
    await on.opened()
    practice = await on.app.practice()
    session = next(row.session for row in practice.history() if row.ended)
    on.app.open_session(session)
    await on.on("DebriefScreen")
    await on.pilot.pause()
    return on.app.screen


@pytest.fixture(autouse=True)
def with_past(lived: Path) -> None:
    assert lived.exists()


def at(screen: Any) -> int:
    return int(screen.query_one("#criteria", Rows).at)


async def test_it_shows_the_total_and_every_criterion(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        assert on.shows("of 100")
        for criterion in screen.debrief.criteria:
            assert on.shows(criterion.title)


async def test_it_begins_where_most_is_to_gain(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        gains = [c.weight - c.points for c in screen.debrief.criteria]
        assert gains[at(screen)] == max(gains)


@BOTH
async def test_j_and_k_walk_through_the_criteria(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        screen = await open_last(on)
        screen.query_one("#criteria", Rows).at = 0
        await on.press("j", "j")
        assert at(screen) == 2
        await on.press("k")
        assert at(screen) == 1
        assert screen.current.title in on.text()


async def test_walking_past_the_ends_stays_on_the_list(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        count = len(screen.debrief.criteria)
        await on.press(*["j"] * (count + 3))
        assert at(screen) == count - 1
        await on.press("k")
        assert at(screen) == count - 2


@BOTH
async def test_n_lights_the_next_mark_and_its_criterion(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        screen = await open_last(on)
        marks = screen.query_one("#own").marks()
        for expected in marks[:3]:
            await on.press("n")
            assert screen.current.number == expected and screen.page == "text"
        await on.press("N")
        assert screen.current.number == marks[1]


@BOTH
async def test_w_says_why_and_l_shows_the_ladder(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await open_last(on)
        await on.press("w")
        assert "Why" in on.says("#detail")
        assert "  4  " not in on.says("#detail")
        await on.press("l")
        assert "  4  " in on.says("#detail")


@BOTH
async def test_m_shows_the_model_answer_and_m_again_the_own_text(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        screen = await open_last(on)
        await on.press("m")
        assert on.shows("One good answer")
        assert screen.debrief.model_answer[0][:30] in on.says("#other-text")
        await on.press("m")
        assert not on.shows("One good answer")


@BOTH
async def test_h_shows_what_was_not_said(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await open_last(on)
        await on.press("h")
        assert on.shows("What was not said")
        await on.press("escape")
        assert on.name == "DebriefScreen"
        await on.press("escape")
        await on.on("HomeScreen")


async def test_r_opens_the_brief_again_and_the_attempt_stays(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        before = screen.debrief.session
        await on.press("r")
        await on.on("BriefScreen")
        assert any(row.session == before for row in (await on.app.practice()).history())


async def test_tab_turns_between_marks_and_text_in_a_small_window(stage: Any) -> None:
    async with stage((80, 24)) as on:
        screen = await open_last(on)
        assert screen.query_one("#marks-page").display
        await on.press("tab")
        assert screen.query_one("#text-page").display
        assert not screen.query_one("#marks-page").display
        await on.press("tab")
        assert screen.query_one("#marks-page").display


async def test_a_click_on_a_tab_turns_the_page(stage: Any) -> None:
    async with stage((80, 24)) as on:
        screen = await open_last(on)
        await on.pilot.click("#tabs", offset=(11, 0))
        await on.pilot.pause()
        assert screen.page == "text"
        await on.pilot.click("#tabs", offset=(3, 0))
        await on.pilot.pause()
        assert screen.page == "marks"


async def test_a_click_on_a_criterion_lights_its_marks(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        row = screen.query_one("#criteria", Rows).rows[1]
        await on.pilot.click(row)
        await on.pilot.pause()
        assert at(screen) == 1
        assert screen.query_one("#own").lit == screen.debrief.criteria[1].number


async def test_a_click_on_a_marked_line_selects_its_criterion(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        lines = screen.debrief.lines
        place = next(n for n, line in enumerate(lines) if line.marks)
        first = min(lines[place].marks, key=lambda mark: mark.start)
        screen.query_one("#criteria", Rows).at = len(screen.debrief.criteria) - 1
        screen.query_one("#own").scroll_home(animate=False)
        await on.pilot.pause()
        await on.pilot.click(f"#line-{place}", offset=(9, 0))
        await on.pilot.pause()
        assert screen.current.number == first.criterion


async def test_a_click_on_marked_words_selects_the_criterion_of_these_words(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        place, line = max(enumerate(screen.debrief.lines), key=lambda pair: len({m.criterion for m in pair[1].marks}))
        start, _, marks = list(joined(line.marks))[-1]
        widget = screen.query_one(f"#line-{place}")
        widget.scroll_visible(animate=False)
        await on.pilot.pause()
        word = line.text[start:].split()[0]
        rows = on.text(widget).split("\n")
        y = max(n for n, row in enumerate(rows) if word in row)
        screen.query_one("#criteria", Rows).at = len(screen.debrief.criteria) - 1
        await on.pilot.click(widget, offset=(rows[y].rindex(word) + 1, y))
        await on.pilot.pause()
        assert screen.current.number == next(mark.criterion for mark in marks if mark.criterion)


@pytest.mark.parametrize("key", ["down", "up", "home", "end"])
async def test_arrow_keys_walk_too(stage: Any, key: str) -> None:
    async with stage() as on:
        screen = await open_last(on)
        screen.query_one("#criteria", Rows).at = 1
        await on.press(key)
        count = len(screen.debrief.criteria)
        assert at(screen) == {"down": 2, "up": 0, "home": 0, "end": count - 1}[key]


async def test_the_last_line_says_what_the_marks_cannot_see(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        assert on.says("#tail").replace("\n", " ").split() == screen.debrief.blind_spot.split()


async def test_without_colour_the_marks_have_brackets(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with stage() as on:
        screen = await open_last(on)
        line = next(n for n, line in enumerate(screen.debrief.lines) if line.marks)
        assert "[" in on.says(f"#line-{line}")


async def test_every_word_of_the_trainee_is_there(stage: Any) -> None:
    async with stage() as on:
        screen = await open_last(on)
        for place, line in enumerate(screen.debrief.lines):
            shown = "".join(ch for ch in on.says(f"#line-{place}") if ch.isalpha())
            assert shown.startswith("".join(ch for ch in line.speaker[:7] if ch.isalpha()))
            assert "".join(ch for ch in line.text if ch.isalpha()) in shown


@pytest.mark.parametrize("height", [30, 60])
async def test_rows_leave_room_for_a_scrollbar_where_there_is_one(stage: Any, height: int) -> None:
    async with stage(size=(120, height)) as on:
        screen = await open_last(on)
        for _ in range(3):
            await on.pilot.pause()
        assert screen.scrolled == screen.query_one("#marks-page").show_vertical_scrollbar == (height == 30)
        assert all(row.size.height == 1 for row in screen.query("#criteria > *"))


async def test_rows_leave_room_for_a_scrollbar_that_comes_later(stage: Any) -> None:
    async with stage(size=(120, 60)) as on:
        screen = await open_last(on)
        screen.query_one("#marks-page").styles.max_height = 10
        for _ in range(4):
            await on.pilot.pause()
        assert screen.scrolled
        assert all(row.size.height == 1 for row in screen.query("#criteria > *"))
