"""`doctor`, `locate` and `completion`: about this installation."""

from __future__ import annotations

import os

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.errors import ExitCode


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def doctor_command(as_json: bool) -> int:
    """Check this installation: store, content, terminal, libraries. Exit status 1 if something needs care."""
    from amtrainer.practice import diagnose

    findings = diagnose()
    if as_json:
        write_json({"checks": [{"name": f.name, "ok": f.ok, "detail": f.detail, "hint": f.hint} for f in findings]})
    else:
        write_lines(columns([("ok" if f.ok else "!!", f.name, f.detail) for f in findings]))
        write_lines([f"{f.name}: {f.hint}" for f in findings if not f.ok and f.hint])
    return int(ExitCode.FINE if all(f.ok for f in findings) else ExitCode.FINDINGS)


@click.command("locate")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def locate_command(as_json: bool) -> int:
    """Where everything is kept: store, drafts, backups, settings, content folders, log."""
    from amtrainer.practice import places

    rows = places()
    if as_json:
        write_json({"places": dict(rows)})
    else:
        write_lines(columns(rows))
    return 0


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), required=False)
def completion_command(shell: str | None) -> int:
    """Print the completion script for your shell.

    For example: amtrainer completion bash > ~/.local/share/bash-completion/completions/amtrainer
    """
    from click.shell_completion import get_completion_class

    from amtrainer.cli.commands import amtrainer

    name = shell or os.environ.get("SHELL", "").rpartition("/")[2]
    kind = get_completion_class(name)
    if kind is None:
        raise click.UsageError("Name a shell: amtrainer completion bash, zsh or fish.")
    click.echo(kind(amtrainer, {}, "amtrainer", "_AMTRAINER_COMPLETE").source())
    return 0
