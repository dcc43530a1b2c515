"""Claims about reports: self-contained, safe, faithful, readable without colour."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.errors import AmtrainerError
from amtrainer.practice import open_practice
from amtrainer.progress.build import result_hash
from amtrainer.progress.debrief import LineView, MarkView
from amtrainer.reports import faithful, html, markdown, table
from amtrainer.reports.report import Report, stretches
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.simulation.session import event_from_json

NASTY = '=HYPERLINK("http://x") <script>alert(1)</script> {{7*7}} **bold** [a](b)'
VOID = {"meta", "br", "line", "circle", "polygon", "polyline"}


class Page(HTMLParser):
    """Reads a page, and notes what does not fit."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(report: Report) -> Page:
    page = Page()
    page.feed(html.render(report))
    return page


def test_every_tag_is_closed_and_every_id_stands_once(page: Page) -> None:
    assert page.faults == [] and page.open == [] and len(page.ids) == len(set(page.ids))


def test_the_page_has_no_script_and_loads_nothing(page: Page) -> None:
    loading = {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not {tag for tag, _ in page.tags} & loading
    names = {name for _, attributes in page.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "href", "style", "action")}


def test_the_policy_allows_our_own_style_and_nothing_else(report: Report) -> None:
    text = html.render(report)
    css = re.search(r"<style>(.*?)</style>", text, re.S)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert css is not None and policy is not None
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    assert "default-src 'none'" in policy[1].replace("&#39;", "'") and digest in policy[1].replace("&#43;", "+")


def test_words_stay_words(page: Page) -> None:
    assert "<script>alert(1)</script>" in page.text and "{{7*7}}" in page.text and "\u202e" not in page.text


def test_a_reader_without_eyes_gets_language_headings_and_tables_with_heads(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"] == {"lang": "en"} and tags.count("h1") == 1 and tags.count("main") == 1
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert heads and all(head.get("scope") in ("col", "row") for head in heads)


def test_no_heading_skips_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_drawing_has_a_title_and_its_figures_in_words(page: Page) -> None:
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(drawings) == 2 and all(one["role"] == "img" and one["aria-labelledby"] for one in drawings)
    assert "Restates her demand: level" in page.text and "trust: 5" in page.text


def test_the_curves_differ_without_colour(page: Page) -> None:
    dashes = [attributes.get("stroke-dasharray") for tag, attributes in page.tags if tag == "polyline"]
    assert len(dashes) == len(set(dashes)) == 3


def test_the_page_has_a_dark_a_light_and_a_printed_look(report: Report) -> None:
    text = html.render(report)
    assert "prefers-color-scheme: dark" in text and "@media print" in text and "@page" in text


def contrast(one: str, other: str) -> float:
    def light(short: str) -> float:
        colour = short if len(short) == 7 else "#" + "".join(digit * 2 for digit in short[1:])
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_text_colour_stands_out_from_its_page(report: Report) -> None:
    css = re.search(r"<style>(.*?)</style>", html.render(report), re.S)
    assert css is not None
    looks = [dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block)) for block in re.findall(r":root \{[^}]*\}", css[1])]
    assert len(looks) == 3
    for look in looks:
        assert min(contrast(look[name], look["page"]) for name in ("ink", "muted", "accent", "miss")) >= 4.5
        assert contrast(look["hair"], look["page"]) >= 3  # lines and drawings


CELLS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1")


@pytest.mark.parametrize("cell", CELLS)
def test_no_cell_begins_a_formula(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(table.table(["a"], [[cell]]), newline="")))
    assert rows[1][0] == f"'{cell}"


def test_numbers_stay_numbers() -> None:
    assert table.table(["a"], [[-3], [2.5]]).splitlines() == ["a", "-3", "2.5"]


def test_the_table_has_a_row_for_each_criterion(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(table.render(report), newline="")))
    assert [row["criterion"] for row in rows] == [one.id for one in report.debrief.criteria]


def test_json_holds_every_word_as_it_was_typed(report: Report) -> None:
    body = json.loads(faithful.render(report))
    said = [event["text"] for event in body["events"] if event["type"] == "answered"]
    assert body["schema_version"] == 1 and len(said) == 2 and said[1].startswith(NASTY[:60])


def test_json_folds_back_to_the_same_result(report: Report) -> None:
    body = json.loads(faithful.render(report))
    events = [event_from_json({k: v for k, v in event.items() if k != "at"}) for event in body["events"]]
    assert result_hash(events, [Scorecard.from_json(body["card"])]) == report.debrief.result_hash


def test_markdown_has_no_markup_of_the_trainee(report: Report) -> None:
    text = markdown.render(report)
    assert "<script>" not in text and "**bold**" not in text and "[a](b)" not in text and "\\*\\*bold\\*\\*" in text


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=6))
def test_a_marked_line_is_the_line(text: str, spans: list[tuple[int, int]]) -> None:
    marks = tuple(
        MarkView(start, min(start + size, len(text)), n + 1, "✓")
        for n, (start, size) in enumerate(spans)
        if start < len(text)
    )
    parts = stretches(LineView("You", text, True, 0, None, marks))
    assert "".join(part.text for part in parts) == text
    assert sum(len(part.labels) for part in parts) == len(marks)


def test_a_pdf_without_its_extra_says_what_to_install(
    home: tuple[Path, str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMTRAINER_HOME", str(home[0]))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with open_practice() as practice, pytest.raises(AmtrainerError, match="weasyprint") as caught:
        practice.reporting.write(home[1], "pdf", tmp_path / "r.pdf")
    assert "pip install 'amtrainer[pdf]'" in str(caught.value.hint) and not (tmp_path / "r.pdf").exists()


def test_a_pdf_is_written_whole(
    home: tuple[Path, str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("weasyprint", reason="opt-in, needs amtrainer[pdf]", exc_type=(ImportError, OSError))
    monkeypatch.setenv("AMTRAINER_HOME", str(home[0]))
    with open_practice() as practice:
        practice.reporting.write(home[1], "pdf", tmp_path / "r.pdf")
    data = (tmp_path / "r.pdf").read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") and len(data) > 10_000
