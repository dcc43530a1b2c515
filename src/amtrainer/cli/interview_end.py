"""`interview reveal`, `agree`, `answer`, `dispute`, `settle`, `hold`, `erase`, `verify`, `close`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amtrainer.cli.interview_options import as_json, as_rater, day_option, passphrase, passphrase_option, proven
from amtrainer.cli.interview_report import compare_command, report_command, vars_of, written
from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.cli.start import console, has_screen
from amtrainer.errors import AmtrainerError
from amtrainer.text import counted

if TYPE_CHECKING:
    from amtrainer.interview.days import Day
    from amtrainer.interview.reveal import Revealed

OVERALL = ("strong no", "no", "yes", "strong yes", "no decision")


@click.command("reveal")
@day_option
@click.option("--plain", is_flag=True, help="Lines instead of the screen.")
@click.option("--as", "rater", help="Who opens, and agrees on levels on the screen; asks for the passphrase.")
@passphrase_option
@as_json
def reveal_command(day: str | None, plain: bool, rater: str | None, passphrase_file: Path | None, as_json: bool) -> int:
    """Break the seal: all ratings side by side, the machine as a third voice.

    Needs every rater's submit, and then every rater's passphrase once: who submits last has given it with that.
    """
    from amtrainer.interview.days import opened
    from amtrainer.interview.filing import day_file
    from amtrainer.interview.reveal import reveal
    from amtrainer.panel.grid import to_talk_about
    from amtrainer.reports.interview import agreement_line, mark

    with opened(day) as found:
        who = _seal_opened(found, rater, passphrase_file)
        revealed = reveal(found, who)
        raters, body = found.kit.raters, day_file(found, revealed)
        if has_screen() and not (plain or as_json):
            return _on_screen(found, revealed, who)
    if as_json:
        write_json(body)
        return 0
    rows = [("", "criterion", *raters, "machine", "")]
    for cell in revealed.grid:
        given = [mark(cell.levels.get(rater)) for rater in raters]
        rows.append((cell.candidate, cell.criterion, *given, mark(cell.machine), cell.sign))
    write_lines(columns(rows))
    write_lines([""])
    write_lines(columns([(one["candidate"], "overall", one["rater"], one["answer"]) for one in body["answers_alone"]]))
    write_lines(["", agreement_line(body["agreement"])])
    if first := to_talk_about(revealed.grid)[:3]:
        names = ", ".join(f"{cell.candidate} {cell.criterion} ({cell.spread})" for cell in first)
        write_lines([f"Talk first about: {names}."])
    return 0


def _seal_opened(day: Day, rater: str | None, file: Path | None) -> str:
    """Who looks. A rater gives the own share of the seal with it; on a terminal all are asked whose share is missing."""
    from amtrainer.interview.rating import Desk, ready, to_open

    asked = [day.rater(rater)] if rater else []
    if not rater and day.state.frozen and day.state.all_in and not ready(day) and console().interactive:
        asked = to_open(day)
    for name in asked:
        Desk(day, name, passphrase(file, name)).release()
    return asked[0] if rater else "manager"


def _on_screen(day: Day, revealed: Revealed, who: str) -> int:
    from functools import partial

    from amtrainer.interview.reveal import agree, answer, quotes_of
    from amtrainer.reports.interview import agreement_told, mark
    from amtrainer.tui.day_app import run_day_screen
    from amtrainer.tui.screens.reveal import AfterTalk, Overall, RevealScreen

    alone = {(one.rater, one.candidate): one.overall for one in revealed.ratings}
    give = partial(answer, day, who) if who != "manager" else None
    overall = Overall(alone, dict(day.state.answers), give, who)
    agreed = {key: f"{mark(one.level)}   {day.record.text(one.reason) or ''}" for key, one in day.state.agreed.items()}
    agreement = {**vars_of(revealed.agreement), "enough": revealed.agreement.enough}
    told = agreement_told(agreement, day.kit.raters)
    quotes = quotes_of(revealed)
    put = partial(agree, day, who)
    after = AfterTalk(partial(_compared, day, revealed), partial(_filed, day, revealed, who), str(_folder(day)))
    return run_day_screen(lambda: RevealScreen(day.kit, revealed.grid, quotes, agreed, told, put, overall, after))


def _compared(day: Day, revealed: Revealed) -> tuple[list[tuple[str, ...]], list[str]]:
    """The table of candidates and what may be said of it, as levels are agreed now."""
    from amtrainer.interview.reveal import levels_of
    from amtrainer.panel.comparison import standings, turns
    from amtrainer.reports.side_by_side import rows, sentences

    levels = levels_of(day, revealed)
    told = standings(day.kit, levels)
    return rows(day.kit, levels, told), sentences(day.kit, told, turns(day.kit, levels))


def _folder(day: Day) -> Path:
    """Where the screen writes the files of a day: a folder of the day's name, here."""
    name = "".join(each if each.isalnum() else "-" for each in day.kit.name.lower())
    return Path(f"{name}-files")


def _filed(day: Day, revealed: Revealed, who: str) -> int:
    """Write all files of the day; how many."""
    day.record.add(who, "looked", {"at": "report"})
    return len(written(day, revealed, _folder(day)))


@click.command("agree")
@click.argument("candidate")
@click.argument("criterion")
@click.argument("level", type=click.Choice(["0", "1", "2", "3", "4", "-"]))
@day_option
@as_rater
@passphrase_option
@click.option("--reason", required=True, help="One line.")
def agree_command(
    candidate: str, criterion: str, level: str, day: str | None, rater: str, passphrase_file: Path | None, reason: str
) -> int:
    """Put an agreed level on record, with its reason."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import agree

    with opened(day) as found:
        code, who = found.candidate(candidate), proven(found, rater, passphrase_file)
        agree(found, who, code, criterion, None if level == "-" else int(level), reason)
    click.echo(f"Agreed: {code} {criterion} {level}.", err=True)
    return 0


@click.command("answer")
@click.argument("candidate")
@click.argument("overall", type=click.Choice(OVERALL))
@day_option
@as_rater
@passphrase_option
def answer_command(candidate: str, overall: str, day: str | None, rater: str, passphrase_file: Path | None) -> int:
    """A rater's overall answer. Only people give one."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import answer

    with opened(day) as found:
        code = found.candidate(candidate)
        answer(found, proven(found, rater, passphrase_file), code, overall)
    click.echo(f"{rater} on {code}: {overall}.", err=True)
    return 0


@click.command("dispute")
@click.argument("candidate")
@click.argument("text")
@day_option
@click.option("--settle", "settler", help="The rater who answers an open dispute; TEXT is the answer.")
@passphrase_option
def dispute_command(
    candidate: str, text: str, day: str | None, settler: str | None, passphrase_file: Path | None
) -> int:
    """A candidate disagrees; or, with --settle, another rater answers."""
    from amtrainer.interview import reveal
    from amtrainer.interview.days import opened

    with opened(day) as found:
        code = found.candidate(candidate)
        if settler is None:
            reveal.dispute(found, code, text)
        else:
            reveal.settle(found, proven(found, settler, passphrase_file), code, text)
    click.echo(
        f"On record for {code}." + ("" if settler else " Nothing is final until another rater answers."), err=True
    )
    return 0


@click.command("hold")
@click.argument("candidate")
@day_option
@click.option("--reason", required=True)
@click.option("--release", is_flag=True, help="End the hold.")
def hold_command(candidate: str, day: str | None, reason: str, release: bool) -> int:
    """A legal hold: this candidate's texts cannot be erased while it lasts."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import hold

    with opened(day) as found:
        code = found.candidate(candidate)
        hold(found, code, reason, release=release)
    click.echo(f"{code}: {'the hold has ended' if release else 'held, nothing is erased'}.", err=True)
    return 0


@click.command("erase")
@click.argument("candidate", required=False)
@day_option
@click.option("--due", is_flag=True, help="Everybody whose time of keeping is over; who is held stays.")
@click.option("--reason", default="", help="Why; it stands in the record. Not needed with --due.")
def erase_command(candidate: str | None, day: str | None, due: bool, reason: str) -> int:
    """Remove a candidate's texts, ratings and name for good. The record stays checkable."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import due_now, erase

    if bool(candidate) == due:
        raise AmtrainerError("Whom?", "Name a candidate, or --due.")
    if candidate and not reason.strip():
        raise AmtrainerError("A reason is needed: it stands in the record.", "Give one with --reason.")
    with opened(day) as found:
        codes = due_now(found, datetime.now(UTC)) if due else (found.candidate(candidate or ""),)
        counts = [(code, erase(found, code, reason or "kept long enough")) for code in codes]
    for code, count in counts:
        click.echo(f"{code}: {counted(count, 'text')} removed.", err=True)
    if counts:
        click.echo("Files that amtrainer interview report wrote are not among them; delete those yourself.", err=True)
    else:
        click.echo("Nobody is due.", err=True)
    return 0


@click.command("verify")
@day_option
@click.option("--head", help="NUMBER:HASH that was kept elsewhere.")
def verify_command(day: str | None, head: str | None) -> int:
    """Is the record as it was written? Prints the head, to be kept elsewhere."""
    from amtrainer.interview.days import opened

    kept = None
    if head is not None:
        number, _, chained = head.partition(":")
        if not number.isdigit():
            raise AmtrainerError(f"{head!r} is no head.", "NUMBER:HASH, as verify prints it.")
        kept = (int(number), chained)
    with opened(day) as found:
        faults = found.record.faults(kept)
        count, chained = found.record.head()
    write_lines([f"{count}:{chained}", *(f"! {fault}" for fault in faults)])
    return 1 if faults else 0


@click.command("close")
@day_option
def close_command(day: str | None) -> int:
    """End the day: later changes are amendments, and the time of keeping begins."""
    from amtrainer.interview.days import opened
    from amtrainer.interview.reveal import close, kept_until

    with opened(day) as found:
        close(found)
        until = kept_until(found)
        number, chained = found.record.head()
    click.echo(f"Closed. Texts are kept until {until}. Keep this line elsewhere: {number}:{chained}", err=True)
    return 0


COMMANDS = (
    reveal_command,
    agree_command,
    answer_command,
    compare_command,
    report_command,
    dispute_command,
    hold_command,
    erase_command,
    verify_command,
    close_command,
)
