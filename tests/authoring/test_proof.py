"""`test`: samples are held, bots are repeatable, what nobody reached is named, and mistakes are noticed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from amtrainer.authoring.opened import open_file, open_story
from amtrainer.authoring.proof.bots import explorer_of, plays
from amtrainer.authoring.proof.lines import HARDLY, HOSTILE, NOTHING, lines_of
from amtrainer.authoring.proof.mistakes import mistakes
from amtrainer.authoring.proof.run import Proof, Wanted, prove
from amtrainer.authoring.proof.samples import meets
from amtrainer.cli.commands import run
from amtrainer.scoring.score import score, total_of
from amtrainer.simulation.handed import sample_work
from amtrainer.simulation.session import Answered

STARTERS = Path(__file__).parents[2] / "src" / "amtrainer" / "authoring" / "starters"
SCENARIOS = Path(__file__).parents[2] / "scenarios"
CHECK = """\
id: check
kind: knowledge
title: Check
competencies: [acumen]
difficulty: 1
minutes: 5
today: 2026-09-01
summary: Two items.
role: You learn.
client: {name: Examiner, short: Check}
mood: {}
items:
  - id: one
    form: single
    asks: Which?
    right: [a]
    options: {a: This, b: That}
    because: So it is.
  - id: two
    form: multiple
    asks: Which two?
    options: {a: This, b: That, c: Neither}
    because: So it is.
    right: [a, b]
answers:
  - {id: best, kind: best, expect: "100", choices: {one: a, two: [a, b]}}
"""
KINDS = ["bad-news", "objection", "triage"]


@pytest.fixture
def copy(tmp_path: Path) -> Callable[..., Path]:
    """A starter in a folder of its own, with replacements in it and in its samples."""

    def copied(kind: str = "objection", *changes: tuple[str, str]) -> Path:
        for name in (f"{kind}.yaml", f"{kind}.samples.yaml"):
            text = (STARTERS / name).read_text(encoding="utf-8")
            for old, new in changes:
                text = text.replace(old, new)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / f"{kind}.yaml"

    return copied


@pytest.fixture(scope="module")
def proofs() -> dict[str, Proof]:
    return {kind: prove(STARTERS / f"{kind}.yaml", Wanted(mutants=True)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_holds_every_sample(kind: str, proofs: dict[str, Proof]) -> None:
    assert [one.id for one in proofs[kind].samples if not one.ok] == []


@pytest.mark.parametrize("kind", KINDS)
def test_samples_and_bots_reach_everything_in_a_starter(kind: str, proofs: dict[str, Proof]) -> None:
    assert [(share.what, share.missed) for share in proofs[kind].shares if share.missed] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_in_a_starter_is_noticed(kind: str, proofs: dict[str, Proof]) -> None:
    assert [one.what for one in proofs[kind].mistakes if not one.caught] == []


def test_mistakes_are_links_indicators_and_rungs(proofs: dict[str, Proof]) -> None:
    assert {one.kind for one in proofs["objection"].mistakes} == {"link", "indicator", "rungs"}


@pytest.mark.parametrize(
    ("family", "number", "kinds"),
    [
        ("interviews", "i01", {"link", "indicator", "rungs"}),
        ("knowledge", "k01", {"link", "indicator", "key"}),
        ("writing", "w02", {"link", "indicator", "rungs"}),
    ],
)
def test_mistakes_are_made_in_every_kind_of_exercise(family: str, number: str, kinds: set[str]) -> None:
    file = next(
        path for path in (SCENARIOS / family).glob(f"{number}-*.yaml") if not path.name.endswith(".samples.yaml")
    )
    assert {one.kind for one in mistakes(open_story(file)[1])} == kinds


def test_a_wrong_letter_in_a_key_is_noticed_by_the_best_sample(tmp_path: Path) -> None:
    file = tmp_path / "check.yaml"
    file.write_text(CHECK, encoding="utf-8")
    keys = [one for one in prove(file, Wanted(mutants=True)).mutants if one.kind == "key"]
    assert [(one.what, one.line, one.caught) for one in keys] == [
        ("one: b counts as right", 16, "sample best: 50, wanted 100"),
        ("two: a counts as right", 24, "sample best: 67, wanted 100"),
    ]


def test_a_rubric_is_put_to_the_same_mistakes(copy: Callable[..., Path]) -> None:
    kinds = {one.kind for one in prove(copy("rubric"), Wanted(mutants=True)).mutants}
    assert kinds == {"link", "indicator", "rungs", "silent"}


def test_an_example_below_its_level_is_named_with_its_line(copy: Callable[..., Path]) -> None:
    said = "Which part of the rise is the problem for you?"
    file = copy("objection", (f"example: {said}", "example: Good morning to you all."))
    wrong = next(n for n, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if "to you all" in row)
    assert [one.line for one in prove(file, Wanted(bots=0, examples=True)).examples] == [wrong]


@pytest.mark.parametrize("kind", ["objection", "bad-news"])
def test_the_explorer_comes_to_all_there_is_to_see_of_a_talk(kind: str) -> None:
    opened = open_file(STARTERS / f"{kind}.yaml")
    explorer = explorer_of(opened.scenario, opened.model, 0)
    assert explorer is not None
    list(plays(opened.scenario, opened.model, 1, 0, explorer))
    assert [goal.name for goal in explorer.goals if goal.name not in explorer.seen] == []


def test_what_only_fires_for_blame_is_listed_as_unguarded(proofs: dict[str, Proof]) -> None:
    missed = [(one.what, one.line) for one in proofs["bad-news"].mutants if not one.caught]
    lines = (STARTERS / "bad-news.yaml").read_text(encoding="utf-8").splitlines()
    assert [(what, lines[line - 1].strip()) for what, line in missed] == [
        ("blames never finds anything", "- id: blames")
    ]


def test_a_sample_that_misses_its_range_fails_the_test(copy: Callable[..., Path]) -> None:
    proof = prove(copy("objection", ('expect: "80..90"', 'expect: "10..20"')), Wanted(bots=0))
    assert [one.id for one in proof.samples if not one.ok] == ["ok-offer-first"]
    assert not proof.ok


def test_a_sample_that_misses_a_level_fails_the_test(copy: Callable[..., Path]) -> None:
    proof = prove(copy("objection", ("dated-next-step: 1", "dated-next-step: 3")), Wanted(bots=0))
    assert [one.differs for one in proof.samples if not one.ok] == [(("dated-next-step", 3, 1),)]


def test_a_reaction_that_cannot_be_reached_is_named_with_its_line(copy: Callable[..., Path]) -> None:
    never = "when: {before: {asks-cause: offers}, none: [asks-cause]}"
    file = copy("objection", ("when: {before: {asks-cause: offers}}   #", f"{never}   #"))
    proof = prove(file, Wanted(bots=3))
    line = next(n for n, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if never in row)
    missed = {share.what: share.missed for share in proof.shares}
    assert (missed["reactions"], proof.why) == ((("opening.0", line),), {"opening.0": "lacks no asks-cause"})


def test_what_nobody_reached_is_a_finding_where_that_is_asked_for(copy: Callable[..., Path]) -> None:
    never = "when: {before: {asks-cause: offers}, none: [asks-cause]}"
    file = str(copy("objection", ("when: {before: {asks-cause: offers}}   #", f"{never}   #")))
    assert [run(["test", file, "--bots", "1", *more]) for more in ([], ["--strict"])] == [0, 1]


def test_bots_of_the_same_seed_say_the_same() -> None:
    opened = open_file(STARTERS / "objection.yaml")
    assert list(plays(opened.scenario, opened.model, 3, 7)) == list(plays(opened.scenario, opened.model, 3, 7))


def test_bots_of_another_seed_say_something_else() -> None:
    opened = open_file(STARTERS / "objection.yaml")
    one, other = (list(plays(opened.scenario, opened.model, 3, seed))[-3:] for seed in (1, 2))
    assert one != other


def test_bots_say_only_what_stands_in_the_scenario() -> None:
    opened = open_file(STARTERS / "objection.yaml")
    lines = lines_of(opened.scenario)
    known = " ".join((*lines.good, *lines.bad, *(line for each in lines.by_indicator.values() for line in each)))
    said = [
        event.text
        for play in plays(opened.scenario, opened.model, 6, 0)
        for event in play.events
        if isinstance(event, Answered)
    ]
    parts = [part for text in said for part in re.split(r"(?<=[.?]) ", text)]
    assert parts
    assert [part for part in parts if part.rstrip(".?") not in known and part not in (HARDLY, HOSTILE, NOTHING)] == []


def test_every_kind_of_bot_plays() -> None:
    opened = open_file(STARTERS / "bad-news.yaml")
    names = {play.bot.partition(" ")[0] for play in plays(opened.scenario, opened.model, 3, 0)}
    assert names == {"sample", "random", "adversarial", "explorer"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_quick_total_is_the_total_of_the_card(kind: str) -> None:
    opened = open_file(STARTERS / f"{kind}.yaml")
    works = [sample_work(opened.scenario, sample) for sample in opened.scenario.answers]
    quick = [total_of(opened.assessor.assess(work)) for work in works]
    assert quick == [score(opened.scenario, work, opened.model).total for work in works]


@pytest.mark.parametrize(
    ("expect", "holds", "fails"),
    [(">= 85", 85, 84), ("<= 40", 40, 41), ("45..75", 75, 76), ("> 10", 11, 10), ("< 10", 9, 10), ("50", 50, 51)],
)
def test_an_expectation_is_read_as_written(expect: str, holds: int, fails: int) -> None:
    assert (meets(expect, holds), meets(expect, fails)) == (True, False)


def test_the_command_leaves_with_one_when_a_sample_differs(copy: Callable[..., Path]) -> None:
    assert run(["test", str(copy("objection", ('"80..90"', '"10..20"'))), "--bots", "0"]) == 1


def test_the_command_writes_the_proof_as_json(copy: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(copy("triage")), "--bots", "0", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert [sample["ok"] for sample in body["proofs"][0]["samples"]] == [True] * 6


def test_a_golden_case_beside_the_file_is_held(copy: Callable[..., Path]) -> None:
    file = copy("objection")
    case = "- {id: c1, criterion: asks-first, level: 3, because: no question, by: Ada, text: I can give you 3% off.}\n"
    file.with_name("objection.golden.yaml").write_text(case, encoding="utf-8")
    proof = prove(file, Wanted(bots=0))
    assert [(one.level, one.agrees) for one in proof.golden] == [(0, False)]


def test_a_broken_file_is_a_finding_and_no_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: x\nkind: dialogue\n", encoding="utf-8")
    assert run(["test", str(broken)]) == 1
    assert "AM122" in capsys.readouterr().out


def test_a_folder_stands_for_its_scenarios(tmp_path: Path) -> None:
    shutil.copytree(STARTERS, tmp_path / "all")
    assert run(["test", str(tmp_path / "all"), "--bots", "0", "--workers", "1"]) == 0
