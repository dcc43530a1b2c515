"""Every exercise of the library: true to the catalogue, written as the guide asks, and marked as its samples say.

What only one kind has is claimed in the files beside this one.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from tests.content.shelf import (
    EMPTY,
    FILES,
    ROOT,
    STRONG,
    catalogue,
    every,
    levels,
    marked,
    numbers,
    of_kind,
    openers,
    raw,
    samples,
    scenario,
    total,
)

from amtrainer.content.check import check_paths
from amtrainer.scoring.gates import GATES

ALL = "DIKRTW"
LADDERS = "DRTW"  # kinds with one set of criteria
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


# True to the catalogue


def test_every_blueprint_is_there() -> None:
    rated_apart = {"I01S"}  # the criteria of two questions of i01
    assert len(FILES) == 56 and set(catalogue()) - rated_apart <= set(FILES)


@every(LADDERS)
def test_title_criteria_and_weights_stand_as_in_the_catalogue(number: str) -> None:
    entry = catalogue()[number]
    ours = [(c.ref, c.says, c.weight) for c in scenario(number).criteria]
    wanted = [(c["id"], c["says"], c["weight"]) for c in entry["criteria"]]
    assert (scenario(number).title, ours) == (entry["title"], wanted)


@every(LADDERS)
def test_competencies_stand_as_in_the_catalogue(number: str) -> None:
    text = (ROOT / "rubrics/competencies.yaml").read_text(encoding="utf-8")
    slugs = {entry["id"]: entry["slug"] for entry in yaml.safe_load(text)["competencies"]}
    for ours, theirs in zip(scenario(number).criteria, catalogue()[number]["criteria"], strict=True):
        wanted = [slugs[id] for id in theirs["competencies"]]
        assert not wanted or list(ours.competency) == wanted


@every(LADDERS)
def test_gates_of_the_catalogue_are_there(number: str) -> None:
    assert {gate.id for gate in scenario(number).gates} >= set(catalogue()[number]["gates"])


@every(ALL)
def test_the_files_have_no_finding(number: str) -> None:
    assert check_paths([FILES[number]]) == []


@every(ALL)
def test_every_weekday_in_the_texts_is_right(number: str) -> None:
    today = scenario(number).today
    for day, which, month in re.findall(rf"\b({'|'.join(DAYS)})\w*,? (\d{{1,2}}) ({'|'.join(MONTHS)})", raw(number)):
        meant = [date(year, MONTHS.index(month) + 1, int(which)) for year in range(today.year - 1, today.year + 2)]
        near = min(meant, key=lambda each: abs((each - today).days))
        assert DAYS[near.weekday()] == day, near


@every(ALL)
def test_no_text_of_the_product_shouts(number: str) -> None:
    opener = openers().get(number, {}).get("opening", "")  # the catalogue's words stand as they are
    assert "!" not in raw(number).replace("$schema", "").replace(opener or "$schema", "")


# Written as the guide asks


@every(LADDERS)
def test_every_level_has_an_act_an_example_and_a_near_miss(number: str) -> None:
    for criterion in scenario(number).criteria:
        unwritten = {2} if number[0] == "R" else set()  # a field is right or wrong: some forms skip the half
        assert {1, 2, 3, 4} - unwritten <= set(criterion.levels), criterion.id
        for step, rung in criterion.levels.items():
            assert rung.says and rung.when and rung.example and rung.near_miss, (criterion.id, step)
            assert rung.fix or step == 1, (criterion.id, step)


@every(LADDERS)
def test_an_example_earns_its_level(number: str) -> None:
    wrong = []
    for criterion in scenario(number).criteria:
        for step, rung in criterion.levels.items():
            before = criterion.levels[3].example + " " if step == 4 else ""
            reached = levels(number, before + rung.example)[criterion.id]
            if reached < step or (step <= 2 and reached != step):
                wrong.append((criterion.id, step, reached, rung.example))
    assert wrong == []


@every(LADDERS)
def test_a_near_miss_misses(number: str) -> None:
    wrong = []
    for criterion in scenario(number).criteria:
        for step, rung in criterion.levels.items():
            quoted = re.match("“([^”]+)”", rung.near_miss)
            if quoted and levels(number, quoted[1])[criterion.id] >= step:
                wrong.append((criterion.id, step, quoted[1]))
    assert wrong == []


@every(LADDERS)
def test_meanings_and_questions_have_four_examples_and_four_near_misses(number: str) -> None:
    for indicator in scenario(number).indicators:
        if indicator.look_for in ("meaning", "question"):
            like = indicator.like if indicator.look_for == "meaning" else indicator.about
            assert len(set(like)) >= 4, indicator.id
            assert len(set(indicator.unlike)) >= 4, indicator.id
            assert not set(like) & set(indicator.unlike), indicator.id


@every(LADDERS)
def test_what_an_indicator_is_takes_at_most_eight_words(number: str) -> None:
    found = [(one.id, one.says) for one in scenario(number).indicators]
    assert [id for id, text in found if not text or len(text.split()) > 8] == []


# Marked as the samples say


@pytest.mark.parametrize(("number", "id"), list(samples(numbers("DIRTW"))))
def test_a_sample_reaches_what_it_expects(number: str, id: str) -> None:
    found = marked(number, id)
    assert found.ok, (found.total, found.levels, found.differs, found.gates)


@every(LADDERS)
def test_best_is_85_weak_is_40_and_they_lie_45_apart(number: str) -> None:
    best, weak = of_kind(number, "best"), of_kind(number, "weak")
    assert min(best) >= 85 and max(weak) <= 40 and min(best) - max(weak) >= 45


@every(LADDERS)
def test_strength_in_any_words_beats_length_salad_and_dump(number: str) -> None:
    assert min(of_kind(number, *STRONG)) > max(of_kind(number, *EMPTY))


@every(LADDERS)
def test_at_least_two_routes_are_good(number: str) -> None:
    assert len([value for value in of_kind(number, *STRONG) if value >= 85]) >= 2


@every(LADDERS)
def test_a_gated_sample_lies_at_or_under_its_cap(number: str) -> None:
    for each in scenario(number).answers:
        if each.kind == "gated":
            gates = marked(number, each.id).gates
            assert gates and total(number, each.id) <= min(GATES[gate].cap for gate in gates), each.id


@every("DRTW")
def test_what_no_gate_looks_at_is_not_said_to_have_been_kept(number: str) -> None:
    if not scenario(number).gates:
        assert scenario(number).no_gate in (
            "",
            "No cap: there is nothing here that could cap the total, except rudeness or no answer.",
        )
