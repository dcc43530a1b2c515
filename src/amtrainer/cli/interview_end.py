"""`interview reveal`, `agree`, `answer`, `compare`, `report`, `dispute`, `settle`, `hold`, `erase`, `verify`, `close`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.interview_options import as_json, as_rater, day_option
from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.cli.start import has_screen
from amtrainer.errors import AmtrainerError
from amtrainer.text import counted

if TYPE_CHECKING:
    from amtrainer.interview.days import Day
    from amtrainer.interview.reveal import Revealed

OVERALL = ("strong no", "no", "yes", "strong yes", "no decision")
out_file = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command("reveal")
@day_option
@click.option("--plain", is_flag=True, help="Lines instead of the screen.")
@click.option("--as", "rater", help="Who agrees on levels on the screen.")
@as_json
def reveal_command(day: str | None, plain: bool, rater: str | None, as_json: bool) -> int:
    """Break the seal: all ratings side by side, the machine as a third voice. Needs every rater's submit."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.filing import day_file
    from amtrainer.interview.reveal import reveal
    from amtrainer.panel.grid import to_talk_about
    from amtrainer.reports.interview import agreement_line, mark

    with opened(day) as found:
        revealed = reveal(found)
        raters, body = found.kit.raters, day_file(found, revealed)
        if has_screen() and not (plain or as_json):
            return _on_screen(found, revealed, found.rater(rater) if rater else "manager")
    if as_json:
        write_json(body)
        return 0
    rows = [("", "criterion", *raters, "machine", "")]
    for cell in revealed.grid:
        given = [mark(cell.levels.get(rater)) for rater in raters]
        rows.append((cell.candidate, cell.criterion, *given, mark(cell.machine), cell.sign))
    write_lines(columns(rows))
    write_lines(["", agreement_line(body["agreement"])])
    if first := to_talk_about(revealed.grid)[:3]:
        names = ", ".join(f"{cell.candidate} {cell.criterion} ({cell.spread})" for cell in first)
        write_lines([f"Talk first about: {names}."])
    return 0


def _on_screen(day: Day, revealed: Revealed, who: str) -> int:
    from functools import partial

    from amtrainer.interview.reveal import agree, quotes_of
    from amtrainer.reports.interview import agreement_line, mark
    from amtrainer.tui.day_app import run_day_screen
    from amtrainer.tui.screens.reveal import RevealScreen

    agreed = {key: f"{mark(one.level)}   {day.record.text(one.reason) or ''}" for key, one in day.state.agreed.items()}
    told = agreement_line({**vars_of(revealed.agreement), "enough": revealed.agreement.enough})
    quotes = quotes_of(revealed)
    return run_day_screen(lambda: RevealScreen(day.kit, revealed.grid, quotes, agreed, told, partial(agree, day, who)))


@click.command("agree")
@click.argument("candidate")
@click.argument("criterion")
@click.argument("level", type=click.Choice(["0", "1", "2", "3", "4", "-"]))
@day_option
@as_rater
@click.option("--reason", required=True, help="One line.")
def agree_command(candidate: str, criterion: str, level: str, day: str | None, rater: str, reason: str) -> int:
    """Put an agreed level on record, with its reason."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import agree

    with opened(day) as found:
        code, who = found.candidate(candidate), found.rater(rater)
        agree(found, who, code, criterion, None if level == "-" else int(level), reason)
    click.echo(f"Agreed: {code} {criterion} {level}.", err=True)
    return 0


@click.command("answer")
@click.argument("candidate")
@click.argument("overall", type=click.Choice(OVERALL))
@day_option
@as_rater
def answer_command(candidate: str, overall: str, day: str | None, rater: str) -> int:
    """A rater's overall answer. Only people give one."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import answer

    with opened(day) as found:
        answer(found, found.rater(rater), found.candidate(candidate), overall)
    return 0


@click.command("compare")
@day_option
@click.option(
    "--groups",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Separate, consented file: a list of {group, went_on}.",
)
@as_json
def compare_command(day: str | None, groups: Path | None, as_json: bool) -> int:
    """Candidates side by side: totals with intervals, and whether their order rests on one weight."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import levels_of, reveal
    from amtrainer.panel.comparison import standings, turns, words_for

    with opened(day) as found:
        levels = levels_of(found, reveal(found))
        kit = found.kit
    told, changes = standings(kit, levels), turns(kit, levels)
    if as_json:
        write_json({"totals": [vars_of(one) for one in told], "order_rests_on": [vars_of(one) for one in changes]})
        return 0
    rows = [
        (one.candidate, "too little judged")
        if one.total is None
        else (one.candidate, f"{one.total:.0f}", f"80% sure of {one.low:.0f} to {one.high:.0f}")
        for one in told
    ]
    write_lines(columns(rows))
    for place, one in enumerate(told):
        write_lines([f"{one.candidate} and {other.candidate}: {words_for(one, other)}." for other in told[place + 1 :]])
    names = ", ".join(dict.fromkeys(turn.criterion for turn in changes))
    write_lines(
        [
            f"The order changes with the weight of {names}."
            if names
            else "The order is the same for all weights 0.5 to 2 times."
        ]
    )
    if groups is not None:
        _impact(groups)
    return 0


def vars_of(one: Any) -> dict[str, Any]:
    """A frozen row as plain data."""
    from dataclasses import asdict

    return asdict(one)


def _impact(file: Path) -> None:
    from amtrainer.content.source import load_file
    from amtrainer.panel.impact import impacts

    rows = load_file(file).data
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and {"group", "went_on"} <= row.keys() for row in rows
    ):
        raise AmtrainerError(f"{file} is no list of groups.", "Each entry: {group: name, went_on: true or false}.")
    for one in impacts(rows):
        ratio = "–" if one.ratio is None else f"{one.ratio:.2f}"
        told = f"{one.group.name}: {one.group.went_on} of {one.group.people}, {one.against.name}: {one.against.went_on} of {one.against.people}, ratio {ratio}, exact p {one.p:.3f}"
        write_lines([told + ("." if one.enough else ". Too few to say.")])


@click.command("report")
@day_option
@click.option("--html", type=out_file)
@click.option("--md", type=out_file)
@click.option("--csv", type=out_file)
@click.option("--json", "json_file", type=out_file)
@click.option("--receipt", help="A candidate's own receipt instead of the day's file.")
def report_command(
    day: str | None, html: Path | None, md: Path | None, csv: Path | None, json_file: Path | None, receipt: str | None
) -> int:
    """Write the file for human resources, or a candidate's receipt (HTML or JSON)."""
    from amtrainer.interview import filing
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import reveal
    from amtrainer.reports import interview as pages

    with opened(day) as found:
        revealed = reveal(found)
        if receipt is not None:
            body = filing.receipt(found, revealed, found.candidate(receipt))
            files = {html: pages.receipt_html, json_file: _json}
        else:
            body = filing.day_file(found, revealed)
            files = {html: pages.day_html, md: pages.day_markdown, csv: pages.day_csv, json_file: _json}
        found.record.add("manager", "looked", {"at": f"receipt {receipt}" if receipt else "report"})
    wanted = {file: render for file, render in files.items() if file is not None}
    if not wanted:
        raise AmtrainerError("Where to write it?", "Give --html, --md, --csv or --json with a file.")
    for file, render in wanted.items():
        _write(file, render(body))
        click.echo(f"Written: {file}", err=True)
    return 0


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise AmtrainerError(f"{file} cannot be written: {error.strerror}.") from error


@click.command("dispute")
@click.argument("candidate")
@click.argument("text")
@day_option
@click.option("--settle", "settler", help="The rater who answers an open dispute; TEXT is the answer.")
def dispute_command(candidate: str, text: str, day: str | None, settler: str | None) -> int:
    """A candidate disagrees; or, with --settle, another rater answers."""
    from amtrainer.interview import reveal
    from amtrainer.interview.days import opened

    with opened(day) as found:
        code = found.candidate(candidate)
        if settler is None:
            reveal.dispute(found, code, text)
        else:
            reveal.settle(found, found.rater(settler), code, text)
    return 0


@click.command("hold")
@click.argument("candidate")
@day_option
@click.option("--reason", required=True)
@click.option("--release", is_flag=True, help="End the hold.")
def hold_command(candidate: str, day: str | None, reason: str, release: bool) -> int:
    """A legal hold: this candidate's texts cannot be erased while it lasts."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import hold

    with opened(day) as found:
        hold(found, found.candidate(candidate), reason, release=release)
    return 0


@click.command("erase")
@click.argument("candidate")
@day_option
@click.option("--reason", required=True)
def erase_command(candidate: str, day: str | None, reason: str) -> int:
    """Remove a candidate's texts for good. The record stays checkable."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import erase

    with opened(day) as found:
        count = erase(found, found.candidate(candidate), reason)
    click.echo(f"{counted(count, 'text')} removed.", err=True)
    return 0


@click.command("verify")
@day_option
@click.option("--head", help="NUMBER:HASH that was kept elsewhere.")
def verify_command(day: str | None, head: str | None) -> int:
    """Is the record as it was written? Prints the head, to be kept elsewhere."""
    from amtrainer.interview.days import opened

    kept = None
    if head is not None:
        number, _, chained = head.partition(":")
        if not number.isdigit():
            raise AmtrainerError(f"{head!r} is no head.", "NUMBER:HASH, as verify prints it.")
        kept = (int(number), chained)
    with opened(day) as found:
        faults = found.record.faults(kept)
        count, chained = found.record.head()
    write_lines([f"{count}:{chained}", *(f"! {fault}" for fault in faults)])
    return 1 if faults else 0


@click.command("close")
@day_option
def close_command(day: str | None) -> int:
    """End the day: later changes are amendments, and the time of keeping begins."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import close

    with opened(day) as found:
        close(found)
    return 0


COMMANDS = (
    reveal_command,
    agree_command,
    answer_command,
    compare_command,
    report_command,
    dispute_command,
    hold_command,
    erase_command,
    verify_command,
    close_command,
)
