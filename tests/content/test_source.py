"""Claims about reading YAML from strangers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amtrainer.content.answer_file import load_answers
from amtrainer.content.source import load, load_file
from amtrainer.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]
REAL = (ROOT / "scenarios/objections/d01-eight-points-or-a-tender.yaml").read_text(encoding="utf-8")


def problem(text: str | bytes) -> tuple[str, int, int]:
    with pytest.raises(ContentError) as caught:
        load(text, "f.yaml")
    first = caught.value.problems[0]
    return first.code, first.line, first.column


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x 1\nb: 2\n", "AM108", 1, 4),
        ("a: 1\nb: *x\n", "AM108", 2, 4),
        ("a: 1\n<<: {b: 2}\n", "AM108", 2, 1),
        ("a: !!python/object:os.system x\n", "AM110", 1, 4),
        ("a: !own 1\n", "AM110", 1, 4),
        ("a: 1\nb: 2\na: 3\n", "AM111", 3, 1),
        ("a: 1\n---\nb: 2\n", "AM107", 2, 1),
        ("? [1, 2]\n: x\n", "AM112", 1, 3),
        ('a: "\\e]0;x"\n', "AM105", 1, 4),
        ("a: b\x1b[31m\n", "AM105", 1, 5),
        ("a: \u202eevil\n", "AM105", 1, 4),
        ("a: b: c\n", "AM106", 1, 5),
        ("a:\n\t- x\n", "AM106", 2, 1),
        ("a: 'x\n", "AM106", 2, 1),
        ("[" * 40 + "]" * 40, "AM113", 1, 33),
    ],
)
def test_what_content_must_not_hold_is_refused_with_its_place(text: str, code: str, line: int, column: int) -> None:
    assert problem(text) == (code, line, column)


@pytest.mark.parametrize(
    "written",
    [
        "no", "yes", "on", "off", "Yes", "NO", "y", "n", "12:30", "1:30", "190:20:30", "010", "0o17", "0x1F", "0b101", "1_000",
        "1e3", "1E3", "1e-3", ".5", "5.", ".inf", "-.INF", ".nan", "+.inf", "2026-05-19", "2026-05-19T10:00:00Z", "2024-13-45",
        "~user", "Null", "NULL", "True", "TRUE", "False", "=", "<", "1,000", "12.30.1", "007", "99999999999999999999999", "1.",
    ],
)  # fmt: skip
def test_what_yaml_1_1_would_change_stays_text(written: str) -> None:
    assert load(f"a: {written}\n", "f").data == {"a": written}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7", 7),
        ("-7", -7),
        ("0", 0),
        ("1.5", 1.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_plain_numbers_and_truths_are_what_they_are(written: str, meant: object) -> None:
    assert load(f"a: {written}\n", "f").data == {"a": meant}


def test_a_quoted_number_is_text() -> None:
    assert load("a: \"7\"\nb: 'true'\n", "f").data == {"a": "7", "b": "true"}


def test_keys_of_levels_are_numbers() -> None:
    assert load("1: a\n2: b\n", "f").data == {1: "a", 2: "b"}


@pytest.mark.parametrize(
    "bomb", ["'[' * 400_000", "'- ' * 400_000", "'{a: ' * 200_000", "'? ' * 400_000", "'[' * 31_000"]
)
def test_deep_nesting_is_refused_quickly_and_kills_nothing(bomb: str) -> None:
    code = (
        "import time\nfrom amtrainer.content.source import load\nfrom amtrainer.errors import ContentError\n"
        f"text = {bomb}\nbegan = time.process_time()\ntry:\n    load(text, 'f')\nexcept ContentError as error:\n"
        "    print(error.problems[0].code, time.process_time() - began)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    name, took = done.stdout.split()
    assert name in ("AM113", "AM102") and float(took) < 1


def test_too_many_values_are_refused() -> None:
    assert problem("a:\n" + "- x\n" * 60_000)[0] == "AM109"


def test_too_large_a_file_is_refused() -> None:
    assert problem("a: " + "x" * 1_000_001)[0] == "AM102"


@pytest.mark.parametrize("raw", ["a: é".encode("latin-1"), "a: x".encode("utf-16"), b"a: \xff\n", b"\x00\x01"])
def test_bytes_that_are_no_utf_8_are_refused_with_their_line(raw: bytes) -> None:
    assert problem(raw)[0] in ("AM104", "AM105")


def test_a_byte_order_mark_is_read_over() -> None:
    assert load("\ufeffa: 1\n".encode(), "f").data == {"a": 1}


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    began = time.monotonic()
    with pytest.raises(ContentError, match="regular file"):
        load_file(tmp_path / "pipe.yaml")
    assert time.monotonic() - began < 20  # it would wait for ever


@pytest.mark.parametrize("path", ["/dev/zero", "/", "/no/such/file"])
def test_devices_folders_and_missing_files_are_refused(path: str) -> None:
    with pytest.raises(ContentError):
        load_file(Path(path))


def test_a_broken_flow_style_text_is_explained() -> None:
    with pytest.raises(ContentError) as caught:
        load("a: {says: Fine, what: now: x}\n", "f")
    assert "write it as a block" in str(caught.value)


def test_every_value_knows_its_place() -> None:
    source = load("a:\n  - b: 1\n    c: 2\n", "f")
    assert source.position(("a", 0, "c")) == (3, 8) and source.position(("a", 0, "c"), key=True) == (3, 5)


def test_a_missing_value_points_at_what_is_around_it() -> None:
    assert load("a:\n  b: 1\n", "f").position(("a", "x", "y")) == (2, 3)


def test_answers_may_be_json() -> None:
    assert load_answers(b'[{"id": "a", "text": "x"}]', "f") == [{"id": "a", "text": "x"}]


def test_answers_may_be_one_object_a_line_with_any_line_end() -> None:
    raw = '\ufeff{"id": "a", "text": "x\u2028y"}\r\n\r\n{"id": "b", "text": "z"}\r\n'.encode()
    assert [row["text"] for row in load_answers(raw, "f")] == ["x\u2028y", "z"]


def test_every_broken_line_of_answers_is_named() -> None:
    with pytest.raises(ContentError) as caught:
        load_answers(b'{"id": "a"}\n{"id": "b"\n{"id": 1, "id": 2}\n{"id": NaN}\n', "f.jsonl")
    assert [(problem.line, problem.message[:10]) for problem in caught.value.problems] == [
        (2, "is no JSON"),
        (3, "is no JSON"),
        (4, "is no JSON"),
    ]


@pytest.mark.parametrize(
    "raw", [b'[{"id": "a", "text": "\\ud83d\\ude00 \\u202e"}]', "- {id: a, text: 😀 \u202e}\n".encode()]
)
def test_answers_hold_what_people_write(raw: bytes) -> None:
    assert load_answers(raw, "f") == [{"id": "a", "text": "😀 \u202e".rstrip()}]


def test_broken_json_is_told_as_json() -> None:
    with pytest.raises(ContentError, match=r"f:1:13: AM106 is no JSON here: expecting ',' delimiter"):
        load_answers(b'[{"id": "a" "text": "x"}]', "f")


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(REAL) - 1), st.text(max_size=6), st.integers(0, 40))
def test_a_mutated_file_is_read_or_refused_and_nothing_else(place: int, put: str, cut: int) -> None:
    try:
        load(REAL[:place] + put + REAL[place + cut :], "f")
    except ContentError as error:
        assert all(p.line >= 1 and p.column >= 1 and p.message for p in error.problems)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        load(raw, "f")
    except ContentError as error:
        assert error.problems
