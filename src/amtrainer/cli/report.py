"""`report`: what a session was worth, written down or sent."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from amtrainer.cli.output import write_json
from amtrainer.errors import AmtrainerError, ExitCode
from amtrainer.practice import open_practice

FILE = click.Path(path_type=Path, allow_dash=True)


@click.command("report")
@click.argument("session", required=False)
@click.option("--html", type=FILE, help="One page, self-contained; - for stdout.")
@click.option("--md", type=FILE, help="Markdown.")
@click.option("--csv", type=FILE, help="One row for each criterion; safe for spreadsheets.")
@click.option("--json", "json_", type=FILE, help="Everything, as it was typed and stored.")
@click.option("--xapi", type=FILE, help="xAPI 1.0.3 statements.")
@click.option("--pdf", type=FILE, help="Needs amtrainer[pdf].")
@click.option("--post", metavar="URL", help="Send the statements to a learning record store; what fails waits.")
@click.option("--actor", default="", help="Name of the account in statements; left out: a random one of this machine.")
def report_command(
    session: str | None,
    html: Path | None,
    md: Path | None,
    csv: Path | None,
    json_: Path | None,
    xapi: Path | None,
    pdf: Path | None,
    post: str | None,
    actor: str,
) -> int:
    """Write a report of SESSION, in as many formats as are named. SESSION may be `last`.

    With --post and without SESSION, only what waits for that address is sent. The key of the learning record store is
    read from AMTRAINER_LRS_KEY and AMTRAINER_LRS_SECRET. Exit status 1 if something still waits.
    """
    wanted = {"html": html, "md": md, "csv": csv, "json": json_, "xapi": xapi, "pdf": pdf}
    files = {form: file for form, file in wanted.items() if file is not None}
    if not files and not post:
        raise AmtrainerError("Say which report you want.", "For example: amtrainer report last --html report.html")
    if session is None and files:
        raise AmtrainerError("Which session?", "amtrainer history lists them; `last` is the newest.")
    with open_practice() as practice:
        id = practice.find_session(session) if session else None
        for form, file in files.items():
            assert id is not None
            if str(file) == "-" and form != "pdf":
                sys.stdout.write(practice.reporting.text(id, form, actor))
            else:
                practice.reporting.write(id, form, file, actor)
                click.echo(f"Written to {file}", err=True)
        if post:
            sent = practice.reporting.post(id, post, actor)
            write_json({"sent": sent.sent, "waiting": sent.waiting, "why": sent.why})
            return int(ExitCode.FINDINGS if sent.waiting else ExitCode.FINE)
    return 0
