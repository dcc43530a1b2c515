"""Claims about the trainer's view: figures from known sessions, and nothing said where there is too little."""

from __future__ import annotations

from amtrainer.progress.items import ENOUGH, ExerciseView, Sitting, analyse


def sitting(a: float, b: float, c: float, *, attempt: int = 1, language: str = "en", seconds: int = 60) -> Sitting:
    total = round((a + b + c) / 3 * 100)
    shares = (("a", a, 1), ("b", b, 1), ("c", c, 1))
    return Sitting("d01", "D", language, attempt, total, seconds, 1, shares)


def view(rows: list[Sitting]) -> ExerciseView:
    return analyse(rows)[0]


ABLE, REST = [sitting(1, 1, 0)] * 10, [sitting(0, 0, 1)] * 10


def test_difficulty_is_the_mean_share_of_points() -> None:
    assert view([sitting(1, 0.5, 0)] * ENOUGH).items[1].difficulty == 0.5


def test_a_criterion_that_goes_with_the_rest_discriminates() -> None:
    items = {item.id: item for item in view([*ABLE, *REST, *[sitting(1, 1, 1)] * 5, *[sitting(0, 0, 0)] * 5]).items}
    assert (items["a"].discrimination or 0) > 0.5 > (items["c"].discrimination or 0)


def test_a_criterion_that_the_able_miss_is_named() -> None:
    items = {item.id: item for item in view([*ABLE, *REST]).items}
    assert (items["c"].discrimination or 0) < 0 and items["c"].verdict.startswith("tells little")


def test_under_ten_first_attempts_nothing_is_said() -> None:
    rows = [sitting(1, 0, 0)] * (ENOUGH - 1) + [sitting(1, 0, 0, attempt=2)] * 20
    assert all(item.difficulty is None and "too few" in item.verdict for item in view(rows).items)


def test_what_is_missed_most_is_named() -> None:
    assert view([sitting(1, 0.5, 0)] * 3).most_missed == "c"


def test_an_exercise_teaches_what_the_second_attempt_gains() -> None:
    found = view([sitting(0, 0, 0), sitting(1, 1, 1, attempt=2), sitting(1, 0, 0, attempt=3)])
    assert (found.teaches, found.pairs) == (100.0, 1)


def test_languages_are_told_apart() -> None:
    assert [one.language for one in analyse([sitting(1, 1, 1), sitting(0, 0, 0, language="da")])] == ["da", "en"]


def test_a_criterion_that_never_varies_has_no_discrimination() -> None:
    assert view([sitting(1, 1, 1)] * ENOUGH).items[0].discrimination is None
