"""Claims about statements: valid by the specification, the same when sent twice, none lost and none doubled on the way."""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from amtrainer.errors import AmtrainerError
from amtrainer.practice import open_practice
from amtrainer.practice.desk import Practice
from amtrainer.reports import lrs, xapi
from amtrainer.reports.report import Report
from amtrainer.reports.xapi import Actor
from amtrainer.storage import outbox

IRI = re.compile(r"^[a-z][a-z0-9+.-]*:\S+$")
DURATION = re.compile(r"^PT\d+S$")
KNOWN = {
    "id",
    "actor",
    "verb",
    "object",
    "result",
    "context",
    "timestamp",
    "version",
    "stored",
    "authority",
    "attachments",
}
RESULT = {"score", "success", "completion", "response", "duration", "extensions"}


def faults(one: dict[str, Any]) -> list[str]:
    """What xAPI 1.0.3 (part 2, section 2) has against a statement."""
    wrong = [f"unknown {name}" for name in set(one) - KNOWN]
    wrong += [f"missing {name}" for name in ("actor", "verb", "object") if name not in one]
    if str(uuid.UUID(one["id"])) != one["id"]:
        wrong.append("id")
    account = one["actor"].get("account", {})
    if set(account) != {"homePage", "name"} or not IRI.match(account["homePage"]) or not account["name"]:
        wrong.append("account")
    for iri in (one["verb"]["id"], one["object"]["id"], *one["result"].get("extensions", {})):
        if not IRI.match(iri):
            wrong.append(f"iri {iri}")
    if set(one["result"]) - RESULT or not one["verb"]["display"]:
        wrong.append("result or verb")
    score = one["result"].get("score")
    if score and not (-1 <= score["scaled"] <= 1 and score["min"] <= score["raw"] <= score["max"]):
        wrong.append("score")
    if "duration" in one["result"] and not DURATION.match(one["result"]["duration"]):
        wrong.append("duration")
    if datetime.fromisoformat(one["timestamp"]).tzinfo is None or one["version"] != "1.0.0":
        wrong.append("timestamp or version")
    if any(value is None for value in _values(one)):
        wrong.append("null")
    uuid.UUID(one["context"]["registration"])
    for group in one["context"]["contextActivities"].values():
        wrong += [f"activity {x['id']}" for x in group if not IRI.match(x["id"])]
    return wrong


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    else:
        yield value


@pytest.fixture(scope="module")
def statements(report: Report) -> list[dict[str, Any]]:
    return xapi.statements(report, Actor("C1"))


def test_every_statement_is_valid(statements: list[dict[str, Any]]) -> None:
    assert [faults(one) for one in statements] == [[]] * len(statements)


def test_a_validator_of_others_agrees(statements: list[dict[str, Any]]) -> None:
    models = pytest.importorskip("ralph.models.xapi.base.statements", reason="opt-in: pip install ralph-malph")
    for one in statements:
        models.BaseXapiStatement(**one)


def test_there_is_one_for_each_turn_each_criterion_and_the_session(
    report: Report, statements: list[dict[str, Any]]
) -> None:
    verbs = [one["verb"]["id"].rpartition("/")[2] for one in statements]
    assert verbs.count("responded") == 2 and verbs.count("scored") == len(report.debrief.criteria)
    assert verbs[-1] == "completed"


def test_statements_are_the_same_when_made_again(report: Report, statements: list[dict[str, Any]]) -> None:
    assert xapi.statements(report, Actor("C1")) == statements
    assert len({one["id"] for one in statements}) == len(statements)


def test_no_statement_gives_a_verdict(statements: list[dict[str, Any]]) -> None:
    assert all("success" not in one["result"] for one in statements)


class Recorder(ThreadingHTTPServer):
    """A learning record store: keeps statements, refuses another one of the same id, fails as often as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.kept: dict[str, dict[str, Any]] = {}
        self.failing = 0
        self.silent = 0  # keeps, and fails to say so
        self.requests: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/xapi"


class Answering(BaseHTTPRequestHandler):
    server: Recorder

    def do_POST(self) -> None:
        body = self._body()
        if any(self.server.kept.get(one["id"], one) != one for one in body):
            return self._say(409)
        if len({one["id"] for one in body}) != len(body) or any(one["id"] in self.server.kept for one in body):
            return self._say(409)
        return self._keep(body)

    def do_PUT(self) -> None:
        one = self._body()
        if parse_qs(urlsplit(self.path).query)["statementId"] != [one["id"]]:
            return self._say(400)
        return self._say(409) if one["id"] in self.server.kept else self._keep([one])

    def _body(self) -> Any:
        self.server.requests.append(self.command)
        assert self.headers["X-Experience-API-Version"] == "1.0.3"
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def _keep(self, body: list[dict[str, Any]]) -> None:
        if self.server.failing:
            self.server.failing -= 1
            return self._say(503)
        assert all(faults(one) == [] for one in body)
        self.server.kept.update({one["id"]: one for one in body})
        if self.server.silent:
            self.server.silent -= 1
            return self._say(502)
        return self._say(204 if self.command == "PUT" else 200)

    def _say(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr."""


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    monkeypatch.setattr(lrs, "WAITS", (0.0, 0.0, 0.0))
    server = Recorder()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def desk(home: tuple[Path, str, Report], tmp_path: Path) -> Iterator[Practice]:
    shutil.copytree(home[0], tmp_path / "home")
    with open_practice() as practice:
        yield practice


@pytest.fixture
def session(home: tuple[Path, str, Report]) -> str:
    return home[1]


def test_a_sending_arrives_whole(desk: Practice, session: str, recorder: Recorder) -> None:
    sent = desk.reporting.post(session, recorder.url)
    assert (sent.sent, sent.waiting) == (9, 0) and len(recorder.kept) == 9


def test_what_fails_for_a_moment_is_tried_again(desk: Practice, session: str, recorder: Recorder) -> None:
    recorder.failing = 3
    assert desk.reporting.post(session, recorder.url).waiting == 0 and len(recorder.kept) == 9


def test_what_cannot_be_sent_waits_and_goes_with_the_next_sending(
    desk: Practice, session: str, recorder: Recorder
) -> None:
    recorder.failing = 4
    sent = desk.reporting.post(session, recorder.url)
    assert (sent.sent, sent.waiting) == (0, 9) and sent.why
    assert desk.reporting.post(None, recorder.url).sent == 9 and len(recorder.kept) == 9


def test_without_a_network_nothing_is_lost(desk: Practice, session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lrs, "WAITS", (0.0,))
    sent = desk.reporting.post(session, "http://127.0.0.1:9/xapi")
    assert sent.waiting == 9 and len(outbox.waiting(desk.store, "http://127.0.0.1:9/xapi")) == 9


def test_an_answer_that_is_lost_doubles_nothing(desk: Practice, session: str, recorder: Recorder) -> None:
    recorder.silent = 1
    sent = desk.reporting.post(session, recorder.url)
    assert sent.waiting == 0 and len(recorder.kept) == 9


def test_sending_twice_doubles_nothing(desk: Practice, session: str, recorder: Recorder) -> None:
    desk.reporting.post(session, recorder.url)
    assert desk.reporting.post(session, recorder.url).waiting == 0 and len(recorder.kept) == 9


@pytest.mark.parametrize("url", ["", "ftp://x", "file:///etc/passwd", "http://"])
def test_what_is_no_address_is_refused(desk: Practice, session: str, url: str) -> None:
    with pytest.raises(AmtrainerError, match="no address"):
        desk.reporting.post(session, url)


def test_a_key_is_not_sent_in_the_open(desk: Practice, session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMTRAINER_LRS_KEY", "secret")
    with pytest.raises(AmtrainerError, match="plain http"):
        desk.reporting.post(session, "http://example.org/xapi")
