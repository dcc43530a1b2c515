"""Opt-in: what `report --post` leaves in a real learning record store, whatever happens on the way.

pip install 'ralph-malph[cli,lrs]' requests (into an environment of its own); RALPH=path/to/its/python pytest -m lrs

Ralph keeps statements in a file here. Its file backend makes a new file for each writing and refuses where there is one;
it is told to append. All else is Ralph as it comes.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from amtrainer.errors import AmtrainerError
from amtrainer.practice import open_practice
from amtrainer.practice.desk import Practice
from amtrainer.reports import lrs, xapi
from amtrainer.reports.report import Report
from amtrainer.reports.xapi import Actor
from amtrainer.storage import outbox

RALPH = os.environ.get("RALPH", "")
pytestmark = [pytest.mark.lrs, pytest.mark.skipif(not RALPH, reason="RALPH is not set")]
SERVE = """
import sys
import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]))
"""
PAIR = ("trainee", "a long secret")
STATEMENTS = 9


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Ralph:
    """An open-source learning record store over a folder; it can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}/xAPI"
        self.env = {
            **os.environ,
            "PYTHONPATH": "",
            "RALPH_APP_DIR": str(folder),
            "RALPH_RUNSERVER_BACKEND": "fs",
            "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "kept"),
        }
        (folder / "kept").mkdir(parents=True)
        (folder / "kept" / "fs_lrs.jsonl").touch()
        account = ("-u", PAIR[0], "-p", PAIR[1], "-s", "all", "-A", PAIR[0], "http://localhost/lrs", "-w")
        subprocess.run([RALPH, "-m", "ralph", "auth", *account], env=self.env, check=True, capture_output=True)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [RALPH, "-c", SERVE, str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.env, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                self.ask("GET", "statements?limit=1")
                return
            except OSError:
                time.sleep(0.2)
        raise TimeoutError((self.folder / "log").read_text())

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def ask(self, method: str, path: str, body: object = None) -> Any:
        pair = base64.b64encode(":".join(PAIR).encode()).decode()
        headers = {"Authorization": f"Basic {pair}", "X-Experience-API-Version": "1.0.3"}
        data = None if body is None else json.dumps(body).encode()
        headers |= {"Content-Type": "application/json"} if data else {}
        request = urllib.request.Request(f"{self.url}/{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            said = answer.read()
            return json.loads(said) if said else None

    def empty(self) -> None:
        (self.folder / "kept" / "fs_lrs.jsonl").write_text("")

    @property
    def kept(self) -> list[dict[str, Any]]:
        """What lies in it, twice what it has twice."""
        return [json.loads(row) for row in (self.folder / "kept" / "fs_lrs.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ralph]:
    ralph = Ralph(tmp_path_factory.mktemp("ralph"))
    yield ralph
    ralph.stop()


@pytest.fixture
def ralph(running: Ralph) -> Ralph:
    running.empty()
    if running.process is None or running.process.poll() is not None:
        running.start()
    return running


@pytest.fixture
def desk(home: tuple[Path, str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Practice]:
    shutil.copytree(home[0], tmp_path / "home")
    monkeypatch.setenv("AMTRAINER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AMTRAINER_LRS_KEY", PAIR[0])
    monkeypatch.setenv("AMTRAINER_LRS_SECRET", PAIR[1])
    monkeypatch.setattr(lrs, "WAITS", (0.1,))
    with open_practice() as practice:
        yield practice


@pytest.fixture
def session(home: tuple[Path, str, Report]) -> str:
    return home[1]


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(row["id"] for row in rows)


def test_its_own_model_of_a_statement_finds_nothing_wrong(report: Report) -> None:
    check = "import json, sys; from ralph.models.xapi.base.statements import BaseXapiStatement as Model\n"
    check += "print(sum(bool(Model.model_validate(one)) for one in json.load(sys.stdin)))"
    meant = json.dumps(xapi.statements(report, Actor("C1")))
    env = {**os.environ, "PYTHONPATH": ""}
    told = subprocess.run([RALPH, "-c", check], input=meant, env=env, capture_output=True, text=True, check=False)
    assert told.stdout.strip() == str(STATEMENTS), told.stderr


def test_it_keeps_every_statement_as_it_was_sent(desk: Practice, session: str, ralph: Ralph) -> None:
    sent = desk.reporting.post(session, ralph.url, "C1")
    meant = xapi.statements(desk.reporting.report(session), Actor("C1"))
    told = {one["id"]: one for one in ralph.ask("GET", "statements")["statements"]}
    assert (sent.sent, sent.waiting) == (STATEMENTS, 0) and sorted(told) == ids(meant) == ids(ralph.kept)
    for one in meant:
        back = told[one["id"]]
        assert {name: back[name] for name in ("actor", "verb", "object", "result")} == {
            name: one[name] for name in ("actor", "verb", "object", "result")
        }


def test_while_it_is_down_all_waits_and_arrives_once_when_it_is_back(
    desk: Practice, session: str, ralph: Ralph
) -> None:
    ralph.stop()
    sent = desk.reporting.post(session, ralph.url)
    assert (sent.sent, sent.waiting) == (0, STATEMENTS) and "does not answer" in sent.why
    ralph.start()
    assert desk.reporting.post(None, ralph.url).waiting == 0
    assert len(ralph.kept) == len(set(ids(ralph.kept))) == STATEMENTS


def test_it_does_not_keep_a_session_twice(desk: Practice, session: str, ralph: Ralph) -> None:
    for _ in range(3):
        assert desk.reporting.post(session, ralph.url).waiting == 0
    assert len(ralph.kept) == STATEMENTS


def test_one_that_it_has_otherwise_holds_up_no_other(desk: Practice, session: str, ralph: Ralph) -> None:
    meant = xapi.statements(desk.reporting.report(session), Actor("C1"))
    ralph.ask("POST", "statements", [{**meant[3], "result": {"response": "another"}}])
    with pytest.raises(urllib.error.HTTPError, match="409"):
        ralph.ask("POST", "statements", meant)
    assert desk.reporting.post(session, ralph.url, "C1").waiting == 0
    assert ids(ralph.kept) == ids(meant)


@pytest.mark.parametrize("actor", [{}, {"mbox": "nobody"}], ids=["refused with 422", "breaks it with 500"])
def test_one_that_it_refuses_waits_alone(desk: Practice, session: str, ralph: Ralph, actor: dict[str, str]) -> None:
    bad = {**xapi.statements(desk.reporting.report(session), Actor("C1"))[0], "id": str(uuid.uuid4()), "actor": actor}
    outbox.put(desk.store, ralph.url, "s", [bad])
    with pytest.raises(AmtrainerError, match=r"1 of 10 statements \(4"):
        desk.reporting.post(session, ralph.url)
    assert [one["id"] for one in outbox.waiting(desk.store, ralph.url)] == [bad["id"]]
    assert len(ralph.kept) == STATEMENTS


def test_a_wrong_key_sends_nothing_and_loses_nothing(
    desk: Practice, session: str, ralph: Ralph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMTRAINER_LRS_SECRET", "wrong")
    with pytest.raises(AmtrainerError, match="does not know you"):
        desk.reporting.post(session, ralph.url)
    assert len(outbox.waiting(desk.store, ralph.url)) == STATEMENTS and not ralph.kept


class Wire(Thread):
    """Passes requests on, and kills the sender at a chosen one: before the store has it, or before its answer is back."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.seen, self.sender = port, 0, 0
        self.kill_at, self.delivered = 0, False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/xAPI"

    def run(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            with near:
                self._pass(near)

    def _pass(self, near: socket.socket) -> None:
        self.seen += 1
        asked = _message(near)
        if self.seen == self.kill_at and not self.delivered:
            os.kill(self.sender, signal.SIGKILL)
            return
        with socket.create_connection(("127.0.0.1", self.port)) as far:
            far.sendall(asked)
            answer = _message(far)
        if self.seen == self.kill_at:
            os.kill(self.sender, signal.SIGKILL)
            return
        near.sendall(answer)


def _message(one: socket.socket) -> bytes:
    """A whole request or answer."""
    data = b""
    while b"\r\n\r\n" not in data and (piece := one.recv(65536)):
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(r.split(b":")[1]) for r in head.split(b"\r\n") if r.lower().startswith(b"content-length")), 0)
    while len(body) < length and (piece := one.recv(65536)):
        body += piece
    return head + b"\r\n\r\n" + body


def test_a_sender_that_is_killed_on_the_way_loses_nothing_and_doubles_nothing(
    desk: Practice, session: str, ralph: Ralph
) -> None:
    meant = xapi.statements(desk.reporting.report(session), Actor("C1"))
    many = [{**one, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{n}{one['id']}"))} for n in range(30) for one in meant]
    wire = Wire(ralph.port)
    wire.start()
    outbox.put(desk.store, wire.url, session, many)  # six batches
    desk.close()
    command = [sys.executable, "-m", "amtrainer", "report", "--post", wire.url]
    ended = []
    for kill_at, delivered in ((1, False), (1, True), (2, False), (2, True), (3, True), (0, False)):
        wire.seen, wire.kill_at, wire.delivered = 0, kill_at, delivered
        sender = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        wire.sender = sender.pid
        said, _ = sender.communicate(timeout=120)
        ended.append(sender.returncode)
    wire.listener.close()
    assert ended == [-signal.SIGKILL] * 5 + [0] and json.loads(said)["waiting"] == 0
    assert ids(ralph.kept) == ids(many)
