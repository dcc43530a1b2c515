"""The three flagships: true to the catalogue, right in every figure, reachable in every line, and marked as their samples say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.content.check import check_paths
from amtrainer.content.load import scenario_of
from amtrainer.models import load_meaning
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.assess import Assessor, assessor_of
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.condition import Condition
from amtrainer.scoring.gates import GATES
from amtrainer.scoring.score import score
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.scoring.work import Work
from amtrainer.simulation.inbox import minutes
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.scenario import Sample

ROOT = Path(__file__).parents[2]
FILES = {
    "D01": ROOT / "scenarios/objections/d01-eight-points-or-a-tender.yaml",
    "D03": ROOT / "scenarios/bad-news/d03-five-weeks-late-four-days-too-late.yaml",
    "T01": ROOT / "scenarios/triage/t01-monday-08-40.yaml",
}
SLUGS = {
    "C01": "relationship",
    "C02": "discovery",
    "C03": "orchestration",
    "C04": "communication",
    "C05": "objection-handling",
    "C06": "bad-news",
    "C07": "negotiation",
    "C08": "recovery",
    "C09": "prioritization",
    "C10": "growth",
    "C11": "acumen",
    "C13": "integrity",
}
HARD = {"order", "fact", "limit", "link", "commitment", "clock"}  # kinds of evidence that are hard to fake
PROBES = {"strong-short", "weak-long", "salad", "dump", "broken", "gated"}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

every = pytest.mark.parametrize("number", FILES)
talks = pytest.mark.parametrize("number", ["D01", "D03"])


@cache
def scenario(number: str) -> Dialogue | Triage:
    return scenario_of(FILES[number])


def talk(number: str) -> Dialogue:
    found = scenario(number)
    assert isinstance(found, Dialogue)
    return found


def inbox() -> Triage:
    found = scenario("T01")
    assert isinstance(found, Triage)
    return found


@cache
def model() -> MiniLM:
    return load_meaning()


@cache
def assessor(number: str) -> Assessor:
    return assessor_of(scenario(number), model())


@cache
def catalogue() -> dict[str, Any]:
    text = (ROOT / "tests/data/domain/criteria.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def openers() -> dict[str, Any]:
    text = (ROOT / "bench/scoring/corpus/openers.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def raw(number: str) -> str:
    beside = FILES[number].with_name(FILES[number].name.replace(".yaml", ".samples.yaml"))
    return FILES[number].read_text(encoding="utf-8") + beside.read_text(encoding="utf-8")


def sample(number: str, id: str) -> Sample:
    return next(each for each in scenario(number).answers if each.id == id)


def work(number: str, each: Sample) -> Work:
    found = scenario(number)
    item: dict[str, Any] = {"id": each.id}
    if each.text:
        item["text"] = each.text
    elif each.turns:
        item["turns"] = list(each.turns)
    else:
        item["order"] = list(each.order)
        item["items"] = {name: plan.model_dump() for name, plan in each.items.items()}
        item["messages"] = dict(each.messages)
        item["undone"] = list(each.undone)
    if isinstance(found, Triage):
        return work_of(item, items={mail.id: mail.text for mail in found.inbox})
    first = found.beats[0]
    return work_of(item, "" if first.client_cue else first.client[0])


@cache
def card(number: str, id: str) -> Scorecard:
    return score(scenario(number), work(number, sample(number, id)), model())


def total(number: str, id: str) -> int:
    found = card(number, id).total
    assert found is not None
    return found


def of_kind(number: str, *kinds: str) -> list[int]:
    return [total(number, each.id) for each in scenario(number).answers if each.kind in kinds]


def meets(expect: str, value: int) -> bool:
    expect = expect.replace(" ", "")
    if ".." in expect:
        low, high = expect.split("..")
        return int(low) <= value <= int(high)
    return value >= int(expect[2:]) if expect.startswith(">=") else value <= int(expect[2:])


def level(number: str, text: str, criterion: str) -> int:
    found = assessor(number).assess(work_of({"id": "x", "text": text}))
    return found.of(criterion).level


def wordings(number: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every place where the client may speak, with what can be said there."""
    played_talk = talk(number)
    for beat in played_talk.beats:
        yield f"beat {beat.id}", beat.client
        if beat.otherwise:
            yield f"{beat.id} otherwise", beat.otherwise.client
        for place, reaction in enumerate(beat.reactions):
            yield f"{beat.id}.{place}", reaction.client
    for place, reaction in enumerate(played_talk.reactions):
        yield f"talk.{place}", reaction.client
    for name in ("rude", "short"):
        reply = getattr(played_talk, name)
        yield name, reply.client


# True to the catalogue


@every
def test_title_criteria_and_weights_stand_as_in_the_catalogue(number: str) -> None:
    entry = catalogue()[number]
    ours = [(c.ref, c.says, c.weight, list(c.competency)) for c in scenario(number).criteria]
    wanted = [(c["id"], c["says"], c["weight"], [SLUGS[slug] for slug in c["competencies"]]) for c in entry["criteria"]]
    assert (scenario(number).title, ours) == (entry["title"], wanted)
    assert sum(c.weight for c in scenario(number).criteria) == 100


@every
def test_gates_are_those_of_the_catalogue(number: str) -> None:
    assert sorted(gate.id for gate in scenario(number).gates) == sorted(catalogue()[number]["gates"])


@talks
def test_the_opener_is_verbatim_and_a_cue_is_a_cue(number: str) -> None:
    first = talk(number).beats[0]
    assert first.client[0] == openers()[number]["opening"]
    assert first.client_cue == (openers()[number]["kind"] == "cue")


@every
def test_the_files_have_no_finding(number: str) -> None:
    assert check_paths([FILES[number]]) == []


@talks
def test_a_talk_has_four_to_six_beats_and_six_turns(number: str) -> None:
    assert 4 <= len(talk(number).beats) <= 6
    assert talk(number).most_turns == 6


@every
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


# Right in every figure


def amounts(number: str) -> dict[str, Decimal]:
    return {name: fact.value.amount for name, fact in scenario(number).facts.items() if fact.value}


@every
def test_every_weekday_in_the_texts_is_right(number: str) -> None:
    year = scenario(number).today.year
    pattern = rf"\b({'|'.join(d[:3] for d in DAYS)})\w* (\d{{1,2}}) ({'|'.join(m[:3] for m in MONTHS)})"
    found = re.findall(pattern, raw(number))
    assert found
    months = [month[:3] for month in MONTHS]
    for day, number_of_day, month in found:
        meant = date(year, months.index(month) + 1, int(number_of_day))
        assert DAYS[meant.weekday()].startswith(day), (day, meant)


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


@every
def test_nothing_hidden_stands_on_file(number: str) -> None:
    found = scenario(number)
    shown = " ".join([*found.situation, *(e.name + e.figure + e.text for e in found.exhibits), found.role, found.goal])
    secret = {"D01": ["CFO", "30 June"], "D03": ["told the board", "told our board", "June"], "T01": ["exit"]}[number]
    assert [word for word in secret if word in shown] == []


# Written as the guide asks


@every
def test_every_level_has_an_act_an_example_and_a_near_miss(number: str) -> None:
    for criterion in scenario(number).criteria:
        assert sorted(criterion.levels) == [1, 2, 3, 4]
        for step, rung in criterion.levels.items():
            assert rung.says and rung.when and rung.example and rung.near_miss, (criterion.id, step)
            assert rung.fix or step == 1, (criterion.id, step)


@pytest.mark.slow
@every
def test_an_example_earns_its_level(number: str) -> None:
    for criterion in scenario(number).criteria:
        for step, rung in criterion.levels.items():
            before = criterion.levels[3].example + " " if step == 4 else ""
            reached = level(number, before + rung.example, criterion.id)
            assert reached >= step, (criterion.id, step, reached)
            assert step > 2 or reached == step, (criterion.id, step, reached)


@every
def test_a_near_miss_misses(number: str) -> None:
    for criterion in scenario(number).criteria:
        for step, rung in criterion.levels.items():
            quoted = re.match("“([^”]+)”", rung.near_miss)
            if quoted:
                assert level(number, quoted[1], criterion.id) < step, (criterion.id, step)


@pytest.mark.slow
@every
def test_a_fix_lifts_the_example_below_it(number: str) -> None:
    for criterion in scenario(number).criteria:
        for step, rung in criterion.levels.items():
            inserted = rung.fix[:1].islower() or (rung.when is not None and rung.when.before)
            if step in (2, 3) and not inserted:
                text = f"{criterion.levels[step - 1].example} {rung.fix}"
                assert level(number, text, criterion.id) >= step, (criterion.id, step)


@every
def test_meanings_and_questions_have_four_examples_and_four_near_misses(number: str) -> None:
    for indicator in scenario(number).indicators:
        if indicator.look_for in ("meaning", "question"):
            like = indicator.like if indicator.look_for == "meaning" else indicator.about
            assert len(set(like)) >= 4, indicator.id
            assert len(set(indicator.unlike)) >= 4, indicator.id
            assert not set(like) & set(indicator.unlike), indicator.id


@every
def test_reasons_have_at_most_eight_words(number: str) -> None:
    found = scenario(number)
    reasons = [(i.id, i.says) for i in found.indicators]
    if isinstance(found, Dialogue):
        reasons += [(r.because, r.because) for r in found.reactions]
        reasons += [(r.because, r.because) for beat in found.beats for r in beat.reactions]
    assert [name for name, text in reasons if (not text and name) or len(text.split()) > 8] == []


def _hard_names(condition: Condition, kinds: dict[str, str]) -> bool:
    return any(kinds[name] in HARD for name in condition.names())


@every
def test_evidence_that_is_hard_to_fake_carries_half_of_the_weight(number: str) -> None:
    kinds = {indicator.id: indicator.look_for for indicator in scenario(number).indicators}
    carried = sum(
        criterion.weight
        for criterion in scenario(number).criteria
        if (when := criterion.levels[3].when) is not None and (_hard_names(when, kinds) or when.before)
    )
    assert carried >= 50


@talks
def test_the_client_has_at_least_two_wordings_everywhere(number: str) -> None:
    assert [name for name, texts in wordings(number) if len(set(texts)) < 2] == []


@every
def test_no_text_of_the_product_shouts(number: str) -> None:
    assert "!" not in raw(number).replace("$schema", "")


# Marked as the samples say


@pytest.mark.parametrize(
    ("number", "id"), [(number, each.id) for number in FILES for each in scenario_of(FILES[number]).answers]
)
def test_a_sample_reaches_what_it_expects(number: str, id: str) -> None:
    found = card(number, id)
    assert found.total is not None
    assert meets(sample(number, id).expect, found.total), found.to_json()["criteria"]


@every
def test_there_is_a_best_an_ok_a_weak_and_every_probe(number: str) -> None:
    assert PROBES | {"best", "ok", "weak"} <= {each.kind for each in scenario(number).answers}


@every
def test_best_is_85_weak_is_40_and_the_blueprint_pair_lies_45_apart(number: str) -> None:
    assert min(of_kind(number, "best")) >= 85
    assert max(of_kind(number, "weak")) <= 40
    assert total(number, "strong-blueprint") - total(number, "weak-blueprint") >= 45


@every
def test_short_and_broken_strength_beats_length_salad_and_dump(number: str) -> None:
    assert min(of_kind(number, "strong-short", "broken")) > max(of_kind(number, "weak-long", "salad", "dump"))


@every
def test_a_gated_sample_lies_at_or_under_its_cap(number: str) -> None:
    for each in scenario(number).answers:
        if each.kind == "gated":
            found = card(number, each.id)
            assert found.gates, each.id
            assert total(number, each.id) <= min(GATES[gate.id].cap for gate in found.gates)


@every
def test_at_least_two_routes_are_good(number: str) -> None:
    assert len([value for value in of_kind(number, "best") if value >= 85]) >= 2


@every
def test_refusing_and_quoting_trips_nothing(number: str) -> None:
    traps = [each for each in scenario(number).answers if each.id.startswith("trap-")]
    assert number == "T01" or traps
    for each in traps:
        assert card(number, each.id).gates == ()


def test_the_same_plan_scores_the_same_in_any_equivalent_order() -> None:
    best = sample("T01", "best-plan")
    swapped = best.model_copy(update={"order": ("A", "G", "E", "D", "B", "C", "I", "F", "H")})
    found = score(scenario("T01"), work("T01", swapped), model())
    assert found.total == total("T01", "best-plan")
