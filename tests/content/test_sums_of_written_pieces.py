"""Claims about the papers of the written pieces: what is said to be a sum, a share or a mean can be worked out from them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from amtrainer.content.load import scenario_of

ROOT = Path(__file__).parents[2] / "scenarios/writing"


@cache
def papers(number: str) -> dict[str, str]:
    file = next(path for path in ROOT.glob(f"{number}-*.yaml") if not path.name.endswith(".samples.yaml"))
    return {one.name: one.text for one in scenario_of(file).exhibits}


def row(text: str, label: str) -> list[Decimal]:
    """The numbers behind a label, at the beginning of a line."""
    line = next(line for line in text.splitlines() if line.startswith(label))
    return numbers(line[len(label) :])


def numbers(text: str) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in re.findall(r"[-+]?\d[\d,]*(?:\.\d+)?", text)]


def after(text: str, words: str) -> Decimal:
    """The first number behind these words."""
    return numbers(text[text.index(words) + len(words) :])[0]


def test_the_direct_share_of_all_hotels_is_their_mean() -> None:
    lines = [line for line in papers("w01")["The five hotels"].splitlines() if re.match(r"Hotel \d ", line)]
    shares = [numbers(line)[1] for line in lines]
    assert len(shares) == 5 and sum(shares) / 5 == after(papers("w01")["The five hotels"], "equal in size:")


def test_the_small_tasks_of_a_month_add_up() -> None:
    *parts, whole = numbers(papers("w01")["Your small tasks"])
    assert sum(parts) == whole


def test_the_quarters_of_the_report_add_up() -> None:
    table = papers("w03")["Revenue by quarter"]
    lines = table.splitlines()[1:]
    rows = [numbers(line.removeprefix("16 others"))[-4:] for line in lines]
    *parts, whole = rows
    assert len(parts) == 11 and [sum(column) for column in zip(*parts, strict=True)] == whole
    assert sum(whole) == after(papers("w03")["Dashboard"], "Revenue 2026:")


def test_the_bridge_of_the_year_gives_growth_gross_and_net() -> None:
    bridge = papers("w03")["From 2025 to 2026"]
    before, lost = row(bridge, "Revenue 2025")[0], row(bridge, "Client lost")[0]
    less, more = row(bridge, "Less from clients who stayed")[0], row(bridge, "More from clients who stayed")[0]
    new, year = row(bridge, "New clients")[0], row(bridge, "Revenue 2026")[0]
    assert before + lost + less + more + new == year
    assert round((year - before) / before * 100) == 8
    assert round((before + lost + less) / before * 100, 1) == 94
    assert round((before + lost + less + more) / before * 100, 1) == Decimal("102.4")


def test_the_wrong_retention_counts_new_clients_and_the_right_one_does_not() -> None:
    clients = papers("w03")["Clients"]
    start, lost, new, end = after(clients, "2026:"), after(clients, "Lost in the year:"), after(clients, "year: 1. New in the year:"), after(clients, "31 December:")  # fmt: skip
    assert start - lost + new == end
    assert end / start * 100 == after(papers("w03")["Dashboard"], "retention:")
    assert (start - lost) / start * 100 == 96


def test_the_forecast_follows_from_the_letters() -> None:
    quarter = papers("w03")["First quarter"]
    hagen, brenner = after(quarter, "a further module,"), after(quarter, "Brenner Logistik:")
    castell = after(quarter, "to spend about") - after(quarter, "where it is")
    likely = row(papers("w03")["Revenue by quarter"], "All")[-1] + hagen
    assert (likely, likely - brenner, likely + castell) == (412, 390, 440)


def test_the_satisfaction_on_the_dashboard_is_the_mean_of_the_ten() -> None:
    lines = papers("w03")["Health of the ten"].splitlines()[1:11]
    marks = [Decimal(re.findall(r"\d\.\d", line)[0]) for line in lines]
    assert sum(marks) / 10 == after(papers("w03")["Dashboard"], "Satisfaction:")


def test_the_segments_hold_all_clients() -> None:
    text = papers("w04")["Our clients"]
    assert sum(row(text, name)[0] for name in ("Lifts and water", "Service in the city")) + 12 == 40
    assert numbers(text.splitlines()[3])[1] == 12


def test_the_second_stop_costs_what_is_said() -> None:
    minutes, times, weeks, hours, cost, year = numbers(papers("w05")["Their figures"])
    assert minutes * times * weeks / 60 == hours and hours * cost == year


def test_the_bonus_begins_eight_percent_above_last_year() -> None:
    last = after(papers("w05")["Price list"], "bought for")
    assert last * Decimal("1.08") == after(papers("w05")["House rules on bonuses"], "that is above")


def test_the_five_voices_and_the_two_renewals_add_up() -> None:
    voices = papers("w06")["Twelve voices"].splitlines()
    five = [numbers(line.partition(":")[0])[1] for line in voices[:5]]
    assert sum(five) == 380_000 and five[0] + five[1] == after(papers("w06")["Renewals"], "Together")
    assert "= 380 thousand" in papers("w06")["Renewals"]


def test_the_money_of_the_fair_adds_up() -> None:
    stand, travel, _, each, sensors, coffee, together, budget = numbers("Stand" + papers("w07")["Fair, money"].partition("One demo")[0].replace("Ten", "10"))  # fmt: skip
    assert stand + travel + sensors + coffee == together <= budget and each * 10 == sensors


def test_margin_and_loss_make_the_order() -> None:
    segment = papers("w08")["Segment"]
    order = after(papers("w08")["Order"], "First order")
    gain, loss = after(segment, "First order: margin"), after(segment, "goods and freight")
    year = after(segment, "Margin a year")
    assert gain + loss == order and gain == order * Decimal("0.22")
    assert year == after(segment, "this size:") * Decimal("0.22") and year * 5 == after(segment, "Over five years")


def test_the_growth_of_the_own_clients_is_as_the_sheet_says() -> None:
    sheet = papers("w09")["Fact sheet"]
    before, later, percent = numbers(sheet[sheet.index("Revenue from") :])[:3]
    assert round((later - before) / before * 100) == percent
