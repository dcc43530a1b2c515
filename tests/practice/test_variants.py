"""Claims about playing again: other words and figures by themselves, another client when asked, an exam as the catalogue has it."""

from __future__ import annotations

from amtrainer.practice.desk import Practice

D01 = "d01-eight-points-or-a-tender"


def test_a_third_play_has_a_seed_of_its_own(desk: Practice) -> None:
    assert desk.planning.seed_for(D01) == 2  # two were played


def test_an_exam_has_the_words_and_figures_of_the_catalogue(desk: Practice) -> None:
    assert desk.planning.seed_for(D01, "exam") == 0


def test_at_a_seed_the_brief_and_the_session_show_the_same_figures(desk: Practice) -> None:
    brief = desk.brief(D01, seed=2)
    assert desk.start(D01, seed=2).brief.exhibits == brief.exhibits != desk.brief(D01).exhibits


def test_a_session_of_a_seed_is_gone_on_with_as_it_began(desk: Practice) -> None:
    sitting = desk.start(D01, seed=2)
    sitting.answer("Good morning. What drives the 8%?")
    assert desk.resume(sitting.session).brief.exhibits == sitting.brief.exhibits


def test_the_variants_of_an_exercise_follow_each_other_and_lead_back(desk: Practice) -> None:
    seen = [D01]
    while (following := desk.planning.another(seen[-1])) != D01:
        seen.append(following)
    assert seen[:2] == [D01, f"{D01}/b"] and len(seen) == 1 + len(desk.find("d01").variants)


def test_a_variant_is_marked_against_its_own_facts(desk: Practice) -> None:
    sitting = desk.start(f"{D01}/b")
    sitting.answer(
        "Good morning, Ilse. You need 6% off the 286,000, and the other price is 261,000. What drives the 6%?"
    )
    sitting.end()
    card = desk.debrief(sitting.session).card
    assert card.criteria[0].level is not None and card.criteria[0].level >= 3 and not card.gates


def test_a_variant_stands_in_the_history_of_its_base(desk: Practice) -> None:
    session = desk.start(f"{D01}/b").session
    assert session in {row.session for row in desk.history(D01)}


def test_what_is_suggested_again_is_a_variant_that_was_not_played(desk: Practice) -> None:
    fresh = desk.planning._fresh(desk.find("d01"))
    assert fresh.id == f"{D01}/b"
