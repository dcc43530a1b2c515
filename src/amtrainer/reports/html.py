"""A report as one HTML file: no script, nothing loaded from anywhere, dark and light, and good on paper."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from amtrainer.reports.figures import curves, radar
from amtrainer.reports.report import Report, stretches
from amtrainer.text import clean


def render(report: Report) -> str:
    """The whole page."""
    debrief = report.debrief
    css = _resource("report.css")
    return str(
        _template().render(
            d=debrief,
            css=Markup(css),
            policy=policy(css),
            radar=radar(debrief.criteria),
            curves=curves(debrief.mood),
            lines=[(line, stretches(line)) for line in debrief.lines],
            titles={one.id: one for one in debrief.criteria},
            day=f"{datetime.fromisoformat(debrief.when):%Y-%m-%d %H:%M}",
            minutes=f"{debrief.seconds // 60}:{debrief.seconds % 60:02}",
            report=report,
        )
    )


def policy(css: str) -> str:
    """What the page may load: nothing but its own style."""
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    environment.filters["dots"] = lambda level: "not judged" if level is None else "●" * level + "○" * (4 - level)
    environment.filters["signed"] = lambda change: "=" if not change else f"{change:+d}".replace("-", "−")
    return environment.from_string(_resource("report.html"))


@lru_cache(maxsize=4)
def _resource(name: str) -> str:
    return (files("amtrainer.reports") / "templates" / name).read_text(encoding="utf-8")
