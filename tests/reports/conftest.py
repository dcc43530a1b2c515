"""A report of one weak talk, with a note, a coach's rating and words that try to be more than words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from amtrainer.practice import open_practice
from amtrainer.reports.report import Report

NASTY = '=HYPERLINK("http://x") <script>alert(1)</script> {{7*7}} **bold** [a](b) \u202e | I will call you on Thursday at 10:00.'


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Report]:
    """The home, the session, and its report."""
    folder = tmp_path_factory.mktemp("reports") / "home"
    moment = [datetime(2026, 5, 19, 12, 0, tzinfo=UTC)]

    def clock() -> datetime:
        moment[0] += timedelta(seconds=20)
        return moment[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMTRAINER_HOME", str(folder))
        with open_practice(clock=clock) as practice:
            sitting = practice.start("d01-eight-points-or-a-tender", seed=0)
            sitting.answer("I can give you 7% right away.")
            sitting.answer(NASTY)
            sitting.end()
            practice.review.note(sitting.session, "=1+1 <b>note</b>")
            return folder, sitting.session, practice.reporting.report(sitting.session)


@pytest.fixture(scope="session")
def report(home: tuple[Path, str, Report]) -> Report:
    return home[2]
