"""Claims about death: a rating that was acknowledged is there, and a killed process leaves nothing in clear."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.interview.conftest import WORDS, desk, levels

from amtrainer.interview.days import Day

# One process that forks a rater 200 times and kills it: starting an interpreter each time would take most of the time.
KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from amtrainer.interview.days import Day
from amtrainer.interview.rating import Desk
from amtrainer.storage import utc_now

folder, phrases = Path(sys.argv[1]), {"Tom": sys.argv[2], "Aiko": sys.argv[3]}

def opened(rater):
    return Desk(Day(folder, utc_now), rater, phrases[rater])

def rate(rater, out):
    desk = opened(rater)
    ids = [one.id for one in desk.day.kit.criteria]
    n = 0
    while True:
        n += 1
        desk.save("C1", {id: {"level": n % 5, "note": f"CANARY {n}"} for id in ids})
        os.write(out, f"{n}\\n".encode())

pick, lost = random.Random(7), []
for number in range(200):
    rater = ("Tom", "Aiko")[number % 2]
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        rate(rater, write)
    os.close(write)
    first = os.read(read, 64)
    time.sleep(pick.uniform(0, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = first + os.read(read, 1 << 16)
    os.close(read)
    kept = int(next(iter(opened(rater).rating("C1").cells.values())).note.split()[1])
    if kept < told.count(b"\\n"):
        lost.append((number, kept))
print(lost)
"""


@pytest.mark.slow
def test_two_hundred_kills_lose_no_rating_and_leak_none(day: Day) -> None:
    arguments = [sys.executable, "-c", KILLER, str(day.folder), WORDS["Tom"], WORDS["Aiko"]]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=500, check=False)
    clear = [file.name for file in day.folder.rglob("*") if file.is_file() and b"CANARY" in file.read_bytes()]
    assert (done.stdout.strip(), clear, day.record.faults()) == ("[]", [], []), done.stderr


def test_a_submit_that_died_before_the_share_can_be_made_good(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    for rater in ("Tom", "Aiko"):
        for candidate in ("C1", "C2"):
            desk(day, rater).save(candidate, levels(day, 3))
    for rater, candidate in (("Tom", "C1"), ("Tom", "C2"), ("Aiko", "C1")):
        desk(day, rater).submit(candidate)
    dying = desk(day, "Aiko")
    monkeypatch.setattr(dying, "release", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        dying.submit("C2")
    assert [desk(day, rater).release() for rater in ("Tom", "Aiko")] == [False, True]
