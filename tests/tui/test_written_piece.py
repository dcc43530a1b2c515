"""The written piece on the screen: its papers, its limit of words, sent once, read, and marked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from amtrainer.content import library

W02 = "w02-five-lines-to-the-cfo"
W03 = "w03-monthly-report-and-forecast"
SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)])


@pytest.fixture(scope="module", autouse=True)
def only_these_pieces(only_what_is_on_the_shelf: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("pieces") / "scenarios" / "writing"
    folder.mkdir(parents=True)
    for id in (W02, W03):
        for file in library.bundled("scenarios").glob(f"writing/{id}*.yaml"):
            shutil.copyfile(file, folder / file.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "default_roots", lambda: (library.Root(folder.parent, bundled=True),))
        yield


@SIZES
async def test_a_row_of_a_table_stays_one_line(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await on.talk(id=W03)
        await on.press("ctrl+o", "ctrl+o")
        rows = [line for line in on.text().split("\n") if "Brenner Logistik" in line]
        assert rows and "6.2" in rows[0] and "29 Jan" in rows[0]


@SIZES
async def test_a_text_is_sent_once_and_read(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await on.talk(id=W02)
        assert on.shows("at most 120 words")
        on.app.screen.query_one("#writing").text = on.sitting._scenario.model_answer.text
        await on.press("ctrl+s")
        await on.until(lambda: on.sitting.prompt is None, "the end")
        await on.until(lambda: on.shows("Your marks are ready"), "marks")
        assert on.shows("Wednesday 09:00")
