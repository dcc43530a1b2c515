"""A desk with one model, a clock of its own, and two attempts of one talk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from amtrainer.practice import open_practice
from amtrainer.practice.desk import Practice

D01 = "d01-eight-points-or-a-tender"
T01 = "t01-monday-08-40"
START = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
WEAK = (
    "I understand, Mette. I can give you 7% right away. I will call you on Thursday at 10:00.",
    "On 27 February our alarm saved a load worth 1.9 m DKK. I will send the paper by Thursday noon. I send the paper on Friday.",
)
GOOD = (
    "You need 8% off the 412,000, and there is an offer at 372,000. Before I talk numbers: what drives the 8%?",
    "I could do 4% against 24 months. I will send both versions by Thursday noon.",
)


class Clock:
    """A clock that moves on by twenty seconds whenever it is read."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=20)
        return self.now


def play(practice: Practice, turns: tuple[str, ...], id: str = D01) -> str:
    """One finished talk; its session."""
    sitting = practice.start(id, seed=0)
    for turn in turns:
        if sitting.prompt is not None:
            sitting.answer(turn)
    if sitting.prompt is not None:
        sitting.end()
    return sitting.session


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A home with two attempts, and their sessions: the weak one, the good one."""
    home = tmp_path_factory.mktemp("played") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMTRAINER_HOME", str(home))
        clock = Clock()
        with open_practice(clock=clock) as practice:
            weak = play(practice, WEAK)
            clock.now += timedelta(days=3)
            return home, weak, play(practice, GOOD)


@pytest.fixture
def desk(played: tuple[Path, str, str], tmp_path: Path) -> Iterator[Practice]:
    """Practice on a copy of that home."""
    shutil.copytree(played[0], tmp_path / "home")
    clock = Clock()
    clock.now = START + timedelta(days=4)
    with open_practice(clock=clock) as practice:
        yield practice


@pytest.fixture
def weak(played: tuple[Path, str, str]) -> str:
    return played[1]


@pytest.fixture
def good(played: tuple[Path, str, str]) -> str:
    return played[2]


@pytest.fixture
def playing() -> Callable[..., str]:
    return play
