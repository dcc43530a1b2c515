"""`export`, `import`, `backup`, `restore` and `erase`: everything that is kept, taken along or taken away."""

from __future__ import annotations

from pathlib import Path

import click

from amtrainer import paths
from amtrainer.cli.output import write_lines
from amtrainer.errors import AmtrainerError, ExitCode
from amtrainer.practice import open_practice
from amtrainer.text import counted

PATH = click.Path(path_type=Path)


@click.command("export")
@click.option("--all", "folder", type=PATH, required=True, metavar="FOLDER", help="Write everything into this folder.")
def export_command(folder: Path) -> int:
    """Write everything that is known of you: sessions, answers, marks, notes, drafts."""
    from amtrainer.practice.keeping import export_all

    with open_practice() as practice:
        count = export_all(practice, folder)
    click.echo(f"{counted(count, 'session')} written to {folder}", err=True)
    _say_days("are not in it: they hold other people's answers. amtrainer interview report writes their files.")
    return 0


def _say_days(what: str) -> None:
    """Interview days are no trainee's own: they are neither exported nor erased with one, and that is said."""
    if days := sorted(file.parent.name for file in paths.interviews_dir().glob("*/record.db")):
        click.echo(f"Interview days ({', '.join(days)}) {what}", err=True)


@click.command("import")
@click.argument("folder", type=PATH)
def import_command(folder: Path) -> int:
    """Add what an export holds. What is here already stays as it is."""
    from amtrainer.practice.keeping import import_all

    with open_practice() as practice:
        new, known = import_all(practice, folder)
    click.echo(f"{counted(new, 'new session')}, {known} known already.", err=True)
    return 0


@click.command("backup")
@click.argument("file", type=PATH, required=False)
def backup_command(file: Path | None) -> int:
    """Copy the store, whole, into FILE; left out: into the backups folder."""
    from amtrainer.practice.keeping import back_up

    with open_practice() as practice:
        write_lines([str(back_up(practice, file))])
    return 0


@click.command("restore")
@click.argument("file", type=PATH)
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore_command(file: Path, yes: bool) -> int:
    """Put a backup in the place of the store. The store that is there now is kept beside the backups."""
    from amtrainer.practice.keeping import restore

    if not file.is_file():
        raise AmtrainerError(f"There is no {file}.", f"Backups are in {paths.backup_dir()}.")
    if not yes and not click.confirm(f"Put {file} in the place of what is here now?", err=True):
        return int(ExitCode.FINDINGS)
    before = restore(file)
    click.echo(f"Restored. What was here before: {before}", err=True)
    return 0


@click.command("erase")
@click.option("--me", is_flag=True, help="Everything that is known of you.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase_command(me: bool, yes: bool) -> int:
    """Take away all your sessions for good: out of the store, its log, and its backups.

    Exports, reports and backups that you wrote elsewhere are named; they are yours to delete.
    """
    from amtrainer.practice.keeping import erase_me

    if not me:
        raise AmtrainerError("Say what to erase.", "amtrainer erase --me takes away everything that is known of you.")
    if not yes and not click.confirm("Erase every session, mark, note and backup? It cannot be undone.", err=True):
        return int(ExitCode.FINDINGS)
    with open_practice() as practice:
        erased = erase_me(practice.store)
    _say_days("stay: they are kept for a stated time. amtrainer interview erase CODE takes a candidate out.")
    click.echo(
        f"{counted(erased.sessions, 'session')} erased, and {counted(len(erased.files), 'file')} with copies:", err=True
    )
    write_lines([str(file) for file in erased.files])
    if erased.elsewhere:
        click.echo("Copies that you wrote elsewhere are still there:", err=True)
        write_lines([str(path) for path in erased.elsewhere])
    return 0
