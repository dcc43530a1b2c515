"""Every form of the library: true to the catalogue, written as the guide asks, and marked as its samples say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.content.check import check_paths
from amtrainer.content.load import scenario_of
from amtrainer.models import load_meaning
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.session import ClientSpoke, Filed

ROOT = Path(__file__).parents[2]
FILES = {
    path.name.split("-")[0].upper(): path
    for path in sorted(ROOT.glob("scenarios/crm/r[0-9][0-9]-*.yaml"))
    if not path.name.endswith(".samples.yaml")
}
every = pytest.mark.parametrize("number", FILES)


@cache
def piece(number: str) -> Crm:
    found = scenario_of(FILES[number])
    assert isinstance(found, Crm)
    return found


@cache
def model() -> MiniLM:
    return load_meaning()


@cache
def catalogue() -> dict[str, Any]:
    text = (ROOT / "tests/data/domain/criteria.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def levels(number: str, text: str) -> dict[str, int]:
    return assessor_of(piece(number), model()).assess(piece(number).read({"id": "x", "text": text})).levels


@cache
def total(number: str, id: str) -> int:
    sample = next(each for each in piece(number).answers if each.id == id)
    found = score(piece(number), piece(number).read(sample.item()), model()).total
    assert found is not None
    return found


def meets(expect: str, value: int) -> bool:
    expect = expect.replace(" ", "")
    if ".." in expect:
        low, high = expect.split("..")
        return int(low) <= value <= int(high)
    return value >= int(expect[2:]) if expect.startswith(">=") else value <= int(expect[2:])


def samples() -> Iterator[tuple[str, str]]:
    for number in FILES:
        yield from ((number, each.id) for each in piece(number).answers)


@every
def test_criteria_and_gates_stand_as_in_the_catalogue(number: str) -> None:
    entry = catalogue()[number]
    ours = [(c.ref, c.says, c.weight) for c in piece(number).criteria]
    assert (piece(number).title, ours) == (
        entry["title"],
        [(c["id"], c["says"], c["weight"]) for c in entry["criteria"]],
    )
    assert {gate.id for gate in piece(number).gates} >= set(entry["gates"])


@every
def test_the_files_have_no_finding(number: str) -> None:
    assert check_paths([FILES[number]]) == []


@every
def test_an_example_earns_its_level(number: str) -> None:
    wrong = []
    for criterion in piece(number).criteria:
        for step, rung in criterion.levels.items():
            before = criterion.levels[3].example + " " if step == 4 else ""
            reached = levels(number, before + rung.example)[criterion.id]
            if reached < step or (step <= 2 and reached != step):
                wrong.append((criterion.id, step, reached, rung.example))
    assert wrong == []


@every
def test_a_near_miss_misses(number: str) -> None:
    wrong = []
    for criterion in piece(number).criteria:
        for step, rung in criterion.levels.items():
            quoted = re.match("“([^”]+)”", rung.near_miss)
            if quoted and levels(number, quoted[1])[criterion.id] >= step:
                wrong.append((criterion.id, step, quoted[1]))
    assert wrong == []


@every
def test_meanings_and_questions_have_four_examples_and_four_near_misses(number: str) -> None:
    for indicator in piece(number).indicators:
        if indicator.look_for in ("meaning", "question"):
            like = indicator.like if indicator.look_for == "meaning" else indicator.about
            assert len(set(like)) >= 4, indicator.id
            assert len(set(indicator.unlike)) >= 4, indicator.id


@every
def test_the_reader_has_two_wordings_everywhere_and_a_model_answer_stands(number: str) -> None:
    beat = piece(number).beats[0]
    assert all(len(set(one.client)) >= 2 for one in beat.reactions)
    assert len(set(beat.client)) >= 2 and beat.otherwise is not None and len(set(beat.otherwise.client)) >= 2
    assert piece(number).model_answer is not None


@every
def test_the_model_answer_fills_in_the_form_and_is_the_best_there_is(number: str) -> None:
    sample = piece(number).model_answer
    assert sample is not None and sample.fields
    wanted = {name for name, field in piece(number).fields if field.required}
    assert wanted <= {*sample.fields, *piece(number).standing}
    assert piece(number).faults(piece(number).read(sample.item())) == {}
    assert len((sample.text or "").split()) <= (piece(number).most_words or 1000)


@every
def test_every_reaction_and_the_line_without_one_is_met_by_a_sample(number: str) -> None:
    scenario = piece(number)
    state, met = scenario.fold(scenario.open(0, "practice", "", "")), set()
    for sample in scenario.answers:
        work = sample.item()
        said = scenario.respond(state, Filed(work.get("fields", {}), work.get("text", "")), model())
        met.add(next(event.reaction for event in said if isinstance(event, ClientSpoke)))
    reactions = {f"{beat.id}.{place}" for beat in scenario.beats for place in range(len(beat.reactions))}
    assert reactions - met == set()


@every
def test_the_form_as_it_stands_earns_next_to_nothing(number: str) -> None:
    assert (score(piece(number), piece(number).read({"id": "x", "fields": {}}), model()).total or 0) <= 15


@pytest.mark.parametrize(("number", "id"), list(samples()))
def test_a_sample_reaches_what_it_expects(number: str, id: str) -> None:
    expect = next(sample.expect for sample in piece(number).answers if sample.id == id)
    assert meets(expect, total(number, id))


@every
def test_best_is_85_weak_is_40_and_strength_beats_length_and_salad(number: str) -> None:
    kinds = [(each.kind, total(number, each.id)) for each in piece(number).answers]
    strong = [value for kind, value in kinds if kind in ("best", "broken", "strong-short")]
    empty = [value for kind, value in kinds if kind in ("weak", "weak-long", "salad", "dump")]
    assert min(value for kind, value in kinds if kind == "best") >= 85
    assert max(empty) <= 40 and min(strong) - max(empty) >= 40
