"""The graph of a scenario: what leads where, what nothing leads to, in three forms."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from amtrainer.authoring.drawing import as_svg
from amtrainer.authoring.graph import Graph, as_mermaid, as_text, graph, words_of
from amtrainer.authoring.opened import open_story
from amtrainer.authoring.targets import scenario_file
from amtrainer.cli.commands import run
from amtrainer.content.source import load

STARTERS = Path(__file__).parents[2] / "src" / "amtrainer" / "authoring" / "starters"


def drawn(file: Path) -> Graph:
    source, data = open_story(file)
    return graph(data, source)


def lost() -> Graph:
    """A talk whose second beat nothing leads to."""
    text = """
id: x
beats:
  - {id: one, client: "<b>Hello & \\"good\\" day</b>", otherwise: {to: three}}
  - {id: two, client: Never said}
  - {id: three, client: Bye, otherwise: {ends: true}}
"""
    source = load(text, "x.yaml")
    return graph(source.data, source)


def test_every_reaction_is_an_edge_with_its_condition_and_mood() -> None:
    rows = as_text(drawn(STARTERS / "objection.yaml"))
    assert "  → offer   asks-cause before offers   trust +2" in rows
    assert "  → end   otherwise" in rows


def test_a_beat_names_its_line() -> None:
    text = (STARTERS / "objection.yaml").read_text(encoding="utf-8").splitlines()
    one = drawn(STARTERS / "objection.yaml")
    assert [text[node.line - 1].strip() for node in one.nodes] == ["- id: opening", "- id: offer", "- id: close"]


def test_what_nothing_leads_to_is_marked_in_every_form() -> None:
    assert [node.id for node in lost().nodes if not node.reachable] == ["two"]
    assert any("two" in row and "nothing leads here" in row for row in as_text(lost()))
    assert "  class n1 lost" in as_mermaid(lost())
    assert "nothing leads here" in as_svg(lost())


@pytest.mark.parametrize("id", ["d01", "t01", "i01", "k01"])
def test_the_picture_is_well_formed_and_holds_every_beat(id: str) -> None:
    one = drawn(scenario_file(id))
    root = ET.fromstring(as_svg(one))
    texts = {element.text for element in root.iter() if element.tag.endswith("text")}
    assert {node.id for node in one.nodes} <= texts


def test_text_of_an_author_cannot_break_out_of_the_picture() -> None:
    root = ET.fromstring(as_svg(lost()))
    assert not [element for element in root.iter() if element.tag.endswith("}b")]


def test_text_of_an_author_cannot_break_out_of_mermaid() -> None:
    assert not any("<b>" in row or '"good"' in row for row in as_mermaid(lost()))


def test_a_condition_reads_as_words() -> None:
    when = {"all": ["a", {"b": "partial"}], "none": ["c"], "at_least": {"n": 2, "of": ["d", "e", "f"]}}
    assert words_of(when) == "a and b (partial), 2 of d, e, f, not c"


@pytest.mark.parametrize("form", ["text", "mermaid", "svg"])
def test_the_command_draws_a_shipped_exercise(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["graph", "d01", "--format", form]) == 0
    assert "opening" in capsys.readouterr().out
