"""Whatever becomes of a file, checking it gives findings and never a crash.

FUZZ_EXAMPLES=10000 makes it the long run whose result lies in bench/authoring/.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amtrainer.content.check import check_sources
from amtrainer.content.findings import FORMATS, render
from amtrainer.content.source import load
from amtrainer.errors import ContentError, Problem

ROOT = Path(__file__).resolve().parents[2]
STARTERS = ROOT / "src" / "amtrainer" / "authoring" / "starters"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "250"))
WORDS = [
    "", "null", "[]", "{}", "true", "-1", "0", "99999999999999999999", "1.5", "~", "no", "when", "all: []", "none: [x]",
    "- a", "{a: {b: [c]}}", '"', "'", ":", "- ", "\t", "#", "&x", "*x", "<<: x", "!!int", "\u200e", "\x00", "é", "👩‍👩‍👧", "---",
    "before: {a: a}", "at_least: {n: 9, of: [a]}", "mood: {}", "levels: {}", "beats: []", "criteria: []", "to: x", "id: x",
    "limit: []", "money: 1", "12:30", "2026-02-30", "  ", "\r\n", "[" * 40, "{" * 40,
]  # fmt: skip


@cache
def lines() -> list[list[str]]:
    files = [*sorted(STARTERS.glob("*.yaml")), ROOT / "scenarios/triage/t01-monday-08-40.yaml"]
    return [file.read_text(encoding="utf-8").split("\n") for file in files]


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """A real file with a few things wrong, and a samples file that may be wrong as well."""
    main = [*draw(st.sampled_from(lines()))]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(main) - 1))
        match draw(st.sampled_from(["drop", "twice", "word", "value", "indent", "cut", "swap", "chars"])):
            case "drop":
                del main[at : at + draw(st.integers(1, 12))]
                main = main or [""]
            case "twice":
                main[at:at] = main[at : at + draw(st.integers(1, 12))]
            case "word":
                where = draw(st.integers(0, len(main[at])))
                main[at] = main[at][:where] + draw(st.sampled_from(WORDS)) + main[at][where:]
            case "value":
                main[at] = main[at].partition(":")[0] + ": " + draw(st.sampled_from(WORDS))
            case "indent":
                main[at] = " " * draw(st.integers(0, 9)) + main[at].lstrip()
            case "cut":
                main[at] = main[at][: draw(st.integers(0, len(main[at])))]
            case "swap":
                other = draw(st.integers(0, len(main) - 1))
                main[at], main[other] = main[other], main[at]
            case _:
                main[at] += draw(st.text(max_size=5))
    beside = draw(
        st.sampled_from(["", "answers: []", "answers:\n  - {id: a, kind: ok, expect: '9'}", "answers: x", "[]"])
    )
    return "\n".join(main), beside


def findings(main: str, beside: str) -> list[Problem]:
    try:
        source = load(main, "file.yaml")
        samples = load(beside, "file.samples.yaml") if beside else None
        return list(check_sources(source, samples).problems)
    except ContentError as error:
        return list(error.problems)


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(spoilt())
def test_a_spoilt_file_gives_findings_and_no_crash(texts: tuple[str, str]) -> None:
    found = findings(*texts)
    assert all(one.line >= 1 and one.column >= 1 and one.code.startswith("AM") and one.message for one in found)
    for form in FORMATS:
        render(found, form)


@settings(max_examples=200, deadline=None, database=None)
@given(st.binary(max_size=300))
def test_bytes_give_findings_and_no_crash(raw: bytes) -> None:
    try:
        check_sources(load(raw, "file.yaml"), None)
    except ContentError as error:
        assert error.problems
