"""The talk: three ways to send, hints, taking back, exam mode, drafts, files, and the end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual import events

from amtrainer.tui.widgets.standing import Mood, _standing

ASK = "You need 8% off the 412,000, and there is an offer at 372,000. What drives the 8%?"
WEAK = "I can offer you 7% right away."


@pytest.mark.parametrize("key", ["ctrl+s", "ctrl+j"])
async def test_a_key_sends(stage: Any, key: str) -> None:
    async with stage() as on:
        await on.talk()
        on.write(ASK)
        await on.press(key)
        await on.until(lambda: on.sitting.state.turn == 1)
        await on.until(lambda: on.shows("turn 2 of 6"))


async def test_a_click_on_send_sends(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        on.write(ASK)
        await on.pilot.pause()
        await on.pilot.click("#send")
        await on.until(lambda: on.sitting.state.turn == 1)


async def test_enter_is_a_new_line(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("a", "enter", "b")
        assert on.app.screen.query_one("#writing").text == "a\nb"
        assert on.sitting.state.turn == 0


async def test_the_reason_of_a_mood_stands_under_the_line(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.say(ASK)
        await on.until(lambda: on.shows("trust 5 → 7"))
        assert on.shows("asked what drives the 8%")


async def test_nothing_is_sent_when_nothing_is_written(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("space", "ctrl+s")
        assert on.shows("There is nothing to send yet.")
        assert on.sitting.state.turn == 0


async def test_the_error_line_goes_once_an_answer_is_sent(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("ctrl+s")
        await on.say(ASK)
        await on.until(lambda: not on.shows("✗"))


async def test_two_hurried_sends_send_once(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        on.write(ASK)
        await on.press("ctrl+s", "ctrl+s")
        await on.until(lambda: on.sitting.state.turn >= 1)
        await asyncio.sleep(0.2)
        assert on.sitting.state.turn == 1


async def test_what_is_typed_while_an_answer_is_on_its_way_is_kept(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        on.write(ASK)
        await on.pilot.press("ctrl+s", "x")
        await on.until(lambda: on.sitting.state.turn == 1)
        await on.until(lambda: not on.app.screen._sending)
        assert on.app.screen.query_one("#writing").text == "x"


async def test_an_answer_that_cannot_be_kept_stays_in_the_field(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from amtrainer.errors import AmtrainerError
    from amtrainer.practice.sitting import Sitting

    def full(*_: object) -> None:
        raise AmtrainerError("Not saved: the disk is full.", "")

    async with stage() as on:
        await on.talk()
        monkeypatch.setattr(Sitting, "answer", full)
        on.write(ASK)
        await on.press("ctrl+s")
        await on.until(lambda: on.shows("the disk is full"))
        assert on.shows("Your text is still here.")
        assert on.app.screen.query_one("#writing").text == ASK


async def test_a_hint_is_shown_and_noted(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("ctrl+g")
        await on.until(lambda: on.shows("hint"))
        assert on.sitting.state.hints == 1 or any(line.type == "hint_taken" for line in on.sitting.state.lines)


async def test_taking_back_gives_the_last_answer_to_the_field(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.say(ASK)
        await on.press("ctrl+r")
        await on.until(lambda: on.sitting.state.turn == 0)
        await on.until(lambda: on.app.screen.query_one("#writing").text == ASK)


async def test_taking_back_with_nothing_sent_says_so_and_harms_nothing(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("ctrl+r")
        await on.until(lambda: on.shows("✗"))


async def test_exam_mode_asks_before_it_sends_and_escape_keeps_the_text(stage: Any) -> None:
    async with stage() as on:
        await on.talk("exam")
        on.write(ASK)
        await on.press("ctrl+s")
        await on.on("SureScreen")
        assert on.shows("It cannot be called back in exam mode.")
        await on.press("escape")
        await on.on("ConversationScreen")
        assert on.app.screen.query_one("#writing").text == ASK
        await on.press("ctrl+s")
        await on.on("SureScreen")
        await on.press("enter")
        await on.until(lambda: on.name == "ConversationScreen" and on.sitting.state.turn == 1)


async def test_exam_mode_shows_no_mood_no_hint_and_no_way_back(stage: Any) -> None:
    async with stage() as on:
        await on.talk("exam")
        for key in ("ctrl+g", "ctrl+r"):
            await on.press(key)
        assert on.sitting.state.turn == 0
        assert not on.shows("trust")
        assert not on.shows("Ctrl+G")


async def test_every_answer_is_asked_for_in_exam_mode(stage: Any) -> None:
    async with stage() as on:
        await on.talk("exam")
        for turn in (1, 2):
            on.write(ASK)
            await on.press("ctrl+s")
            await on.on("SureScreen")
            await on.press("y")
            await on.until(lambda turn=turn: on.name == "ConversationScreen" and on.sitting.state.turn == turn)
            await on.until(lambda: not on.app.screen._sending)


async def test_escape_keeps_the_draft_and_the_session_waits_on_home(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        on.write("Half a thou")
        await on.press("escape")
        await on.on("AgainScreen")
        await on.press("escape")
        await on.on("HomeScreen")
        await on.until(lambda: on.shows("Unfinished"))
        on.app.screen.query_one("#unfinished").focus()
        await on.press("down", "enter")
        await on.on("ConversationScreen")
        assert on.app.screen.query_one("#writing").text == "Half a thou"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_escape_shows_the_brief_and_enter_leads_back_to_the_draft(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await on.talk()
        on.write("Half a thou")
        await on.press("escape")
        await on.on("AgainScreen")
        assert on.shows("Go on")
        await on.press("enter")
        await on.on("ConversationScreen")
        assert on.app.screen.query_one("#writing").text == "Half a thou"
        assert on.sitting.state.turn == 0


async def test_the_brief_in_between_does_not_change_the_mode(stage: Any) -> None:
    async with stage() as on:
        await on.talk("exam")
        await on.press("escape")
        await on.on("AgainScreen")
        await on.press("e", "enter")
        await on.on("ConversationScreen")
        assert on.sitting.mode == "exam"
        assert on.shows("exam")


async def test_a_draft_is_on_disk_within_a_second(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("h", "i")
        await asyncio.sleep(1.0)
        assert dict(on.sitting.drafts)[""] == "hi"
        assert on.shows("draft saved")


async def test_quitting_keeps_the_draft_of_this_very_moment(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        sitting = on.sitting
        on.write("Not yet se")
        await on.pilot.press("ctrl+q")
        assert on.app.return_value == 0
        assert dict(sitting.drafts)[""] == "Not yet se"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_ctrl_o_walks_through_the_files_and_closes(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await on.talk()
        count = len(on.sitting.brief.exhibits)
        for exhibit in on.sitting.brief.exhibits:
            await on.press("ctrl+o")
            assert on.shows(exhibit.name[:20])
        await on.press("ctrl+o")
        assert on.app.screen.opened == 0
        assert count


async def test_a_click_on_a_file_opens_it_and_a_number_opens_another(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        pane = on.app.screen.query_one("#pane")
        row = next(n for n, line in enumerate(on.text(pane).split("\n")) if "Sensors" in line)
        await on.pilot.click("#pane", offset=(6, row))
        await on.until(lambda: on.app.screen.opened == 2)
        assert on.shows("318 sensors installed")
        on.app.screen.set_focus(None)
        await on.press("3")
        assert on.app.screen.opened == 3


async def test_a_digit_in_the_field_is_a_digit(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("4")
        assert on.app.screen.query_one("#writing").text == "4"
        assert on.app.screen.opened == 0


async def test_escape_closes_a_file_first(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("ctrl+o", "escape")
        assert on.name == "ConversationScreen"
        assert on.app.screen.opened == 0


async def test_writing_goes_on_after_a_file_that_covered_the_field(stage: Any) -> None:
    async with stage((80, 24)) as on:
        await on.talk()
        await on.press("a", "ctrl+o", "escape")
        await on.until(lambda: on.app.screen.focused is not None, "focus")
        await on.press("b")
        assert on.app.screen.query_one("#writing").text == "ab"


async def test_the_time_can_be_hidden(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        assert on.shows("left")
        await on.press("ctrl+t")
        assert not on.shows("left")


async def test_the_talk_can_be_ended_and_marks_follow(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.say(ASK)
        await on.press("ctrl+e")
        await on.on("SureScreen")
        await on.press("enter")
        await on.until(lambda: on.shows("the talk is over"))
        await on.press("f5")
        await on.on("DebriefScreen")
        assert on.shows("of 100")


async def test_a_click_on_marks_shows_the_debrief_once_the_talk_is_over(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.say(ASK)
        assert not on.app.screen.query_one("#over").display
        await on.press("ctrl+e", "enter")
        await on.until(lambda: on.shows("You have ended the talk."))
        await on.pilot.click("#marks")
        await on.on("DebriefScreen")


async def test_enter_after_the_last_word_shows_the_marks(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.say(ASK)
        await on.press("ctrl+e", "enter")
        await on.until(lambda: on.shows("the talk is over"))
        await on.press("enter")
        await on.on("DebriefScreen")
        assert on.shows("of 100")


async def test_not_ending_leads_back_to_the_field(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("ctrl+e")
        await on.on("SureScreen")
        await on.press("escape", "a")
        assert on.app.screen.query_one("#writing").text == "a"


async def test_a_paste_of_a_million_signs_is_cut_and_said(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        on.app.screen.query_one("#writing").post_message(events.Paste("wörd " * 200_000))
        await on.until(lambda: on.shows("10,000 are the most"))
        assert len(on.app.screen.query_one("#writing").text) == 10_000


async def test_after_the_end_nothing_can_be_sent(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.say(ASK)
        await on.press("ctrl+e", "enter")
        await on.until(lambda: on.name == "ConversationScreen" and on.sitting.prompt is None)
        await on.press("ctrl+s", "ctrl+g", "ctrl+r", "x", "ctrl+s")
        assert on.sitting.prompt is None


async def test_page_keys_scroll_the_talk_while_the_field_has_the_focus(stage: Any) -> None:
    async with stage((80, 24)) as on:
        await on.talk()
        for _ in range(2):
            await on.say(ASK + " " + "I listen. " * 20)
        chat = on.app.screen.query_one("#chat")
        await on.until(lambda: chat.max_scroll_y > 0 and chat.scroll_y == chat.max_scroll_y)
        await on.press("pageup")
        await on.until(lambda: chat.scroll_y < chat.max_scroll_y)


async def test_lines_above_the_window_are_counted_and_a_click_leads_there(stage: Any) -> None:
    async with stage((80, 24)) as on:
        await on.talk()
        for _ in range(2):
            await on.say(ASK + " " + "I listen. " * 20)
        chat = on.app.screen.query_one("#chat")
        await on.until(lambda: on.shows("earlier line"))
        before = chat.scroll_y
        await on.pilot.click("#earlier", offset=(10, 0))
        await on.until(lambda: chat.scroll_y < before)


async def test_the_day_and_the_mandate_stand_above_the_first_line(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        assert on.shows("Tue 19 May 2026. You may: 4% for a 24-month term")


async def test_the_last_minute_has_the_word_left_in_bold_and_nothing_ends_after_it(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from amtrainer.practice.sitting import Sitting

    async with stage() as on:
        await on.talk()
        monkeypatch.setattr(Sitting, "seconds", property(lambda _: 9 * 60 + 20))
        on.app.screen._title()
        left = on.app.screen.query_one("#title").right[-1]
        assert left.plain == "0:40 left"
        assert any("bold" in str(span.style) and span.end == len(left.plain) for span in left.spans)
        monkeypatch.setattr(Sitting, "seconds", property(lambda _: 11 * 60))
        on.app.screen._title()
        assert on.app.screen.query_one("#title").right[-1].plain == "1:00 over"
        assert on.sitting.prompt is not None


async def test_ctrl_c_says_how_to_leave_without_leaving(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        await on.press("ctrl+c")
        await on.until(lambda: on.shows("Ctrl+Q quits."))
        assert not on.shows("[b]")


async def test_what_is_done_when_its_screen_has_gone_breaks_nothing(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        screen, gone = on.app.screen, asyncio.Event()

        async def late() -> None:
            await gone.wait()
            screen.query_one("#field")

        on.app.do(late())
        on.app.go_home()
        await on.on("HomeScreen")
        await on.until(lambda: not screen.is_attached)
        gone.set()
        await on.app.workers.wait_for_complete()
        assert on.app._exception is None


def test_a_long_name_of_a_mood_is_read_whole_and_stands_apart_from_its_bar() -> None:
    lines = [line.plain for line in _standing("Dana", [Mood("credibility", 5, 0), Mood("trust", 5, 0)], [], [])]
    assert any(line.startswith("credibility ━") for line in lines) and len(set(map(len, lines[2:4]))) == 1
