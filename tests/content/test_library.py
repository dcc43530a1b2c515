"""Claims about finding exercises: roots, names, and a list that costs little."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from amtrainer.content.library import Library, Root, default_roots
from amtrainer.errors import AmtrainerError

ROOT = Path(__file__).resolve().parents[2]
HEAD = "kind: dialogue\ntitle: T\nsummary: s\ncompetencies: [discovery]\ndifficulty: 1\nminutes: 5\n"


def root(folder: Path, *ids: str) -> Root:
    (folder / "family").mkdir(parents=True, exist_ok=True)
    for id in ids:
        (folder / "family" / f"{id}.yaml").write_text(f"id: {id}\n{HEAD}", encoding="utf-8")
    return Root(folder)


def test_the_three_flagships_ship() -> None:
    assert {"d01", "d03", "t01"} <= {head.number for head in Library().heads()}


def test_a_number_means_the_bundled_exercise() -> None:
    assert Library().find("d01").id == "d01-eight-points-or-a-tender"


def test_a_unique_beginning_is_enough() -> None:
    assert Library().find("d03-five").number == "d03"


def test_several_meanings_are_listed(tmp_path: Path) -> None:
    library = Library([root(tmp_path, "x01-a", "x01-b")])
    with pytest.raises(AmtrainerError, match="x01-a, x01-b"):
        library.find("x01")


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(AmtrainerError) as caught:
        Library().find("d01-eight-pionts")
    assert "d01-eight-points-or-a-tender" in caught.value.hint


def test_the_nearest_root_wins_for_an_id(tmp_path: Path) -> None:
    near, far = root(tmp_path / "near", "x-a"), root(tmp_path / "far", "x-a", "x-b")
    assert [(head.id, head.family) for head in Library([near, far]).heads()] == [("x-a", "family"), ("x-b", "family")]


def test_a_broken_file_is_named_and_the_others_are_listed(tmp_path: Path) -> None:
    here = root(tmp_path, "x-a")
    (tmp_path / "family" / "bad.yaml").write_text("a: [", encoding="utf-8")
    library = Library([here])
    assert [head.id for head in library.heads()] == ["x-a"] and library.problems()[0].file.endswith("bad.yaml")


def test_content_folders_from_the_environment_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root(tmp_path / "scenarios", "x-a")
    monkeypatch.setenv("AMTRAINER_CONTENT", str(tmp_path))
    assert default_roots()[0].path == tmp_path / "scenarios"


def test_the_folder_one_stands_in_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root(tmp_path / "scenarios", "x-a")
    monkeypatch.chdir(tmp_path)
    assert "x-a" in {head.id for head in Library().heads()}


def test_the_canonical_text_is_the_same_every_time() -> None:
    id = "d01-eight-points-or-a-tender"
    assert (
        Library().text(id)
        == Library().text(id)
        == json.dumps(json.loads(Library().text(id)), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    )


def test_a_warm_list_of_a_thousand_needs_neither_models_nor_a_parser(tmp_path: Path) -> None:
    root(tmp_path / "content" / "scenarios", *(f"x{n:04}" for n in range(1000)))
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom amtrainer.content.library import Library, Root\nbegan = time.process_time()\n"
        f"library = Library([Root(Path({str(tmp_path / 'content' / 'scenarios')!r}))], Path({str(tmp_path / 'cache')!r}))\n"
        "print(len(library.heads()), [m for m in ('pydantic', 'yaml') if m in sys.modules], time.process_time() - began)\n"
    )
    run = lambda: subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout  # noqa: E731
    run()
    assert run().startswith("1000 [] ")
