"""`note`, `fork`, `diff` and `coach`: looking at a session again."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from amtrainer.cli.output import write_json, write_lines
from amtrainer.cli.start import console
from amtrainer.errors import AmtrainerError
from amtrainer.practice import open_practice


@click.command("note")
@click.argument("session")
@click.argument("text", required=False)
def note_command(session: str, text: str | None) -> int:
    """Keep a note on a session, in your own words. Without TEXT: read it from stdin; earlier notes stay."""
    given = sys.stdin.read() if text is None else text
    with open_practice() as practice:
        practice.review.note(practice.find_session(session), given)
    click.echo("Kept.", err=True)
    return 0


@click.command("fork")
@click.argument("session")
@click.argument("turn", type=click.IntRange(min=1))
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
def fork_command(session: str, turn: int, plain: bool) -> int:
    """Go back to answer TURN of a session and go on from there. The session itself stays as it is."""
    from amtrainer.cli.play import go_on

    with open_practice() as practice:
        fresh = practice.review.fork(practice.find_session(session), turn - 1).session
    click.echo(f"Session {fresh} begins as that one did, up to turn {turn}.", err=True)
    return go_on(fresh, plain=plain)


@click.command("diff")
@click.argument("a")
@click.argument("b")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def diff_command(a: str, b: str, as_json: bool) -> int:
    """Compare two attempts A and B of one exercise: points gained and lost, with the words that did it, and both moods."""
    with open_practice() as practice:
        found = practice.review.compare(practice.find_session(a), practice.find_session(b))
    if as_json:
        write_json({"comparison": asdict(found)})
        return 0
    from amtrainer.plain.compare import show_comparison

    show_comparison(console(), found)
    return 0


@click.group("coach", context_settings={"help_option_names": ["-h", "--help"]})
def coach_command() -> None:
    """A second opinion by a person, who does not see the machine's marks."""


@coach_command.command("ask")
@click.argument("session")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the form; left out: stdout.")
def ask_command(session: str, out: Path | None) -> int:
    """Write a form for a coach: the talk and the ladders, nothing of the machine's marks."""
    with open_practice() as practice:
        form = practice.review.ask(practice.find_session(session))
        if out is not None:
            practice.write(out, form)
    if out is None:
        write_lines(form.splitlines())
    else:
        click.echo(f"Written to {out}. Send it to your coach; read it back with: amtrainer coach take FILE", err=True)
    return 0


@coach_command.command("take")
@click.argument("file", type=click.Path(path_type=Path))
def take_command(file: Path) -> int:
    """Read a filled form back; it is shown beside the marks from then on."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "it is no text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise AmtrainerError(f"{file} cannot be read: {why}.", "Name a filled form.") from error
    with open_practice() as practice:
        session, rating = practice.review.take(text)
    count = sum(level is not None for _, level in rating.levels)
    click.echo(f"Kept: {rating.author} rated {count} criteria of session {session}.", err=True)
    return 0
