"""Claims about the rater's desk and the reveal: keys give levels, everything is kept, nothing else can be reached."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.interview.conftest import SAID, desk
from textual.screen import Screen
from textual.widgets import Input

from amtrainer.cli.interview_report import written
from amtrainer.interview import reveal
from amtrainer.interview.booth import said_by
from amtrainer.interview.days import Day
from amtrainer.interview.offering import passages
from amtrainer.interview.planning import Offer, Plan, Planning
from amtrainer.models.minilm import MiniLM
from amtrainer.tui.day_app import DayApp
from amtrainer.tui.screens.new_day import NewDayScreen
from amtrainer.tui.screens.rating import RatingScreen
from amtrainer.tui.screens.reveal import AfterTalk, Overall, RevealScreen


def rating(day: Day) -> Callable[[], Screen[Any]]:
    tom = desk(day, "Tom")
    save, submit = partial(tom.save, "C1"), partial(tom.submit, "C1")
    return lambda: RatingScreen(day.kit, tom.rating("C1"), said_by(day, "C1"), save, submit, locked=False)


def revealed(day: Day) -> Callable[[], Screen[Any]]:
    found = reveal.reveal(day)
    agree = partial(reveal.agree, day, "Tom")
    return lambda: RevealScreen(day.kit, found.grid, reveal.quotes_of(found), {}, ("10 pairs.", ""), agree)


async def pressed(app: DayApp, pilot: Any, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()


def levels_of(day: Day) -> list[int | None]:
    cells = desk(day, "Tom").rating("C1").cells
    return [cells[one.id].level if one.id in cells else -1 for one in day.kit.criteria]  # type: ignore[misc]


async def test_keys_give_levels_and_each_is_kept_at_once(day: Day) -> None:
    app = DayApp(rating(day))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(app, pilot, "3", "enter", "minus", "enter", "0")
    assert levels_of(day) == [3, None, 0, -1, -1]


async def test_a_note_is_written_without_giving_levels(day: Day) -> None:
    app = DayApp(rating(day))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(app, pilot, "2", "n", *"see 4", "enter")
    cell = desk(day, "Tom").rating("C1").cells[day.kit.criteria[0].id]
    assert (cell.level, cell.note) == (2, "see 4")


async def test_an_unfinished_rating_is_not_submitted(day: Day) -> None:
    app = DayApp(rating(day))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(app, pilot, "3", "S")
        assert app.screen.query_one("#error").display
    assert day.state.submitted == frozenset()


async def test_a_complete_rating_is_submitted_after_one_question(day: Day) -> None:
    app = DayApp(rating(day))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(app, pilot, *("3", "enter") * 5, "S", "y")
        await pilot.pause(0.3)
    assert day.state.submitted == {("Tom", "C1")}


async def test_from_the_desk_no_palette_and_no_home_can_be_reached(day: Day) -> None:
    app = DayApp(rating(day))
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("ctrl+p", "h", "s", "slash", "f5"):
            await pressed(app, pilot, key)
            assert isinstance(app.screen, RatingScreen), key


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5)])
@pytest.mark.parametrize("first", [rating, revealed])
async def test_small_windows_are_no_crash(rated: Day, first: Callable[[Day], Any], size: tuple[int, int]) -> None:
    app = DayApp(first(rated))
    async with app.run_test(size=size) as pilot:
        await pressed(app, pilot, "down", "f1", "escape")
        assert app.is_running


async def test_the_largest_difference_is_one_key_away_and_can_be_agreed(rated: Day) -> None:
    app = DayApp(revealed(rated))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(app, pilot, "exclamation_mark", "a", *"2 no day", "enter")
        await pilot.pause(0.3)
    assert [(key, one.level) for key, one in rated.state.agreed.items()] == [(("C1", rated.kit.criteria[0].id), 2)]


async def test_a_level_without_a_reason_is_not_agreed(rated: Day) -> None:
    app = DayApp(revealed(rated))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(app, pilot, "a", "2", "enter")
        assert app.screen.query_one("#error").display
    assert rated.state.agreed == {}


async def test_the_overall_answer_is_given_after_the_talk_beside_what_was_said_alone(rated: Day) -> None:
    found = reveal.reveal(rated)
    alone = {(one.rater, one.candidate): one.overall for one in found.ratings}
    overall = Overall(alone, {}, partial(reveal.answer, rated, "Tom"), "Tom")
    app = DayApp(
        lambda: RevealScreen(rated.kit, found.grid, {}, {}, ("", ""), partial(reveal.agree, rated, "Tom"), overall)
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(app, pilot, "o", "2")
        await pilot.pause(0.2)
        assert "Tom yes → no, Aiko yes" in str(app.screen.query_one("#detail").render())
    assert dict(rated.state.answers) == {("Tom", "C1"): "no"}


async def test_the_files_of_the_day_are_written_after_one_question(rated: Day, tmp_path: Path) -> None:
    found = reveal.reveal(rated)
    after = AfterTalk(lambda: ([], []), lambda: len(written(rated, found, tmp_path / "files")), "files")
    app = DayApp(lambda: RevealScreen(rated.kit, found.grid, {}, {}, ("", ""), lambda *_: None, None, after))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(app, pilot, "r", "y")
        await pilot.pause(0.2)
        assert "8 files" in str(app.screen.query_one("#told").render())
    assert len(list((tmp_path / "files").iterdir())) == 8


async def test_candidates_stand_side_by_side_one_key_from_the_reveal(rated: Day) -> None:
    found = reveal.reveal(rated)
    rows = [("", "C1", "C2"), ("Owns it", "3", "–"), ("Total of 100", "90", "–"), ("80% sure of", "80 to 97", "–")]
    after = AfterTalk(lambda: (rows, ["C1 against C2: too little judged to say."]), lambda: 0, "files")
    app = DayApp(lambda: RevealScreen(rated.kit, found.grid, {}, {}, ("", ""), lambda *_: None, None, after))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(app, pilot, "c")
        told = str(app.screen.query_one("#table").render())
    assert all(cell in told for row in rows for cell in row)


# A new day on screens


class Few(Planning):
    """The real planning, with a list that is short."""

    def offers(self) -> tuple[Offer, ...]:
        return (
            Offer("d08", "Ninety seconds in the lounge", 5),
            Offer("i01:q2", "How do you react to failure?", 4, "q2"),
        )


async def test_a_day_is_made_step_by_step_and_unequal_weights_need_their_reason() -> None:
    screen = NewDayScreen(Few(), Plan())
    app = DayApp(lambda: screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pressed(app, pilot, *"Day", "enter", "down", "space", "up", "space", "ctrl+s")
        await pressed(app, pilot, "plus", "down", "space", "ctrl+s")
        assert (screen.step, screen.query_one("#error").display) == (1, True)
        screen.query_one("#reason", Input).value = "the news is the task"
        await pressed(app, pilot, "ctrl+s")
        screen.query_one("#raters", Input).value = "Tom, Aiko"
        screen.query_one("#candidates", Input).value = "3"
        await pressed(app, pilot, "ctrl+s", "ctrl+s", "ctrl+s")
    kit = screen.planning.kit(screen.plan)
    assert (app.return_value, screen.plan.tasks, kit.candidates) == (0, ("i01:q2", "d08"), ("C1", "C2", "C3"))
    assert ([one.weight for one in kit.criteria][:2], len(kit.criteria), kit.tasks[0].questions) == (
        [2, 1],
        10,
        ("q2",),
    )


# Offered passages


def test_nothing_is_offered_unless_the_kit_says_so(day: Day) -> None:
    assert passages(day, "C1", None) == {}


def test_one_passage_is_offered_for_every_criterion_whatever_it_is_worth(day: Day, meaning: MiniLM) -> None:
    made = day.record.entries()[0].body["kit"]
    day.record.add("manager", "frozen", {"kit": {**made, "offered": True}, "sets": dict(day.state.sets)})
    near = passages(day, "C1", meaning)
    assert set(near) == {one.id for one in day.kit.criteria} and all(text in SAID for text in near.values())
