"""Claims about what can be learned: the statements, and the exercises that train them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from amtrainer.authoring.coverage import coverage
from amtrainer.cli.commands import amtrainer
from amtrainer.content.competency import shipped
from amtrainer.content.curriculum import shipped_curriculum
from amtrainer.content.head import Head
from amtrainer.content.library import Library
from amtrainer.content.source import load_file

ROOT = Path(__file__).parents[2]
KNOWLEDGE = {f"K{n:02}" for n in range(1, 7)}


def head(number: str, *, difficulty: int = 3, competencies: tuple[str, ...] = ()) -> Head:
    return Head(f"{number}-x", number, "dialogue", "T", "family", "", "", competencies, difficulty, 5)


@cache
def checks() -> dict[str, Any]:
    """The checks of knowledge as they are written, by catalogue number."""
    files = [path for path in ROOT.glob("scenarios/knowledge/k*.yaml") if not path.name.endswith(".samples.yaml")]
    return {path.name[:3].upper(): load_file(path).data for path in sorted(files)}


def test_there_are_493_statements_and_no_id_twice() -> None:
    assert len({one.id for one in shipped_curriculum()}) == len(shipped_curriculum()) == 493


def test_every_exercise_that_a_statement_names_is_a_blueprint() -> None:
    catalogue = yaml.safe_load((ROOT / "rubrics/catalogue.yaml").read_text(encoding="utf-8"))
    known = {entry["id"] for entry in catalogue} | KNOWLEDGE
    assert {number for one in shipped_curriculum() for number in one.exercises} - known == set()


def test_a_check_trains_every_statement_that_names_it_and_no_other() -> None:
    """What is missing, and what is too much, of the checks that are there."""
    named = {one.id: set(one.exercises) for one in shipped_curriculum()}
    wrong = {}
    for number, check in checks().items():
        rows = {row for item in check["items"] for row in item["rows"]}
        wanted = {id for id, exercises in named.items() if number in exercises}
        if rows != wanted:
            wrong[number] = {"untrained": sorted(wanted - rows), "names another": sorted(rows - wanted)}
    assert wrong == {}


def test_an_item_of_a_check_is_marked_under_a_competency_of_its_statements() -> None:
    slugs = {one.id: one.slug for one in shipped()}
    fit = {one.id: {slugs[code] for code in (one.competency, *one.also)} for one in shipped_curriculum()}
    assert [
        (number, item["id"])
        for number, check in checks().items()
        for item in check["items"]
        if item.get("competency", check["competencies"][0]) not in set().union(*(fit[row] for row in item["rows"]))
    ] == []


def test_what_an_item_of_a_check_is_trained_by_is_a_blueprint() -> None:
    catalogue = yaml.safe_load((ROOT / "rubrics/catalogue.yaml").read_text(encoding="utf-8"))
    known = {entry["id"] for entry in catalogue} | KNOWLEDGE
    assert {item["trains"].upper() for check in checks().values() for item in check["items"]} - known == set()


def test_all_493_statements_can_be_trained() -> None:
    found = coverage(Library().heads(), shipped_curriculum(), shipped())
    assert [line.statement.id for line in found.lines if not line.playable] == []
    assert (found.trained, found.missing) == (493, ())


def test_every_competency_has_five_exercises_at_three_difficulties() -> None:
    found = coverage(Library().heads(), shipped_curriculum(), shipped())
    assert [row.code for row in found.rows if sum(row.exercises) < 5 or row.difficulties < 3] == []


def test_every_competency_that_a_statement_names_ships() -> None:
    codes = {one.id for one in shipped()}
    assert {code for one in shipped_curriculum() for code in (one.competency, *one.also)} - codes == set()


def test_a_statement_like_another_names_one_that_is_there() -> None:
    ids = {one.id for one in shipped_curriculum()}
    assert {one.like for one in shipped_curriculum() if one.like} - ids == set()


def test_a_statement_is_trained_when_one_of_its_exercises_can_be_played() -> None:
    found = coverage([head("k01")], shipped_curriculum(), shipped())
    assert all(bool(line.playable) == ("K01" in line.statement.exercises) for line in found.lines)


def test_an_exercise_counts_where_its_criteria_name_the_competency() -> None:
    found = coverage([head("x01", difficulty=4, competencies=("negotiation",))], (), shipped())
    assert {row.slug: row.exercises for row in found.rows if any(row.exercises)} == {"negotiation": (0, 0, 0, 1, 0)}


def test_what_is_missing_gives_status_1_and_names_where_it_will_be() -> None:
    result = CliRunner().invoke(amtrainer, ["coverage", "--missing"], standalone_mode=False)
    assert (result.return_value == 1) == ("none yet" in result.stdout)
