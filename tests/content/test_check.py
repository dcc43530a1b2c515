"""Claims about finding what is wrong in content: all of it, at its place, with the nearest name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amtrainer.content.check import check_file, check_paths, content_paths
from amtrainer.content.checked import check_known
from amtrainer.content.findings import render
from amtrainer.content.writing import write_whole
from amtrainer.errors import AmtrainerError, Problem

ROOT = Path(__file__).resolve().parents[2]
D01 = (ROOT / "scenarios/objections/d01-eight-points-or-a-tender.yaml").read_text(encoding="utf-8")
T01 = (ROOT / "scenarios/triage/t01-monday-08-40.yaml").read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str, text: str = D01) -> list[Problem]:
    """The problems of a scenario in which `old` became `new` once; its samples are left out, so its model is unknown."""
    assert old in text
    file = folder / "d01.yaml"
    body = text.replace(old, new, 1)
    return alone(file, body)


def alone(file: Path, body: str) -> list[Problem]:
    """The problems of a scenario without its samples; what is said because of that is left out."""
    file.write_text(body.replace("\nmodel: ", "\n# model: "), encoding="utf-8")
    return [problem for problem in check_file(file) if problem.code not in ("AM340", "AM362")]


def place(old: str, text: str = D01) -> int:
    return text[: text.index(old)].count("\n") + 1


def test_what_ships_is_clean() -> None:
    assert check_paths(content_paths([ROOT / "scenarios", ROOT / "rubrics"])) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("    look_for: meaning", "    look_for: meening", "AM122", "Did you mean meaning?"),
        ("    weight: 15", "    wieght: 15", "AM121", "Did you mean weight?"),
        ("    weight: 15", "    weight: lots", "AM122", "whole number|valid integer"),
        ("mood: {trust: 5,", "mood: {trust: 15,", "AM323", "10"),
        ("difficulty: 3", "difficulty: 9", "AM122", "5"),
        ("    weight: 15", "    weight: 16", "AM301", "101"),
        ("    competency: discovery", "    competency: discovry", "AM209", "discovery"),
        ("        mood: {patience: -2}", "        mood: {patiense: -2}", "AM207", "Did you mean patience?"),
        ("        to: case", "        to: cases", "AM204", "Did you mean case?"),
        ("        opens: cfo-target", "        opens: cfo", "AM205", "Did you mean cfo-target?"),
        ("    of: mandate", "    of: mandat", "AM203", "mandate"),
        ("  - G1\n", "", "AM304", "G1"),
        ("today: 2026-05-19", "today: 2026-13-19", "AM122", "date"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_in_its_line_and_explained(
    tmp_path: Path, old: str, new: str, code: str, words: str
) -> None:
    import re

    found = [p for p in changed(tmp_path, old, new) if p.code == code]
    assert found and re.search(words, str(found[0]))
    if code not in ("AM301", "AM304", "AM302"):
        assert found[0].line == place(old) + old[: len(old) - len(old.lstrip("\n"))].count("\n")


def test_an_unknown_indicator_in_a_condition_is_named_with_the_nearest(tmp_path: Path) -> None:
    found = changed(tmp_path, "when: {all: [asks-driver]}", "when: {all: [ask-driver]}")
    assert [p.code for p in found] == ["AM202"] and "Did you mean asks-driver?" in str(found[0])


def test_the_order_of_the_catalogue_is_kept(tmp_path: Path) -> None:
    text = (
        D01.replace("ref: D01-1", "ref: D01-X").replace("ref: D01-2", "ref: D01-1").replace("ref: D01-X", "ref: D01-2")
    )
    file = tmp_path / "d01.yaml"
    assert [p.code for p in alone(file, text)] == ["AM302"]


def test_a_weight_that_is_not_the_catalogues_is_named(tmp_path: Path) -> None:
    text = D01.replace("    weight: 15", "    weight: 10", 1).replace("    weight: 25", "    weight: 30", 1)
    file = tmp_path / "d01.yaml"
    assert {p.code for p in alone(file, text)} == {"AM303"}


def test_a_weekday_that_is_not_the_dates_is_a_warning(tmp_path: Path) -> None:
    found = changed(tmp_path, "night of Friday 27 February", "night of Monday 27 February")
    assert [(p.code, p.severity) for p in found] == [("AM305", "warning")]


def test_an_unknown_item_of_an_inbox_is_named(tmp_path: Path) -> None:
    found = changed(tmp_path, "    item: A\n", "    item: Z\n", T01)
    assert "AM208" in {p.code for p in found}


def test_all_mistakes_of_a_file_come_at_once(tmp_path: Path) -> None:
    file = tmp_path / "d01.yaml"
    text = (
        D01.replace("difficulty: 3", "difficulty: 9")
        .replace("minutes: 10", "minutes: x")
        .replace("kind: dialogue", "kind: dialogue\nbogus: 1")
    )
    file.write_text(text, encoding="utf-8")
    assert {p.line for p in check_file(file)} >= {
        place("difficulty: 3") + 1,
        place("minutes: 10") + 1,
        place("kind: dialogue") + 1,
    }


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(D01.replace("\nmodel: ", "\n# model: "), encoding="utf-8")
    assert "AM201" in [p.code for p in check_paths(content_paths([tmp_path]))]


def test_a_problem_reads_file_line_column_code_message() -> None:
    assert render([Problem("f.yaml", 3, 7, "AM202", "unknown indicator 'x'", "Did you mean y?")], "text") == (
        "f.yaml:3:7: AM202 unknown indicator 'x' (Did you mean y?)\n"
    )


def test_json_findings_carry_a_schema_version() -> None:
    assert json.loads(render([], "json")) == {"schema_version": 1, "problems": []}


def test_github_findings_stand_on_one_line_each() -> None:
    line = render([Problem("a,b.yaml", 1, 2, "AM1", "50% of\nit")], "github")
    assert line == "::error file=a%2Cb.yaml,line=1,col=2,title=AM1::50%25 of it.\n"


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(D01) - 1), st.text(max_size=4), st.integers(0, 60))
def test_a_mutated_scenario_is_checked_without_a_crash(at: int, put: str, cut: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "d01.yaml"
        file.write_text(D01[:at] + put + D01[at + cut :], encoding="utf-8", errors="surrogatepass")
        for found in check_file(file):
            assert found.line >= 1 and found.column >= 1 and found.message


def test_sarif_names_file_line_column_and_rule() -> None:
    body = json.loads(render([Problem("a/f.yaml", 3, 7, "AM202", "unknown indicator 'x'", "Did you mean y?")], "sarif"))
    run = body["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert (body["version"], run["tool"]["driver"]["rules"][0]["id"]) == ("2.1.0", "AM202")
    assert place == {"artifactLocation": {"uri": "a/f.yaml"}, "region": {"startLine": 3, "startColumn": 7}}
    assert run["results"][0]["message"]["text"] == "unknown indicator 'x'. Did you mean y?"


def test_sarif_writes_the_name_of_a_file_as_a_uri() -> None:
    body = json.loads(render([Problem("a b/é:1.yaml", 1, 1, "AM202", "x")], "sarif"))
    place = body["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/%C3%A9%3A1.yaml"


def test_a_file_of_samples_means_its_scenario(tmp_path: Path) -> None:
    main, samples = tmp_path / "mine.yaml", tmp_path / "mine.samples.yaml"
    main.touch()
    assert content_paths([samples, main]) == [main]


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(AmtrainerError, match=r"mine\.yaml: No space left"):
        write_whole(file, "new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("mine.yaml", "old")]


def test_what_is_remembered_is_what_is_found(tmp_path: Path) -> None:
    changed(tmp_path, "    weight: 15", "    wieght: 15")
    files, cache = content_paths([tmp_path]), tmp_path / "cache"
    first, second = check_known(files, cache), check_known(files, cache)
    assert first == second == check_paths(files) != []


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    changed(tmp_path, "    weight: 15", "    wieght: 15")
    files, cache = content_paths([tmp_path]), tmp_path / "cache"
    check_known(files, cache)
    alone(tmp_path / "d01.yaml", D01)
    assert [one.code for one in check_known(files, cache)] == ["AM340"]


def test_a_changed_samples_file_is_read_again(tmp_path: Path) -> None:
    alone(tmp_path / "d01.yaml", D01)
    files, cache = content_paths([tmp_path]), tmp_path / "cache"
    check_known(files, cache)
    rows = "answers:\n" + "".join(
        f"  - {{id: {kind}, kind: {kind}, expect: '50', text: a b}}\n" for kind in ("best", "weak")
    )
    (tmp_path / "d01.samples.yaml").write_text(rows, encoding="utf-8")
    assert [one.code for one in check_known(files, cache) if one.code != "AM362"] == ["AM341"]


def test_a_spoilt_memory_is_forgotten(tmp_path: Path) -> None:
    alone(tmp_path / "d01.yaml", D01)
    files, cache = content_paths([tmp_path]), tmp_path / "cache"
    check_known(files, cache)
    (cache / "checks.json").write_text("{", encoding="utf-8")
    assert [one.code for one in check_known(files, cache)] == ["AM340"]


def test_two_files_with_one_id_are_found_from_memory_too(tmp_path: Path) -> None:
    for name in ("a", "b"):
        alone(tmp_path / f"{name}.yaml", D01)
    files, cache = content_paths([tmp_path]), tmp_path / "cache"
    assert [one.code for one in check_known(files, cache)] == [one.code for one in check_known(files, cache)]
    assert "AM201" in {one.code for one in check_known(files, cache)}


def test_a_rubric_without_a_day_is_no_crash(tmp_path: Path) -> None:
    starter = ROOT / "src/amtrainer/authoring/starters/rubric.yaml"
    rows = [row for row in starter.read_text(encoding="utf-8").splitlines() if not row.startswith("today:")]
    (tmp_path / "mine.yaml").write_text("\n".join(rows), encoding="utf-8")
    assert {problem.code for problem in check_file(tmp_path / "mine.yaml")} == {"AM340"}
