"""Two versions on the same answers, and marks that are made again: what was shown is never written over."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from amtrainer import paths
from amtrainer.authoring.revising import cards, difference, remark, version
from amtrainer.cli.commands import run
from amtrainer.errors import AmtrainerError
from amtrainer.practice import open_practice
from amtrainer.storage import faults_of

STARTERS = Path(__file__).parents[2] / "src" / "amtrainer" / "authoring" / "starters"
EASIER = (
    "        when: {before: {asks-cause: offers}}\n        example",
    "        when: {all: [asks-cause]}\n        example",
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario of one's own, in a folder where it can be played."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    for end in (".yaml", ".samples.yaml"):
        shutil.copy(STARTERS / f"objection{end}", folder / f"mine{end}")
    monkeypatch.chdir(tmp_path)
    return folder / "mine.yaml"


def edited(file: Path, old: str, new: str) -> Path:
    """The same scenario with one change, under another name."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    other = file.with_name("other.yml.yaml")
    other.write_text(text.replace(old, new, 1), encoding="utf-8")
    shutil.copy(file.with_name("mine.samples.yaml"), file.with_name("other.yml.samples.yaml"))
    return other


def played(*texts: str) -> str:
    with open_practice() as practice:
        sitting = practice.start("starter-objection", seed=0)
        for text in texts:
            sitting.answer(text)
        if sitting.prompt is not None:
            sitting.end()
        return sitting.session


def test_a_version_differs_from_itself_in_nothing(file: Path) -> None:
    found = difference(version(str(file)), version(str(file)))
    assert (found.answers, found.changes, found.flips) == (6, (), ())


def test_who_changes_and_by_how_much_is_named(file: Path) -> None:
    found = difference(version(str(file)), version(str(edited(file, *EASIER))))
    assert [(one.id, one.before, one.after, one.levels) for one in found.changes] == [
        ("ok-offer-first", 87, 100, (("asks-first", 2, 3),))
    ]


def test_stored_sessions_are_marked_by_both(file: Path) -> None:
    session = played(
        "I could do 3% against a 12-month term. Which part of it is the problem for you?",
        "Yes, as I said.",
        "Bye now, Ilse, bye.",
    )
    found = difference(version(str(file)), version(str(edited(file, *EASIER))))
    assert (session, "session") in [(one.id, one.where) for one in found.changes]


def test_pairs_that_change_places_are_named(file: Path) -> None:
    other = edited(file, "    weight: 40", "    weight: 10")
    other.write_text(other.read_text(encoding="utf-8").replace("    weight: 25", "    weight: 55"), encoding="utf-8")
    found = difference(version(str(file)), version(str(other)))
    assert found.flips == (("ok-vague-promise", "above-the-mandate"),)


def test_a_version_may_be_one_of_git(file: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *command], cwd=file.parent, check=True)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(*EASIER), encoding="utf-8")
    found = difference(version(f"{file}@HEAD"), version(str(file)))
    assert [one.id for one in found.changes] == ["ok-offer-first"]


def test_a_version_may_be_what_a_session_was_played_with(file: Path) -> None:
    session = played("Which part of the rise is the problem for you?")
    file.write_text(file.read_text(encoding="utf-8").replace(*EASIER), encoding="utf-8")
    pinned = cards(session)[0]["content_hash"]
    found = difference(version(pinned[:12]), version(str(file)))
    assert [one.id for one in found.changes] == ["ok-offer-first"]


def test_new_marks_stand_beside_those_that_were_shown(file: Path) -> None:
    session = played("I could do 3% against a 12-month term. Which part of it is the problem for you?")
    (done,) = remark([session], "Level 3 was too strict.", version(str(edited(file, *EASIER))))
    told = [(card["total"], card["reason"]) for card in cards(session)]
    assert told == [(done.before, "shown at the end of the session"), (done.after, "Level 3 was too strict.")]
    assert done.after is not None and done.before is not None and done.after > done.before
    with open_practice() as practice:
        assert practice.debrief(session).card.total == done.before


def test_the_store_is_sound_after_it(file: Path) -> None:
    session = played("I could do 3% against a 12-month term. Which part of it is the problem for you?")
    remark([session], "Level 3 was too strict.", version(str(edited(file, *EASIER))))
    assert faults_of(paths.store_file()) == []


def test_without_a_reason_nothing_is_marked_again(file: Path) -> None:
    session = played("Which part of the rise is the problem for you?")
    with pytest.raises(AmtrainerError, match="reason is missing"):
        remark([session], " ", None)
    assert len(cards(session)) == 1


def test_a_dry_run_writes_nothing(file: Path) -> None:
    session = played("Which part of the rise is the problem for you?")
    assert run(["rescore", session, "--dry-run"]) == 0
    assert len(cards(session)) == 1


def test_marked_again_by_its_own_content_a_session_keeps_its_total(file: Path) -> None:
    session = played("Which part of the rise is the problem for you?")
    file.write_text(file.read_text(encoding="utf-8").replace(*EASIER), encoding="utf-8")
    (done,) = remark([session], "To see.", None)
    assert done.before == done.after


def test_a_version_of_another_exercise_is_refused(file: Path) -> None:
    session = played("Which part of the rise is the problem for you?")
    with pytest.raises(AmtrainerError, match="not of d01"):
        remark([session], "To see.", version("d01"))


def test_the_command_leaves_with_one_when_something_changes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "diff", str(file), str(edited(file, *EASIER))]) == 1
    assert "1 of 6 answers change: 1 by 1 level" in capsys.readouterr().out
    assert run(["rubric", "diff", str(file), str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []
