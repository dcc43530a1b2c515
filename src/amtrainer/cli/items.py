"""`items`: the trainer's view of the exercises, over all sessions in the store."""

from __future__ import annotations

from dataclasses import asdict

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.practice import open_practice


@click.command("items")
@click.argument("id", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def items_command(id: str | None, as_json: bool) -> int:
    """How hard each criterion is, whether it tells the able from the rest, time, hints, what is missed, what teaches.

    Over all sessions in the store; amtrainer import adds those of others. With ID, criterion by criterion. Under ten first
    attempts nothing is said of a criterion.
    """
    from amtrainer.practice.trainer import exercises

    with open_practice() as practice:
        wanted = practice.find(id).id if id else None
        views = [view for view in exercises(practice) if wanted in (None, view.scenario)]
    if as_json:
        write_json({"exercises": [asdict(view) for view in views]})
        return 0
    if not views:
        click.echo("Nothing played yet.", err=True)
        return 0
    head = ("exercise", "language", "sessions", "mean", "time", "hints", "teaches", "most missed")
    rows = [
        (
            view.title,
            view.language,
            str(view.sessions),
            "–" if view.mean_total is None else f"{view.mean_total:.0f}",
            f"{view.median_seconds // 60:.0f}:{view.median_seconds % 60:02.0f}",
            f"{view.mean_hints:.1f}",
            "–" if view.teaches is None else f"{view.teaches:+.0f} ({view.pairs})".replace("-", "−"),
            view.most_missed or "nothing",
        )
        for view in views
    ]
    write_lines(columns([head, *rows]))
    for view in views if wanted else ():
        write_lines(["", f"{view.title}, {view.language}"])
        table = [("criterion", "judged", "difficulty", "discrimination", "no point", "")]
        table += [
            (
                item.id,
                str(item.judged),
                _figure(item.difficulty),
                _figure(item.discrimination),
                _figure(item.missed),
                item.verdict,
            )
            for item in view.items
        ]
        write_lines(columns(table))
    return 0


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")
