"""`calibrate`: how far the marks agree with people's ratings."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.text import counted, one_line

if TYPE_CHECKING:
    from amtrainer.authoring.calibration import Agreement, Calibration


@click.command("calibrate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scenario", "id", required=True, help="The exercise that was rated.")
@click.option("--answers", type=click.Path(path_type=Path), help="The texts, where the ratings hold none.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def calibrate_command(file: Path, id: str, answers: Path | None, as_json: bool) -> int:
    """Compare the marks with ratings by people in FILE (YAML, JSON, one JSON object a line, or CSV).

    Each rating is {id, text or turns, rater, levels: {criterion: 0-4}}; a table has the columns id, text, rater, and one for
    each criterion. A level left empty is not judged. Prints for each criterion how far machine and people agree, with a 95%
    interval, the machine's bias and a suggested cut; for each rater how mild or strict. Under 30 answers nothing is said.
    """
    from amtrainer.authoring.calibration import calibrate

    found = calibrate(id, file, answers)
    if as_json:
        body = asdict(found)
        for one, agreement in zip(body["criteria"], found.criteria, strict=True):
            one["verdict"] = agreement.verdict
        write_json(body)
        return 0
    write_lines(_lines(found))
    if found.unknown:
        click.echo(
            f"Left out, as {found.scenario} has no such criterion: {one_line(', '.join(found.unknown))}.", err=True
        )
    return 0


def _lines(found: Calibration) -> list[str]:
    rows: list[tuple[str, ...]] = [
        ("criterion", "answers", "pairs", "same", "within 1", "kappa (95%)", "bias", "people's 3 from", "")
    ]
    rows += [_row(one) for one in (*found.criteria, found.overall)]
    if found.between:
        rows.append(_row(found.between))
    lines = [f"{found.scenario}: {counted(found.answers, 'rated answer')}", "", *columns(rows), ""]
    for name, count, apart in found.raters:
        told = "no other rater to compare with" if apart is None else f"{apart:+.2f} levels against the others"
        lines.append(f"rater {name}: {counted(count, 'answer')}, {told}")
    return lines


def _row(one: Agreement) -> tuple[str, ...]:
    if not one.pairs or one.exact is None or one.adjacent is None:
        return (one.criterion, "0", "0", "", "", "", "", "", "no rating")
    interval = one.kappa
    told = "–"
    if interval is not None and interval.value is not None:
        told = f"{interval.value:.2f}"
        if interval.low is not None and interval.high is not None:
            told += f" ({interval.low:.2f}–{interval.high:.2f})"
    cut = "–" if one.cut is None else f"level {one.cut}"
    lean = "–" if one.bias is None else f"{one.bias:+.2f}"
    return (
        one.criterion, str(one.answers), str(one.pairs), f"{one.exact:.0%}", f"{one.adjacent:.0%}", told, lean, cut, one.verdict,
    )  # fmt: skip
