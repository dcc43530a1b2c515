"""`coverage`: what can be trained here, and what nobody can play yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.errors import ExitCode

if TYPE_CHECKING:
    from amtrainer.authoring.coverage import Coverage, Line


@click.command("coverage")
@click.option("--statements", "of_statements", is_flag=True, help="Every statement with its exercises.")
@click.option("--missing", is_flag=True, help="Only statements that no playable exercise trains; status 1 if any.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def coverage_command(of_statements: bool, missing: bool, as_json: bool) -> int:
    """Competencies by difficulty, and statement by exercise.

    A number under a difficulty says how many exercises train the competency there, by a criterion or by a statement.
    """
    from amtrainer import paths
    from amtrainer.authoring.coverage import coverage
    from amtrainer.content.competency import shipped
    from amtrainer.content.curriculum import shipped_curriculum
    from amtrainer.content.library import Library

    found = coverage(Library(cache_dir=paths.cache_dir()).heads(), shipped_curriculum(), shipped())
    lines = [line for line in found.lines if not (missing and line.playable)]
    status = int(ExitCode.FINDINGS) if missing and lines else 0
    if as_json:
        write_json(_plain(found, lines))
    elif of_statements or missing:
        write_lines(columns([_statement(line) for line in lines]))
    else:
        _table(found)
    return status


def _plain(found: Coverage, lines: Sequence[Line]) -> dict[str, Any]:
    competencies = [
        {
            "id": row.code,
            "slug": row.slug,
            "exercises": dict(zip("12345", row.exercises, strict=True)),
            "statements": row.statements,
            "trained": row.trained,
        }
        for row in found.rows
    ]
    statements = [
        {
            "id": line.statement.id,
            "says": line.statement.says,
            "source": line.statement.source,
            "competency": line.statement.competency,
            "exercises": list(line.statement.exercises),
            "playable": list(line.playable),
        }
        for line in lines
    ]
    return {"competencies": competencies, "statements": statements, "not_playable": list(found.missing)}


def _statement(line: Line) -> tuple[str, str, str, str]:
    where = ", ".join(line.playable) or f"none yet ({', '.join(line.statement.exercises)})"
    return line.statement.id, line.statement.competency, where, line.statement.says


def _table(found: Coverage) -> None:
    head = ("", "competency", "1", "2", "3", "4", "5", "statements")
    rows = [
        (row.code, row.name, *(str(count or "·") for count in row.exercises), f"{row.trained} of {row.statements}")
        for row in found.rows
    ]
    write_lines(columns([head, *rows]))
    click.echo(f"{found.trained} of {len(found.lines)} statements have a playable exercise.", err=True)
    if found.missing:
        click.echo(f"Not playable yet: {', '.join(found.missing)}.", err=True)
