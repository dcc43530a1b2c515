"""Claims about golden cases: they are kept, held against the rubric, and refused where they name nothing."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from amtrainer.authoring.golden import Case, hold, keep
from amtrainer.cli.rubric import rubric_command
from amtrainer.errors import AmtrainerError

TEXT = "You need 8% off the 412,000, and there is an offer at 372,000. What drives the 8%, this contract or a total?"


def case(**changes: object) -> Case:
    given = {"id": "a", "criterion": "D01-1", "level": 4, "because": "both figures", "by": "Ines", "text": TEXT}
    return Case.model_validate({**given, **changes})


def test_a_kept_case_is_held_against_the_rubric() -> None:
    keep("d01", case())
    (held,) = hold(("d01",))
    assert held.agrees and held.case.criterion == "restates-demand" and held.case.by == "Ines"


def test_a_case_that_the_rubric_does_not_share_is_named() -> None:
    keep("d01", case(level=1))
    (held,) = hold(())
    assert not held.agrees and held.level == 4


def test_a_second_level_for_the_same_answer_replaces_the_first() -> None:
    keep("d01", case(level=1))
    keep("d01", case(level=4))
    assert [held.case.level for held in hold(("d01",))] == [4]


def test_a_criterion_may_be_named_by_its_number_in_the_debrief() -> None:
    keep("d01", case(criterion="1"))
    assert [held.case.criterion for held in hold(("d01",))] == ["restates-demand"]


def test_a_case_for_an_unknown_criterion_is_refused_with_the_names() -> None:
    with pytest.raises(AmtrainerError) as caught:
        keep("d01", case(criterion="D01-9"))
    assert "restates-demand" in caught.value.hint


def test_a_broken_file_is_named_with_its_case_and_field() -> None:
    file = keep("d01", case())
    file.write_text(file.read_text().replace("level: 4", "level: 9"))
    with pytest.raises(AmtrainerError, match=r"case 1, level"):
        list(hold(("d01",)))


def test_a_case_of_an_interview_names_its_question() -> None:
    keep("i01", case(criterion="q2.result", beat="q2", heard=("How do you react to failure?",), level=0, text=TEXT))
    (held,) = hold(("i01",))
    assert held.error == "" and held.level is not None


def test_a_criterion_of_several_questions_is_refused_with_their_names() -> None:
    with pytest.raises(AmtrainerError, match="more than one criterion") as caught:
        keep("i01", case(criterion="I01-4", text=TEXT))
    assert "q2.result" in caught.value.hint


def test_a_level_set_by_nobody_is_refused() -> None:
    done = CliRunner().invoke(rubric_command, ["override", "last", "x", "2", "--because", " ", "--by", "J. Berg"])
    assert isinstance(done.exception, AmtrainerError) and "a reason and a name" in done.exception.message
