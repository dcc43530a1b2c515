"""Mistakes that authors make are found: each by its code, at its line and column, with words that say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.content.check import check_file, check_paths, content_paths
from amtrainer.content.codes import CODES
from amtrainer.content.library import SAMPLES
from amtrainer.content.mending import mend
from amtrainer.errors import Problem

ROOT = Path(__file__).resolve().parents[2]
STARTERS = ROOT / "src" / "amtrainer" / "authoring" / "starters"
D01 = ROOT / "scenarios" / "objections" / "d01-eight-points-or-a-tender.yaml"
MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text(encoding="utf-8"))
DOCS = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")


def put(name: str, folder: Path, old: str = "", new: str = "") -> Path:
    """A starter (or d01) with its samples in a folder, with one change; gives the file that was named."""
    base = name.removesuffix(".samples")
    source = D01 if base == "d01" else STARTERS / f"{base}.yaml"
    for end in (".yaml", SAMPLES):
        text = source.with_name(source.name.removesuffix(".yaml") + end).read_text(encoding="utf-8")
        if old and (end == SAMPLES) == name.endswith(".samples"):
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
        (folder / f"{base}{end}").write_text(text, encoding="utf-8")
    return folder / f"{name}.yaml"


def found_in(folder: Path, name: str) -> list[Problem]:
    return check_file(folder / f"{name.removesuffix('.samples')}.yaml")


def labels() -> Iterator[Any]:
    for number, mistake in enumerate(MISTAKES, 1):
        yield pytest.param(mistake, id=f"{number}-{mistake['code']}")


def test_there_are_forty_mistakes_and_more() -> None:
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("mistake", labels())
def test_a_mistake_is_found_at_its_line_and_column(mistake: dict[str, str], tmp_path: Path) -> None:
    put(mistake["file"], tmp_path, mistake["old"], mistake["new"])
    found = [one for one in found_in(tmp_path, mistake["file"]) if one.code == mistake["code"]]
    where = tmp_path / f"{mistake.get('found_in', mistake['file'])}.yaml"
    text = where.read_text(encoding="utf-8")
    start = max(0, text.find(mistake["new"])) if mistake["new"] and "found_in" not in mistake else 0
    at = text.find(mistake["at"], start)
    at = text.index(mistake["at"]) if at < 0 else at
    wanted = (str(where), text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    assert wanted in [(one.file, one.line, one.column) for one in found]


@pytest.mark.parametrize("mistake", labels())
def test_a_mistake_is_explained(mistake: dict[str, str], tmp_path: Path) -> None:
    put(mistake["file"], tmp_path, mistake["old"], mistake["new"])
    found = [str(one) for one in found_in(tmp_path, mistake["file"]) if one.code == mistake["code"]]
    assert any(mistake["says"] in text for text in found)


@pytest.mark.parametrize("name", ["objection", "bad-news", "triage", "d01"])
def test_without_a_mistake_nothing_is_found(name: str, tmp_path: Path) -> None:
    put(name, tmp_path)
    assert found_in(tmp_path, name) == []


def test_every_code_in_the_source_has_a_line_and_every_line_a_code() -> None:
    used = {
        code
        for file in (ROOT / "src").rglob("*.py")
        if file.name != "codes.py"
        for code in re.findall(r'"(AM\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


def test_every_code_has_a_page() -> None:
    assert re.findall(r"^## (AM\d+)$", DOCS, re.MULTILINE) == list(CODES)


def examples() -> Iterator[Any]:
    for page in re.split(r"^## ", DOCS, flags=re.MULTILINE)[1:]:
        if found := re.search(
            r"<!-- (.+)\.yaml -->\n\nBefore:\n\n```yaml\n(.*?)\n```\n\nAfter:\n\n```yaml\n(.*?)\n```", page, re.DOTALL
        ):
            yield pytest.param(page[:5], *found.groups(), id=page[:5])


def test_nearly_every_page_has_an_example_that_is_run() -> None:
    without = [page[:5] for page in re.split(r"^## ", DOCS, flags=re.MULTILINE)[1:] if "```yaml" not in page]
    assert without == ["AM101", "AM102", "AM103", "AM104", "AM109", "AM113", "AM120", "AM343"]


@pytest.mark.parametrize(("code", "name", "before", "after"), examples())
def test_the_example_of_a_page_is_true(code: str, name: str, before: str, after: str, tmp_path: Path) -> None:
    put(name, tmp_path, after, before)
    assert code in {one.code for one in found_in(tmp_path, name)}


@pytest.mark.parametrize(("code", "name", "before", "after"), examples())
def test_what_a_page_advises_helps(code: str, name: str, before: str, after: str, tmp_path: Path) -> None:
    file = put(name, tmp_path, after, before)
    file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    assert found_in(tmp_path, name) == []


NOT_SAFE = ("AM122", "AM206")  # a kind or a model answer is the author's to choose
MENDED = [
    one for one in MISTAKES if one["code"] == "AM105" or ("Did you mean" in one["says"] and one["code"] not in NOT_SAFE)
]


@pytest.mark.parametrize("mistake", MENDED, ids=lambda one: f"{one['code']}-{one['new'][:20]}".replace("\u200e", ""))
def test_what_is_misspelt_is_mended_to_what_was_meant(mistake: dict[str, str], tmp_path: Path) -> None:
    put(mistake["file"], tmp_path, mistake["old"], mistake["new"])
    mend(found_in(tmp_path, mistake["file"]))
    assert mistake["code"] not in {one.code for one in found_in(tmp_path, mistake["file"])}


def test_what_is_not_safe_is_left_alone(tmp_path: Path) -> None:
    file = put("objection", tmp_path, "    weight: 40", "    weight: 45")
    before = file.read_bytes()
    assert (mend(check_file(file)), file.read_bytes()) == ([], before)


def test_a_name_that_is_like_no_other_is_not_guessed(tmp_path: Path) -> None:
    file = put("objection", tmp_path, "model: best-talk", "model: wonderful")
    before = file.read_bytes()
    assert (mend(check_file(file)), file.read_bytes()) == ([], before)


def test_a_link_to_a_file_is_not_followed_to_mend_it(tmp_path: Path) -> None:
    file = put("objection", tmp_path, "minutes: 6", "minuts: 6")
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert mend(check_file(link)) == []


def test_the_starters_need_no_advice() -> None:
    assert check_paths(content_paths([STARTERS])) == []
