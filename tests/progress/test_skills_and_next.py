"""Claims about what marks say of a person, and what to practise next."""

from __future__ import annotations

from datetime import date, timedelta

from amtrainer.progress.next import Choice, Played, Way, suggest
from amtrainer.progress.skills import COMPETENCIES, SHORT, Seen, SkillView, skills

DAY = date(2026, 5, 19)
CHOICES = [
    Choice("d01-a", "d01", "A", ("negotiation",), True),
    Choice("d03-b", "d03", "B", ("bad-news",), False),
    Choice("t01-c", "t01", "C", ("prioritization",), False),
]


def seen(
    level: int, *, scenario: str = "d01", attempt: int = 1, session: str = "s", difficulty: int = 3, day: date = DAY
) -> Seen:
    return Seen(session, scenario, day, difficulty, attempt, ("negotiation",), level)


def view(*rows: Seen, today: date = DAY) -> SkillView:
    return next(v for v in skills(rows, today) if v.slug == "negotiation")


def test_there_are_fourteen_competencies_each_with_a_short_name() -> None:
    assert len(COMPETENCIES) == 14 == len(SHORT)


def test_nothing_measured_is_no_level() -> None:
    assert view().level is None


def test_more_evidence_makes_the_interval_narrower() -> None:
    one, five = view(seen(3)), view(*(seen(3, session=str(n)) for n in range(5)))
    assert five.high - five.low < one.high - one.low


def test_better_marks_give_a_higher_level() -> None:
    assert (view(seen(1)).level or 0) < (view(seen(3)).level or 0) < (view(seen(4)).level or 0)


def test_a_repeat_of_the_same_exercise_tells_less_than_a_new_one() -> None:
    repeats = view(*(seen(4, session=str(n), attempt=n + 1) for n in range(6)))
    fresh = view(*(seen(4, session=str(n), scenario=f"d{n}") for n in range(6)))
    assert (repeats.level or 0) < (fresh.level or 0)


def test_a_harder_exercise_counts_up() -> None:
    assert (view(seen(3, difficulty=5)).level or 0) > (view(seen(3, difficulty=1)).level or 0)


def test_levels_stay_between_1_and_5() -> None:
    high = view(*(seen(4, session=str(n), difficulty=5) for n in range(50)))
    assert high.level is not None and high.level <= 5 and high.high <= 5 and high.low >= 1


def test_change_is_against_thirty_days_ago() -> None:
    old, new = seen(1, day=DAY - timedelta(days=40)), seen(4, session="t")
    assert (view(old, new).change_30d or 0) > 0 and view(new).change_30d is None


def test_the_first_exercise_is_the_one_to_start_with() -> None:
    assert suggest(CHOICES, [], skills([], DAY), DAY)[0] == "d01-a"


def test_what_was_not_played_comes_before_what_was() -> None:
    assert suggest(CHOICES, [Played("d01-a", DAY, 70)], skills([], DAY), DAY)[0] == "d03-b"


def test_what_is_due_comes_first() -> None:
    old = DAY - timedelta(days=90)
    shown = skills([seen(2, scenario="d01-a", day=old)], DAY)
    id, why = suggest(CHOICES, [Played(c.id, old, 70) for c in CHOICES], shown, DAY)
    assert id == "d01-a" and "is due" in why


def test_a_step_of_the_path_comes_before_everything_else() -> None:
    way = Way("Key-account track", ("t01", "d01"))
    id, why = suggest(CHOICES, [], skills([], DAY), DAY, way=way)
    assert id == "t01-c" and why == "It is step 1 of 2 on the path “Key-account track”."


def test_what_does_not_fit_the_time_is_not_suggested() -> None:
    long, short = (
        Choice("d01-a", "d01", "A", ("negotiation",), True, minutes=20),
        Choice("d09-z", "d09", "Z", ("recovery",), False, minutes=5),
    )
    assert suggest([long, short], [], skills([], DAY), DAY, minutes=6)[0] == "d09-z"


def test_an_exercise_two_steps_too_hard_waits() -> None:
    weak = skills([seen(1, scenario="x")], DAY)
    hard = Choice("d05-h", "d05", "H", ("negotiation",), False, difficulty=5)
    right = Choice("d06-r", "d06", "R", ("negotiation",), False, difficulty=2)
    assert suggest([hard, right], [Played("x", DAY, 20)], weak, DAY)[0] == "d06-r"


def test_what_was_played_today_is_not_suggested_again_while_there_is_something_else() -> None:
    played = [Played("d01-a", DAY, 20), *(Played(c.id, DAY - timedelta(days=30), 90) for c in CHOICES[1:])]
    assert suggest(CHOICES, played, skills([seen(0, scenario="d01-a")], DAY), DAY)[0] != "d01-a"


def test_levels_are_told_in_words_with_how_sure_that_is() -> None:
    rows = [seen(3, session=str(n), scenario=f"d{n % 3}") for n in range(4)]
    told = view(*rows).told
    assert told.startswith("about level ") and "80% sure" in told and told.endswith("4 answers, 3 scenarios")


def test_the_reason_is_one_sentence() -> None:
    for played in ([], [Played("d01-a", DAY, 70)], [Played(c.id, DAY, 70) for c in CHOICES]):
        assert suggest(CHOICES, played, skills([], DAY), DAY)[1].count(".") == 1
