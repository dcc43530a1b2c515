"""Claims about the record: what is changed by hand is named, and what is erased is gone while the chain stays whole."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from amtrainer.storage import utc_now
from amtrainer.storage.record import Record

ROWS = 12


@pytest.fixture
def record(tmp_path: Path) -> Record:
    found = Record(tmp_path / "record.db", utc_now)
    for number in range(ROWS):
        found.add("Tom", "noted", {"n": number}, {"text": f"CANARY-{number:02d}"})
    return found


def by_hand(record: Record, *statements: str) -> None:
    connection = sqlite3.connect(record.file)
    connection.executescript("DROP TRIGGER IF EXISTS log_no_update; DROP TRIGGER IF EXISTS log_no_delete;")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_record_that_nobody_touched_has_no_fault(record: Record) -> None:
    assert record.faults() == []


@pytest.mark.parametrize("verb", ["UPDATE log SET who = 'x'", "DELETE FROM log"])
def test_the_database_itself_refuses_changes(record: Record, verb: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        sqlite3.connect(record.file).execute(verb)


@pytest.mark.parametrize("seed", range(100))
def test_a_row_changed_by_hand_is_named(record: Record, seed: int) -> None:
    lots = random.Random(seed)
    number = lots.randint(1, ROWS)
    kind = ("edit", "delete", "reorder", "cut")[seed % 4]
    if kind == "edit":
        column = lots.choice(["who", "what", "at", "body"])
        by_hand(record, f"UPDATE log SET {column} = {column} || '0' WHERE number = {number}")
        expected = f"Entry {number} "
    elif kind == "delete":
        number = min(number, ROWS - 1)
        by_hand(record, f"DELETE FROM log WHERE number = {number}")
        expected = f"Between entry {number - 1} and entry {number + 1}"
    elif kind == "reorder":
        other = number % ROWS + 1
        by_hand(
            record,
            f"UPDATE log SET number = 999 WHERE number = {number}",
            f"UPDATE log SET number = {number} WHERE number = {other}",
            f"UPDATE log SET number = {other} WHERE number = 999",
        )
        expected = f"Entry {min(number, other)} "
    else:
        by_hand(record, f"DELETE FROM log WHERE number >= {number}")
        expected = f"There were {ROWS} entries"
    assert any(fault.startswith(expected) for fault in record.faults()), (kind, number, record.faults())


def test_a_head_kept_elsewhere_shows_a_tail_cut_with_the_head_beside_it(record: Record) -> None:
    kept = record.head()
    by_hand(record, f"DELETE FROM log WHERE number = {ROWS}")
    record.file.with_suffix(".head").unlink()
    assert record.faults() == [] and record.faults(kept) != []


def test_a_changed_text_is_named(record: Record) -> None:
    by_hand(record, "UPDATE texts SET body = 'other' WHERE rowid IN (SELECT rowid FROM texts LIMIT 1)")
    assert any("text" in fault for fault in record.faults())


def test_an_erased_text_is_in_no_file_and_the_chain_is_whole(record: Record, tmp_path: Path) -> None:
    digests = [entry.body["texts"]["text"] for entry in record.entries()]
    assert record.erase(digests) == ROWS
    record.close()
    left = [file.name for file in tmp_path.rglob("*") if file.is_file() and b"CANARY" in file.read_bytes()]
    assert (left, Record(record.file, utc_now).faults()) == ([], [])
