"""Findings in the forms that people and build servers read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from amtrainer.errors import Problem
from amtrainer.text import one_line


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


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": _text, "json": _json, "github": _github}
