"""`schema` and `new`: what an author begins with."""

from __future__ import annotations

from pathlib import Path

import click

from amtrainer.cli.output import shown, write_lines

SCHEMAS = ("scenario", "rubric", "competencies", "pack", "samples")


@click.command("schema")
@click.argument("kind", type=click.Choice(SCHEMAS), required=False)
@click.option("--for", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Offer its names.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write files into this folder.")
@click.option("--markdown", is_flag=True, help="Print the reference for people instead.")
def schema_command(kind: str | None, file: Path | None, out: Path | None, markdown: bool) -> int:
    """Print the JSON Schema (draft 2020-12) of a kind of file, for completion and help in an editor.

    With --for FILE, the indicators, facts, beats and samples of that file are offered where their names go. With --out,
    the schema is written into a folder; without KIND, all of them.
    """
    from amtrainer.authoring.beginning import names_in
    from amtrainer.authoring.schemas import text_of
    from amtrainer.content.writing import write_whole

    if markdown:
        from amtrainer.authoring.reference import reference

        click.echo(reference(), nl=False)
        return 0
    if kind is None and out is None:
        raise click.UsageError(f"Name a kind, {', '.join(SCHEMAS)}, or a folder with --out.")
    own = names_in(file) if file else None
    for name in (kind,) if kind else SCHEMAS:
        text = text_of(name, own)
        if out is None:
            click.echo(text, nl=False)
            continue
        write_whole(out / f"{name}.json", text, "Name another folder with --out.")
        write_lines([shown(out / f"{name}.json")])
    return 0


@click.command("new")
@click.argument("what", type=click.Choice(["scenario", "rubric", "pack"]))
@click.argument("name")
@click.option(
    "--from",
    "source",
    default="",
    help="An example: objection, bad-news, triage, a rubric of `rubric list`, or an exercise such as d01.",
)
@click.option("--in", "folder", type=click.Path(path_type=Path, file_okay=False), help="Where; left out: here.")
def new_command(what: str, name: str, source: str, folder: Path | None) -> int:
    """Begin a scenario, rubric or pack from an example: a short file with comments that plays as it stands.

    NAME is the id, such as renewal-price-rise. Prints the files that were written.
    """
    from amtrainer.authoring.beginning import begin

    files = begin(what, name, source, folder or Path())
    write_lines([shown(file) for file in files])
    if what != "pack":
        click.echo(f"Now: amtrainer watch {shown(files[0])}", err=True)
    return 0
