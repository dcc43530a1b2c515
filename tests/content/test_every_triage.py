"""Every inbox of the library but the flagship: true to the catalogue, reachable in every mail, and marked as its samples say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
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
from amtrainer.scoring.condition import judge
from amtrainer.scoring.evidence import Finding
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.triage import Triage

ROOT = Path(__file__).parents[2]
FILES = {
    path.name.split("-")[0].upper(): path
    for path in sorted(ROOT.glob("scenarios/triage/t[0-9][0-9]-*.yaml"))
    if not path.name.endswith(".samples.yaml") and not path.name.startswith("t01-")  # t01: test_flagships.py
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

every = pytest.mark.parametrize("number", FILES)


@cache
def inbox(number: str) -> Triage:
    found = scenario_of(FILES[number])
    assert isinstance(found, Triage)
    return found


@cache
def model() -> MiniLM:
    return load_meaning()


@cache
def assessor(number: str) -> Assessor:
    return assessor_of(inbox(number), model())


@cache
def catalogue() -> dict[str, Any]:
    text = (ROOT / "tests/data/domain/criteria.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def levels(number: str, text: str) -> Mapping[str, int]:
    return assessor(number).assess(inbox(number).read({"id": "x", "text": text})).levels


@cache
def total(number: str, id: str) -> int:
    sample = next(each for each in inbox(number).answers if each.id == id)
    found = score(inbox(number), inbox(number).read(sample.item()), model()).total
    assert found is not None
    return found


@cache
def seen(number: str) -> tuple[Mapping[str, Finding], ...]:
    """What is found in each sample."""
    found = inbox(number)
    return tuple(assessor(number).assess(found.read(each.item())).findings for each in found.answers)


def meets(expect: str, value: int) -> bool:
    expect = expect.replace(" ", "")
    if ".." in expect:
        low, high = expect.split("..")
        return int(low) <= value <= int(high)
    return value >= int(expect[2:]) if expect.startswith(">=") else value <= int(expect[2:])


def of_kind(number: str, *kinds: str) -> list[int]:
    return [total(number, each.id) for each in inbox(number).answers if each.kind in kinds]


def samples() -> Iterator[tuple[str, str]]:
    for number in FILES:
        yield from ((number, each.id) for each in inbox(number).answers)


@every
def test_criteria_and_gates_stand_as_in_the_catalogue(number: str) -> None:
    entry, found = catalogue()[number], inbox(number)
    ours = [(c.ref, c.says, c.weight) for c in found.criteria]
    wanted = [(c["id"], c["says"], c["weight"]) for c in entry["criteria"]]
    assert (found.title, ours) == (entry["title"], wanted)
    assert {gate.id for gate in found.gates} >= set(entry["gates"])


@every
def test_the_files_have_no_finding(number: str) -> None:
    assert check_paths([FILES[number]]) == []


@every
def test_every_weekday_in_the_texts_is_right(number: str) -> None:
    beside = FILES[number].with_name(FILES[number].name.replace(".yaml", ".samples.yaml"))
    raw = FILES[number].read_text(encoding="utf-8") + beside.read_text(encoding="utf-8")
    assert "!" not in raw.replace("$schema", "")
    found = re.findall(rf"\b({'|'.join(DAYS)})\w* (\d{{1,2}}) ({'|'.join(MONTHS)})", raw)
    days = [(day, date(inbox(number).today.year, MONTHS.index(month) + 1, int(which))) for day, which, month in found]
    assert days and [wrong for wrong in days if DAYS[wrong[1].weekday()] != wrong[0]] == []


@every
def test_every_level_has_an_act_an_example_and_a_near_miss(number: str) -> None:
    for criterion in inbox(number).criteria:
        assert sorted(criterion.levels) == [1, 2, 3, 4]
        for step, rung in criterion.levels.items():
            assert rung.says and rung.when and rung.example and rung.near_miss, (criterion.id, step)
            assert rung.fix or step == 1, (criterion.id, step)


@every
def test_an_example_earns_its_level_and_a_near_miss_misses(number: str) -> None:
    wrong = []
    for criterion in inbox(number).criteria:
        for step, rung in criterion.levels.items():
            before = criterion.levels[3].example + " " if step == 4 else ""
            reached = levels(number, before + rung.example)[criterion.id]
            quoted = re.match("“([^”]+)”", rung.near_miss)
            missed = levels(number, quoted[1])[criterion.id] if quoted else 0
            if reached < step or (step <= 2 and reached != step) or missed >= step:
                wrong.append((criterion.id, step, reached, missed))
    assert wrong == []


@every
def test_every_mail_of_the_second_wave_comes_for_some_plan_and_stays_away_for_another(number: str) -> None:
    wave = inbox(number).second_wave
    assert wave is not None
    stuck = [
        mail.id
        for mail in wave.mails
        if mail.when is not None and len({judge(mail.when, found).holds for found in seen(number)}) < 2
    ]
    assert stuck == []


@pytest.mark.parametrize(("number", "id"), list(samples()))
def test_a_sample_reaches_what_it_expects(number: str, id: str) -> None:
    expect = next(sample.expect for sample in inbox(number).answers if sample.id == id)
    assert meets(expect, total(number, id))


@every
def test_best_is_85_weak_is_40_and_they_lie_45_apart(number: str) -> None:
    best = of_kind(number, "best")
    weak = of_kind(number, "weak", "weak-long", "salad", "dump")
    assert len(best) >= 2 and len(weak) >= 2
    assert min(best) >= 85 and max(weak) <= 40 and min(best) - max(weak) >= 45


@every
def test_strength_in_any_words_beats_length_salad_and_dump(number: str) -> None:
    strong = of_kind(number, "strong-short", "broken", "best")
    assert min(strong) > max(of_kind(number, "weak", "weak-long", "salad", "dump"))
