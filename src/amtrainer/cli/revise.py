"""`rescore`, and how the difference of two versions is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.text import counted

if TYPE_CHECKING:
    from amtrainer.authoring.revising import Difference

SHOWN = 20  # pairs whose order turns round


@click.command("rescore")
@click.argument("sessions", nargs=-1, required=True)
@click.option("--because", default="", help="Why; it stands beside the new marks.")
@click.option("--with", "using", default="", help="Another version: a file, an exercise, FILE@REVISION, a hash.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--list", "listing", is_flag=True, help="List the marks that a session has had.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def rescore_command(
    sessions: tuple[str, ...], because: str, using: str, dry_run: bool, listing: bool, as_json: bool
) -> int:
    """Mark stored SESSIONS again. The new marks stand beside the old ones, with a reason; what was shown stays.

    SESSIONS are ids, `last`, or the id of an exercise for all of its sessions.
    """
    from amtrainer.authoring.revising import cards, remark, version

    if listing:
        rows = [row for session in sessions for row in cards(session)]
        if as_json:
            write_json({"cards": rows})
        else:
            write_lines(
                columns(
                    [
                        (row["at"][:16], f"{_of(row['total']):>3}", row["content_hash"][:8], row["reason"])
                        for row in rows
                    ]
                )
            )
        return 0
    done = remark(
        sessions, because or ("dry run" if dry_run else ""), version(using) if using else None, keep=not dry_run
    )
    if as_json:
        write_json({"sessions": [asdict(one) for one in done], "written": not dry_run})
    else:
        write_lines(columns([(one.session, _of(one.before), "→", _of(one.after)) for one in done]))
    told = "would get" if dry_run else "got"
    click.echo(f"{counted(len(done), 'session')} {told} marks beside those they had.", err=True)
    return 0


def difference_lines(found: Difference) -> list[str]:
    """Who changes, by how much, and whose order turns round."""
    changes = found.changes
    rows = [
        (
            f"  {one.where} {one.id}",
            f"{one.before:>3} → {one.after:<3}",
            ", ".join(f"{name} {_of(old)}→{_of(new)}" for name, old, new in one.levels),
        )
        for one in sorted(changes, key=lambda one: -abs(one.after - one.before))
    ]
    steps = Counter(
        abs((new or 0) - (old or 0))
        for one in changes
        for _, old, new in one.levels
        if old is not None and new is not None
    )
    told = ", ".join(f"{count} by {counted(step, 'level')}" for step, count in sorted(steps.items()))
    lines = [
        f"{len(changes)} of {counted(found.answers, 'answer')} change" + (f": {told}" if told else ""),
        *columns(rows),
    ]
    if found.flips:
        lines.append(f"{counted(len(found.flips), 'pair')} change places:")
        lines += [f"  {first} was above {second}, now it is below" for first, second in found.flips[:SHOWN]]
        if len(found.flips) > SHOWN:
            lines.append(f"  and {len(found.flips) - SHOWN} more")
    else:
        lines.append("No two answers change places.")
    return lines


def difference_json(found: Difference) -> dict[str, Any]:
    """The difference as plain data."""
    return {
        "before": found.before.hash,
        "after": found.after.hash,
        "answers": found.answers,
        "changes": [asdict(one) for one in found.changes],
        "flips": [list(pair) for pair in found.flips],
    }


def _of(value: int | None) -> str:
    return "–" if value is None else str(value)
