"""`score`: marks for answers in a file, without playing."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from amtrainer.cli.output import write_json
from amtrainer.errors import AmtrainerError, ExitCode
from amtrainer.text import counted, one_line

INTERRUPTED = 130  # as a shell says it


@click.command("score")
@click.argument("id")
@click.option(
    "--answers",
    "file",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="YAML, JSON, or one JSON object a line; - for stdin.",
)
@click.option("--mode", type=click.Choice(["practice", "exam"]), default="practice", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Write the full scorecards as JSON.")
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes to use; left out: as many as there are processors."
)
@click.option(
    "--skip", type=click.IntRange(min=0), default=0, help="Leave out that many answers: to go on after a stop."
)
def score_command(id: str, file: Path, mode: str, as_json: bool, workers: int | None, skip: int) -> int:
    """Score the answers in FILE against an exercise.

    FILE holds a list of {id, text} or {id, turns: [...]}, for an interview with beat, the id of the question; for an inbox
    {id, order, items, messages, undone} or {id, text}; for records {id, fields: {record.field: value}, text}; for a check {id, choices}.
    Exit status 1 if an answer could not be scored, 2 if the file could not be read. Ctrl+C writes what is marked so far.
    """
    from amtrainer.authoring import open_scoring
    from amtrainer.authoring.marking import processes

    items = answers_in(file)
    if skip > len(items):
        raise AmtrainerError(f"{skip} answers to leave out, but there are {len(items)}.", "Take a smaller --skip.")
    scoring = open_scoring(id, mode)
    results = Results()
    stopped = False
    try:
        with _progress(scoring.results(items, workers or processes(), skip), len(items) - skip, as_json) as done:
            for result in done:
                results.add(result, keep=as_json)
                if not as_json:
                    _write_line(result)
    except KeyboardInterrupt:
        stopped = True
    if as_json:
        write_json(scoring.header(), results=results)
    if stopped:
        at = skip + results.count
        click.echo(f"\nStopped after {at} of {counted(len(items), 'answer')}. To go on: --skip {at}", err=True)
        return INTERRUPTED
    return int(ExitCode.FINDINGS if results.failed else ExitCode.FINE)


class Results:
    """Scorecards of a long file, packed until they are written: ten thousand of them would fill the memory."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self.count = 0
        self.failed = False

    def add(self, result: dict[str, Any], *, keep: bool) -> None:
        """Count a result, and keep it if it is to be written later."""
        self.count += 1
        self.failed |= "error" in result
        if keep:
            self._packed.append(zlib.compress(json.dumps(result).encode("ascii"), 1))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (json.loads(zlib.decompress(packed)) for packed in self._packed)


def answers_in(file: Path) -> list[Any]:
    """The answers in a file, or on stdin where it is called `-`. Raises `AmtrainerError`."""
    from amtrainer.content.answer_file import MAX_BYTES, load_answers

    name = "stdin" if str(file) == "-" else str(file)
    try:
        if name == "stdin":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with file.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise AmtrainerError(
            f"{file}: {error.strerror}.", "Name a YAML or JSON file with a list of answers."
        ) from error
    data = load_answers(raw, name)
    if isinstance(data, dict) and "id" in data:
        return [data]
    if not isinstance(data, list):
        raise AmtrainerError(f"{name}: a list of answers is expected.", "Each is {id, text} or {id, turns}.")
    return data


def _progress(results: Iterator[dict[str, Any]], count: int, as_json: bool) -> Any:
    """A progress bar on stderr when the work is long and a person is watching who sees no lines come by."""
    quiet = count < 50 or not sys.stderr.isatty() or (not as_json and sys.stdout.isatty())
    return click.progressbar(results, length=count, label="Marking", show_pos=True, file=sys.stderr, hidden=quiet)


def _write_line(result: dict[str, Any]) -> None:
    name = one_line(result["id"])
    if "error" in result:
        click.echo(f"{name}: {one_line(result['error'])}")
        return
    levels = "  ".join(f"{c['ref']} {'–' if c['level'] is None else c['level']}" for c in result["criteria"])
    gates = "".join(f"  ! {gate['id']} caps at {gate['cap']}" for gate in result["gates"])
    flags = "".join(f"  {id}" for id in dict.fromkeys(flag["id"] for flag in result["flags"]))
    total = "no total" if result["total"] is None else f"{result['total']:>3}"
    click.echo(f"{name}: {total}   {levels}{gates}{flags}")
