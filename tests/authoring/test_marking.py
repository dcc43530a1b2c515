"""Claims about marking from a file: the order stays, and any number of processes says the same."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from amtrainer.authoring import open_scoring
from amtrainer.authoring.marking import Scoring, undisturbed
from amtrainer.cli.commands import run

TEXT = (
    "You need 8% off the 412,000, case {}. What drives it? I could do 4% for 24 months, and I send it by Thursday noon."
)


def test_two_processes_give_the_same_marks_in_the_same_order_as_one() -> None:
    items = [{"id": str(n), "text": TEXT.format(n)} for n in range(66)] + [{"id": "bad"}]
    scoring = open_scoring("d01", "practice")
    assert list(scoring.results(items, workers=2)) == list(scoring.results(items, workers=1))


def test_an_answer_that_cannot_be_read_is_named_and_the_others_are_marked() -> None:
    found = list(open_scoring("d01", "practice").results([{"id": "a"}, {"id": "b", "text": TEXT}]))
    assert "error" in found[0] and found[1]["total"] > 0


def test_a_batch_goes_on_where_it_was_stopped() -> None:
    items = [{"text": TEXT.format(n)} for n in range(4)]
    scoring = open_scoring("d01", "practice")
    assert list(scoring.results(items, skip=2)) == list(scoring.results(items))[2:]


def test_a_stopped_batch_writes_what_is_marked_and_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = Scoring.result

    def stopped(self: Scoring, item: object, place: int) -> dict[str, object]:
        if place == 1:
            raise KeyboardInterrupt
        return result(self, item, place)

    monkeypatch.setattr(Scoring, "result", stopped)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps([{"text": TEXT.format(n)} for n in range(3)]), encoding="utf-8")
    status = run(["score", "d01", "--answers", str(file), "--json"])
    out, err = capsys.readouterr()
    assert (status, len(json.loads(out)["results"])) == (130, 1)
    assert "Stopped after 1 of 3 answers. To go on: --skip 1" in err


def test_processes_that_help_are_started_deaf_to_an_interrupt() -> None:
    before = signal.getsignal(signal.SIGINT)
    with undisturbed():
        inside = signal.getsignal(signal.SIGINT)
    assert (inside, signal.getsignal(signal.SIGINT)) == (signal.SIG_IGN, before)
