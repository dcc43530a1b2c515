"""`check`: is this content right?"""

from __future__ import annotations

import time
from pathlib import Path

import click

from amtrainer.errors import AmtrainerError, ExitCode


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check_command(paths: tuple[Path, ...], strict: bool, form: str) -> int:
    """Check scenario and rubric files: every problem with file, line, column, and what to do.

    PATHS are files or folders; without any, everything in reach is checked. Exit status 1 if something was found.
    """
    from amtrainer.content.check import check_paths, content_paths
    from amtrainer.content.findings import render

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise AmtrainerError(f"There is no {', '.join(map(str, missing))}.", "Name files or folders that exist.")
    began = time.perf_counter()
    files = content_paths(list(paths))
    problems = check_paths(files)
    click.echo(render(problems, form), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    took = (time.perf_counter() - began) * 1000
    click.echo(f"{len(files)} files, {errors} errors, {warnings} warnings, {took:.0f} ms", err=True)
    return int(ExitCode.FINDINGS if errors or (strict and warnings) else ExitCode.FINE)
