"""An interview day and a candidate's receipt as HTML, Markdown and CSV. One file each, no script, nothing fetched."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light dark; --ink: #26282b; --page: #fbf9f4; --muted: #605f59; --line: #868173; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e3dc; --page: #15171a; --muted: #a3a29b; --line: #6f757e; } }
body { font: 16px/1.5 Georgia, serif; color: var(--ink); background: var(--page); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--muted); font-weight: normal; } td.n { text-align: right; } .muted { color: var(--muted); }
@media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""
_DAY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{{ csp|safe }}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ d.day }}</title><style>{{ style|safe }}</style></head><body>
<main><h1>{{ d.day }}</h1><p>{{ d.purpose }}</p>
<p class="muted">Kit {{ d.kit.digest[:12] }}. Scorer {{ d.scorer.used }}. Raters: {{ d.raters_present|join(", ") }}. Record: {{ d.head.entries }} entries, head {{ d.head.chain[:16] }}.</p>
<h2>Totals</h2><table><thead><tr><th scope="col">Candidate</th><th scope="col">Total</th><th scope="col">80% sure of</th></tr></thead><tbody>
{% for one in d.totals %}<tr><td>{{ one.candidate }}</td>{% if one.total is none %}<td colspan="2">too little judged</td>{% else %}<td>{{ one.total|round|int }}</td><td>{{ one.low|round|int }} to {{ one.high|round|int }}</td>{% endif %}</tr>
{% endfor %}</tbody></table>
<p>{% if d.order_rests_on %}The order changes if the weight of {{ d.order_rests_on|map(attribute="criterion")|unique|join(", ") }} is taken 0.5 or 2 times.{% else %}The order is the same for every weight taken 0.5 to 2 times.{% endif %}</p>
<h2>Levels</h2><table><thead><tr><th scope="col">Candidate</th><th scope="col">Criterion</th>{% for rater in d.kit.raters %}<th scope="col">{{ rater }}</th>{% endfor %}<th scope="col">machine</th><th scope="col">agreed</th></tr></thead><tbody>
{% for cell in d.grid %}<tr><td>{{ cell.candidate }}</td><td>{{ cell.criterion }}</td>{% for rater in d.kit.raters %}<td>{{ mark(cell.levels.get(rater)) }}</td>{% endfor %}<td class="muted">{{ mark(cell.machine) }}</td><td>{% if cell.agreed %}{{ mark(cell.agreed.level) }} <span class="muted">{{ cell.agreed.reason }}</span>{% endif %}{% if cell.spread > 1 %} differs by {{ cell.spread }}{% endif %}</td></tr>
{% endfor %}</tbody></table>
<h2>Agreement of the raters</h2><p>{{ agreement }}</p>
<h2>Answers of people</h2><table><thead><tr><th scope="col">Rater</th><th scope="col">Candidate</th><th scope="col">When</th><th scope="col">Answer</th></tr></thead><tbody>
{% for one in d.answers_alone %}<tr><td>{{ one.rater }}</td><td>{{ one.candidate }}</td><td class="muted">alone</td><td>{{ one.answer }}</td></tr>{% endfor %}
{% for one in d.answers %}<tr><td>{{ one.rater }}</td><td>{{ one.candidate }}</td><td class="muted">after the talk</td><td>{{ one.answer }}</td></tr>{% endfor %}</tbody></table>
<h2>Who did what when</h2><table><thead><tr><th scope="col">No.</th><th scope="col">Time (UTC)</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">About</th></tr></thead><tbody>
{% for one in d.log %}<tr><td class="n">{{ one.number }}</td><td>{{ one.at }}</td><td>{{ one.who }}</td><td>{{ one.what }}</td><td>{{ one.about }}</td></tr>
{% endfor %}</tbody></table></main></body></html>
"""
_RECEIPT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{{ csp|safe }}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Receipt {{ r.candidate }}</title><style>{{ style|safe }}</style></head><body>
<main><h1>Receipt for {{ r.candidate }}</h1><p>{{ r.day }}. {{ r.purpose }}</p>
<p class="muted">Kit {{ r.kit[:12] }}. Exercises: {% for task in r.tasks %}{{ task.exercise }}{% if task.questions %}, {{ task.questions|join(", ") }}{% endif %} ({{ task.minutes }} min){% if not loop.last %}, {% endif %}{% endfor %}. Kept for {{ r.kept_until_days }} days. {{ "Final." if r.final else "Not final." }}</p>
{% for one in r.criteria %}<h2>{{ one.criterion }}</h2><p>Level {{ mark(one.level) }}: {{ one.looks_like }}</p>
{% if one.words %}<p>Your words: {% for words in one.words %}“{{ words }}”{% if not loop.last %}, {% endif %}{% endfor %}</p>{% endif %}
{% if one.would_have_helped %}<p class="muted">What would have helped: {{ one.would_have_helped }}</p>{% endif %}
{% endfor %}<h2>If you disagree</h2><p>{{ r.how_to_dispute }}</p></main></body></html>
"""


def day_html(day: Mapping[str, Any]) -> str:
    """The file for human resources as one HTML page."""
    return _rendered(_DAY, d=day, agreement=agreement_line(day["agreement"]))


def receipt_html(receipt: Mapping[str, Any]) -> str:
    """A candidate's receipt as one HTML page."""
    return _rendered(_RECEIPT, r=receipt)


def day_markdown(day: Mapping[str, Any]) -> str:
    """The same as Markdown."""
    raters = day["kit"]["raters"]
    head = ["Candidate", "Criterion", *raters, "machine", "agreed"]
    rows = [
        [
            cell["candidate"],
            cell["criterion"],
            *(mark(cell["levels"].get(rater)) for rater in raters),
            mark(cell["machine"]),
            mark(cell["agreed"]["level"]) + f" {cell['agreed']['reason']}" if cell["agreed"] else "",
        ]
        for cell in day["grid"]
    ]
    lines = [f"# {day['day']}", "", day["purpose"], "", f"Kit {day['kit']['digest'][:12]}.", ""]
    lines += [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows), "", agreement_line(day["agreement"])]
    return "\n".join(lines) + "\n"


def day_csv(day: Mapping[str, Any]) -> str:
    """The grid as CSV. A cell that a table program would take for a formula gets a quote in front."""
    raters = day["kit"]["raters"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["candidate", "criterion", *raters, "machine", "agreed", "reason"])
    for cell in day["grid"]:
        agreed = cell["agreed"] or {"level": "", "reason": ""}
        given = [mark(cell["levels"].get(rater)) for rater in raters]
        row = [cell["candidate"], cell["criterion"], *given, mark(cell["machine"]), agreed["level"], agreed["reason"]]
        writer.writerow([_harmless(str(value)) for value in row])
    return out.getvalue()


def agreement_line(agreement: Mapping[str, Any]) -> str:
    """One line on how far raters agree, and whether that says anything."""
    if not agreement["pairs"]:
        return "No pair of ratings to compare."
    kappa = agreement["kappa"]
    told = f"{agreement['pairs']} pairs, exact {agreement['exact']:.0%}, within one level {agreement['adjacent']:.0%}"
    if kappa["value"] is not None:
        told += f", weighted kappa {kappa['value']:.2f}"
        if kappa["low"] is not None:
            told += f" (95% {kappa['low']:.2f} to {kappa['high']:.2f})"
    if agreement["alpha"] is not None:
        told += f", Krippendorff's alpha {agreement['alpha']:.2f}"
    told = told.replace("-", "−").replace("'", "’")
    return told + ("." + _severity(agreement) if agreement["enough"] else ". Too few to say anything about raters.")


def agreement_told(agreement: Mapping[str, Any], raters: Sequence[str]) -> tuple[str, str]:
    """The same for a screen, without names of indexes: how often they agree, and the index with its range."""
    pairs = agreement["pairs"]
    if not pairs:
        return "No pair of ratings to compare.", ""
    who = " and ".join(raters) if len(raters) == 2 else "The raters"
    exact, near = round(agreement["exact"] * pairs), round(agreement["adjacent"] * pairs)
    told = f"{who} agree exactly on {exact} of {pairs}, within one on {near}."
    value, low, high = (agreement["kappa"][key] for key in ("value", "low", "high"))
    if value is None:
        return told, "too few to say"
    index = f"agreement index {value:.2f}" + ("" if low is None else f" ({low:.2f} to {high:.2f})")
    return told, index.replace("-", "−") + ("" if agreement["enough"] else ": too few to say")


def _severity(agreement: Mapping[str, Any]) -> str:
    """Who is mild and who is strict, in levels against the mean of the others."""
    rows = [f"{rater} {gap:+.1f}".replace("-", "−") for rater, gap in agreement["severity"].items()]
    return f" Against the other raters, in levels: {', '.join(rows)}." if rows else ""


def mark(level: float | None) -> str:
    """A level as it is shown; – where none was given."""
    if level is None:
        return "–"
    return str(int(level)) if float(level).is_integer() else f"{level:.1f}"


def _rendered(template: str, **values: object) -> str:
    from jinja2 import Environment

    page = Environment(autoescape=True).from_string(template)
    return page.render(csp=CSP, style=STYLE, mark=mark, **values)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and len(text) > 1 else text
