"""The same answers give the same marks and the same result hash, whoever asks: the use case, plain lines, the screens."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from amtrainer.plain.console import Console
from amtrainer.plain.home import play
from amtrainer.practice import open_practice
from amtrainer.tui.app import Amtrainer
from amtrainer.tui.widgets.field import Writing

TURNS = (
    "You need 8% off the 412,000, and there is an offer at 372,000. Before I talk numbers: what drives the 8%?",
    "On 27 February our alarm saved a vaccine load worth 1.9 m DKK.\nThe offer at 372,000 comes without calibration.",
    "4% if you stay 24 months, or 5% if you prepay the year. You have both on Thursday noon.",
)
LINES = "".join(f"{turn}\n.\n" for turn in TURNS)
PLAN = """/open A
/plan A 1
do: Acknowledge, paper board now
who: Raj leads
when: 08:42
because: acknowledgement is due at 09:05
.
/message A
We have your freeze since 06:40. Raj leads. Please use the paper board. I call at 09:30.
.
/leave H not this week
/finish
"""


def by_api() -> tuple[str, int | None]:
    with open_practice() as practice:
        sitting = practice.start("d01-eight-points-or-a-tender", seed=0)
        for turn in TURNS:
            sitting.answer(turn)
        sitting.end()
        debrief = sitting.debrief()
    return debrief.result_hash, debrief.card.total


def by_lines() -> tuple[str, int | None]:
    with open_practice() as practice:
        sitting = practice.start("d01-eight-points-or-a-tender", seed=0)
        play(Console(io.StringIO(LINES), io.StringIO(), interactive=False), sitting)
        debrief = sitting.debrief()
    return debrief.result_hash, debrief.card.total


async def by_screens() -> tuple[str, int | None]:
    app = Amtrainer(open_practice, scenario="d01-eight-points-or-a-tender", seed=0)
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(pilot, lambda: type(app.screen).__name__ == "BriefScreen")
        await pilot.press("enter")
        await _until(pilot, lambda: type(app.screen).__name__ == "ConversationScreen")
        for number, turn in enumerate(TURNS, 1):
            app.screen.query_one(Writing).load_text(turn)
            await pilot.press("ctrl+s")
            await _until(pilot, lambda number=number: app.screen.sitting.state.turn == number)  # type: ignore[attr-defined, misc]
        await pilot.press("ctrl+e")
        await pilot.pause()
        await pilot.press("enter")
        await _until(
            pilot,
            lambda: type(app.screen).__name__ == "DebriefScreen" or app.screen.query("#field").first().display is False,
        )
        practice = await app.practice()
        debrief = practice.debrief(practice.find_session("last"))
    return debrief.result_hash, debrief.card.total


async def _until(pilot: object, holds: object) -> None:
    for _ in range(200):
        await pilot.pause(0.05)  # type: ignore[attr-defined]
        if holds():  # type: ignore[operator]
            return
    raise AssertionError("did not come")


def test_plain_lines_give_the_result_of_the_use_case() -> None:
    assert by_lines() == by_api()


async def test_screens_give_the_result_of_the_use_case() -> None:
    assert await by_screens() == by_api()


def piped(id: str, text: str) -> dict[str, object]:
    """A real process, fed by a pipe; what it kept."""
    run = lambda *words, **more: subprocess.run(  # noqa: E731
        [sys.executable, "-m", "amtrainer", *words], capture_output=True, text=True, timeout=120, check=True, **more
    )
    run("play", id, "--plain", "--seed", "0", input=text)
    kept: dict[str, object] = json.loads(run("show", "last", "--json").stdout)["session"]
    return kept


def test_a_pipe_gives_the_result_of_the_use_case() -> None:
    kept = piped("d01", LINES)
    assert (kept["result_hash"], kept["card"]["total"]) == by_api()  # type: ignore[index]


def test_an_inbox_by_pipe_gives_the_result_of_the_use_case() -> None:
    kept = piped("t01", PLAN)
    with open_practice() as practice:
        sitting = practice.start("t01-monday-08-40", seed=0)
        sitting.open_mail("A")
        sitting.plan("A", 1, "Acknowledge, paper board now", "Raj leads", "08:42", "acknowledgement is due at 09:05")
        sitting.message("A", "We have your freeze since 06:40. Raj leads. Please use the paper board. I call at 09:30.")
        sitting.leave("H", "not this week")
        sitting.finish()
        assert sitting.debrief().result_hash == kept["result_hash"]


ASKED = (
    "I like helping people, I am a people person and always do my best for everybody at work.",
    "Last year I rang the CFO of a clinic the same day, told my boss, and set up the reminders with the nurses myself.",
    "No-shows fell from 14 to 9 a week within a quarter, and they renewed for two years.",
    "Not my favourite. I make fifteen calls every Tuesday, each with a reason from their news; one in eleven talks.",
)


def test_an_interview_by_pipe_gives_the_result_of_the_use_case() -> None:
    lines = "".join(f"{text}\n.\n" for text in ASKED)
    said = subprocess.run(
        [sys.executable, "-m", "amtrainer", "play", "i01", "--plain", "--short", "--seed", "0"],
        input=lines, capture_output=True, text=True, timeout=240, check=True,
    )  # fmt: skip
    with open_practice() as practice:
        kept = practice.debrief(practice.find_session("last"))
        sitting = practice.start("i01-the-ten-questions", seed=0, short=True)
        for text in ASKED:
            sitting.answer(text)
        sitting.end()
        assert sitting.debrief().result_hash == kept.result_hash
    assert "Question 1: satisfaction" in said.stdout


def test_an_interview_is_gone_on_with_where_it_was_left() -> None:
    with open_practice() as practice:
        sitting = practice.start("i01-the-ten-questions", seed=0, short=True)
        sitting.answer(ASKED[0])
        sitting.save_draft("", "Last year")
        again = practice.resume(sitting.session)
        assert (again.prompt, again.drafts[""]) == (sitting.prompt, "Last year")
        assert again.rewind().prompt == practice.start("i01-the-ten-questions", seed=0, short=True).prompt


@pytest.mark.parametrize("cut", range(0, len(LINES), 97))
def test_input_that_ends_anywhere_ends_cleanly(cut: int, tmp_path: Path) -> None:
    out = io.StringIO()
    with open_practice() as practice:
        play(
            Console(io.StringIO(LINES[:cut]), out, interactive=False),
            practice.start("d01-eight-points-or-a-tender", seed=0),
        )
    assert "Marks for" in out.getvalue() or "Saved. Go on with" in out.getvalue()
