"""The claim of the seal: with everything that rater Aiko has, no command, file or row gives Tom's ratings or the machine's away."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from itertools import combinations, product
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.interview.conftest import SAID, WORDS, desk, levels

from amtrainer.cli.commands import COMMANDS, amtrainer
from amtrainer.cli.interview import interview_command
from amtrainer.errors import AmtrainerError
from amtrainer.interview.days import Day
from amtrainer.storage import seal

CANARY = "CANARY of Tom"
REFUSED = "not revealed"
SEALED = {"reveal", "compare", "report", "agree", "answer", "dispute", "close"}  # say that nothing is revealed yet

# Every command with what Aiko would try; {text}, {file} and {dir} hold the candidate's answer, or where to write.
TRIED: dict[str, list[str]] = {
    "play d08 --plain": ["play", "d08", "--plain"],
    "next": ["next", "--json"],
    "list": ["list", "--json"],
    "show": ["show", "last", "--json"],
    "history": ["history", "--json"],
    "skills": ["skills", "--json"],
    "paths": ["paths"],
    "due": ["due"],
    "pause": ["pause"],
    "note": ["note", "last", "x"],
    "fork": ["fork", "last", "1"],
    "diff": ["diff", "last", "last"],
    "coach": ["coach", "ask", "last", "--out", "{dir}/coach.yaml"],
    "items": ["items", "--json"],
    "report": ["report", "last", "--json", "-"],
    "export": ["export", "--all", "{dir}/all"],
    "import": ["import", "{dir}/all"],
    "backup": ["backup", "{dir}/backup.db"],
    "restore": ["restore", "{dir}/backup.db", "--yes"],
    "score": ["score", "d08", "--answers", "{file}", "--json"],
    "explain": ["explain", "d08", "--text", "{text}"],
    "attack": ["attack", "d08"],
    "calibrate": ["calibrate", "{rated}", "--scenario", "d08", "--json"],
    "rubric": ["rubric", "list", "d08"],
    "check": ["check", "--format", "json", "scenarios/negotiation/nothing.yaml"],
    "coverage": ["coverage", "--help"],
    "test": ["test", "--help"],
    "watch": ["watch", "--help"],
    "graph": ["graph", "d08"],
    "i18n": ["i18n", "status", "{file}"],
    "rescore": ["rescore", "last"],
    "pack": ["pack", "list"],
    "new": ["new", "scenario", "x", "--out", "{dir}/x.yaml"],
    "schema": ["schema", "scenario"],
    "doctor": ["doctor", "--json"],
    "locate": ["locate"],
    "completion": ["completion", "bash"],
    "erase": ["erase", "--me", "--yes"],
}
ON_THE_DAY: dict[str, list[str]] = {
    "new": ["new", "Day", "--task", "d08", "--rater", "Aiko", "--candidate", "C1"],
    "join": ["join", "--as", "Tom"],
    "show": ["show", "--json"],
    "names": ["names"],
    "calibrate": ["calibrate", "--as", "Aiko"],
    "start": ["start", "C1"],
    "rate": ["rate", "C1", "--as", "Tom", "--json"],
    "note": ["note", "C1", "x", "--as", "Aiko"],
    "reveal": ["reveal", "--json"],
    "agree": ["agree", "C1", "d08/small-step", "2", "--as", "Aiko", "--reason", "x"],
    "answer": ["answer", "C1", "yes", "--as", "Aiko"],
    "compare": ["compare", "--json"],
    "report": ["report", "--json", "{dir}/day.json"],
    "dispute": ["dispute", "C1", "x"],
    "hold": ["hold", "C1", "--reason", "x"],
    "erase": ["erase", "--due"],
    "verify": ["verify"],
    "close": ["close"],
}


@pytest.fixture
def half(day: Day) -> Day:
    """Tom has submitted everything, Aiko nothing."""
    for candidate in ("C1", "C2"):
        desk(day, "Tom").save(candidate, levels(day, 3, CANARY) | {"overall": "strong no"})
        desk(day, "Tom").submit(candidate)
    return day


def told(arguments: list[str], tmp_path: Path) -> str:
    """Everything that a command says or writes, tried with Aiko's passphrase."""
    answer = {"id": "x", "text": SAID}
    rated = {**answer, "rater": "Aiko", "levels": {"small-step": 2}}
    for name, body in (("answers.json", [answer]), ("rated.json", [rated])):
        (tmp_path / name).write_text(json.dumps(body), encoding="utf-8")
    here = {"text": SAID, "file": tmp_path / "answers.json", "rated": tmp_path / "rated.json", "dir": tmp_path}
    given = [part.format(**here) for part in arguments]
    result = CliRunner().invoke(amtrainer, given, input=f"{SAID}\n.\n", env={"AMTRAINER_PASSPHRASE": WORDS["Aiko"]})
    written = "".join(file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file())
    error = f"{result.exception} {getattr(result.exception, 'hint', '')}" if result.exception else ""
    return result.output + error + written


def test_every_command_is_tried() -> None:
    assert {key.split()[0] for key in TRIED} | {"interview"} == set(COMMANDS)
    assert isinstance(interview_command, click.Group) and set(ON_THE_DAY) == set(interview_command.commands)


@pytest.mark.slow
def test_no_command_and_no_export_gives_a_rating_away(half: Day, tmp_path: Path) -> None:
    tries = {**TRIED, **{f"interview {key}": ["interview", *value] for key, value in ON_THE_DAY.items()}}
    out = {
        name: told(arguments, tmp_path / str(n))
        for n, (name, arguments) in enumerate(tries.items())
        if not (tmp_path / str(n)).mkdir()
    }
    assert [
        name for name, text in out.items() if CANARY in text or "strong no" in text.replace("'strong no'", "")
    ] == []
    unsaid = [f"interview {name}" for name in SEALED] + ["play d08 --plain", "score", "explain", "calibrate"]
    assert [name for name in unsaid if REFUSED not in out[name] and "sealed" not in out[name]] == []
    assert not half.state.revealed


def test_no_read_of_the_store_with_all_of_aikos_keys_gives_a_rating_away(half: Day) -> None:
    private = seal.unlocked(seal.RaterKey(**half.state.keys["Aiko"]), WORDS["Aiko"])
    own = [seal.share_of(dealt, "Aiko", private) for dealt in half.state.sets.values() if "Aiko" in dealt["shares"]]
    shares = [*own, *half.state.shares.values()]
    keys = [private, *(seal.joined(some) for n in (1, 2, 3) for some in combinations(shares, n))]
    connection = sqlite3.connect(half.folder / "record.db")
    rows = [row[0] for row in connection.execute("SELECT body FROM texts UNION SELECT body FROM log")]
    assert not any(CANARY in row or '"moves": [{' in row for row in rows)
    boxes = [box for row in rows if row.startswith('{"own"') for box in json.loads(row).values()]
    opened = []
    for key, box in product(keys, boxes):
        with suppress(AmtrainerError):
            opened.append(seal.opened(box, key))
    assert (len(boxes), opened) == (6, [])
