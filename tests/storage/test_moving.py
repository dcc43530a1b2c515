"""Claims about taking everything along and taking it away: nothing is lost, nothing is doubled, nothing is left."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from amtrainer.errors import AmtrainerError
from amtrainer.storage import faults_of, moving, open_store, outbox, remarks
from amtrainer.storage.erasing import erase
from amtrainer.storage.store import Store

WORDS = ("İstanbul", "naïve", "二十", "قیمت", "=1+1", "line\r\nbreak", '"quoted"', "\u2028", "🙂", "a\tb", "-", "")
CANARY = "canary-7d1f-heron"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing in it; making it anew a hundred times is no claim."""
    file = tmp_path_factory.mktemp("empty") / "a.db"
    open_store(file).close()
    return file


def filled(file: Path, seed: int, *, trainees: tuple[str, ...] = ("",)) -> Store:
    """A store of random sessions whose events lie mixed."""
    chance = random.Random(seed)
    store = open_store(file)
    names = [f"s{n}" for n in range(chance.randint(1, 5))]
    for name in names:
        content = f'{{"id":"d0{chance.randint(1, 3)}"}}'
        store.begin(name, "d01", str(hash(content)), content, [{"type": "started"}], chance.choice(trainees))
    for _ in range(chance.randint(0, 12)):
        text = "".join(chance.choice(WORDS) for _ in range(4))
        card = {"total": chance.randint(0, 100)} if chance.random() < 0.3 else None
        store.append(chance.choice(names), [{"type": "answered", "text": text}], card, scorer="x")
    for name in names:
        if chance.random() < 0.5:
            store.save_draft(name, "", chance.choice(WORDS))
        if chance.random() < 0.5:
            remarks.add(store, name, "note", "", {"text": chance.choice(WORDS)})
        if chance.random() < 0.3:
            outbox.put(store, "http://lrs", name, [{"id": f"{name}-{n}"} for n in range(3)])
    return store


@pytest.mark.slow
def test_export_import_export_is_the_same_for_a_hundred_random_stores(empty: Path, tmp_path: Path) -> None:
    same = 0
    for seed in range(100):
        for name in ("a.db", "b/a.db"):
            (tmp_path / str(seed) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(empty, tmp_path / str(seed) / name)
        store = filled(tmp_path / str(seed) / "a.db", seed)
        first = "\n".join(moving.lines(store)) + "\n"
        other = open_store(tmp_path / str(seed) / "b" / "a.db")
        moving.take_in(other, moving.read(first))
        same += "\n".join(moving.lines(other)) + "\n" == first and other.head() == store.head()
        store.close()
        other.close()
    assert same == 100


def test_an_import_leaves_a_store_that_is_whole(tmp_path: Path) -> None:
    text = "\n".join(moving.lines(filled(tmp_path / "a.db", 3)))
    other = open_store(tmp_path / "b" / "b.db")
    moving.take_in(other, moving.read(text))
    assert faults_of(tmp_path / "b" / "b.db") == []


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "a.db", 4)
    text = "\n".join(moving.lines(store))
    new, known = moving.take_in(store, moving.read(text))
    assert new == 0 and known == len(store.sessions()) and "\n".join(moving.lines(store)) == text


def test_two_stores_become_one(tmp_path: Path) -> None:
    a, b = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    a.begin("x", "d01", "h", "{}", [{"type": "started"}])
    b.begin("y", "d01", "h", "{}", [{"type": "started"}])
    moving.take_in(a, moving.read("\n".join(moving.lines(b))))
    assert [row.id for row in a.sessions()] == ["x", "y"] and faults_of(tmp_path / "a.db") == []


def test_another_session_of_the_same_name_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    a, b = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    a.begin("x", "d01", "h", "{}", [{"type": "started", "seed": 1}])
    b.begin("x", "d01", "h", "{}", [{"type": "started", "seed": 2}])
    b.begin("z", "d01", "h", "{}", [{"type": "started"}])
    with pytest.raises(AmtrainerError, match="other words"):
        moving.take_in(a, moving.read("\n".join(moving.lines(b))))
    assert [row.id for row in a.sessions()] == ["x"]


@pytest.mark.parametrize("harm", ["", "cut", "changed", "newer"])
def test_an_export_that_is_not_whole_is_refused(tmp_path: Path, harm: str) -> None:
    text = "\n".join(moving.lines(filled(tmp_path / "a.db", 6)))
    harmed = {
        "": "",
        "cut": "\n".join(text.split("\n")[:-2]),
        "changed": text.replace("started", "startled", 1),
        "newer": text.replace('"schema_version":1', '"schema_version":9', 1),
    }[harm]
    with pytest.raises(AmtrainerError):
        moving.read(harmed)


def canaries(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_after_an_erasure_no_byte_of_the_words_is_left_in_the_store_or_its_log(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    store.begin("x", "d01", "h", f'{{"id":"{CANARY}"}}', [{"type": "started"}])
    for n in range(200):
        store.append("x", [{"type": "answered", "text": f"{CANARY} {n}"}], {"total": n, "q": CANARY}, scorer="x")
    store.save_draft("x", "", CANARY)
    remarks.add(store, "x", "note", "", {"text": CANARY})
    outbox.put(store, "t", "x", [{"id": "1", "text": CANARY}])
    assert canaries(tmp_path)
    erase(store)
    assert canaries(tmp_path) == []
    store.close()
    assert canaries(tmp_path) == []


def test_an_erasure_leaves_what_others_did_whole(tmp_path: Path) -> None:
    store = filled(tmp_path / "a.db", 8, trainees=("", "C1"))
    kept = {row.id: store.events(row.id) for row in store.sessions() if row.trainee}
    erase(store)
    assert {row.id: store.events(row.id) for row in store.sessions()} == kept
    assert faults_of(tmp_path / "a.db") == []


def test_after_an_erasure_nothing_can_be_changed_again(tmp_path: Path) -> None:
    import sqlite3

    store = filled(tmp_path / "a.db", 9)
    erase(store)
    store.begin("new", "d01", "h", "{}", [{"type": "started"}])
    store.close()
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        sqlite3.connect(tmp_path / "a.db").execute("DELETE FROM events")
