"""`check`: is this content right?"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amtrainer.cli.output import shown
from amtrainer.errors import AmtrainerError, ExitCode
from amtrainer.text import counted

if TYPE_CHECKING:
    from amtrainer.errors import Problem


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Advice counts as findings too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True
)
@click.option(
    "--fix", is_flag=True, help="Mend what is safe: misspelt names with one name near them, hidden characters."
)
@click.option("--fresh", is_flag=True, help="Read every file again, whatever is known from last time.")
def check_command(paths: tuple[Path, ...], strict: bool, form: str, fix: bool, fresh: bool) -> int:
    """Check scenario, rubric and pack files: every problem with file, line, column, and what to do.

    PATHS are files or folders; without any, everything in reach is checked. AM1xx is syntax, AM2xx are names, AM3xx is
    how it teaches; docs/codes.md shows each. Exit status 1 if an error was found, with --strict also for advice.
    """
    from amtrainer import paths as places
    from amtrainer.content.check import content_paths
    from amtrainer.content.checked import check_known
    from amtrainer.content.findings import render

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise AmtrainerError(f"There is no {', '.join(map(str, missing))}.", "Name files or folders that exist.")
    began = time.perf_counter()
    files = content_paths(list(paths))
    memory = None if fresh else places.cache_dir()
    problems = check_known(files, memory)
    if fix and problems:
        problems = _mend(problems, files, memory)
    click.echo(render(problems, form), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    took = (time.perf_counter() - began) * 1000
    click.echo(
        f"{counted(len(files), 'file')}, {counted(errors, 'error')}, {counted(warnings, 'warning')}, {took:.0f} ms",
        err=True,
    )
    return int(ExitCode.FINDINGS if errors or (strict and warnings) else ExitCode.FINE)


def _mend(problems: list[Problem], files: list[Path], memory: Path | None) -> list[Problem]:
    from amtrainer.content.checked import check_known
    from amtrainer.content.mending import mend

    done = mend(problems)
    for problem in done:
        where = f"{shown(Path(problem.file))}:{problem.line}:{problem.column}"
        click.echo(f"{where}: mended: {problem.message}. {problem.hint}", err=True)
    return check_known(files, memory) if done else problems
