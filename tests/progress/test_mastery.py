"""Claims about the estimate: what it learns from, how sure it says it is, and that its intervals hold what they say."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from amtrainer.progress.mastery import SURE_80, Belief, Observation
from amtrainer.progress.memory import Pause, due_day, reviewed
from amtrainer.progress.skills import Seen
from amtrainer.progress.standing import Standing

RESULT = json.loads((Path(__file__).parents[2] / "bench" / "progress" / "result.json").read_text(encoding="utf-8"))
DAY = date(2026, 5, 19)


def believed(*sessions: list[Observation], gap: int = 1) -> Belief:
    belief = Belief()
    for n, seen in enumerate(sessions):
        belief.session(1 + n * gap, seen)
    return belief


def test_nothing_seen_is_the_prior() -> None:
    assert Belief().at() == (2.5, 1.0)


def test_higher_levels_raise_the_estimate() -> None:
    means = [believed([Observation(level)]).at()[0] for level in range(5)]
    assert means == sorted(means) and means[0] < 2 < 3 < means[4]


def test_every_answer_makes_it_surer() -> None:
    sds = [believed(*[[Observation(2)]] * n).at()[1] for n in range(1, 8)]
    assert sds == sorted(sds, reverse=True)


def test_a_level_reached_with_help_tells_less() -> None:
    assert believed([Observation(3, hints=2)]).at()[0] < believed([Observation(3)]).at()[0]


def test_a_level_on_a_harder_exercise_tells_more() -> None:
    assert believed([Observation(3, difficulty=5)]).at()[0] > believed([Observation(3, difficulty=1)]).at()[0]


def test_ten_repeats_raise_it_less_than_ten_variants_and_those_less_than_ten_exercises() -> None:
    same = believed(*([Observation(4, attempt=n)] for n in range(1, 11))).at()
    kin = believed(*([Observation(4, kin=n)] for n in range(10))).at()
    fresh = believed(*([Observation(4)] for _ in range(10))).at()
    assert same[0] < kin[0] < fresh[0] and same[1] > kin[1] > fresh[1]


def test_time_makes_it_less_sure_and_moves_nothing() -> None:
    belief = believed([Observation(3)] * 5)
    mean, before = belief.at()
    belief.wait(400)
    assert belief.at()[0] == mean and belief.at()[1] > before


def test_no_pause_is_long_enough_to_know_less_than_at_the_beginning() -> None:
    belief = believed([Observation(3)])
    belief.wait(100_000)
    assert belief.at()[1] <= 1.0 + 1e-9


def test_a_facet_has_an_estimate_of_its_own() -> None:
    belief = believed(
        [Observation(4, "trade"), Observation(0, "criteria")], [Observation(4, "trade"), Observation(0, "criteria")]
    )
    assert belief.at("trade")[0] > belief.at()[0] > belief.at("criteria")[0]


def test_a_facet_that_nothing_showed_is_as_the_competency_but_less_sure() -> None:
    belief = believed([Observation(4, "trade")])
    assert belief.at("other")[0] == belief.at()[0] and belief.at("other")[1] > belief.at()[1]


def test_a_belief_survives_json() -> None:
    belief = believed([Observation(4, "trade")], [Observation(1)])
    assert Belief.from_json(json.loads(json.dumps(belief.to_json()))) == belief


@pytest.mark.parametrize("row", RESULT["coverage"], ids=lambda row: row["trainees"])
def test_the_80_percent_interval_holds_75_to_85_percent(row: dict[str, float]) -> None:
    assert 0.75 <= row["coverage"] <= 0.85


@pytest.mark.parametrize("row", RESULT["coverage"], ids=lambda row: row["trainees"])
def test_the_error_shrinks_with_sessions(row: dict[str, dict[str, float]]) -> None:
    errors = row["mean_error_after"]
    assert errors["1"] > errors["3"] > errors["10"]


def test_five_sessions_are_enough_to_tell_2_from_4() -> None:
    assert RESULT["telling_2_from_4"]["sessions_needed"] <= 5


def test_a_fresh_simulation_agrees_with_the_committed_one() -> None:
    chance = random.Random(7)
    held = total = 0
    for _ in range(150):
        skill, belief = chance.gauss(2.5, 1.0), Belief()
        for n in range(6):
            shown = [int(min(4, max(0, skill + chance.gauss(0, 0.8)))) for _ in range(5)]
            belief.session(1 + n, [Observation(level) for level in shown])
            mean, deviation = belief.at()
            held += abs(mean - skill) <= SURE_80 * deviation
            total += 1
    assert 0.72 <= held / total <= 0.90


def seen(session: str, level: int, day: date = DAY) -> Seen:
    return Seen(session, "d01", day, 3, 1, ("negotiation", "integrity"), level, ("negotiation/trade",))


def test_a_standing_that_was_kept_goes_on_as_if_it_had_never_stopped() -> None:
    whole, half = Standing(), Standing()
    for n in range(6):
        whole.session([seen(str(n), n % 5)])
        half.session([seen(str(n), n % 5)])
        half = Standing.from_json(json.loads(json.dumps(half.to_json())))
    assert half.views(DAY) == whole.views(DAY)


def test_a_poor_session_brings_a_skill_back_sooner_than_a_good_one() -> None:
    assert due_day(reviewed(None, [0, 1], DAY)) < due_day(reviewed(None, [4, 3], DAY))


def test_what_is_remembered_longer_is_asked_later() -> None:
    first = reviewed(None, [3], DAY)
    second = reviewed(first, [3], due_day(first))
    assert due_day(second) - due_day(first) > due_day(first) - DAY


def test_a_pause_moves_what_is_due_by_its_length() -> None:
    card = reviewed(None, [3], DAY)
    pause = Pause(DAY, DAY + timedelta(days=20))
    assert due_day(card, (pause,), DAY + timedelta(days=60)) == due_day(card) + timedelta(days=20)


def test_a_pause_that_goes_on_has_nothing_overdue() -> None:
    card = reviewed(None, [3], DAY)
    later = DAY + timedelta(days=300)
    assert due_day(card, (Pause(DAY),), later) > later
