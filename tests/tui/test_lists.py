"""Find, history, skills, help, palette, theme: the same on every screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import go
from textual.command import CommandPalette

from amtrainer.tui.screens.help import _named
from amtrainer.tui.widgets.frame import Rows

OPENS = ["home", "brief", "talk", "inbox", "debrief", "find", "history", "skills"]


@pytest.mark.parametrize("word", ["d03", "faridah", "bad news", "hard 10", "D03-FIVE"])
async def test_find_narrows_by_any_word_and_enter_opens_the_first(stage: Any, word: str) -> None:
    async with stage() as on:
        await go(on, "find")
        on.app.screen.query_one("#filter").value = word
        await on.until(lambda: len(on.app.screen.query_one("#rows", Rows).rows) == 1)
        await on.press("enter")
        await on.on("BriefScreen")
        assert on.app.screen.brief.head.number == "d03"


async def test_find_says_when_nothing_fits(stage: Any) -> None:
    async with stage() as on:
        await go(on, "find")
        await on.press("z", "z", "z")
        await on.until(lambda: on.shows("Nothing fits."))
        await on.press("enter")
        assert on.name == "FindScreen"


async def test_find_arrows_go_to_the_list_and_back_to_the_field(stage: Any) -> None:
    async with stage() as on:
        await go(on, "find")
        await on.press("down")
        assert on.app.screen.query_one("#rows").has_focus
        await on.press("up")
        assert on.app.screen.query_one("#filter").has_focus


async def test_escape_from_a_brief_found_leads_back_to_find(stage: Any) -> None:
    async with stage() as on:
        await go(on, "find")
        await on.press("d", "0", "1", "enter")
        await on.on("BriefScreen")
        await on.press("escape")
        await on.on("FindScreen")


async def test_history_opens_the_marks_and_filters(stage: Any, lived: Path) -> None:
    assert lived.exists()
    async with stage() as on:
        await go(on, "history")
        screen = on.app.screen
        assert len(screen.query_one("#rows", Rows).rows) == 3
        await on.press("slash", "e", "i", "g", "h", "t")
        await on.until(lambda: len(screen.query_one("#rows", Rows).rows) == 2)
        await on.press("enter", "enter")
        await on.on("DebriefScreen")


async def test_escape_ends_the_filter_first(stage: Any, lived: Path) -> None:
    assert lived.exists()
    async with stage() as on:
        await go(on, "history")
        await on.press("slash", "z", "escape")
        await on.until(lambda: len(on.app.screen.query_one("#rows", Rows).rows) == 3)
        await on.press("escape")
        await on.on("HomeScreen")


async def test_an_empty_history_says_what_fills_it(stage: Any) -> None:
    async with stage() as on:
        await go(on, "history")
        assert on.shows("Nothing played yet.")


async def test_skills_show_all_fourteen_and_what_trains_them(stage: Any, lived: Path) -> None:
    assert lived.exists()
    async with stage() as on:
        await go(on, "skills")
        assert len(on.app.screen.query_one("#rows", Rows).rows) == 14
        await on.press("j", "k", "enter")
        await on.on("BriefScreen")


async def test_a_skill_without_an_answer_has_no_dot(stage: Any) -> None:
    async with stage() as on:
        await go(on, "skills")
        assert on.shows("no answer yet")
        assert not on.shows("●")


@pytest.mark.parametrize("where", OPENS)
async def test_help_opens_on_every_screen_and_escape_leads_back(stage: Any, lived: Path, where: str) -> None:
    assert lived.exists()
    async with stage() as on:
        await go(on, where)
        name = on.name
        about = on.app.screen.HELP
        await on.press("f1")
        await on.on("HelpScreen")
        assert on.shows(about[:40])
        await on.press("f1")
        assert on.name == "HelpScreen"
        await on.press("escape")
        await on.on(name)


@pytest.mark.parametrize("where", OPENS)
async def test_the_help_names_every_key_of_the_keys_row(stage: Any, lived: Path, where: str) -> None:
    assert lived.exists()
    async with stage((120, 60)) as on:
        await go(on, where)
        keys = [key.action.partition("(")[0] for key in on.app.screen.KEYS]
        bound = {
            binding.action.partition("(")[0].removeprefix("app.")
            for _, bindings in on.app.screen._binding_chain
            for group in bindings.key_to_bindings.values()
            for binding in group
            if binding.tooltip
        }
        lists = {"choose"}  # arrows: the help of a list names them when it has the focus
        assert {key.removeprefix("app.") for key in keys} - lists <= bound


@pytest.mark.parametrize("where", OPENS)
async def test_every_key_shown_at_the_bottom_runs_something(stage: Any, lived: Path, where: str) -> None:
    assert lived.exists()
    async with stage() as on:
        await go(on, where)
        screen = on.app.screen
        for key in screen.KEYS:
            name = key.action.partition("(")[0]
            owner = on.app if name.startswith("app.") else screen
            assert hasattr(owner, f"action_{name.removeprefix('app.')}"), key


@pytest.mark.parametrize("where", OPENS)
async def test_f2_changes_the_theme_everywhere_and_it_is_kept(stage: Any, lived: Path, where: str) -> None:
    async with stage() as on:
        await go(on, where)
        await on.press("f2")
        assert on.app.theme == "amtrainer-light"
    assert json.loads((lived / "settings.json").read_text(encoding="utf-8"))["light"] is True


@pytest.mark.parametrize("where", OPENS)
async def test_ctrl_q_quits_everywhere(stage: Any, lived: Path, where: str) -> None:
    assert lived.exists()
    async with stage() as on:
        await go(on, where)
        await on.pilot.press("ctrl+q")
        assert on.app.return_value == 0


@pytest.mark.parametrize("where", ["home", "talk", "debrief"])
async def test_the_palette_opens_and_runs_a_command(stage: Any, lived: Path, where: str) -> None:
    assert lived.exists()
    async with stage() as on:
        await go(on, where)
        await on.press("ctrl+p")
        await on.until(lambda: isinstance(on.app.screen, CommandPalette))
        await on.press(*"history")
        await on.pilot.pause(0.3)
        await on.press("enter")
        await on.pilot.pause(0.3)
        if on.name != "HistoryScreen":
            await on.press("enter")
        await on.on("HistoryScreen")


async def test_a_key_can_be_bound_anew(stage: Any, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (home / "keys.json").write_text('{"home.skills": "f7"}', encoding="utf-8")
    async with stage() as on:
        await on.opened()
        await on.press("f7")
        await on.on("SkillsScreen")


async def test_home_from_the_palette_keeps_a_draft(stage: Any) -> None:
    async with stage() as on:
        await on.talk()
        sitting = on.sitting
        on.write("Half")
        on.app.go_home()
        await on.on("HomeScreen")
        assert dict(sitting.drafts)[""] == "Half"


@pytest.mark.parametrize(("key", "named"), [("right_square_bracket", "]"), ("shift+tab", "Shift+Tab"), ("end", "End")])
def test_help_names_a_key_as_it_stands_on_the_keyboard(key: str, named: str) -> None:
    assert _named(key) == named
