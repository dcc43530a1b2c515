"""Claims about the candidate's booth: the notice first, nothing else in reach, nothing judged, everything kept."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests.interview.conftest import CHEAP, SAID, WORDS, sit
from textual.widgets import Input

from amtrainer import paths
from amtrainer.errors import AmtrainerError
from amtrainer.interview import booth, making, reveal
from amtrainer.interview.days import Day
from amtrainer.interview.visit import Visit, alone
from amtrainer.plain.booth import attend
from amtrainer.plain.console import Console
from amtrainer.storage import utc_now
from amtrainer.tui.booth_app import BoothApp


def clock() -> datetime:
    return datetime(2026, 5, 19, tzinfo=UTC)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Days of one rater on which nobody has sat: a talk, and two questions of an interview."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMTRAINER_HOME", str(tmp_path_factory.mktemp("booth")))
        out = {}
        for name, task in (("talk", "d08"), ("questions", "i01:q2,q6")):
            day = making.made(making.drafted(name, [task], ["Tom"], ["C1"]), WORDS["manager"], effort=CHEAP)
            making.join(day, "Tom", WORDS["Tom"], CHEAP)
            day.record.close()
            out[name] = day.folder
        return out


def copied(folder: Path) -> Day:
    paths.interviews_dir().mkdir(parents=True, exist_ok=True)
    return Day(Path(shutil.copytree(folder, paths.interviews_dir() / folder.name)), utc_now)


@pytest.fixture
def empty(frozen: dict[str, Path]) -> Day:
    return copied(frozen["talk"])


@pytest.fixture
def asked(frozen: dict[str, Path]) -> Day:
    return copied(frozen["questions"])


def visit(day: Day, led_by: str = "", *, begun: bool = True) -> Visit:
    found = Visit(day, "C1", clock, led_by)
    if begun:
        found.agree()
        day.record.add("C1", "practised", {})
    return found


class Stage:
    """The booth under a pilot."""

    def __init__(self, app: BoothApp, pilot: Any) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def name(self) -> str:
        return type(self.app.screen).__name__

    async def until(self, holds: Callable[[], object]) -> None:
        for _ in range(400):
            await self.pilot.pause()
            if holds():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(self.name)

    async def on(self, name: str) -> None:
        await self.until(lambda: self.name == name)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def begin(self) -> None:
        await self.on("BoothBrief")
        await self.press("enter")
        await self.on("BoothTalk")

    async def say(self, text: str, *then: str) -> None:
        turn = self.app.seat.state.turn  # type: ignore[union-attr]
        self.app.screen.query_one("#field").text = text  # type: ignore[attr-defined]
        await self.press("ctrl+s")
        await self.press(*(then or ("enter",)))
        await self.until(lambda: self.app.seat.state.turn > turn)  # type: ignore[union-attr]


@asynccontextmanager
async def staged(found: Visit, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Stage]:
    app = BoothApp(found)
    async with app.run_test(size=size) as pilot:
        yield Stage(app, pilot)


def kinds(day: Day) -> list[str]:
    return [entry.what for entry in day.entries]


async def test_nothing_leads_past_the_notice(empty: Day) -> None:
    async with staged(visit(empty, begun=False)) as stage:
        await stage.on("NoticeScreen")
        await stage.press("enter", "escape", "ctrl+p", "h", "f5", "ctrl+c", "ctrl+e", "ctrl+s")
        assert (stage.name, empty.state.consents) == ("NoticeScreen", frozenset())


async def test_after_consent_comes_a_turn_to_practise_of_which_no_word_is_kept(empty: Day) -> None:
    async with staged(visit(empty, begun=False)) as stage:
        await stage.on("NoticeScreen")
        await stage.press("y")
        await stage.begin()
        await stage.say("CANARY practice")
        await stage.until(lambda: "practised" in kinds(empty))
        await stage.press("enter")
        await stage.on("BoothBrief")
    assert [f for f in empty.folder.rglob("*") if f.is_file() and b"CANARY" in f.read_bytes()] == []


async def test_no_key_leads_out_of_an_exercise(empty: Day) -> None:
    async with staged(visit(empty)) as stage:
        await stage.begin()
        for key in ("ctrl+p", "ctrl+c", "f5", "ctrl+g", "ctrl+r", "ctrl+l", "ctrl+z", "ctrl+backslash"):
            await stage.press(key)
            assert stage.name == "BoothTalk", key
        for key, name in (("escape", "BoothAgain"), ("f1", "HelpScreen"), ("ctrl+q", "DoorScreen")):
            await stage.press(key)
            await stage.on(name)
        await stage.press("ctrl+q", "escape", "ctrl+p", "ctrl+c")
        assert (stage.name, stage.app.is_running) == ("DoorScreen", True)


async def test_a_window_of_any_size_stays_in_the_booth(empty: Day) -> None:
    async with staged(visit(empty)) as stage:
        await stage.begin()
        for size in ((80, 24), (20, 5), (120, 40)):
            await stage.pilot.resize_terminal(*size)
            await stage.press("f1", "escape")
            assert (stage.name, stage.app.is_running) == ("BoothTalk", True)


async def test_a_pause_hides_the_exercise_stops_the_clock_and_goes_on_record(empty: Day) -> None:
    async with staged(visit(empty)) as stage:
        await stage.begin()
        await stage.press("ctrl+q")
        await stage.on("DoorScreen")
        seat = stage.app.seat
        assert seat is not None
        before = seat.seconds
        seat._since -= 60
        assert seat.seconds == before
        await stage.press("enter")
        assert stage.name == "BoothTalk"
    assert kinds(empty)[-2:] == ["paused", "went-on"]


async def test_the_door_opens_to_a_passphrase_and_to_nothing_else(empty: Day) -> None:
    async with staged(visit(empty)) as stage:
        await stage.on("BoothBrief")
        await stage.press("ctrl+q")
        await stage.on("DoorScreen")
        for phrase in ("wrong secret", WORDS["Tom"]):
            assert stage.app.is_running
            await stage.press("l", *"tom", "enter")
            stage.app.screen.query_one("#passphrase", Input).value = phrase
            await stage.press("enter")
            await stage.until(lambda: kinds(empty)[-1] in ("door-refused", "opened-door"))
            await stage.press("escape")
        await stage.until(lambda: not stage.app.is_running)
    assert kinds(empty)[-2:] == ["door-refused", "opened-door"]


async def test_a_sent_answer_is_asked_about_once_and_shows_neither_mood_nor_mark(empty: Day) -> None:
    async with staged(visit(empty)) as stage:
        await stage.begin()
        await stage.say(SAID)
        await stage.press("ctrl+e", "enter")
        await stage.until(lambda: "sat" in kinds(empty))
        assert "marks" not in str(stage.app.screen.query_one("#over-text").render()).lower()
    fact = next(entry.body for entry in empty.entries if entry.what == "sent")
    assert (fact["turn"], fact["characters"], "seconds" in fact, "pasted" in fact) == (0, len(SAID), True, False)


async def test_nobody_who_sits_alone_is_asked_on(asked: Day) -> None:
    seat = visit(asked).sit()
    assert seat.probes == ()
    seat.answer("No.")
    assert seat.state.beat == "q6"


async def test_who_leads_asks_an_allowed_probe_and_no_third_one(asked: Day) -> None:
    async with staged(visit(asked, "Tom")) as stage:
        await stage.begin()
        await stage.say("I failed once.", "1")
        assert stage.app.seat is not None and stage.app.seat.prompt is not None
        assert stage.app.seat.prompt.text == "What did you do?"
        await stage.say("I rang the client.", "2")
        assert stage.app.seat.probes == ()
    assert [entry.body["probe"] for entry in asked.entries if entry.what == "sent"] == ["probe-you", "probe-change"]


async def test_who_leads_notes_that_it_was_interrupted_and_skips_a_question(asked: Day) -> None:
    async with staged(visit(asked, "Tom")) as stage:
        await stage.begin()
        await stage.press("ctrl+l", "2")
        await stage.until(lambda: kinds(asked)[-1] == "noted")
        await stage.press("ctrl+l", "1")
        await stage.until(lambda: stage.app.seat.state.beat == "q6")  # type: ignore[union-attr]
    noted = [(entry.who, entry.body["what"]) for entry in asked.entries if entry.what == "noted"]
    assert noted == [("Tom", "interrupted"), ("Tom", "skipped")]


async def test_a_paste_is_a_number_on_record(empty: Day) -> None:
    from textual import events

    async with staged(visit(empty)) as stage:
        await stage.begin()
        stage.app.post_message(events.Paste("twelve chars"))
        await stage.until(lambda: "twelve" in stage.app.screen.query_one("#field").text)  # type: ignore[attr-defined]
        await stage.press("ctrl+s", "enter")
        await stage.until(lambda: "sent" in kinds(empty))
    assert next(entry.body["pasted"] for entry in empty.entries if entry.what == "sent") == 12


def test_a_break_gives_and_takes_no_time_and_loses_no_draft(empty: Day) -> None:
    first = visit(empty).sit()
    first.save_draft("", "half a sentence")
    first._since -= 90
    first.mark_time()
    again = Visit(empty, "C1", clock).sit()
    assert (again.seconds // 10, again.drafts[""]) == (9, "half a sentence")


def test_an_exercise_that_ended_as_the_machine_died_is_kept(asked: Day) -> None:
    seat = visit(asked).sit()
    seat.answer("I failed once.")
    seat.answer("I call them.")
    with pytest.raises(AmtrainerError, match="All exercises are done"):
        Visit(asked, "C1", clock).sit()
    assert list(asked.state.sat) == [("C1", seat.brief.head.id)]


def test_extra_time_holds_for_every_later_start_and_is_told_to_no_rater(empty: Day) -> None:
    visit(empty).accommodate(1.5, plain=False)
    seat = Visit(empty, "C1", clock).sit()
    assert seat.brief.head.minutes == round(empty.kit.tasks[0].minutes * 1.5)
    seat.end()
    Visit(empty, "C1", clock).keep(seat)
    assert "accommodation" not in repr(booth.said_by(empty, "C1"))


def test_no_mood_and_no_reason_of_the_machine_stands_in_the_record(empty: Day) -> None:
    sit(empty, "C1", SAID)
    texts = "".join(empty.text(body["texts"]["events"]) for body in empty.state.sat.values())
    assert '"moves": [{' not in texts and '"also": ["' not in texts and SAID in texts


def test_a_question_set_is_rated_once_a_criterion_and_marked_over_all_its_questions(asked: Day) -> None:
    sit(asked, "C1", SAID)
    from tests.interview.conftest import desk, levels

    desk(asked, "Tom").save("C1", levels(asked, 2))
    desk(asked, "Tom").submit("C1")
    cells = [cell for cell in reveal.reveal(asked).grid if cell.criterion.startswith("i01/")]
    assert len(cells) == 6 and any(cell.machine is not None for cell in cells)


def test_in_lines_nothing_begins_without_consent(empty: Day) -> None:
    with pytest.raises(AmtrainerError, match="not agreed"):
        attend(Console(StringIO(""), StringIO(), interactive=True), visit(empty, begun=False), agreed=False)


def test_in_lines_a_whole_sitting_is_kept(empty: Day) -> None:
    typed = "y\nBy train.\n.\ny\n" + "I failed once.\n.\ny\n" * 12
    out = StringIO()
    attend(Console(StringIO(typed), out, interactive=True), visit(empty, begun=False), agreed=False)
    assert (
        kinds(empty).count("sat") == 1 and "last exercise" in out.getvalue() and "see the marks" not in out.getvalue()
    )


def test_what_was_filed_planned_and_left_is_read_by_the_raters() -> None:
    day = making.made(making.drafted("desk", ["t01", "r01"], ["Tom"], ["C1"]), WORDS["manager"], effort=CHEAP)
    making.join(day, "Tom", WORDS["Tom"], CHEAP)
    found = visit(day)
    seat = found.sit()
    first, second, *_ = [mail.item for mail in seat.inbox()]
    seat.plan(first, 1, "call the operations desk at once", "me", "08:45", "lorries wait")
    seat.leave(second, "can wait until noon")
    seat.finish()
    found.keep(seat)
    seat = found.sit()
    seat.file({"account.complaint": "nobody rang"}, "Rang him at eleven.")
    found.keep(seat)
    told = "\n".join(text for _, text in booth.said_by(day, "C1"))
    wanted = ("call the operations desk at once", "left undone. can wait until noon", "nobody rang", "Rang him")
    assert [words for words in wanted if words not in told] == []


def test_a_candidate_sits_in_one_window_at_a_time(empty: Day) -> None:
    with (
        alone(empty, "C1"),
        alone(empty, "C2"),
        pytest.raises(AmtrainerError, match="another window"),
        alone(empty, "C1"),
    ):
        pass
