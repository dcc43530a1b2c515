"""The first three exercises: right in every figure of their blueprints; what all kinds have is in test_every_exercise.py."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.content.shelf import marked, model, sample, scenario, total

from amtrainer.scoring.score import score
from amtrainer.simulation.handed import sample_work
from amtrainer.simulation.inbox import minutes
from amtrainer.simulation.kinds.triage import Triage

flagships = pytest.mark.parametrize("number", ["D01", "D03", "T01"])


def inbox() -> Triage:
    found = scenario("T01")
    assert isinstance(found, Triage)
    return found


@flagships
def test_the_facts_of_the_blueprint_are_on_file(number: str) -> None:
    wanted = {
        "D01": {
            "contract": "412,000 DKK", "sensors": "318 sensors", "active": "94%", "load": "1,900,000 DKK",
            "rival-offer": "372,000 DKK", "renewal": "1 July", "alarm-day": "27 February", "audit": "15 September",
        },
        "D03": {
            "old-date": "5 October", "new-date": "9 November", "inspection": "5 November", "wrong-units": "37 of 1,200",
            "weekly-penalty": "0.5%", "penalty-cap": "5%",
        },
        "T01": {
            "frozen-since": "06:40", "lorries": "22 lorries", "acknowledge-by": "09:05", "roll-out": "12:00",
            "lumiere-value": "210,000 EUR", "kestrel-value": "85,000 EUR", "amandla-value": "44,000 EUR",
            "sakura-value": "160,000 EUR", "delgado-value": "12,000 EUR", "notice-day": "16 October",
            "finance-closes": "11:00", "seats": "40 seats", "forecast-by": "12:00",
        },
    }[number]  # fmt: skip
    facts = scenario(number).facts
    assert {name: facts[name].figure for name in wanted} == wanted


def test_the_mandate_is_four_for_a_term_and_five_for_prepayment() -> None:
    mandate = scenario("D01").facts["mandate"]
    assert mandate.figure == "4% (24-month term) or 5% (yearly prepayment)"
    assert mandate.above == "sales director"


def amounts(number: str) -> dict[str, Decimal]:
    return {name: fact.value.amount for name, fact in scenario(number).facts.items() if fact.value}


def test_days_named_without_a_date_are_right() -> None:
    assert date(2026, 5, 19).weekday() == 1  # d01 plays on a Tuesday, "by Thursday" is 21 May
    assert date(2026, 8, 25).weekday() == 1  # d03: "Thursday she rings back" is two days on
    assert date(2026, 10, 12).weekday() == 0  # t01 is a Monday
    assert date(2026, 10, 15).weekday() == 3  # "by Thursday"


def test_the_sums_of_eight_points_are_right() -> None:
    facts = amounts("D01")
    assert facts["eight-points"] == facts["contract"] * 8 / 100 == facts["contract"] * 4 / 100 * 2
    assert facts["four-points"] == facts["contract"] * 4 / 100
    assert facts["five-points"] == facts["contract"] * 5 / 100
    assert facts["gap"] == facts["contract"] - facts["rival-offer"]
    assert round(facts["gap"] / facts["contract"] * 100, 1) == Decimal("9.7")
    assert facts["load"] > 4 * facts["contract"]


def test_the_sums_and_dates_of_five_weeks_late_are_right() -> None:
    facts = amounts("D03")
    assert facts["new-date"] - facts["old-date"] == 35 == facts["delay"]
    assert facts["new-date"] - facts["inspection"] == 4 == facts["four-days"]
    assert facts["weekly-amount"] == facts["project"] * 5 / 1000
    assert facts["five-weeks-amount"] == 5 * facts["weekly-amount"]
    assert facts["five-weeks-penalty"] == 5 * facts["weekly-penalty"]
    assert facts["cap-amount"] == facts["project"] * facts["penalty-cap"] / 100
    assert facts["five-weeks-amount"] < facts["cap-amount"]


def test_notice_ends_45_days_before_the_renewal_and_the_p1_clock_two_hours_after_the_mail() -> None:
    facts = amounts("T01")
    assert date.fromordinal(int(facts["lumiere-renewal"])) - timedelta(days=45) == date(2026, 10, 16)
    assert facts["notice-day"] == facts["lumiere-renewal"] - facts["notice-period"]
    arrived = minutes(next(mail.at for mail in inbox().inbox if mail.id == "A"))
    assert arrived is not None
    assert facts["acknowledge-by"] == arrived + facts["p1-clock"]


def test_the_inbox_has_the_mails_times_and_senders_of_the_blueprint() -> None:
    wanted = {
        "A": "07:05", "B": "08:31", "C": "07:50", "D": "Fri 17:45", "E": "08:10", "F": "Fri 16:00", "G": "08:22",
        "H": "Sun", "I": "08:35",
    }  # fmt: skip
    assert {mail.id: mail.at for mail in inbox().inbox} == wanted
    assert (inbox().starts, inbox().ends, inbox().can_take_one) == ("08:40", "12:00", "Priya")
    assert [(each.from_, each.to) for each in inbox().fixed] == [("10:00", "11:00")]
    assert {mail.id: dict(mail.mood) for mail in inbox().inbox if mail.id in "ABD"} == {
        "A": {"patience": 3}, "B": {"patience": 1}, "D": {"calm": 9},
    }  # fmt: skip


@flagships
def test_nothing_hidden_stands_on_file(number: str) -> None:
    found = scenario(number)
    shown = " ".join([*found.situation, *(e.name + e.figure + e.text for e in found.exhibits), found.role, found.goal])
    secret = {"D01": ["CFO", "30 June"], "D03": ["told the board", "told our board", "June"], "T01": ["exit"]}[number]
    assert [word for word in secret if word in shown] == []


@flagships
def test_the_blueprints_own_pair_lies_45_apart(number: str) -> None:
    assert total(number, "strong-blueprint") - total(number, "weak-blueprint") >= 45


@flagships
def test_refusing_and_quoting_trips_nothing(number: str) -> None:
    traps = [each for each in scenario(number).answers if each.id.startswith("trap-")]
    assert number == "T01" or traps
    for each in traps:
        assert marked(number, each.id).gates == ()


def test_the_same_plan_scores_the_same_in_any_equivalent_order() -> None:
    best = sample("T01", "best-plan")
    swapped = best.model_copy(update={"order": ("A", "G", "E", "D", "B", "C", "I", "F", "H")})
    found = score(scenario("T01"), sample_work(inbox(), swapped), model())
    assert found.total == total("T01", "best-plan")
