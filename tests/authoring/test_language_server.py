"""Editors: the YAML language server, the real one, completes and explains by the schemas. Opt-in.

npm install yaml-language-server; YAML_LANGUAGE_SERVER=node_modules/.bin/yaml-language-server pytest -m npm
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amtrainer.authoring.beginning import begin

SERVER = os.environ.get("YAML_LANGUAGE_SERVER", "")
pytestmark = [pytest.mark.npm, pytest.mark.skipif(not SERVER, reason="YAML_LANGUAGE_SERVER is not set")]


class Editor:
    """As much of an editor as a server needs."""

    def __init__(self, folder: Path) -> None:
        self.server = subprocess.Popen([SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self.tell("initialized", {})
        settings = {"yaml": {"schemaStore": {"enable": False}, "completion": True, "hover": True, "validate": True}}
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def open(self, file: Path, text: str) -> str:
        uri = file.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.number += 1
        self._send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        while True:
            got = self._read()
            if "method" in got and "id" in got:
                result = [{}] if got["method"] == "workspace/configuration" else None
                self._send({"jsonrpc": "2.0", "id": got["id"], "result": result})
            elif got.get("id") == self.number:
                return got.get("result")

    def diagnostics(self, uri: str) -> list[str]:
        while True:
            got = self._read()
            if "method" in got and "id" in got:
                self._send({"jsonrpc": "2.0", "id": got["id"], "result": None})
            if got.get("method") == "textDocument/publishDiagnostics" and got["params"]["uri"] == uri:
                return [one["message"] for one in got["params"]["diagnostics"]]

    def labels(self, uri: str, line: int, column: int) -> list[str]:
        where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/completion", where)
        rows = found["items"] if isinstance(found, dict) else found
        return [row["label"] for row in rows]

    def hover(self, uri: str, line: int, column: int) -> str:
        where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        return json.dumps(self.ask("textDocument/hover", where))

    def _send(self, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self.server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.server.stdout
        length = 0
        while (line := self.server.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body: dict[str, Any] = json.loads(self.server.stdout.read(length))
        return body


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    opened = Editor(tmp_path)
    yield opened
    opened.server.kill()
    opened.server.wait()
    for stream in (opened.server.stdin, opened.server.stdout):
        assert stream
        stream.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return begin("scenario", "my-first", "objection", tmp_path)[0]


def put(file: Path, old: str, new: str) -> tuple[str, int, int]:
    """The text with a change, and where the cursor then stands: at the end of the new words."""
    whole = file.read_text(encoding="utf-8")
    at = whole.index(old)
    before = whole[:at] + new
    return before + whole[at + len(old) :], before.count("\n"), len(before) - before.rfind("\n") - 1


def test_a_new_file_has_no_complaint(editor: Editor, file: Path) -> None:
    assert editor.diagnostics(editor.open(file, file.read_text(encoding="utf-8"))) == []


def test_the_kinds_of_indicators_are_offered(editor: Editor, file: Path) -> None:
    whole = file.read_text(encoding="utf-8")
    before = whole[: whole.index("beats: ")].rstrip() + "\n  - id: fresh\n    look_for: "
    text, line, column = before + "\n\n" + whole[whole.index("beats: ") :], before.count("\n"), 14
    assert {"meaning", "question", "fact", "commitment", "limit"} <= set(
        editor.labels(editor.open(file, text), line, column)
    )


def test_the_names_of_the_indicators_of_this_file_are_offered(editor: Editor, file: Path) -> None:
    text, line, column = put(
        file, "when: {all: [next-step]}\n        client", "when:\n          all:\n            - \n        client"
    )
    line, column = line - 1, 14
    assert {"asks-cause", "offers-within", "next-step"} <= set(editor.labels(editor.open(file, text), line, column))


def test_the_facts_of_this_file_are_offered(editor: Editor, file: Path) -> None:
    text, line, column = put(file, "    of: mandate", "    of: ")
    assert {"mandate", "rise"} <= set(editor.labels(editor.open(file, text), line, column))


def test_a_field_is_explained_on_hover(editor: Editor, file: Path) -> None:
    _, line, _ = put(file, "criteria:", "criteria:")
    told = editor.hover(editor.open(file, file.read_text(encoding="utf-8")), line, 2)
    assert "All weights make 100" in told


def test_an_unknown_key_is_underlined(editor: Editor, file: Path) -> None:
    text, _, _ = put(file, "minutes: 6", "minuts: 6")
    assert any("minuts" in message for message in editor.diagnostics(editor.open(file, text)))
