"""Findings in the forms that people and build servers read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final
from urllib.parse import quote

from amtrainer import __version__
from amtrainer.content.codes import CODES
from amtrainer.errors import Problem
from amtrainer.text import one_line

SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def render(problems: Sequence[Problem], form: str) -> str:
    """The findings as text that ends with a line end; empty if there are none and the form is for people."""
    return FORMATS[form](problems)


def _text(problems: Sequence[Problem]) -> str:
    return "".join(one_line(str(problem)) + "\n" for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    body = {"schema_version": 1, "problems": [asdict(problem) for problem in problems]}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _github(problems: Sequence[Problem]) -> str:
    return "".join(_github_line(problem) for problem in problems)


def _github_line(problem: Problem) -> str:
    text = one_line(f"{problem.message}. {problem.hint}".strip())
    body = text.replace("%", "%25")
    file = one_line(problem.file).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{problem.severity} file={file},line={problem.line},col={problem.column},title={problem.code}::{body}\n"


def _sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, as code scanners read it."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code]},
            "help": {"text": f"docs/codes.md shows {code} before and after."},
        }
        for code in sorted({problem.code for problem in problems})
    ]
    driver = {"name": "amtrainer", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem) for problem in problems],
    }
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _sarif_result(problem: Problem) -> dict[str, object]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    where = {"artifactLocation": {"uri": _uri(Path(problem.file))}, "region": region}
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": one_line(f"{problem.message}. {problem.hint}".strip())},
        "locations": [{"physicalLocation": where}],
    }


def _uri(file: Path) -> str:
    """Where a file lies, as scanners want it: what a URI may not hold is written with a percent sign."""
    return file.as_uri() if file.is_absolute() else quote(file.as_posix())


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
