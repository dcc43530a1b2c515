"""Every inbox of the library: its second wave; what all kinds have is in test_every_exercise.py."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tests.content.shelf import assessor, every, of_kind, scenario

from amtrainer.scoring.condition import judge
from amtrainer.scoring.evidence import Finding
from amtrainer.simulation.kinds.triage import Triage

inboxes = every("T")


def inbox(number: str) -> Triage:
    found = scenario(number)
    assert isinstance(found, Triage)
    return found


@cache
def seen(number: str) -> tuple[Mapping[str, Finding], ...]:
    """What is found in each sample."""
    found = inbox(number)
    return tuple(assessor(number).assess(found.read(each.item())).findings for each in found.answers)


@inboxes
def test_every_mail_of_the_second_wave_comes_for_some_plan_and_stays_away_for_another(number: str) -> None:
    wave = inbox(number).second_wave
    assert wave is not None
    stuck = [
        mail.id
        for mail in wave.mails
        if mail.when is not None and len({judge(mail.when, found).holds for found in seen(number)}) < 2
    ]
    assert stuck == []


@inboxes
def test_two_plans_are_good_and_two_are_not(number: str) -> None:
    assert len(of_kind(number, "best")) >= 2 and len(of_kind(number, "weak", "weak-long", "salad", "dump")) >= 2
