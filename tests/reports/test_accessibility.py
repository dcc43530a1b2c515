"""Opt-in: what axe has against the HTML report, in a real browser.

pip install playwright axe-playwright-python; CHROMIUM=path/to/chromium pytest -m web (or: playwright install chromium)
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amtrainer.reports import html
from amtrainer.reports.report import Report

pytestmark = pytest.mark.web


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with playwright.sync_playwright() as tool:
        try:
            opened = tool.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no browser: {str(error).splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page_file(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(html.render(report), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [1200, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_the_report(browser: Any, page_file: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(page_file.as_uri())
    found = Axe().run(page).response
    assert [(one["id"], node["target"], node["html"]) for one in found["violations"] for node in one["nodes"]] == []
    assert len(found["passes"]) > 20
    page.close()


def test_the_browser_loads_nothing_and_complains_of_nothing(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(page_file.as_uri())
    assert asked == [page_file.as_uri()] and said == []
    page.close()
