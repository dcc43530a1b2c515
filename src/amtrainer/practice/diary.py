"""The promises of a session beside those of other sessions whose stories play on the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amtrainer.practice.runs import Run
from amtrainer.progress.build import promised
from amtrainer.progress.diary import Page, with_others
from amtrainer.progress.ledger import Promise
from amtrainer.simulation.kinds import AnyScenario

if TYPE_CHECKING:
    from amtrainer.practice.desk import Practice


def diary(practice: Practice, session: str, scenario: AnyScenario, made: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """The same promises with their clashes; of every other exercise the last attempt that ended is looked at."""
    if not any(one.minute is not None for one in made):
        return made
    day = scenario.today.isoformat()
    own = next((run.head.base for run in practice.runs if run.session == session), scenario.id)
    last = {run.head.base: run for run in practice.runs if run.ended and run.info.get("today") == day}
    pages = [_page(practice, run) for base, run in last.items() if base != own]
    return with_others(made, pages, scenario.today)


def _page(practice: Practice, run: Run) -> Page:
    scenario, events, _ = practice.opened(run.session)
    return Page(run.head.title, promised(scenario, events, practice.model))
