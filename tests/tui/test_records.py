"""The form on the screen: fill in, choose, take back, keep, be asked, send, and see the marks field by field."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from amtrainer.content import library
from amtrainer.tui.widgets.form import Pick, Prose, RecordsForm

R01 = "r01-the-note-after-the-call"
SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)])


@pytest.fixture(scope="module", autouse=True)
def only_this_form(only_what_is_on_the_shelf: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("forms") / "scenarios" / "crm"
    folder.mkdir(parents=True)
    for file in library.bundled("scenarios").glob(f"crm/{R01}*.yaml"):
        shutil.copyfile(file, folder / file.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "default_roots", lambda: (library.Root(folder.parent, bundled=True),))
        yield


async def begin(on: Any, mode: str = "practice") -> RecordsForm:
    await on.opened()
    on.app.begin(R01, mode, 0)
    await on.on("RecordsScreen")
    form: RecordsForm = on.app.screen.query_one(RecordsForm)
    return form


def fill(on: Any, form: RecordsForm) -> None:
    best = on.sitting._scenario.model_answer
    for name, value in best.fields.items():
        form.put(name, value)
    form.put("", best.text)


@SIZES
async def test_form_and_papers_are_seen_at_once(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await begin(on)
        assert on.shows("Users now") and on.shows("Dr Rao, for four months") and on.shows("Send")


async def test_in_a_very_small_window_the_papers_are_one_key_away(stage: Any) -> None:
    async with stage((50, 14)) as on:
        await begin(on)
        assert on.shows("Dr Rao, for four months")
        await on.press("ctrl+o", "ctrl+o", "ctrl+o")
        assert on.shows("Users now")


async def test_ctrl_o_and_a_click_open_the_next_paper(stage: Any) -> None:
    async with stage() as on:
        await begin(on)
        await on.press("ctrl+o")
        assert on.shows("renews on 28 February")
        await on.pilot.click("#paper", offset=(6, 2))
        await on.pilot.pause()
        assert on.shows("Nothing about health")


async def test_a_choice_turns_with_the_arrows_and_shows_all_on_enter(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on)
        form.go_to("account.state")
        await on.press("right")
        assert form.values["account.state"] == "amber"
        await on.press("enter", "down", "enter")
        assert form.values["account.state"] == "red"
        await on.press("backspace")
        assert form.values["account.state"] == ""


async def test_a_choice_can_be_made_by_mouse(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on)
        await on.pilot.click("#f-account--state")
        await on.on("PickScreen")
        rows = on.app.screen.query("Row")
        await on.pilot.click(rows[1], times=2)
        await on.on("RecordsScreen")
        assert form.values["account.state"] == "amber"


async def test_a_typed_day_is_read_back_and_a_wrong_one_is_said(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on)
        form.go_to("ours.day")
        await on.press(*"23.7.")
        assert on.shows("Thu 23 Jul 2026")
        await on.press("backspace", "x")
        assert on.shows("no date yet")


async def test_down_and_up_go_through_all_fields(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on)
        await on.press("down")
        assert isinstance(on.app.focused, Prose) and on.app.focused.id == "f-account--cause"
        await on.press("down")
        assert isinstance(on.app.focused, Pick)
        await on.press("shift+tab", "up")
        assert on.app.focused is form.query_one("#f-account--users")


async def test_undo_takes_back_field_by_field_and_redo_makes_it_again(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on)
        await on.press("end", "backspace", "backspace", "1", "8")
        form.go_to("account.second")
        await on.press("right")
        await on.press("ctrl+z")
        assert form.values["account.second"] == "Suresh Iyer" and form.values["account.users"] == "18"
        await on.press("ctrl+z")
        assert form.values["account.users"] == "40"
        await on.press("ctrl+y", "ctrl+y")
        assert (form.values["account.users"], form.values["account.second"]) == ("18", "Priya Nair")


async def test_what_was_typed_is_there_again_also_what_was_taken_out(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on)
        form.put("ours.what", "Set up the templates")
        form.put("account.users", "")
        await on.press("escape")
        await on.on("AgainScreen")
        await on.press("escape")
        await on.on("HomeScreen")
        session = (await on.app.practice()).unfinished()[0].session
        on.app.open_session(session)
        await on.on("RecordsScreen")
        values = on.app.screen.query_one(RecordsForm).values
        assert (values["ours.what"], values["account.users"]) == ("Set up the templates", "")


async def test_empty_fields_that_are_asked_for_are_named_before_it_is_sent(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on)
        await on.press("ctrl+s")
        await on.on("SureScreen")
        assert on.shows("What we promised, By when")
        await on.press("escape")
        await on.on("RecordsScreen")
        assert on.sitting.prompt is not None and on.app.focused is form.query_one("#f-ours--what")


@SIZES
async def test_a_sent_form_is_answered_and_marked_field_by_field(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        form = await begin(on)
        fill(on, form)
        form.put("account.users", "40")
        await on.pilot.pause()
        await on.press("ctrl+s")
        await on.until(lambda: on.sitting.prompt is None and on.shows("Your marks are ready"))
        assert on.shows("Meera")
        await on.press("enter")
        await on.on("DebriefScreen")
        if size[0] < 100:
            await on.press("tab")
        own = on.app.screen.query_one("#own")
        told = "\n".join(on.text(line) for line in own.query("LineOfText"))
        assert "Kaveri Pharma" in told and "✗ at the end of the call he corrected" in told
        assert "40⁵" not in told
        assert "Thu 23 Jul²✓" in told


async def test_an_exam_asks_once_more_before_it_is_sent(stage: Any) -> None:
    async with stage() as on:
        form = await begin(on, "exam")
        fill(on, form)
        await on.pilot.pause()
        await on.press("ctrl+s")
        await on.on("SureScreen")
        assert on.shows("cannot be called back")
