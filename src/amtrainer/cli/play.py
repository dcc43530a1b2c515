"""`play` and `next`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from amtrainer.cli.output import write_json, write_lines
from amtrainer.cli.start import console, has_screen
from amtrainer.errors import AmtrainerError
from amtrainer.practice import open_practice

if TYPE_CHECKING:
    from amtrainer.practice import Practice, Sitting


@click.command("play")
@click.argument("id")
@click.option("--exam", is_flag=True, help="No hints, no mood, one confirmation before sending.")
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
@click.option("--seed", type=click.IntRange(min=0), default=None, help="Wording and numbers; 0 is the catalogue's.")
@click.option("--short", is_flag=True, help="An interview of two or three questions, drawn by lot.")
@click.option("--resume", is_flag=True, help="Go on with the last unfinished session of this exercise.")
def play_command(id: str, exam: bool, plain: bool, seed: int | None, short: bool, resume: bool) -> int:
    """Play an exercise. ID may be a number such as d01 or any unique beginning.

    Without a terminal, or with --plain, it is played in lines: answers are read from standard input, and a line with
    only a dot sends.
    """
    mode = "exam" if exam else "practice"
    return _play(id, mode=mode, plain=plain, seed=seed, short=short, resume=resume)


@click.command("next")
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
@click.option("--minutes", type=click.IntRange(min=1), help="At most so many minutes.")
@click.option("--path", help="On this learning path; amtrainer paths lists them.")
@click.option("--show", is_flag=True, help="Only say what and why.")
@click.option("--json", "as_json", is_flag=True, help="Only say what and why, as JSON.")
def next_command(plain: bool, minutes: int | None, path: str | None, show: bool, as_json: bool) -> int:
    """Play what is most useful now. Says why in one sentence."""
    with open_practice() as practice:
        suggestion = practice.suggest(minutes, path)
    head = suggestion.head
    if as_json:
        write_json({"next": {"id": head.id, "title": head.title, "minutes": head.minutes, "why": suggestion.why}})
        return 0
    if show:
        write_lines([f"{head.number}  {head.title}, {head.minutes} min. {suggestion.why}"])
        return 0
    click.echo(f"{head.title}. {suggestion.why}", err=True)
    return _play(head.id, mode="practice", plain=plain, seed=None, short=False, resume=False)


def go_on(session: str, *, plain: bool) -> int:
    """Go on with a session that was begun."""
    if has_screen() and not plain:
        from amtrainer.tui.app import run_app

        return run_app(session=session)
    from amtrainer.plain.home import play

    with open_practice() as practice:
        play(console(), practice.resume(session))
    return 0


def _play(id: str, *, mode: str, plain: bool, seed: int | None, short: bool, resume: bool) -> int:
    if has_screen() and not plain:
        from amtrainer.tui.app import run_app

        with open_practice() as practice:
            scenario = practice.find(id).id
            session = _unfinished(practice, scenario) if resume else None
        return run_app(scenario=scenario, mode=mode, seed=seed, short=short, session=session)
    from amtrainer.plain.home import play

    with open_practice() as practice:
        scenario = practice.find(id).id
        play(console(), _sitting(practice, scenario, mode=mode, seed=seed, short=short, resume=resume))
    return 0


def _sitting(practice: Practice, scenario: str, *, mode: str, seed: int | None, short: bool, resume: bool) -> Sitting:
    if resume:
        return practice.resume(_unfinished(practice, scenario))
    return practice.start(scenario, seed=seed, mode=mode, short=short)


def _unfinished(practice: Practice, scenario: str) -> str:
    for entry in practice.unfinished():
        if entry.head.id == scenario:
            return entry.session
    raise AmtrainerError(f"There is no unfinished session of {scenario}.", "Start one without --resume.")
