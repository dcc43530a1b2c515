"""`paths`, `due` and `pause`: what to practise over weeks, and when not to."""

from __future__ import annotations

from dataclasses import asdict

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.practice import open_practice

as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.command("paths")
@click.option("--follow", metavar="PATH", help="Follow this path: next goes along it.")
@click.option("--leave", is_flag=True, help="Follow none.")
@as_json
def paths_command(follow: str | None, leave: bool, as_json: bool) -> int:
    """Learning paths: exercises in an order that makes sense for somebody."""
    with open_practice() as practice:
        if follow or leave:
            practice.planning.follow("" if leave else follow or "")
            practice.changed(over=False)
        rows, followed = practice.planning.paths(), practice.planning.intent.path
    if as_json:
        write_json(
            {
                "followed": followed,
                "paths": [
                    {**path.model_dump(), "steps": list(steps), "played": played} for path, steps, played in rows
                ],
            }
        )
        return 0
    write_lines(
        columns(
            [
                (
                    "▸" if path.id == followed else " ",
                    path.id,
                    path.title,
                    f"{played} of {len(steps)} played",
                    path.says,
                )
                for path, steps, played in rows
            ]
        )
    )
    if not followed:
        click.echo("Follow one with: amtrainer paths --follow new-account-manager", err=True)
    return 0


@click.command("due")
@as_json
def due_command(as_json: bool) -> int:
    """Skills in the order in which they want to be seen again, and what brings each back."""
    with open_practice() as practice:
        rows, paused = practice.planning.due(), practice.planning.intent.paused
    if as_json:
        write_json({"paused": paused, "due": [{**asdict(row), "due": str(row.due)} for row in rows]})
        return 0
    write_lines(columns([(str(row.due), row.name, row.number, row.title) for row in rows]))
    if paused:
        click.echo("You are on a pause. Nothing is due before it ends: amtrainer pause --end", err=True)
    elif not rows:
        click.echo("Nothing measured yet. Three answers give a first estimate.", err=True)
    return 0


@click.command("pause")
@click.option("--end", is_flag=True, help="End the pause.")
def pause_command(end: bool) -> int:
    """Stop practising for a while: what would come due waits as long as you do."""
    with open_practice() as practice:
        practice.planning.pause(end=end)
        practice.changed(over=False)
    click.echo(
        "The pause is over. What waited is due as it was."
        if end
        else "On a pause. Nothing will be due before you are back.",
        err=True,
    )
    return 0
