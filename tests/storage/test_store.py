"""Claims about the store: what was acknowledged stays, what was changed is named, what cannot be kept is said."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amtrainer.errors import AmtrainerError
from amtrainer.storage import faults_of, open_store, sqlite
from amtrainer.storage.store import Store

EVENT = {"type": "answered", "text": "Kjær, ﬁ, 👍🏽, سلام\nline two"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "amtrainer.db"


@pytest.fixture
def store(file: Path) -> Store:
    store = open_store(file)
    store.begin("s", "d01", "h", "{}", [{"type": "started"}])
    return store


def raw(file: Path) -> sqlite3.Connection:
    """The store as a hand with a tool would open it, without our guards."""
    connection = sqlite3.connect(file)
    for name in ("events_no_update", "events_no_delete", "scorecards_no_update", "scorecards_no_delete"):
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    return connection


def test_events_come_back_as_they_were_given(store: Store) -> None:
    store.append("s", [EVENT, {"type": "ended", "why": "complete"}])
    assert [row.body for row in store.events("s")] == [{"type": "started"}, EVENT, {"type": "ended", "why": "complete"}]


def test_a_scorecard_is_added_beside_the_one_before(store: Store) -> None:
    store.append("s", [EVENT], {"total": 40}, scorer="a")
    store.add_card("s", {"total": 50}, "b", "rules changed")
    assert [(c.body["total"], c.scorer, c.reason) for c in store.cards("s")] == [
        (40, "a", ""),
        (50, "b", "rules changed"),
    ]


def test_a_draft_is_replaced_and_an_empty_one_forgotten(store: Store) -> None:
    store.save_draft("s", "", "one")
    store.save_draft("s", "", "two")
    store.save_draft("s", "x", "three")
    store.save_draft("s", "x", "")
    assert store.drafts("s") == {"": "two"}


def test_a_draft_goes_when_its_answer_is_kept(store: Store) -> None:
    store.save_draft("s", "", "one")
    store.append("s", [EVENT], drops=[""])
    assert store.drafts("s") == {}


def test_a_session_that_is_not_there_is_an_error_that_says_so(store: Store) -> None:
    with pytest.raises(AmtrainerError, match="no session x"):
        store.session("x")


def test_an_event_for_a_session_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(AmtrainerError):
        store.append("ghost", [EVENT])


def test_events_cannot_be_changed_or_deleted(store: Store, file: Path) -> None:
    connection = sqlite3.connect(file)
    for act in ("UPDATE events SET body = '{}'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(act)


def test_a_text_that_cannot_be_stored_is_refused_whole(store: Store) -> None:
    with pytest.raises(AmtrainerError, match="cannot be stored"):
        store.append("s", [EVENT, {"type": "answered", "text": "a\ud800b"}])
    assert len(store.events("s")) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_other_text_survives(store: Store, text: str) -> None:
    store.append("s", [{"type": "answered", "text": text}])
    assert store.events("s")[-1].body["text"] == text


def test_files_are_their_owners_only(store: Store, file: Path) -> None:
    old = os.umask(0o022)
    try:
        store.append("s", [EVENT])
    finally:
        os.umask(old)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert set(modes.values()) == {0o600} and stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_database_is_opened_so_that_a_commit_is_on_disk(store: Store) -> None:
    with store.engine.connect() as connection:
        ask = lambda name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()  # noqa: E731
        assert (ask("journal_mode"), ask("synchronous"), ask("foreign_keys"), ask("secure_delete")) == ("wal", 2, 1, 1)


def test_order_is_by_number_and_not_by_the_clock(file: Path) -> None:
    times = iter(["2026-05-19T12:00:00+00:00", "2026-05-19T11:00:00+00:00"] * 20)
    store = open_store(file, now=lambda: next(times))
    for name in ("a", "b", "c"):
        store.begin(name, "d01", "h", "{}", [{"type": "started"}])
    assert [row.id for row in store.sessions()] == ["a", "b", "c"]


def test_a_forgotten_draft_leaves_no_copy(store: Store, file: Path) -> None:
    store.save_draft("s", "", "CANARY-WORDS")
    store.save_draft("s", "", "")
    store.close()
    sqlite3.connect(file).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(b"CANARY-WORDS" not in path.read_bytes() for path in file.parent.iterdir())


# Changes by hand


def test_a_store_nobody_touched_has_no_faults(store: Store, file: Path) -> None:
    store.append("s", [EVENT] * 5, {"total": 1}, scorer="x")
    store.close()
    assert faults_of(file) == []


@pytest.mark.slow
def test_a_hundred_of_a_hundred_changes_by_hand_are_named(tmp_path: Path) -> None:
    pick = random.Random(7)
    missed = []
    for turn in range(100):
        file = tmp_path / str(turn) / "a.db"
        store = open_store(file)
        store.begin("s", "d01", "h", "{}", [{"type": "started"}])
        store.append("s", [{"type": "answered", "text": f"answer {n}"} for n in range(9)], {"total": 50}, scorer="x")
        store.close()
        connection, row = raw(file), pick.randint(1, 9)
        act = pick.choice(("edit", "delete", "reorder", "tail", "card", "time"))
        if act == "edit":
            connection.execute(
                "UPDATE events SET body = replace(body, 'answer', 'Answer') || ' ' WHERE number = ?", (row,)
            )
        elif act == "delete":
            connection.execute("DELETE FROM events WHERE number = ?", (row,))
        elif act == "reorder":
            one, other = row, row + 1
            bodies = [
                connection.execute("SELECT body FROM events WHERE number = ?", (n,)).fetchone()[0] for n in (one, other)
            ]
            for number, body in ((one, bodies[1]), (other, bodies[0])):
                connection.execute("UPDATE events SET body = ? WHERE number = ?", (body, number))
        elif act == "tail":
            connection.execute("DELETE FROM events WHERE number > ?", (row,))
        elif act == "card":
            connection.execute("UPDATE scorecards SET body = '{\"total\":99}'")
        else:
            connection.execute("UPDATE events SET at = '1999-01-01' WHERE number = ?", (row,))
        connection.commit()
        connection.close()
        if not faults_of(file):
            missed.append(act)
    assert missed == []


def test_a_store_that_became_empty_is_not_begun_anew(store: Store, file: Path) -> None:
    store.close()
    for path in file.parent.glob("amtrainer.db*"):
        path.unlink()
    file.touch()
    with pytest.raises(AmtrainerError, match="held 1 events and is empty now"):
        open_store(file)


def test_a_store_that_is_gone_is_missed(store: Store, file: Path) -> None:
    store.close()
    for path in file.parent.glob("amtrainer.db*"):
        path.unlink()
    with pytest.raises(AmtrainerError, match="is gone now"):
        open_store(file)


@pytest.mark.slow
def test_no_flipped_bit_changes_words_unnoticed(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    store = open_store(file)
    store.begin("s", "d01", "h", "{}", [{"type": "started"}])
    store.append("s", [{"type": "answered", "text": f"words {n} " * 20} for n in range(40)])
    store.close()
    sqlite3.connect(file).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole, pick, unnoticed = file.read_bytes(), random.Random(3), 0
    bodies = [row[0] for row in sqlite3.connect(file).execute("SELECT body FROM events ORDER BY number")]
    for _ in range(60):
        at = pick.randrange(100, len(whole))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << pick.randrange(8))]) + whole[at + 1 :])
        try:
            now = [row[0] for row in sqlite3.connect(file).execute("SELECT body FROM events ORDER BY number")]
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            continue
        unnoticed += now != bodies and not faults_of(file)
    assert unnoticed == 0


# Places that cannot be written, and stores of others


def test_a_newer_store_is_refused_and_not_touched(store: Store, file: Path) -> None:
    store.close()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(AmtrainerError, match="newer amtrainer"):
        open_store(file)
    assert file.read_bytes() == before


def test_another_programs_file_is_refused(file: Path) -> None:
    file.parent.mkdir()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(AmtrainerError, match="another program"):
        open_store(file)


def test_a_file_that_is_no_database_is_refused(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database at all" * 100)
    with pytest.raises(AmtrainerError, match="damaged"):
        open_store(file)


def as_nobody(code: str) -> subprocess.CompletedProcess[str]:
    """Run code as a user who is not root."""
    drop = "import os\nif os.getuid() == 0:\n    os.setgid(65534); os.setuid(65534)\n"
    return subprocess.run([sys.executable, "-c", drop + code], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to become another user")
def test_a_store_that_may_only_be_read_is_read_and_says_so(tmp_path: Path) -> None:
    folder = Path("/tmp") / f"amtrainer-read-only-{os.getpid()}"
    file = folder / "a.db"
    store = open_store(file)
    store.begin("s", "d01", "h", "{}", [{"type": "started"}])
    store.close()
    sqlite3.connect(file).execute("PRAGMA journal_mode=DELETE")
    file.chmod(0o444)
    folder.chmod(0o555)
    try:
        done = as_nobody(
            "from pathlib import Path\nfrom amtrainer.storage import open_store\nfrom amtrainer.errors import AmtrainerError\n"
            f"store = open_store(Path({str(file)!r}))\nprint(len(store.events('s')), store.read_only)\n"
            "try:\n    store.append('s', [{'type': 'answered'}])\nexcept AmtrainerError as error:\n    print(error.message)\n"
        )
        if "ModuleNotFoundError" in done.stderr or "Permission denied" in done.stderr:
            pytest.skip("the other user cannot read this checkout")
        assert done.stdout.startswith("1 True\nThe store is read only here")
    finally:
        folder.chmod(0o700)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def test_a_full_disk_is_said_in_one_line_and_loses_nothing(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom amtrainer.storage import open_store\n"
        "from amtrainer.errors import AmtrainerError\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"store = open_store(Path({str(tmp_path / 'a.db')!r}))\nstore.begin('s', 'd01', 'h', '{{}}', [{{'type': 'started'}}])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))\nkept = 0\n"
        "try:\n    for n in range(400):\n        store.append('s', [{'type': 'answered', 'text': 'x' * 4000}])\n        kept += 1\n"
        "except AmtrainerError as error:\n    print(kept, error.message)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "print(len(store.events('s')) - 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    first, last = done.stdout.splitlines()
    kept, _, message = first.partition(" ")
    assert message.startswith("Not saved") and int(kept) == int(last) and "Traceback" not in done.stderr


# Death and company

# One process that forks writers, four at a time, and kills them: an interpreter of its own for each would take most of the time.
KILLER = """
import json, os, random, signal, sys, time
from contextlib import closing
from pathlib import Path
from amtrainer.storage import open_store

file, pick, told = Path(sys.argv[1]), random.Random(11), {}
open_store(file).close()

def write(session, out):
    store, n = open_store(file), 0
    store.begin(session, "d01", "h", "{}", [{"type": "started"}])
    while True:
        store.append(session, [{"type": "answered", "text": f"{session} {n} " + "x" * 500}])
        os.write(out, b".")
        n += 1

def begun(session):
    read, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        write(session, out)
    os.close(out)
    return session, child, read

for number in range(0, 200, 4):
    for session, child, read in [begun(f"s{number + n}") for n in range(4)]:
        count = len(os.read(read, 1))
        time.sleep(pick.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(read, 1 << 16):
            count += len(more)
        os.close(read)
        told[session] = count
print(json.dumps(told))
"""


@pytest.mark.slow
def test_two_hundred_kills_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    done = subprocess.run([sys.executable, "-c", KILLER, str(file)], capture_output=True, check=True, timeout=500)
    acknowledged: dict[str, int] = json.loads(done.stdout)
    store = open_store(file)
    lost = [s for s, count in acknowledged.items() if len(store.events(s)) - 1 < count]
    store.close()
    assert len(acknowledged) == 200 and min(acknowledged.values()) >= 1
    assert lost == [] and faults_of(file) == []


MANY = """
import sys
from contextlib import closing
from pathlib import Path
from amtrainer.storage import open_store
store = open_store(Path(sys.argv[1]))
store.begin(sys.argv[2], "d01", "h", "{}", [{"type": "started"}])
for n in range(60):
    store.append(sys.argv[2], [{"type": "answered", "text": str(n)}])
"""


@pytest.mark.slow
def test_four_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    open_store(file).close()
    processes = [subprocess.Popen([sys.executable, "-c", MANY, str(file), f"p{n}"]) for n in range(4)]
    assert [process.wait() for process in processes] == [0] * 4
    store = open_store(file)
    assert [len(store.events(f"p{n}")) for n in range(4)] == [61] * 4
    store.close()
    assert faults_of(file) == []


def test_a_copy_is_kept_for_each_day_of_use_and_ten_in_all(tmp_path: Path) -> None:
    for day in range(1, 15):
        open_store(
            tmp_path / "a.db", backups=tmp_path / "b", now=lambda day=day: f"2026-05-{day:02}T10:00:00+00:00"
        ).close()  # type: ignore[misc]
    assert (
        sorted(path.stem for path in (tmp_path / "b").iterdir())[0] == "2026-05-05"
        and len(list((tmp_path / "b").iterdir())) == 10
    )


def test_a_backup_holds_what_was_written_last(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    store.begin("s", "d01", "h", "{}", [{"type": "started"}])
    from amtrainer.storage import sqlite

    sqlite.backup(store.engine, tmp_path / "copy.db")
    assert sqlite3.connect(tmp_path / "copy.db").execute("SELECT count(*) FROM events").fetchone() == (1,)


def test_a_store_of_the_first_schema_is_brought_up_to_date_and_copied_before(tmp_path: Path) -> None:
    import sqlalchemy as sa

    from amtrainer.storage import sqlite
    from amtrainer.storage.tables import FIRST, METADATA

    file = tmp_path / "old" / "amtrainer.db"
    engine = sqlite.engine_for(file)
    METADATA.create_all(engine, tables=FIRST)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(sa.text("INSERT INTO alembic_version VALUES ('0001')"))
        connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    engine.dispose()
    store = open_store(file, backups=tmp_path / "backups")
    store.begin("s", "d01", "h", "{}", [{"type": "started"}])
    store.close()
    assert (tmp_path / "backups" / "before-schema-2.db").exists() and faults_of(file) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_backup_without_room_is_said(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "a.db")) as store, pytest.raises(AmtrainerError, match="cannot be written"):
        sqlite.backup(store.engine, Path("/dev/full"))
