"""Claims about the command line: a real process each, its streams and its exit status."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ESCAPES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ANSWER = "You need 8% off the 412,000, and there is an offer at 372,000. What drives the 8%, this contract or a total?"


def run(*words: str, text: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "amtrainer", *words],
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **(env or {})},
        check=False,
        cwd=ROOT,
    )


def answers(folder: Path, body: object, name: str = "a.json") -> str:
    file = folder / name
    file.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("command", [("list",), ("history",), ("skills",), ("doctor",), ("locate",)])
def test_every_looking_command_speaks_json_with_a_schema_version(command: tuple[str, ...]) -> None:
    assert json.loads(run(*command, "--json").stdout)["schema_version"] == 1


@pytest.mark.parametrize(
    "command", ["play", "next", "list", "show", "history", "skills", "score", "check", "doctor", "locate"]
)
def test_every_command_has_help(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0 and "Usage: amtrainer" in done.stdout


def test_an_unknown_command_gets_the_nearest_and_status_2() -> None:
    done = run("shwo")
    assert done.returncode == 2 and "Did you mean 'show'?" in done.stderr and done.stdout == ""


def test_an_unknown_exercise_is_one_line_and_status_2() -> None:
    done = run("play", "d99", "--plain")
    assert done.returncode == 2 and "There is no exercise 'd99'" in done.stderr and "Traceback" not in done.stderr


def test_without_a_terminal_the_home_is_lines_and_ends_with_its_input() -> None:
    done = run()
    assert done.returncode == 0 and "Next: d01" in done.stdout and not ESCAPES.search(done.stdout.replace("\n", ""))


def test_a_name_typed_at_home_is_played() -> None:
    done = run(text="d01\n/quit\nq\n")
    assert "Mette: Good morning." in done.stdout and "Saved. Go on with" in done.stdout


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"LANG": "C", "LC_ALL": "C"}])
def test_any_surroundings_give_plain_lines(env: dict[str, str]) -> None:
    done = run("list", env=env)
    assert done.returncode == 0 and "Eight points or a tender" in done.stdout and "\x1b" not in done.stdout


def test_a_session_can_be_gone_on_with() -> None:
    run("play", "d01", "--plain", text=f"{ANSWER}\n.\n/quit\n")
    done = run("play", "d01", "--plain", "--resume", text="/end\n")
    assert f"You: {ANSWER}" in done.stdout and "Marks for" in done.stdout


def test_resuming_nothing_is_an_error_that_says_so() -> None:
    done = run("play", "d01", "--plain", "--resume")
    assert done.returncode == 2 and "no unfinished session" in done.stderr


def test_history_keeps_the_text_and_its_marks() -> None:
    run("play", "d01", "--plain", text=f"{ANSWER}\n.\n/end\n")
    kept = json.loads(run("show", "last", "--json").stdout)["session"]
    assert ANSWER in [line["text"] for line in kept["lines"]] and kept["card"]["criteria"][0]["evidence"]


PAYLOADS = (
    "\x1b]52;c;AAAA\x07", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\x07", "\x08\x08", "\x1bP1;2q\x1b\\", "\x1b_x\x1b\\",
    "\u202eabc", "\u2066x\u2069", "\x7f", "\ud800",
)  # fmt: skip


def test_no_control_character_of_an_answer_comes_back() -> None:
    lines = "\n".join(f"{ANSWER} {payload}" for payload in PAYLOADS)
    done = subprocess.run(
        [sys.executable, "-m", "amtrainer", "play", "d01", "--plain"],
        input=f"{lines}\n.\n/end\n".encode("utf-8", "surrogatepass"),
        capture_output=True,
        timeout=120,
        check=False,
    )
    shown = done.stdout.decode("utf-8")
    assert done.returncode == 0 and not ESCAPES.search(shown.replace("\n", "")) and "\u202e" not in shown
    assert all(harmless in shown for harmless in ("AAAA", "title", "31m", "abc"))


def test_score_writes_the_contract(tmp_path: Path) -> None:
    done = run(
        "score",
        "d01",
        "--answers",
        answers(tmp_path, [{"id": "x", "text": ANSWER}, {"id": 7, "turns": [ANSWER, "Fine."]}]),
        "--json",
    )
    body = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(body) == ["schema_version", "scenario", "content_hash", "scorer", "mode", "results"]
    assert list(body["results"][0]) == ["id", "total", "uncapped", "cap", "criteria", "gates", "flags"]
    first = body["results"][0]["criteria"][0]
    assert list(first) == ["id", "ref", "weight", "level", "unsure", "without", "also", "evidence", "missing"]
    assert [c["ref"] for c in body["results"][0]["criteria"]] == [f"D01-{n}" for n in range(1, 7)]
    mark = first["evidence"][0]
    assert ANSWER[mark["start"] : mark["end"]] == mark["quote"] and mark["turn"] == 0


def test_score_twice_is_the_same(tmp_path: Path) -> None:
    file = answers(tmp_path, [{"id": "x", "text": ANSWER}])
    assert (
        run("score", "d01", "--answers", file, "--json").stdout
        == run("score", "d01", "--answers", file, "--json").stdout
    )


def test_score_reads_an_inbox_as_a_plan_and_as_prose(tmp_path: Path) -> None:
    plan = {
        "id": "p",
        "order": ["A", "G"],
        "items": {"A": {"action": "Acknowledge", "owner": "Raj", "time": "08:42"}},
        "undone": ["H"],
    }
    prose = {
        "id": "q",
        "text": "08:42 Kestrel: we have it, Raj leads, I call at 09:30. 08:46 support: stop 8.4 at Lumière. H dropped.",
    }
    done = run("score", "t01", "--answers", answers(tmp_path, [plan, prose]), "--json")
    assert done.returncode == 0 and [r["id"] for r in json.loads(done.stdout)["results"]] == ["p", "q"]


@pytest.mark.parametrize(
    "item", [{"id": "b"}, {"id": "b", "text": [1]}, {"id": "b", "turns": "x"}, 5, {"id": "b", "text": "x", "bogus": 1}]
)
def test_a_bad_item_is_named_and_the_others_are_marked(tmp_path: Path, item: object) -> None:
    done = run("score", "d01", "--answers", answers(tmp_path, [item, {"id": "x", "text": ANSWER}]), "--json")
    results = json.loads(done.stdout)["results"]
    assert done.returncode == 1 and list(results[0]) == ["id", "error"] and results[1]["total"] is not None


@pytest.mark.parametrize("body", ["{", "a: &x 1", "just text", '{"a": 1}', "- " * 5000])
def test_a_file_that_is_no_list_of_answers_is_status_2(tmp_path: Path, body: str) -> None:
    done = run("score", "d01", "--answers", answers(tmp_path, body, "a.yaml"), "--json")
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr


def test_answers_may_come_from_standard_input() -> None:
    done = run("score", "d01", "--answers", "-", "--json", text=json.dumps([{"id": "x", "text": ANSWER}]))
    assert json.loads(done.stdout)["results"][0]["id"] == "x"


def test_no_control_character_of_an_id_reaches_the_terminal(tmp_path: Path) -> None:
    done = run("score", "k02", "--answers", answers(tmp_path, [{"id": "a\x1b[31m\u202e", "choices": 5}]))
    assert done.stdout.startswith("a[31m: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "amtrainer", "locate"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2 and "the disk is full" in done.stderr


def test_explain_takes_one_answer_of_a_file(tmp_path: Path) -> None:
    file = answers(tmp_path, [{"id": "a", "text": "x"}, {"id": "b", "turns": [ANSWER, "I call you on Thursday."]}])
    done = run("explain", "d01", "--answers", file, "--pick", "b", "--json")
    marks = [one for score in json.loads(done.stdout)["card"]["criteria"] for one in score["evidence"]]
    assert done.returncode == 0 and {one["turn"] for one in marks} == {0, 1}


def test_a_missing_file_is_status_2() -> None:
    assert run("score", "d01", "--answers", "/no/such").returncode == 2


def test_check_is_0_for_what_ships_and_1_for_findings(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("id: x\n", encoding="utf-8")
    assert run("check").returncode == 0
    done = run("check", str(tmp_path), "--format", "json")
    assert done.returncode == 1 and json.loads(done.stdout)["problems"]


def test_check_of_nothing_there_is_status_2() -> None:
    assert run("check", "/no/such").returncode == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_every_shell(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0 and "_AMTRAINER_COMPLETE" in done.stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m amtrainer list | head -c 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr


def heard() -> None:
    """Signals of the keyboard reach the program, also where the tests themselves run behind a shell that keeps them off."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interrupt_ends_with_status_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "amtrainer", "play", "d01", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heard,
    )
    assert process.stdout is not None
    while b"Good morning" not in process.stdout.readline():
        pass
    for _ in range(3):  # a signal that comes while a module is being read is heard by that module
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
            break
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130 and b"What was sent is kept" in told


def test_a_crash_is_one_line_status_3_and_a_log_without_words(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom amtrainer import cli\n"
        "def broken(arguments):\n    secret = 'SECRET-WORDS'\n    raise RuntimeError(secret)\n"
        "cli._run = broken\ncli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    log = Path(os.environ["AMTRAINER_HOME"]) / "log" / "amtrainer.log"
    assert done.returncode == 3 and done.stderr.count("\n") == 1 and "SECRET-WORDS" not in done.stderr + log.read_text()


def test_locate_names_only_the_home_that_was_given() -> None:
    home = os.environ["AMTRAINER_HOME"]
    places = json.loads(run("locate", "--json").stdout)["places"]
    assert all(path.startswith(home) for name, path in places.items() if not name.startswith("content"))


def test_list_narrows_by_difficulty() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "amtrainer", "list", "--difficulty", "easy", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {row["difficulty"] for row in json.loads(done.stdout)["scenarios"]} == {1, 2}


def test_words_that_are_to_be_added_in_the_middle_say_where() -> None:
    text = "Kestrel first: Raj leads, I call at 09:30. Support: stop 8.4 at Lumiere. H dropped."
    done = json.loads(run("explain", "t01", "--text", text, "--json").stdout)
    for change in (one["change"] for one in done["criteria"].values() if one["change"]):
        inside = bool(text[change["place"]["end"] :].strip()) and not change["old"]
        assert bool(change["after"]) == inside
        assert text[: change["place"]["start"]].endswith(change["after"])
