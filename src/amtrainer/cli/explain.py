"""`explain`: one answer taken apart."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.output import write_json, write_lines
from amtrainer.errors import AmtrainerError

if TYPE_CHECKING:
    from amtrainer.authoring.tracing import Rung, Trace


@click.command("explain")
@click.argument("id")
@click.option("--text", help="The answer; - or left out: read from stdin.")
@click.option(
    "--answers",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A file as score reads it, for talks of several turns, inboxes, records and checks.",
)
@click.option("--pick", help="Which answer of that file, by its id; left out: the first.")
@click.option("--question", help="Interview: which question it answers, for example q2.")
@click.option("--mode", type=click.Choice(["practice", "exam"]), default="practice", show_default=True)
@click.option(
    "--all", "everything", is_flag=True, help="Also every indicator: what it found, nearly found, and why not."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def explain_command(
    id: str,
    text: str | None,
    file: Path | None,
    pick: str | None,
    question: str | None,
    mode: str,
    everything: bool,
    as_json: bool,
) -> int:
    """Why an answer has its marks: for each criterion the words, the level, what is missing, and the smallest change.

    Every change that is shown was tried: applied, and marked again.
    """
    from amtrainer.authoring.tracing import trace

    if text is not None and file is not None:
        raise AmtrainerError("A text and a file at once.", "Give --text or --answers.")
    item = (
        {"id": "answer", "text": sys.stdin.read() if text in (None, "-") else text}
        if file is None
        else _picked(file, pick)
    )
    found = trace(id, {**item, "beat": question} if question else item, mode)
    if as_json:
        write_json(found.to_json())
        return 0
    write_lines(_lines(found, everything) + (_indicators(found) if everything else []))
    return 0


def _picked(file: Path, pick: str | None) -> dict[str, Any]:
    """One answer of a file."""
    from amtrainer.cli.score import answers_in

    items = [item for item in answers_in(file) if isinstance(item, dict)]
    found = next((item for item in items if pick in (None, str(item.get("id")))), None)
    if found is None:
        known = ", ".join(str(item.get("id")) for item in items[:10])
        raise AmtrainerError(f"{file} has no answer {pick or ''}".rstrip() + ".", f"It has {known or 'none'}.")
    return found


def _lines(found: Trace, named: bool = False) -> list[str]:
    card = found.card
    total = "no total: too little could be judged" if card.total is None else f"{card.total} of 100"
    lines = [f"{card.scenario}  {total}  ({card.scorer})"]
    lines += [f"! {gate.id} caps at {gate.cap}: {_quoted(gate.quote)}{gate.why}" for gate in card.gates]
    lines += [f"~ {flag.id}: {_quoted(flag.quote)}{flag.effect}" for flag in card.flags]
    for criterion in card.criteria:
        why = found.why[criterion.id]
        level = "not judged" if criterion.level is None else f"level {criterion.level}"
        unsure = _doubt(criterion.level is None) if criterion.unsure else ""
        lines += ["", f"{criterion.ref:<7} {found.titles[criterion.id]}  {level}, weight {criterion.weight}{unsure}"]
        lines.append(f"  {why.why}")
        below = True
        for rung in found.rungs[criterion.id]:
            lines += _rung(rung, below, named)
            below = below and rung.holds
        if why.change is not None:
            lines.append(f"  smallest change: {why.change.told} ({why.change.lifts})")
        elif why.no_change:
            lines.append(f"  {why.no_change}")
    lines += ["", "The marks see words, not tone, timing or truth: whether a story happened, no text can show."]
    return lines


def _rung(rung: Rung, below: bool, named: bool) -> list[str]:
    """A rung and what it lacks; `below`: all lower ones hold; with `named`, also the indicators' ids."""
    if rung.holds and not below:
        return [
            f"  · {rung.level} {rung.says}",
            "      nothing of its own is missing; it counts once the levels below it do",
        ]
    sign = "✓" if rung.holds else "·"
    ids = [f"  ({name})" if named else "" for name in rung.names]
    needs = [f"      {need}{id}" for need, id in zip(rung.needs, ids, strict=True)]
    return [f"  {sign} {rung.level} {rung.says}", *needs]


def _doubt(unjudged: bool) -> str:
    if unjudged:
        return "  unsure: the words lie near a cut, and an exam judges only what is clear"
    return "  unsure: near a cut, the lower level was taken"


def _indicators(found: Trace) -> list[str]:
    lines = ["", "Indicators"]
    for seen in found.indicators:
        lines.append(f"{seen.indicator} ({seen.look_for}) {seen.says}")
        lines += [f"    {strength:<8}“{_short(words)}” {note}" for strength, words, note in seen.found]
        lines += [f"    nearly  “{_short(words)}” {note}" for words, note in seen.near]
        lines += [f"    against “{_short(words)}” {note}" for words, note in seen.against]
    return lines


def _quoted(text: str) -> str:
    return f"“{_short(text)}” " if text.strip() else ""


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 20 else " ".join(words[:19]) + " …"
