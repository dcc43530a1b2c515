"""`interview`: a structured day. Kit, calibration, sittings, blind ratings, reveal, report."""

from __future__ import annotations

from pathlib import Path

import click

from amtrainer.cli.interview_options import as_json, as_rater, day_option, passphrase, passphrase_option
from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.errors import AmtrainerError
from amtrainer.text import counted


@click.group("interview", context_settings={"help_option_names": ["-h", "--help"]})
def interview_command() -> None:
    """A structured interview day: the same for all candidates, rated alone, revealed together.

    new → join (each rater) → start C1 → rate C1 → reveal → agree → report → close. People decide; nothing is computed.
    """
    try:
        import nacl  # noqa: F401
    except ImportError as error:
        raise AmtrainerError(
            "Interview days need PyNaCl, which is not installed.", "pip install 'amtrainer[interview]'"
        ) from error


@interview_command.command("new")
@click.argument("name")
@click.option("--task", "tasks", multiple=True, required=True, help="An exercise, in order; repeat it.")
@click.option("--rater", "raters", multiple=True, required=True, help="A rater; repeat it.")
@click.option("--candidate", "candidates", multiple=True, required=True, help="A code such as C1; repeat it.")
@click.option("--weight", "weights", multiple=True, help="CRITERION=WEIGHT, where it is not 1; repeat it.")
@click.option("--weights-reason", default="", help="Why weights differ.")
@click.option(
    "--keep-days", type=click.IntRange(1, 3650), default=180, show_default=True, help="Days that texts are kept."
)
@click.option("--names", type=click.Path(dir_okay=False, path_type=Path), help="YAML file {C1: name}; kept sealed.")
@click.option("--offered", is_flag=True, help="Raters see one neutral passage a criterion.")
@passphrase_option
def new_command(
    name: str,
    tasks: tuple[str, ...],
    raters: tuple[str, ...],
    candidates: tuple[str, ...],
    weights: tuple[str, ...],
    weights_reason: str,
    keep_days: int,
    names: Path | None,
    offered: bool,
    passphrase_file: Path | None,
) -> int:
    """Make a day called NAME. It is frozen when the last rater has joined."""
    from amtrainer.interview.making import drafted, made

    kit = drafted(
        name,
        tasks,
        raters,
        candidates,
        weights=_weights(weights),
        weights_reason=weights_reason,
        retention_days=keep_days,
        offered=offered,
    )
    day = made(kit, passphrase(passphrase_file, "the manager", new=True), _names(names))
    day.record.close()
    click.echo(
        f"{kit.name}: {counted(len(kit.tasks), 'exercise')}, {len(kit.criteria)} criteria, kit {kit.digest[:12]}.",
        err=True,
    )
    click.echo("Next: each rater joins with amtrainer interview join --as NAME.", err=True)
    return 0


def _weights(given: tuple[str, ...]) -> dict[str, int]:
    out = {}
    for one in given:
        id, _, weight = one.partition("=")
        if not weight.isdigit():
            raise AmtrainerError(f"{one!r} is no weight.", "Write CRITERION=2.")
        out[id] = int(weight)
    return out


def _names(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    from amtrainer.content.source import load_file

    data = load_file(file).data
    if not isinstance(data, dict):
        raise AmtrainerError(f"{file} is no list of names.", "Write one line a candidate, as C1: name.")
    return {str(code): str(name) for code, name in data.items()}


@interview_command.command("join")
@day_option
@as_rater
@passphrase_option
def join_command(day: str | None, rater: str, passphrase_file: Path | None) -> int:
    """A rater sets the passphrase with which own ratings are sealed and read."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.making import join

    with opened(day) as found:
        who = found.rater(rater)
        frozen = join(found, who, passphrase(passphrase_file, who, new=True))
        left = [name for name in found.kit.raters if name not in found.state.keys]
        digest = found.kit.digest[:12]
    click.echo(
        f"{who} has joined. " + (f"Frozen: kit {digest}." if frozen else f"Waiting for {', '.join(left)}."), err=True
    )
    return 0


@interview_command.command("show")
@day_option
@as_json
def show_command(day: str | None, as_json: bool) -> int:
    """Where a day stands: who has joined, sat and submitted. Never what was rated."""
    from amtrainer.interview.days import opened

    with opened(day) as found:
        state, kit = found.state, found.kit
        body = {
            "day": kit.name,
            "kit": kit.digest,
            "frozen": state.frozen,
            "joined": [rater for rater in kit.raters if rater in state.keys],
            "sat": [[candidate, task] for candidate, task in state.sat],
            "submitted": sorted([rater, candidate] for rater, candidate in state.submitted),
            "revealed": bool(state.revealed),
            "closed": state.closed,
            "head": list(found.record.head()),
        }
        faults = found.record.faults()
    if as_json:
        write_json({**body, "faults": faults})
        return 1 if faults else 0
    rows = [("", *kit.raters)]
    for candidate in kit.candidates:
        marks = ["submitted" if (rater, candidate) in state.submitted else "–" for rater in kit.raters]
        sat = sum((candidate, task.scenario) in state.sat for task in kit.tasks)
        rows.append((f"{candidate}, sat {sat} of {len(kit.tasks)}", *marks))
    stage = "closed" if state.closed else "revealed" if state.revealed else "sealed" if state.frozen else "not frozen"
    write_lines([f"{kit.name}   {stage}   kit {kit.digest[:12]}", "", *columns(rows)])
    for fault in faults:
        click.echo(f"! {fault}", err=True)
    return 1 if faults else 0


@interview_command.command("names")
@day_option
@passphrase_option
def names_command(day: str | None, passphrase_file: Path | None) -> int:
    """Who is behind the codes; for the manager. The look is logged."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.making import names_of

    with opened(day) as found:
        rows = list(names_of(found, passphrase(passphrase_file, "the manager")).items())
    write_lines(columns(rows))
    return 0


# The other commands stand in files of their own; naming them here puts them into the group.
from amtrainer.cli.interview_day import COMMANDS as _DAY  # noqa: E402
from amtrainer.cli.interview_end import COMMANDS as _END  # noqa: E402

for _command in (*_DAY, *_END):
    interview_command.add_command(_command)
