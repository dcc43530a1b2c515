"""The workbench: every save is read at once, the talk keeps its turn, and a broken file breaks nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pexpect import EOF, spawn
from textual.pilot import Pilot
from textual.widgets import Static

from amtrainer.authoring.workbench import Workbench
from amtrainer.cli.commands import run
from amtrainer.errors import AmtrainerError
from amtrainer.tui.screens.watch import WatchScreen
from amtrainer.tui.watching import WatchApp
from amtrainer.tui.widgets.field import Writing

STARTERS = Path(__file__).parents[2] / "src" / "amtrainer" / "authoring" / "starters"
SCENARIOS = Path(__file__).parents[2] / "scenarios"
ASKS = "Which part of the rise is the problem for you?"


class Desk:
    """A workbench under a pilot, and an editor beside it."""

    def __init__(self, app: WatchApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.file = app.file

    @property
    def screen(self) -> WatchScreen:
        assert isinstance(self.app.screen, WatchScreen)
        return self.app.screen

    async def until(self, holds: Callable[[], object]) -> None:
        for _ in range(900):
            await self.pilot.pause()
            if holds():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"did not come: {self.says('#findings-text')} / {self.says('#side-body')}")

    async def save(self, text: str) -> None:
        """As an editor does: a new file in the place of the old one."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        before = self.screen.saved
        fresh.replace(self.file)
        await self.until(lambda: self.screen.saved is not before and not self.screen._busy)
        await self.pilot.pause()

    async def edit(self, old: str, new: str) -> None:
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        await self.save(text.replace(old, new, 1))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def send(self, text: str) -> None:
        self.screen.query_one(Writing).load_text(text)
        before = self.says("#side-body")
        await self.press("ctrl+s")
        await self.until(lambda: self.says("#side-body") != before)

    def says(self, where: str) -> str:
        content: Any = self.screen.query_one(where, Static).render()
        text: str = content.plain
        return text


@asynccontextmanager
async def at_work(
    folder: Path,
    kind: str = "objection",
    size: tuple[int, int] = (120, 40),
    source: Path | None = None,
) -> AsyncIterator[Desk]:
    source = source or STARTERS / f"{kind}.yaml"
    for end in (".yaml", ".samples.yaml"):
        shutil.copy(source.with_name(source.name.replace(".yaml", end)), folder / f"mine{end}")
    app = WatchApp(folder / "mine.yaml")
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: desk.screen.saved is not None and not desk.screen._busy)
        await desk.pilot.pause()
        yield desk


async def test_a_whole_file_shows_its_samples_with_what_they_reach(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        assert {id: one.total for id, (one, _) in desk.screen.outcomes.items()}["best-talk"] == 100
        assert "Nothing found." in desk.says("#findings-text")
        assert "reach every level" in desk.says("#reach")


async def test_a_mistake_stands_there_after_the_save_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.edit("when: {all: [next-step]}\n        client", "when: {all: [next-stop]}\n        client")
        told = desk.says("#findings-text")
        assert "1 error" in told and "AM202" in told and "Did you mean next-step?" in told


async def test_a_sample_that_changes_says_by_how_much(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.edit("when: {any: [{next-step: partial}]}", "when: {all: [next-step]}")
        one, before = desk.screen.outcomes["ok-vague-promise"]
        assert (before, one.total, one.ok) == (48, 40, False)


async def test_the_talk_keeps_its_turn_when_a_line_is_edited(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("p")
        await desk.send(ASKS)
        assert "three would not" in desk.says("#side-body").replace("\n        ", " ")
        await desk.edit("Six percent breaks it, three would not.", "Six percent is too much for this year.")
        assert "too much" in desk.says("#side-body") and desk.screen.bench.rehearsal.turn == 2
        assert ASKS.split()[0] in desk.says("#side-body")


async def test_a_mood_that_moves_stands_under_the_line_with_its_place_in_the_file(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("p")
        await desk.send(ASKS)
        told = desk.says("#side-body")
        line = desk.file.read_text(encoding="utf-8").splitlines()[int(told.rsplit("line ", 1)[1].split()[0]) - 1]
        assert "+2 trust 5 → 7" in told and "before: {asks-cause: offers}" in line


async def test_a_broken_file_leaves_the_talk_standing(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("p")
        await desk.send(ASKS)
        whole = desk.file.read_text(encoding="utf-8")
        for text in ("", "id: x\n  y: [", "\x00\x01", "kind: dialogue\n", "[]", "- a\n- b", "\ufeff---\n---\n"):
            await desk.save(text)
            assert "error" in desk.says("#findings-text") and "Honestly" in desk.says("#side-body"), repr(text)
        await desk.save(whole)
        assert "Nothing found." in desk.says("#findings-text") and desk.screen.bench.rehearsal.turn == 2


async def test_every_half_saved_file_is_survived(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        whole = desk.file.read_text(encoding="utf-8")
        for part in range(1, 8):
            await desk.save(whole[: len(whole) * part // 8])
        await desk.save(whole)
        assert "Nothing found." in desk.says("#findings-text")


async def test_a_file_that_goes_away_and_comes_back_is_survived(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        whole = desk.file.read_text(encoding="utf-8")
        desk.file.unlink()
        await desk.until(lambda: "AM101" in desk.says("#findings-text"))
        await desk.save(whole)
        assert "Nothing found." in desk.says("#findings-text")


async def test_samples_that_are_saved_are_read_again(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        beside = desk.file.with_name("mine.samples.yaml")
        before = desk.screen.saved
        beside.write_text(beside.read_text(encoding="utf-8").replace('"80..90"', '"10..20"'), encoding="utf-8")
        await desk.until(lambda: desk.screen.saved is not before and not desk.screen._busy)
        assert not desk.screen.outcomes["ok-offer-first"][0].ok


async def test_t_tells_which_indicator_fired_and_which_nearly(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("t")
        await desk.send("For a longer contract I could give 3%.")
        told = desk.says("#side-body")
        assert "✓ offers " in told and "~ offers-within" in told and "not the return" in told and "· asks-cause" in told


async def test_g_shows_what_leads_where(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("g")
        assert "→ offer   asks-cause before offers" in desk.says("#side-body")


async def test_s_shows_the_levels_of_the_sample_and_n_goes_to_the_next(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("n", "s")
        assert "strong-short" in desk.says("#side-body") and "●●●○" in desk.says("#side-body")


async def test_x_tells_how_far_each_way_of_gaming_comes(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("x")
        await desk.until(lambda: "keyword-list" in desk.says("#side-body"))
        assert "None comes too far." in desk.says("#side-body")


async def test_an_answer_can_be_taken_back(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("p")
        await desk.send(ASKS)
        before = desk.says("#side-body")
        await desk.press("ctrl+r")
        await desk.until(lambda: desk.says("#side-body") != before)
        assert desk.screen.bench.rehearsal.turn == 1


async def test_a_talk_that_ends_earlier_keeps_the_answers_aside(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("p")
        await desk.send(ASKS)
        await desk.send("I could do 3% against a 12-month term.")
        await desk.edit("because: asked what it does to her", "because: asked what it does to her\n        ends: true")
        assert "1 answer kept aside" in desk.says("#side-body")
        await desk.edit("\n        ends: true", "")
        assert "kept aside" not in desk.says("#side-body") and desk.screen.bench.rehearsal.turn == 3


async def test_an_inbox_is_watched_too(tmp_path: Path) -> None:
    async with at_work(tmp_path, "triage") as desk:
        assert desk.screen.outcomes["best-plan"][0].total == 100


async def test_a_check_is_watched_and_played_too(tmp_path: Path) -> None:
    file = next(path for path in SCENARIOS.glob("knowledge/k01-*.yaml") if not path.name.endswith(".samples.yaml"))
    async with at_work(tmp_path, source=file) as desk:
        assert desk.screen.outcomes["best"][0].total == 100
        await desk.press("p")
        await desk.send("b")
        assert "Right" in desk.says("#side-body") and desk.screen.bench.rehearsal.turn == 2
        await desk.press("escape", "t")
        await desk.send("b")
        assert "-choice   line" in desk.says("#side-body")


def test_an_interview_is_marked_question_by_question_and_played() -> None:
    file = next(path for path in SCENARIOS.glob("interviews/i01-*.yaml") if not path.name.endswith(".samples.yaml"))
    bench = Workbench(file)
    bench.look()
    assert next(bench.samples())[0].total >= 85
    bench.replay()
    bench.rehearsal.say("I like people.")
    text = file.read_text(encoding="utf-8").splitlines()
    assert [text[line.line - 1].strip()[:5] for line in bench.rehearsal.lines if not line.own] == ["asks:", "- {id"]
    told = {one.indicator: one for one in bench.rehearsal.trace("Last year I sat at the desk of a clinic for a day.")}
    assert (told["did"].strength, told["did"].words) == ("full", "I sat")


async def test_a_small_window_shows_one_part_at_a_time(tmp_path: Path) -> None:
    async with at_work(tmp_path, size=(80, 24)) as desk:
        shown = []
        for _ in range(3):
            shown.append(
                [desk.screen.query_one(f"#{id}").region.area > 0 for id in ("findings-text", "samples", "side-body")]
            )
            await desk.press("right_square_bracket")
        assert shown == [[True, False, False], [False, True, False], [False, False, True]]


async def test_a_tiny_window_does_not_break_it(tmp_path: Path) -> None:
    async with at_work(tmp_path, size=(20, 5)) as desk:
        await desk.press("p", "g", "t", "escape", "s")
        assert desk.screen.outcomes


async def test_the_sample_says_why_not_more_and_what_would_lift_it(tmp_path: Path) -> None:
    async with at_work(tmp_path) as desk:
        await desk.press("n", "n", "s")
        await desk.until(lambda: "→" in desk.says("#side-body"))
        told = " ".join(desk.says("#side-body").split())
        assert "asks-first" in told and "level 2 → 3" in told


@pytest.mark.slow
def test_it_runs_in_a_real_terminal_and_gives_it_back(tmp_path: Path) -> None:
    for end in (".yaml", ".samples.yaml"):
        shutil.copy(STARTERS / f"objection{end}", tmp_path / f"mine{end}")
    file = tmp_path / "mine.yaml"
    terminal = {**os.environ, "TERM": "xterm-256color"}
    child = spawn(
        sys.executable, ["-m", "amtrainer", "watch", str(file)], dimensions=(40, 120), timeout=120, env=terminal
    )
    child.expect("Nothing found")
    file.write_text(file.read_text(encoding="utf-8").replace("minutes: 6", "minuts: 6"), encoding="utf-8")
    child.expect("AM121")
    child.send("\x11")
    child.expect(EOF)
    child.close()
    assert child.exitstatus == 0


def test_without_a_terminal_it_says_what_to_use_instead(tmp_path: Path) -> None:
    with pytest.raises(AmtrainerError, match="needs a terminal"):
        run(["watch", str(STARTERS / "objection.yaml")])
