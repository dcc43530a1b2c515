"""`new` and `schema`: what an author begins with is whole, short, explained, and never over something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from amtrainer.authoring.beginning import STARTERS, begin, names_in, renew_schema
from amtrainer.authoring.proof.run import Wanted, prove
from amtrainer.authoring.schemas import KINDS, schema, text_of
from amtrainer.cli.commands import run
from amtrainer.content.check import check_paths, content_paths
from amtrainer.content.library import bundled
from amtrainer.content.source import load_file
from amtrainer.errors import AmtrainerError

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_what_the_models_say(kind: str) -> None:
    # renew with: amtrainer schema --out schema
    assert (ROOT / "schema" / f"{kind}.json").read_text(encoding="utf-8") == text_of(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_draft_2020_12(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


def fields(value: Any, where: str = "") -> list[str]:
    """Every field of a schema that says nothing on hover."""
    out = []
    if isinstance(value, dict):
        for name, field in value.get("properties", {}).items():
            if "description" not in field and "$ref" not in field:
                out.append(f"{where}.{name}")
        for key, child in value.items():
            out += fields(child, key if key != "properties" else where)
    elif isinstance(value, list):
        for child in value:
            out += fields(child, where)
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_on_hover_what_it_is(kind: str) -> None:
    assert fields(schema(kind), kind) == []


def as_json(value: Any) -> Any:
    """With the keys that JSON has: levels of a ladder are numbers in YAML."""
    if isinstance(value, dict):
        return {str(key): as_json(child) for key, child in value.items()}
    return [as_json(child) for child in value] if isinstance(value, list) else value


def shipped() -> list[Path]:
    return [path for path in content_paths([bundled("scenarios")]) if path.suffix == ".yaml"]


@pytest.mark.parametrize("file", shipped(), ids=lambda file: file.stem.partition("-")[0])
def test_what_ships_is_valid_by_the_schema_that_editors_use(file: Path) -> None:
    data = as_json(load_file(file).data)
    errors = jsonschema.Draft202012Validator(schema("scenario")).iter_errors(data)
    assert [f"{list(error.absolute_path)}: {error.message[:80]}" for error in errors] == []


def test_the_schema_refuses_an_unknown_kind_of_indicator() -> None:
    data = as_json(load_file(ROOT / "src/amtrainer/authoring/starters/objection.yaml").data)
    assert jsonschema.Draft202012Validator(schema("scenario")).is_valid(data)
    data["indicators"][0]["look_for"] = "qestion"
    assert not jsonschema.Draft202012Validator(schema("scenario")).is_valid(data)


def test_the_schema_for_a_file_offers_its_own_names() -> None:
    own = names_in(ROOT / "src/amtrainer/authoring/starters/objection.yaml")
    made = schema("scenario", own)
    assert "asks-cause" in made["$defs"]["Want"]["anyOf"][0]["anyOf"][0]["enum"]
    assert made["$defs"]["FactNamed"]["properties"]["facts"]["items"]["anyOf"][0]["enum"] == ["mandate", "rise"]


@pytest.mark.parametrize("source", [*STARTERS, "d01", "t01", "i01", "k01"])
def test_a_new_scenario_is_without_findings(source: str, tmp_path: Path) -> None:
    begin("scenario", "my-first", source, tmp_path)
    assert check_paths(content_paths([tmp_path])) == []


@pytest.mark.parametrize("source", [*STARTERS, "d01", "t01", "i01", "k01"])
def test_a_new_scenario_passes_its_own_samples(source: str, tmp_path: Path) -> None:
    proof = prove(begin("scenario", "my-first", source, tmp_path)[0], Wanted(bots=0))
    assert (proof.ok, len(proof.samples) >= 3) == (True, True)


def test_a_starter_is_short() -> None:
    for name in STARTERS:
        text = (ROOT / f"src/amtrainer/authoring/starters/{name}.yaml").read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 210


def test_a_new_rubric_passes_its_own_samples(tmp_path: Path) -> None:
    file = begin("rubric", "owning", "", tmp_path)[0]
    assert (check_paths([file]), prove(file, Wanted()).ok) == ([], True)


def test_a_new_pack_is_without_findings(tmp_path: Path) -> None:
    begin("pack", "nordic", "bad-news", tmp_path)
    assert check_paths(content_paths([tmp_path / "nordic"])) == []


def test_the_schema_line_points_at_a_file_that_is_there(tmp_path: Path) -> None:
    for file in begin("scenario", "my-first", "objection", tmp_path):
        line = file.read_text(encoding="utf-8").splitlines()[0]
        assert (file.parent / line.partition("$schema=")[2]).is_file()


def test_the_schema_beside_a_file_learns_its_new_names(tmp_path: Path) -> None:
    file = begin("scenario", "my-first", "objection", tmp_path)[0]
    file.write_text(file.read_text(encoding="utf-8").replace("asks-cause", "asks-why"), encoding="utf-8")
    renew_schema(file, names_in(file))
    text = (tmp_path / "scenarios/.schema/my-first.json").read_text(encoding="utf-8")
    assert "asks-why" in json.loads(text)["$defs"]["Want"]["anyOf"][0]["anyOf"][0]["enum"]


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    file = begin("scenario", "my-first", "objection", tmp_path)[0]
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(AmtrainerError, match="is there already"):
        begin("scenario", "my-first", "bad-news", tmp_path)
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../evil", "Big", "a b", "", "-x", "a/b"])
def test_a_name_that_is_no_id_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(AmtrainerError, match="cannot be a name"):
        begin("scenario", name, "objection", tmp_path)


def test_an_unknown_example_is_answered_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(AmtrainerError) as told:
        begin("scenario", "my-first", "objektion", tmp_path)
    assert "objection" in told.value.hint


def test_a_new_scenario_can_be_played_from_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin("scenario", "my-first", "objection", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["list", "my first"]) == 0


def test_the_command_prints_one_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "pack"]) == 0
    assert json.loads(capsys.readouterr().out) == schema("pack")
