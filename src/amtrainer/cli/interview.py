"""`interview`: a structured day. Kit, calibration, sittings, blind ratings, reveal, report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.interview_options import as_json, as_rater, day_option, passphrase, passphrase_option
from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.cli.start import has_screen
from amtrainer.errors import AmtrainerError
from amtrainer.text import counted

if TYPE_CHECKING:
    from amtrainer.panel.kit import Kit


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
@click.argument("name", required=False)
@click.option(
    "--task", "tasks", multiple=True, help="An exercise (d03), or questions (i01:q2,q6), in order; repeat it."
)
@click.option("--rater", "raters", multiple=True, help="A rater; repeat it.")
@click.option("--candidate", "candidates", multiple=True, help="A code such as C1; repeat it.")
@click.option("--criterion", "criteria", multiple=True, help="Rate only this one; repeat it. Left out: all.")
@click.option("--weight", "weights", multiple=True, help="CRITERION=WEIGHT, where it is not 1; repeat it.")
@click.option("--weights-reason", default="", help="Why weights differ.")
@click.option("--minutes", multiple=True, help="EXERCISE=MINUTES, where they are not its own; repeat it.")
@click.option(
    "--keep-days", type=click.IntRange(1, 3650), default=180, show_default=True, help="Days that texts are kept."
)
@click.option("--names", type=click.Path(dir_okay=False, path_type=Path), help="YAML file {C1: name}; kept sealed.")
@click.option("--notice", default="", help="What candidates read before they begin.")
@click.option("--consent-text", "consent", default="", help="What candidates agree to.")
@click.option("--offered", is_flag=True, help="Raters see one neutral passage a criterion.")
@passphrase_option
def new_command(name: str | None, names: Path | None, passphrase_file: Path | None, **chosen: Any) -> int:
    """Make a day called NAME. On a terminal, without --task: step by step. It is frozen when the last rater has joined."""
    from amtrainer.interview.making import drafted, made

    if not chosen["tasks"]:
        plan = _planned(name or "")
        if plan is None:
            return 1
        kit, people = plan
    else:
        if not (name and chosen["raters"] and chosen["candidates"]):
            raise AmtrainerError("A day needs a name, raters and candidates.", "amtrainer interview new --help")
        kit = drafted(
            name,
            chosen["tasks"],
            chosen["raters"],
            chosen["candidates"],
            weights=_numbers(chosen["weights"], "weight"),
            weights_reason=chosen["weights_reason"],
            retention_days=chosen["keep_days"],
            offered=chosen["offered"],
            criteria=chosen["criteria"],
            minutes=_numbers(chosen["minutes"], "number of minutes"),
            notice=chosen["notice"],
            consent=chosen["consent"],
        )
        people = _names(names)
    day = made(kit, passphrase(passphrase_file, "the manager", new=True), people)
    day.record.close()
    click.echo(
        f"{kit.name}: {counted(len(kit.tasks), 'exercise')}, {len(kit.criteria)} criteria, kit {kit.digest[:12]}.",
        err=True,
    )
    click.echo("Next: each rater joins with amtrainer interview join --as NAME.", err=True)
    return 0


def _planned(name: str) -> tuple[Kit, dict[str, str]] | None:
    """What was chosen on the screens, and the names; None if they were left."""
    if not has_screen():
        raise AmtrainerError("Which exercises?", "Give --task, --rater and --candidate, or use a terminal.")
    from amtrainer.interview.planning import Plan, Planning
    from amtrainer.tui.day_app import DayApp, status_of
    from amtrainer.tui.screens.new_day import NewDayScreen

    planning = Planning()
    screen = NewDayScreen(planning, Plan(name))
    if status_of(DayApp(lambda: screen)):
        click.echo("Nothing was made.", err=True)
        return None
    return planning.kit(screen.plan), screen.plan.names


def _numbers(given: tuple[str, ...], what: str) -> dict[str, int]:
    out = {}
    for one in given:
        id, _, weight = one.partition("=")
        if not weight.isdigit():
            raise AmtrainerError(f"{one!r} is no {what}.", "Write NAME=2.")
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
    from amtrainer.interview.reveal import kept_until

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
            "kept_until": kept_until(found),
            "disputes": sorted(state.disputes),
            "holds": sorted(state.holds),
            "erased": sorted(state.erased),
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
        said = [f"sat {sat} of {len(kit.tasks)}"]
        told = {"erased": state.erased, "held": state.holds, "disputed": state.disputes, "withdrawn": state.withdrawn}
        said += [name for name, codes in told.items() if candidate in codes]
        rows.append((f"{candidate}, {', '.join(said)}", *marks))
    stage = "closed" if state.closed else "revealed" if state.revealed else "sealed" if state.frozen else "not frozen"
    until = f"   kept until {body['kept_until']}" if body["kept_until"] else ""
    write_lines([f"{kit.name}   {stage}   kit {kit.digest[:12]}{until}", "", *columns(rows)])
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
