"""What the interview commands share: which day, who rates, and the passphrase."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amtrainer.cli.start import console
from amtrainer.errors import AmtrainerError

if TYPE_CHECKING:
    from amtrainer.interview.days import Day

as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
day_option = click.option("--day", "day", help="Which day; not needed while there is only one.")
as_rater = click.option("--as", "rater", required=True, help="Who rates.")
passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read the passphrase from the first line of a file. Else AMTRAINER_PASSPHRASE, else it is asked.",
)


def passphrase(file: Path | None, who: str, *, new: bool = False) -> str:
    """The passphrase of a person. Raises `AmtrainerError` where it cannot be asked."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").split("\n")[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise AmtrainerError(f"The passphrase file {file} cannot be read.") from error
    if given := os.environ.get("AMTRAINER_PASSPHRASE"):
        return given
    if not console().interactive:
        raise AmtrainerError("There is nobody to ask for the passphrase.", "Give --passphrase-file.")
    return str(click.prompt(f"Passphrase of {who}", hide_input=True, confirmation_prompt=new))


def proven(day: Day, rater: str, file: Path | None) -> str:
    """The rater who says so, by passphrase: nobody puts a word into another's mouth. Raises `AmtrainerError`."""
    from amtrainer.interview.rating import Desk

    who = day.rater(rater)
    return Desk(day, who, passphrase(file, who)).rater
