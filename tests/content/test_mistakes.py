"""Mistakes that authors make are found: each by its code, at its line and column, with words that say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shlex import split
from typing import Any

import pytest
import yaml

from amtrainer.authoring.translating import extract
from amtrainer.cli.commands import run
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
    assert list(PAGES) == list(CODES)


PAGE = re.compile(
    r"<!-- (?P<name>[^,]+?)\.yaml(?:, (?P<how>[^>]+))? -->\n\nBefore:\n\n```yaml\n(?P<before>.*?)\n```\n\n"
    r"After:\n\n```yaml\n(?P<after>.*?)\n```",
    re.DOTALL,
)
SAID = re.compile(
    r"^Before:\n\n```console\n\$ amtrainer (.*)\n```\n\nAfter:\n\n```console\n\$ amtrainer (.*)\n```", re.M
)
PAGES = {page[:5]: page for page in re.split(r"^## ", DOCS, flags=re.MULTILINE)[1:]}


def examples() -> Iterator[Any]:
    for code, page in PAGES.items():
        if found := PAGE.search(page):
            yield pytest.param(code, *found.groups(), id=code)


def shown(name: str, how: str | None, before: str, after: str, folder: Path, *, mended: bool) -> Path:
    """The file of an example, before it is mended or after."""
    if name.startswith("i18n/"):
        return translated(folder, before, after if mended else before)
    if how is None:
        file = put(name, folder, after, before)
        if mended:  # where the starter had it in another place
            file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
        return file
    if how.startswith("before saved as Latin-1"):
        key = after.partition(":")[0]
        file = put(name, folder)
        text = re.sub(rf"^{key}:.*$", after, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        file.write_bytes(text.encode("utf-8" if mended else "latin-1"))
        return file
    if mended:
        return put(name, folder)
    if how == "before the whole file":
        file = put(name, folder)
        file.write_text(f"{before}\n", encoding="utf-8")
        return file
    times = re.fullmatch(r"the line before (\d+) times", how)
    assert times, how
    return put(name, folder, after, "\n".join([before] * int(times[1])))


def translated(folder: Path, old: str, new: str) -> Path:
    """The starter with a translation of every text but the one that the page shows."""
    file = put("objection", folder)
    made = extract(file, "da")
    text = re.sub(r"source: (.+)\n    text: ''", r"source: \1\n    text: x", made.read_text(encoding="utf-8"))
    best = "answers:\n- {id: best, kind: best, expect: '>= 85', text: Hej.}\n"
    text = text.replace("answers: []", best).replace(old.replace("text: ''", "text: x"), new)
    made.write_text(re.sub(r"text: ''(?!\n  summary)", "text: x", text), encoding="utf-8")
    return file


def test_every_page_has_an_example_that_is_run() -> None:
    assert [code for code, page in PAGES.items() if not PAGE.search(page) and not SAID.search(page)] == []


@pytest.mark.parametrize(("code", "name", "how", "before", "after"), examples())
def test_the_example_of_a_page_is_true(
    code: str, name: str, how: str | None, before: str, after: str, tmp_path: Path
) -> None:
    file = shown(name, how, before, after, tmp_path, mended=False)
    assert code in {one.code for one in check_file(file.with_name(file.name.replace(SAMPLES, ".yaml")))}


@pytest.mark.parametrize(("code", "name", "how", "before", "after"), examples())
def test_what_a_page_advises_helps(
    code: str, name: str, how: str | None, before: str, after: str, tmp_path: Path
) -> None:
    file = shown(name, how, before, after, tmp_path, mended=True)
    assert check_file(file.with_name(file.name.replace(SAMPLES, ".yaml"))) == []


def test_a_command_of_a_page_gives_its_code_before_and_nothing_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(put("objection", tmp_path).parent)
    for code, page in PAGES.items():
        if found := SAID.search(page):
            before, after = (run(split(command)) for command in found.groups())
            assert (before, after, code in capsys.readouterr().out) == (1, 0, True), code


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
