"""Claims about export, backup, restore and erase as the trainee meets them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import yaml

from amtrainer import paths
from amtrainer.errors import AmtrainerError
from amtrainer.practice import open_practice
from amtrainer.practice.desk import Practice
from amtrainer.practice.keeping import EVERYTHING, back_up, erase_me, export_all, import_all, restore

CANARY = "canary-7d1f-heron"


def holding(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_an_export_read_into_an_empty_home_gives_the_same_export(
    desk: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_all(desk, tmp_path / "out")
    monkeypatch.setenv("AMTRAINER_HOME", str(tmp_path / "other"))
    with open_practice() as other:
        assert import_all(other, tmp_path / "out") == (2, 0)
        export_all(other, tmp_path / "again")
    assert (tmp_path / "again" / EVERYTHING).read_bytes() == (tmp_path / "out" / EVERYTHING).read_bytes()


def test_after_an_import_marks_and_skills_are_the_same(
    desk: Practice, good: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skills, hash = desk.skills(), desk.debrief(good).result_hash
    export_all(desk, tmp_path / "out")
    monkeypatch.setenv("AMTRAINER_HOME", str(tmp_path / "other"))
    with open_practice(clock=desk._clock) as other:
        import_all(other, tmp_path / "out")
        assert other.skills() == skills and other.debrief(good).result_hash == hash


def test_what_is_exported_is_for_its_owner_only(desk: Practice, tmp_path: Path) -> None:
    export_all(desk, tmp_path / "out")
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "out").iterdir()} == {0o600}


def test_a_backup_put_back_gives_the_same_store(desk: Practice, good: str, tmp_path: Path) -> None:
    file = back_up(desk, tmp_path / "safe.db")
    head, hash = desk.store.head(), desk.debrief(good).result_hash
    desk.review.note(good, "After the backup.")
    desk.start("d01-eight-points-or-a-tender")
    desk.close()
    restore(file)
    with open_practice() as again:
        assert again.store.head() == head and again.debrief(good).result_hash == hash
        assert again.debrief(good).notes == ()


def test_what_was_there_before_a_restore_is_kept(desk: Practice, good: str, tmp_path: Path) -> None:
    file = back_up(desk, tmp_path / "safe.db")
    desk.review.note(good, "After the backup.")
    desk.close()
    restore(restore(file))
    with open_practice() as again:
        assert [note.text for note in again.debrief(good).notes] == ["After the backup."]


def test_a_backup_that_was_changed_is_refused(desk: Practice, tmp_path: Path) -> None:
    import sqlite3

    file = back_up(desk, tmp_path / "safe.db")
    raw = sqlite3.connect(file)
    raw.execute("DROP TRIGGER events_no_update")
    raw.execute("UPDATE events SET body = replace(body, 'answered', 'answerEd')")
    raw.commit()
    raw.close()
    head = desk.store.head()
    desk.close()
    with pytest.raises(AmtrainerError, match="not whole"):
        restore(file)
    with open_practice() as again:
        assert again.store.head() == head


def test_after_erase_no_file_of_ours_holds_the_words(desk: Practice, playing: object, tmp_path: Path) -> None:
    sitting = desk.start("d01-eight-points-or-a-tender")
    sitting.answer(f"What drives the 8%, {CANARY}?")
    sitting.save_draft("", f"draft {CANARY}")
    desk.review.note(sitting.session, CANARY)
    sitting.end()
    sitting.debrief()
    back_up(desk, None)
    desk.reporting.write(sitting.session, "html", paths.data_dir() / "reports" / "r.html")
    with pytest.raises(AmtrainerError):
        desk.reporting.post(sitting.session, "http://")
    home = tmp_path / "home"
    assert len(holding(home)) >= 3
    erased = erase_me(desk.store)
    assert erased.sessions == 3 and holding(home) == []
    desk.close()
    with open_practice() as again:
        assert again.history() == () and all(view.level is None for view in again.skills())
    assert holding(home) == []


def test_after_erase_no_other_kind_of_exercise_leaves_a_word(desk: Practice, weak: str, tmp_path: Path) -> None:
    form = desk.start("r01-the-note-after-the-call", seed=0)
    form.save_draft("note.text", f"draft {CANARY}")
    form.file({}, f"I rang Meera, {CANARY}, and she asked for the templates by Thursday.")
    inbox = desk.start("t01-monday-08-40", seed=0)
    inbox.message("A", f"I will call you at 10:00, {CANARY}.")
    inbox.plan("A", 1, f"call {CANARY}", "me", "10:00", f"because {CANARY}")
    asked = desk.start("i02-failure-and-fuel", seed=0)
    asked.answer(f"I lost an account in March, {CANARY}, because I had not asked who else decides.")
    piece = desk.start("w02-five-lines-to-the-cfo", seed=0)
    piece.save_draft("", f"half a letter, {CANARY}")
    rating = yaml.safe_load(desk.review.ask(weak))
    rating["coach"], rating["text"] = "Tom", CANARY
    desk.review.take(yaml.safe_dump(rating, allow_unicode=True))
    export_all(desk, paths.data_dir() / "mine")
    home = tmp_path / "home"
    assert {"amtrainer.jsonl"} < set(holding(home))
    erase_me(desk.store)
    desk.close()
    assert holding(home) == []


def test_copies_elsewhere_are_named_and_left(desk: Practice, good: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    desk.reporting.write(good, "md", elsewhere / "r.md")
    back_up(desk, elsewhere / "safe.db")
    named = {path.name for path in erase_me(desk.store).elsewhere}
    assert named == {"r.md", "safe.db"} and (elsewhere / "r.md").exists()
