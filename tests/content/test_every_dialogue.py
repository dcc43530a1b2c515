"""Every dialogue of the library: true to the catalogue, written as the guide asks, and marked as its samples say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.content.check import check_paths
from amtrainer.content.load import scenario_of
from amtrainer.errors import ContentError
from amtrainer.models import load_meaning
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.assess import Assessor, assessor_of
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.condition import Condition
from amtrainer.scoring.gates import GATES
from amtrainer.scoring.score import score
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.simulation.kinds.dialogue import Dialogue

ROOT = Path(__file__).parents[2]
FILES = {
    path.name.split("-")[0].upper(): path
    for path in sorted(ROOT.glob("scenarios/*/d[0-9][0-9]-*.yaml"))
    if not path.name.endswith(".samples.yaml")
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


@cache
def talk(number: str) -> Dialogue:
    found = scenario_of(FILES[number])
    assert isinstance(found, Dialogue)
    return found


@cache
def model() -> MiniLM:
    return load_meaning()


@cache
def assessor(number: str) -> Assessor:
    return assessor_of(talk(number), model())


@cache
def catalogue() -> dict[str, Any]:
    text = (ROOT / "tests/data/domain/criteria.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def slugs() -> dict[str, str]:
    text = (ROOT / "rubrics/competencies.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry["slug"] for entry in yaml.safe_load(text)["competencies"]}


@cache
def openers() -> dict[str, Any]:
    text = (ROOT / "bench/scoring/corpus/openers.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def raw(number: str) -> str:
    beside = FILES[number].with_name(FILES[number].name.replace(".yaml", ".samples.yaml"))
    return FILES[number].read_text(encoding="utf-8") + beside.read_text(encoding="utf-8")


@cache
def card(number: str, id: str) -> Scorecard:
    each = next(sample for sample in talk(number).answers if sample.id == id)
    first = talk(number).beats[0]
    item = {"id": each.id, "text": each.text} if each.text else {"id": each.id, "turns": list(each.turns)}
    return score(talk(number), work_of(item, "" if first.client_cue else first.client[0]), model())


def total(number: str, id: str) -> int:
    found = card(number, id).total
    assert found is not None
    return found


def of_kind(number: str, *kinds: str) -> list[int]:
    return [total(number, each.id) for each in talk(number).answers if each.kind in kinds]


def meets(expect: str, value: int) -> bool:
    expect = expect.replace(" ", "")
    if ".." in expect:
        low, high = expect.split("..")
        return int(low) <= value <= int(high)
    return value >= int(expect[2:]) if expect.startswith(">=") else value <= int(expect[2:])


@cache
def levels(number: str, text: str) -> dict[str, int]:
    found = assessor(number).assess(work_of({"id": "x", "text": text}))
    return {criterion.id: found.of(criterion.id).level for criterion in talk(number).criteria}


def wordings(number: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every place where the client may speak, with what can be said there."""
    played = talk(number)
    for beat in played.beats:
        yield f"beat {beat.id}", beat.client
        if beat.otherwise:
            yield f"{beat.id} otherwise", beat.otherwise.client
        for place, reaction in enumerate(beat.reactions):
            yield f"{beat.id}.{place}", reaction.client
    for place, reaction in enumerate(played.reactions):
        yield f"talk.{place}", reaction.client


# True to the catalogue


@every
def test_title_criteria_and_weights_stand_as_in_the_catalogue(number: str) -> None:
    entry = catalogue()[number]
    ours = [(c.ref, c.says, c.weight) for c in talk(number).criteria]
    assert (talk(number).title, ours) == (
        entry["title"],
        [(c["id"], c["says"], c["weight"]) for c in entry["criteria"]],
    )


@every
def test_competencies_stand_as_in_the_catalogue(number: str) -> None:
    for ours, theirs in zip(talk(number).criteria, catalogue()[number]["criteria"], strict=True):
        wanted = [slugs()[id] for id in theirs["competencies"]]
        assert not wanted or list(ours.competency) == wanted


@every
def test_gates_are_those_of_the_catalogue(number: str) -> None:
    assert sorted(gate.id for gate in talk(number).gates) == sorted(catalogue()[number]["gates"])


@every
def test_the_opener_is_verbatim_and_a_cue_is_a_cue(number: str) -> None:
    first = talk(number).beats[0]
    assert first.client[0] == openers()[number]["opening"]
    assert first.client_cue == (openers()[number]["kind"] == "cue")


@every
def test_the_files_have_no_finding(number: str) -> None:
    assert check_paths([FILES[number]]) == []


@every
def test_a_talk_has_three_to_six_beats_and_a_hidden_point(number: str) -> None:
    assert 3 <= len(talk(number).beats) <= 6
    assert talk(number).hidden


@every
def test_every_weekday_in_the_texts_is_right(number: str) -> None:
    pattern = rf"\b({'|'.join(d[:3] for d in DAYS)})\w*,? (\d{{1,2}}) ({'|'.join(m[:3] for m in MONTHS)})"
    months = [month[:3] for month in MONTHS]
    for day, number_of_day, month in re.findall(pattern, raw(number)):
        years = (talk(number).today.year - 1, talk(number).today.year, talk(number).today.year + 1)
        meant = [date(year, months.index(month) + 1, int(number_of_day)) for year in years]
        near = min(meant, key=lambda each: abs((each - talk(number).today).days))
        assert DAYS[near.weekday()].startswith(day), (day, near)


# Written as the guide asks


@every
def test_every_level_has_an_act_an_example_and_a_near_miss(number: str) -> None:
    for criterion in talk(number).criteria:
        assert sorted(criterion.levels) == [1, 2, 3, 4]
        for step, rung in criterion.levels.items():
            assert rung.says and rung.when and rung.example and rung.near_miss, (criterion.id, step)
            assert rung.fix or step == 1, (criterion.id, step)


@every
def test_an_example_earns_its_level(number: str) -> None:
    wrong = []
    for criterion in talk(number).criteria:
        for step, rung in criterion.levels.items():
            before = criterion.levels[3].example + " " if step == 4 else ""
            reached = levels(number, before + rung.example)[criterion.id]
            if reached < step or (step <= 2 and reached != step):
                wrong.append((criterion.id, step, reached, rung.example))
    assert wrong == []


@every
def test_a_near_miss_misses(number: str) -> None:
    wrong = []
    for criterion in talk(number).criteria:
        for step, rung in criterion.levels.items():
            quoted = re.match("“([^”]+)”", rung.near_miss)
            if quoted and levels(number, quoted[1])[criterion.id] >= step:
                wrong.append((criterion.id, step, quoted[1]))
    assert wrong == []


@every
def test_a_fix_lifts_the_example_below_it(number: str) -> None:
    wrong = []
    for criterion in talk(number).criteria:
        for step, rung in criterion.levels.items():
            inserted = rung.fix[:1].islower() or (rung.when is not None and rung.when.before)
            if step in (2, 3) and not inserted:
                reached = levels(number, f"{criterion.levels[step - 1].example} {rung.fix}")[criterion.id]
                if reached < step:
                    wrong.append((criterion.id, step, reached))
    assert wrong == []


@every
def test_meanings_and_questions_have_four_examples_and_four_near_misses(number: str) -> None:
    for indicator in talk(number).indicators:
        if indicator.look_for in ("meaning", "question"):
            like = indicator.like if indicator.look_for == "meaning" else indicator.about
            assert len(set(like)) >= 4, indicator.id
            assert len(set(indicator.unlike)) >= 4, indicator.id
            assert not set(like) & set(indicator.unlike), indicator.id


@every
def test_every_indicator_is_used(number: str) -> None:
    played = talk(number)
    conditions = [rung.when for c in played.criteria for rung in c.levels.values()]
    conditions += (
        [gate.when for gate in played.gates] + [r.when for r in played.reactions] + [h.when for h in played.hints]
    )
    conditions += [r.when for beat in played.beats for r in beat.reactions] + [c.when for c in played.closing]
    used = {name for condition in conditions if condition is not None for name in condition.names()}
    assert sorted({i.id for i in played.indicators} - used) == []


@every
def test_reasons_have_at_most_eight_words(number: str) -> None:
    played = talk(number)
    reasons = [(i.id, i.says) for i in played.indicators]
    reasons += [(r.because, r.because) for r in played.reactions]
    reasons += [(r.because, r.because) for beat in played.beats for r in beat.reactions]
    assert [name for name, text in reasons if (not text and name) or len(text.split()) > 8] == []


@every
def test_evidence_that_is_hard_to_fake_carries_weight(number: str) -> None:
    kinds = {indicator.id: indicator.look_for for indicator in talk(number).indicators}

    def is_hard(condition: Condition) -> bool:
        inner = [item for item in (*condition.all, *condition.any) if isinstance(item, Condition)]
        hard = any(kinds[name] in HARD for name in condition.names())
        return bool(condition.before) or hard or any(is_hard(item) for item in inner)

    carried = sum(
        criterion.weight
        for criterion in talk(number).criteria
        if any(rung.when is not None and is_hard(rung.when) for step, rung in criterion.levels.items() if step <= 3)
    )
    assert carried >= (50 if catalogue()[number].get("flagship") else 30)


@every
def test_the_client_has_at_least_two_wordings_everywhere(number: str) -> None:
    assert [name for name, texts in wordings(number) if len(set(texts)) < 2] == []


@every
def test_no_text_of_the_product_shouts(number: str) -> None:
    opener = openers()[number]["opening"]  # the catalogue's words stand as they are
    assert "!" not in raw(number).replace(opener, "")


# Marked as the samples say


def samples() -> Iterator[tuple[str, str]]:
    for number in FILES:
        with suppress(ContentError):  # a broken file is named by the tests above
            yield from ((number, each.id) for each in talk(number).answers)


@pytest.mark.parametrize(("number", "id"), list(samples()))
def test_a_sample_reaches_what_it_expects(number: str, id: str) -> None:
    found = card(number, id)
    expect = next(sample.expect for sample in talk(number).answers if sample.id == id)
    assert found.total is not None
    assert meets(expect, found.total), [(c.id, c.level) for c in found.criteria] + [g.id for g in found.gates]


@every
def test_there_is_a_best_an_ok_a_weak_and_the_probes(number: str) -> None:
    kinds = {each.kind for each in talk(number).answers}
    assert {"best", "ok", "weak"} <= kinds
    assert len(PROBES & kinds) >= (6 if catalogue()[number].get("flagship") else 2)


@every
def test_best_is_85_weak_is_40_and_they_lie_45_apart(number: str) -> None:
    assert min(of_kind(number, "best")) >= 85
    assert max(of_kind(number, "weak")) <= 40


@every
def test_strength_in_any_words_beats_length_salad_and_dump(number: str) -> None:
    assert min(of_kind(number, "strong-short", "broken", "best")) > max(
        of_kind(number, "weak-long", "salad", "dump", "weak")
    )


@every
def test_a_gated_sample_lies_at_or_under_its_cap(number: str) -> None:
    for each in talk(number).answers:
        if each.kind == "gated":
            found = card(number, each.id)
            assert found.gates, each.id
            assert total(number, each.id) <= min(GATES[gate.id].cap for gate in found.gates)


@every
def test_at_least_two_routes_are_good(number: str) -> None:
    assert len([value for value in of_kind(number, "best", "strong-short", "broken") if value >= 85]) >= 2
