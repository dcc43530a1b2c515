"""`i18n`: an exercise in several languages."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from amtrainer.cli.output import columns, shown, write_json, write_lines
from amtrainer.errors import ExitCode
from amtrainer.text import counted


@click.group("i18n", context_settings={"help_option_names": ["-h", "--help"]})
def i18n_command() -> None:
    """Translations: take the texts out, see what is missing, put a translated exercise together.

    The translation of scenarios/mine.yaml into Danish lies in i18n/mine.da.yaml; its keys stay when things move.
    """


@i18n_command.command("extract")
@click.argument("name", metavar="FILE")
@click.argument("language")
def extract_command(name: str, language: str) -> int:
    """Write the texts of FILE for translation into LANGUAGE, or bring the file there is up to date."""
    from amtrainer.authoring.targets import scenario_file
    from amtrainer.authoring.translating import extract

    write_lines([shown(extract(scenario_file(name), language))])
    return 0


@i18n_command.command("status")
@click.argument("name", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def status_command(name: str, as_json: bool) -> int:
    """Say what each translation of FILE lacks. Exit status 1 if one is not whole."""
    from amtrainer.authoring.targets import scenario_file
    from amtrainer.authoring.translating import status

    found = status(scenario_file(name))
    if as_json:
        write_json({"languages": [{**asdict(one), "file": str(one.file), "whole": one.whole} for one in found]})
    else:
        write_lines(
            columns(
                [
                    (
                        one.language,
                        f"{one.texts - len(one.missing)} of {one.texts} texts",
                        f"{len(one.changed)} out of date",
                        f"{len(one.gone)} no longer used",
                        counted(one.samples, "sample"),
                    )
                    for one in found
                ]
            )
        )
        write_lines([f"  {one.language} {key}" for one in found for key in (*one.missing, *one.changed)])
    if not found:
        click.echo("There is no translation yet. Begin with: amtrainer i18n extract FILE LANGUAGE", err=True)
    return int(ExitCode.FINE if all(one.whole for one in found) else ExitCode.FINDINGS)


@i18n_command.command("merge")
@click.argument("name", metavar="FILE")
@click.argument("language")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; left out: FILE-LANGUAGE.yaml.")
def merge_command(name: str, language: str, out: Path | None) -> int:
    """Write the exercise in LANGUAGE as a file of its own, with the samples of that language."""
    from amtrainer.authoring.targets import scenario_file
    from amtrainer.authoring.translating import merge

    write_lines([shown(file) for file in merge(scenario_file(name), language, out)])
    return 0
