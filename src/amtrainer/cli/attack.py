"""`attack`: how far an answer comes that only games the judge."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.errors import ExitCode


@click.command("attack")
@click.argument("id", metavar="ID")
@click.option("--show", is_flag=True, help="Print the text of the best attack of each class.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def attack_command(id: str, show: bool, as_json: bool) -> int:
    """Attack an exercise with answers that game the judge, class by class, made from the exercise itself and from others.

    ID is an exercise or a file. Prints the best total of each class. Exit status 1 if one reaches 60, or more than the lowest ok sample.
    """
    from amtrainer.authoring.attacking import PASSES, attack

    def tell(kind: str) -> None:
        click.echo(f"\r  {kind:<20}", nl=False, err=True)

    watched = sys.stderr.isatty()
    battle = attack(id, tell) if watched else attack(id)
    if watched:
        click.echo("\r" + " " * 24 + "\r", nl=False, err=True)
    if as_json:
        write_json({**asdict(battle), "broken": [one.kind for one in battle.broken]})
        return int(ExitCode.FINDINGS if battle.broken else ExitCode.FINE)
    rows = [("class", "best", "texts", "why not more")]
    rows += [
        (
            one.kind,
            f"{one.best:>4}",
            f"{one.tried:>5}",
            ", ".join((*one.flags, *one.gates)) or ("acts are missing" if one.best else "no act found"),
        )
        for one in battle.classes
    ]
    write_lines(columns(rows))
    if show:
        write_lines([line for one in battle.classes for line in ("", f"{one.kind} ({one.best})", one.text)])
    tried, passed = sum(one.tried for one in battle.classes), sum(one.passed for one in battle.classes)
    least = "" if battle.weakest_ok is None else f"; the lowest ok sample has {battle.weakest_ok}"
    click.echo(f"{passed} of {tried} attacks reach {PASSES} of 100{least}.", err=True)
    for one in battle.broken:
        click.echo(f"{one.kind} comes too far: {one.best}. --show prints its text.", err=True)
    return int(ExitCode.FINDINGS if battle.broken else ExitCode.FINE)
