"""A short day: one exercise, two raters, two candidates; keys that cost little."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amtrainer import paths
from amtrainer.interview import booth, making
from amtrainer.interview.days import Day
from amtrainer.interview.rating import Desk
from amtrainer.storage import utc_now
from amtrainer.storage.seal import Effort

CHEAP = Effort(1, 64 * 1024)
WORDS = {"Tom": "tom has a secret", "Aiko": "aiko has a secret", "Bo": "bo has a secret", "manager": "manager has one"}
SAID = "Chairman Shen, 96.8% on time last quarter, you asked for 98. Three came late on our own wrong customs code."


def made_day(raters: tuple[str, ...] = ("Tom", "Aiko"), candidates: tuple[str, ...] = ("C1", "C2")) -> Day:
    kit = making.drafted("Day", ["d08"], raters, candidates)
    day = making.made(kit, WORDS["manager"], {"C1": "Mina Real"}, CHEAP)
    for rater in raters:
        making.join(day, rater, WORDS[rater], CHEAP)
    return day


def sit(day: Day, candidate: str, said: str = SAID) -> None:
    booth.consent(day, candidate)
    while (task := booth.next_task(day, candidate)) is not None:
        room = booth.booth_for(day, candidate, lambda: datetime(2026, 5, 19, tzinfo=UTC))
        sitting = booth.sit(room, day, candidate, task)
        sitting.answer(said)
        sitting.end()
        booth.keep(day, candidate, sitting)
        room.close()


def desk(day: Day, rater: str) -> Desk:
    return Desk(day, rater, WORDS[rater])


def levels(day: Day, level: int, note: str = "") -> dict[str, object]:
    return {one.id: {"level": level, "note": note} for one in day.kit.criteria} | {"overall": "yes"}


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A day on which both candidates have sat, and the same with everything submitted: Tom gives 3, Aiko 1."""
    home = tmp_path_factory.mktemp("days")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMTRAINER_HOME", str(home))
        found = made_day()
        for candidate in ("C1", "C2"):
            sit(found, candidate)
        found.record.close()
        sat = Path(shutil.copytree(found.folder, home / "sat"))
        for rater, level in (("Tom", 3), ("Aiko", 1)):
            for candidate in ("C1", "C2"):
                one = desk(found, rater)
                one.save(candidate, levels(found, level, f"note of {rater}"))
                one.submit(candidate)
        desk(found, "Tom").release()
        found.record.close()
    return sat, found.folder


def _copy(folder: Path) -> Day:
    paths.interviews_dir().mkdir(parents=True)
    return Day(Path(shutil.copytree(folder, paths.interviews_dir() / "day")), utc_now)


@pytest.fixture
def day(kept: tuple[Path, Path]) -> Day:
    """Frozen, both candidates have sat."""
    return _copy(kept[0])


@pytest.fixture
def rated(kept: tuple[Path, Path]) -> Day:
    """Everything is submitted: Tom gives 3 everywhere, Aiko 1."""
    return _copy(kept[1])
