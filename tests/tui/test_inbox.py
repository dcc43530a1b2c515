"""The inbox: open, place, reorder, leave, wait and close, by key and by mouse."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from amtrainer.tui.widgets.frame import Rows

T01 = "t01-monday-08-40"
PLAN = {"action": "Paper board now", "owner": "Raj", "time": "08:42", "reason": "due at 09:05"}


async def begin(on: Any, mode: str = "practice") -> Any:
    await on.talk(mode, T01)
    await on.until(lambda: on.app.screen.item)
    return on.app.screen


def fill(screen: Any, **values: str) -> None:
    for name, value in {**PLAN, **values}.items():
        screen.query_one(f"#plan-{name}").value = value


async def place(on: Any, item: str, **values: str) -> None:
    screen = on.app.screen
    rows = screen.query_one("#mails", Rows)
    rows.at = [mail.item for mail in on.sitting.inbox()].index(item)
    await on.pilot.pause()
    fill(screen, **values)
    await on.pilot.pause()
    await on.press("ctrl+s")
    await on.until(lambda: item in screen._plan(), f"plan of {item}")
    await on.pilot.pause()


async def test_nine_mails_stand_on_one_clock(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        assert len(screen.query_one("#mails", Rows).rows) == 9
        assert on.shows("08:40")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_enter_opens_a_mail_and_time_passes(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        screen = await begin(on)
        text = on.sitting.inbox()[0].text
        await on.press("enter")
        await on.until(lambda: on.shows("08:41"))
        assert text.split()[0] in on.says("#mail")
        assert screen.query_one("#plan-action").has_focus


async def test_ctrl_s_gives_a_place_and_goes_on(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        await place(on, "A")
        assert screen.item != "A"
        assert on.shows("1 of 9 planned")


async def test_a_message_is_sent_with_its_plan(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        screen.query_one("#writing" if screen.query("#writing") else "#plan-message").load_text("We have your freeze.")
        await on.pilot.pause()
        await place(on, "A")
        assert screen._sent("A") == "We have your freeze."
        assert on.shows("✉")


async def test_reordering_moves_an_item(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        await place(on, "A")
        await place(on, "B")
        assert list(screen._plan()) == ["A", "B"]
        screen.query_one("#mails", Rows).at = 1
        await on.pilot.pause()
        await on.press("ctrl+up")
        await on.until(lambda: list(screen._plan()) == ["B", "A"])
        await on.press("ctrl+down")
        await on.until(lambda: list(screen._plan()) == ["A", "B"])


async def test_reordering_what_has_no_place_says_how_to_place_it(stage: Any) -> None:
    async with stage() as on:
        await begin(on)
        await on.press("ctrl+up")
        assert on.shows("This item has no place yet.")


async def test_placing_nothing_says_what_is_missing(stage: Any) -> None:
    async with stage() as on:
        await begin(on)
        await on.press("ctrl+s")
        assert on.shows("There is nothing to place yet.")


async def test_leaving_undone_keeps_the_reason(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        screen.query_one("#plan-reason").value = "not this week"
        await on.pilot.pause()
        await on.press("ctrl+l")
        await on.until(lambda: "A" in screen._left())
        assert screen._left()["A"] == "not this week"
        assert on.shows("×")


async def test_waiting_brings_the_second_wave_and_says_so(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        before = len(on.sitting.inbox())
        await on.press("f8")
        await on.until(lambda: len(on.sitting.inbox()) > before)
        await on.until(lambda: on.shows("3 new mails"))
        await on.until(lambda: len(screen.query_one("#mails", Rows).rows) == len(on.sitting.inbox()))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_closing_asks_names_what_is_unplanned_and_shows_the_marks(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await begin(on)
        await place(on, "A")
        await on.press("f9")
        await on.on("SureScreen")
        assert on.shows("Not planned")
        await on.press("escape")
        await on.on("InboxScreen")
        await on.press("f9")
        await on.on("SureScreen")
        await on.press("enter")
        await on.on("DebriefScreen")
        await on.until(lambda: on.shows("of 100"))


async def test_drafts_of_every_field_wait_for_tomorrow(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        screen.query_one("#plan-action").focus()
        await on.press("r", "a", "j")
        await asyncio.sleep(1)
        assert dict(on.sitting.drafts)["A.action"] == "raj"
        await on.press("escape", "escape")
        await on.on("HomeScreen")
        await on.until(lambda: on.app.screen.query_one("#unfinished", Rows).rows)
        on.app.screen.query_one("#unfinished").focus()
        await on.press("down", "enter")
        await on.on("InboxScreen")
        await on.until(lambda: on.app.screen.query_one("#plan-action").value == "raj")


async def test_the_draft_of_one_item_does_not_stand_in_another(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        screen.query_one("#plan-action").value = "only for A"
        await on.pilot.pause()
        screen.query_one("#mails", Rows).focus()
        await on.press("j")
        assert screen.query_one("#plan-action").value == ""
        await on.press("k")
        assert screen.query_one("#plan-action").value == "only for A"


async def test_a_click_on_a_mail_shows_it_and_a_second_one_opens_it(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        row = screen.query_one("#mails", Rows).rows[2]
        await on.pilot.click(row)
        await on.pilot.pause()
        assert screen.item == on.sitting.inbox()[2].item
        await on.pilot.pause(0.6)
        await on.pilot.click(screen.query_one("#mails", Rows).rows[2])
        await on.until(lambda: on.sitting.inbox()[2].opened)


async def test_book_and_files_open_and_close(stage: Any) -> None:
    async with stage((80, 24)) as on:
        screen = await begin(on)
        await on.press("ctrl+o")
        assert "Book" in on.says("#mail")
        for _ in on.sitting.brief.exhibits:
            await on.press("ctrl+o")
        await on.press("ctrl+o")
        assert screen.opened == 0


async def test_small_keys_name_the_files_and_the_way_out_and_page_down_reads_to_the_end(stage: Any) -> None:
    async with stage((80, 24)) as on:
        screen = await begin(on)
        shown = on.says("#keys")
        assert "Ctrl+O files" in shown and "F9 close" in shown
        await on.press("ctrl+o")
        pane = screen.query_one(".main")
        assert pane.max_scroll_y > 0
        await on.press(*["pagedown"] * 9)
        assert pane.scroll_offset.y == pane.max_scroll_y


async def test_escape_leads_from_the_form_to_the_list_and_then_home(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        await on.press("enter")
        await on.until(lambda: screen.query_one("#plan-action").has_focus)
        await on.press("escape")
        assert screen.query_one("#mails").has_focus
        await on.press("escape")
        await on.on("HomeScreen")


async def test_tab_walks_through_the_fields_of_the_plan(stage: Any) -> None:
    async with stage() as on:
        screen = await begin(on)
        screen.query_one("#plan-action").focus()
        for name in ("owner", "time", "reason", "message"):
            await on.press("tab")
            assert screen.focused.id == f"plan-{name}"


async def test_no_mood_is_shown_in_exam_mode(stage: Any) -> None:
    async with stage() as on:
        await begin(on, "exam")
        for mail in on.sitting.inbox():
            if mail.note:
                assert not on.shows(mail.note)
        assert on.shows("exam")
