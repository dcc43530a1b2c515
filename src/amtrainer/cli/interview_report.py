"""`interview compare` and `report`: candidates side by side, and the files people keep."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.interview_options import as_json, day_option
from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.errors import AmtrainerError

if TYPE_CHECKING:
    from amtrainer.interview.days import Day
    from amtrainer.interview.reveal import Revealed

out_file = click.Path(dir_okay=False, writable=True, path_type=Path)


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
    from amtrainer.panel.comparison import standings, turns
    from amtrainer.reports.interview import agreement_line
    from amtrainer.reports.side_by_side import rows, sentences

    with opened(day) as found:
        revealed = reveal(found)
        levels, kit = levels_of(found, revealed), found.kit
    told, changes = standings(kit, levels), turns(kit, levels)
    agreement = {**vars_of(revealed.agreement), "enough": revealed.agreement.enough}
    if as_json:
        rows_of = {"totals": [vars_of(one) for one in told], "order_rests_on": [vars_of(one) for one in changes]}
        write_json({**rows_of, "levels": levels, "agreement": agreement})
        return 0
    write_lines(columns(rows(kit, levels, told)))
    write_lines(["", *sentences(kit, told, changes), "", f"The raters: {agreement_line(agreement)}"])
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
@click.option("--all", "folder", type=click.Path(file_okay=False, path_type=Path), help="Everything, into this folder.")
@click.option("--html", type=out_file)
@click.option("--md", type=out_file)
@click.option("--csv", type=out_file)
@click.option("--json", "json_file", type=out_file)
@click.option("--receipt", help="A candidate's own receipt instead of the day's file.")
def report_command(
    day: str | None,
    folder: Path | None,
    html: Path | None,
    md: Path | None,
    csv: Path | None,
    json_file: Path | None,
    receipt: str | None,
) -> int:
    """Write the file for human resources, or a candidate's receipt (HTML or JSON); with --all, all of them."""
    from amtrainer.interview import filing
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import reveal

    forms = {"html": html, "md": md, "csv": csv, "json": json_file}
    files = {form: file for form, file in forms.items() if file is not None}
    if not files and folder is None:
        raise AmtrainerError(
            "Where to write it?", "Give --all with a folder, or --html, --md, --csv or --json with a file."
        )
    if receipt and (md or csv):
        raise AmtrainerError("A receipt is HTML or JSON.", "Give --html or --json.")
    with opened(day) as found:
        revealed = reveal(found)
        found.record.add("manager", "looked", {"at": f"receipt {receipt}" if receipt else "report"})
        if folder is not None:
            for file in written(found, revealed, folder):
                click.echo(f"Written: {file}", err=True)
        one = filing.receipt(found, revealed, found.candidate(receipt)) if receipt else None
        body = one or filing.day_file(found, revealed)
        for form, file in files.items():
            _write(file, _rendered(body, form, receipt=one is not None))
    return 0


def written(day: Day, revealed: Revealed, folder: Path) -> list[Path]:
    """The day's file in every form and every candidate's receipt, in a folder that is made if need be."""
    from amtrainer.interview import filing
    from amtrainer.practice.copies import write_private

    folder.mkdir(parents=True, exist_ok=True)
    body, out = filing.day_file(day, revealed), []
    texts = {f"day.{form}": _rendered(body, form, receipt=False) for form in ("html", "md", "csv", "json")}
    for code in day.state.seated:
        own = filing.receipt(day, revealed, code)
        texts |= {f"receipt-{code}.{form}": _rendered(own, form, receipt=True) for form in ("html", "json")}
    for name, text in texts.items():
        write_private(folder / name, text)
        out.append(folder / name)
    return out


def _rendered(body: dict[str, Any], form: str, *, receipt: bool) -> str:
    from amtrainer.reports import interview as pages

    renders: dict[str, Callable[[dict[str, Any]], str]] = {"html": pages.receipt_html}
    if not receipt:
        renders = {"html": pages.day_html, "md": pages.day_markdown, "csv": pages.day_csv}
    render = renders.get(form)
    return render(body) if render is not None else _json(body)


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _write(file: Path, text: str) -> None:
    from amtrainer.practice.copies import write_private

    write_private(file, text)
    click.echo(f"Written: {file}", err=True)
