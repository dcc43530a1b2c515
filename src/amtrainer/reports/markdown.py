"""A report as Markdown. What somebody typed cannot become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amtrainer.progress.debrief import CriterionView, Debrief
from amtrainer.reports.report import Report, stretches
from amtrainer.text import clean

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~&])")


def render(report: Report) -> str:
    """The whole document."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    d = report.debrief
    total = "no total" if d.card.total is None else f"**{d.card.total}** of 100"
    yield f"# {text(d.title)}"
    yield ""
    yield f"{text(d.when)}, attempt {d.attempt}, {text(d.mode)}: {total}"
    yield ""
    for gate in d.gates:
        yield f"- **{text(gate.title)}** caps {d.capped} at {gate.cap}: “{text(gate.quote)}” {text(gate.sentence)}"
    if not d.gates:
        yield text(d.no_gate)
    for told in filter(None, (d.left_out, d.unexplained)):
        yield from ("", text(told))
    yield from (f"- {text(what)}: {text(effect)}" for what, effect in d.flags)
    yield from _takeaway(d)
    yield from ("", "## Criteria", "", "| No. | Seen | Level | Points |", "|---:|---|---:|---:|")
    for one in d.criteria:
        level = "not judged" if one.level is None else str(one.level)
        yield f"| {one.number} | {text(one.title)} | {level} | {one.worth} |"
    for one in d.criteria:
        yield from _criterion(one)
    yield from ("", "## The text, with its marks")
    for line in d.lines:
        marked = "".join(
            f"**{text(part.text)}**({', '.join(map(text, part.labels))})" if part.marked else text(part.text)
            for part in stretches(line)
        )
        yield ""
        yield f"{text(line.name)}: {marked}"
    yield from _rest(d)
    yield ""
    yield f"{text(d.blind_spot)} Session {d.session}, result {d.result_hash[:12]}."


def _takeaway(d: Debrief) -> Iterator[str]:
    taken = d.takeaway
    rows = (("Strength", taken.strength), ("Gap", taken.gap), ("A better line", taken.better), ("Now", taken.now))
    if any(words for _, words in rows):
        yield from ("", "## To take away", "")
    for name, words in rows:
        if words:
            yield f"- {name}: {text(words)}"


def _criterion(one: CriterionView) -> Iterator[str]:
    yield from ("", f"### {one.number}. {text(one.title)}", "")
    for quote in one.quotes:
        if quote:
            yield f"> “{text(quote)}”"
    if one.why:
        yield from ("", text(one.why))
    if one.doubt:
        yield from ("", text(one.doubt))
    if one.learn:
        yield from ("", text(one.learn))
    elif one.why_not:
        yield from ("", f"Why not {one.why_not.level}: {text(one.short_of)}")
    if one.learn:
        return
    if one.change:
        old, new = text(one.change.old.strip()), text(one.change.new.strip())
        told = f"~~{old}~~ → " * bool(old) + f"“{new}”" if new else f"take out ~~{old}~~"
        yield from (
            "",
            f"Smallest change: {told if old else 'add ' + told}{text(one.change.where)}, {text(one.change.lifts)}",
        )
    elif one.no_change:
        yield from ("", text(one.no_change))


def _rest(d: Debrief) -> Iterator[str]:
    if d.voice:
        yield from ("", "## What the client thought", "")
    for view in d.voice:
        head = view.speaker if d.kind == "triage" else f"Turn {view.turn + 1}"
        yield f"- {text(head)}: {text(view.thought)}"
    if d.promises:
        yield from ("", "## Promises", "")
    for one in d.promises:
        clashes = "".join(f"; clash: {text(clash)}" for clash in one.clashes)
        yield f"- {text(one.who)}, {text(one.when)}: “{text(one.what)}”{clashes}"
    for rating in d.ratings:
        yield from ("", f"## Second opinion of {text(rating.author)}", "")
        for id, level in rating.levels:
            yield f"- {text(id)}: {'not judged' if level is None else level}"
    if d.notes:
        yield from ("", "## Your notes", "")
    for note in d.notes:
        yield f"- {text(note.when)}: {text(note.text)}"


def text(words: object) -> str:
    """Words that stay words: every sign that Markdown knows is escaped, line ends become blanks."""
    return _SPECIAL.sub(r"\\\1", " ".join(clean(str(words)).split("\n")))
