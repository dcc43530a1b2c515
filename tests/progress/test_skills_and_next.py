"""Claims about what marks say of a person, and what to practise next."""

from __future__ import annotations

from datetime import date, timedelta

from amtrainer.progress.next import Choice, Played, due, suggest
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
    assert suggest(CHOICES, [Played("d01-a", DAY - timedelta(days=90), 70)], skills([], DAY), DAY)[0] == "d01-a"


def test_the_reason_is_one_sentence() -> None:
    for played in ([], [Played("d01-a", DAY, 70)], [Played(c.id, DAY, 70) for c in CHOICES]):
        assert suggest(CHOICES, played, skills([], DAY), DAY)[1].count(".") == 1


def test_a_poor_result_comes_back_sooner_than_a_good_one() -> None:
    assert due([Played("a", DAY, 20)])["a"] < due([Played("a", DAY, 95)])["a"]


def test_due_dates_are_the_same_every_time() -> None:
    runs = [Played("a", DAY, 70), Played("a", DAY + timedelta(days=9), 80)]
    assert due(runs) == due(runs)
