"""The house rules that no linter knows: budgets of size, and who may know whom at run time."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "amtrainer").rglob("*.py"))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _nodes(kind: type[ast.AST]) -> Iterator[tuple[Path, ast.AST, int]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                yield path, node, node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]


FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_has_more_than_400_lines() -> None:
    assert [f"{path.name} {_lines(path)}" for path in SOURCES if _lines(path) > 400] == []


def test_the_median_file_has_at_most_120_lines() -> None:
    assert statistics.median(_lines(path) for path in SOURCES if _lines(path) > 1) <= 120


def test_no_function_has_more_than_50_lines() -> None:
    long = [f"{path.name}:{node.name} {size}" for path, node, size in _nodes(FUNCTIONS) if size > 50]  # type: ignore[attr-defined, arg-type]
    assert long == []


def test_the_median_function_has_at_most_10_lines() -> None:
    assert statistics.median(size for _, _, size in _nodes(FUNCTIONS)) <= 10  # type: ignore[arg-type]


# Screens that still hold more than they should; nothing may join them.
LONG_SCREENS = {"ConversationScreen", "DebriefScreen", "InboxScreen"}


def test_no_class_has_more_than_200_lines_but_three_screens() -> None:
    long = {node.name for _, node, size in _nodes(ast.ClassDef) if size > 200}  # type: ignore[attr-defined]
    assert long <= LONG_SCREENS


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.read_text(encoding="utf-8").strip()
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


@pytest.mark.parametrize("word", ["Manager", "Helper", "Utils", "Handler", "Service"])
def test_no_class_is_named_after_nothing(word: str) -> None:
    assert [node.name for _, node, _ in _nodes(ast.ClassDef) if word in node.name] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("amtrainer.scoring.score", ["textual", "yaml", "sqlalchemy", "sqlite3"]),
        ("amtrainer.simulation.kinds", ["textual", "yaml", "sqlalchemy", "sqlite3"]),
        ("amtrainer.practice", ["textual", "pydantic", "yaml", "sqlalchemy", "numpy"]),
        ("amtrainer.cli", ["textual", "pydantic", "yaml", "sqlalchemy", "numpy", "click"]),
        ("amtrainer.plain.home", ["textual", "rich"]),
    ],
)
def test_importing_a_room_does_not_pull_in_what_it_must_not_know(module: str, forbidden: list[str]) -> None:
    code = f"import sys, {module}; print([m for m in {forbidden!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_no_committed_line_names_a_path_of_a_builder_or_a_download_host() -> None:
    # spelled in pieces, so that this file does not name them either
    patterns = "|".join(["/" + "root/", "python" + "hosted", "registry.npm" + "js", "/wo" + "rk/"])
    found = subprocess.run(
        ["git", "grep", "-nIE", patterns, "--", ".", ":!LICENSE"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode == 128:
        pytest.skip("not a git checkout")
    assert found.stdout == ""
