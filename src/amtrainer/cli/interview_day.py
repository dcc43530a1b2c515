"""`interview start`, `rate`, `note`: what happens on the day itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.interview_options import as_json, as_rater, day_option, passphrase, passphrase_option
from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.cli.start import console, has_screen
from amtrainer.errors import AmtrainerError

if TYPE_CHECKING:
    from amtrainer.interview.days import Day
    from amtrainer.interview.rating import Desk
    from amtrainer.panel.kit import Kit, Rating

NOTES = ("deviation", "spoken", "probe", "accommodation", "observation", "withdrawn")


@click.command("start")
@click.argument("candidate")
@day_option
@click.option("--as", "leader", help="The rater who leads: types what is spoken, asks probes, marks deviations.")
@click.option(
    "--consent", is_flag=True, help="The candidate has read the notice and agrees; for lines without a person."
)
@click.option("--extra-time", type=click.FloatRange(1, 4), help="Accommodation: time taken that many times.")
@click.option("--untimed", is_flag=True, help="Accommodation: no clock.")
@click.option("--plain", is_flag=True, help="Accommodation: lines instead of screens.")
def start_command(
    candidate: str,
    day: str | None,
    leader: str | None,
    consent: bool,
    extra_time: float | None,
    untimed: bool,
    plain: bool,
) -> int:
    """A candidate's sitting: notice, a turn to practise, each exercise in order, in exam mode.

    On a terminal nothing else can be reached; a rater or the manager leads out with a passphrase. It can be broken off and
    gone on with. Accommodations hold for every later start.
    """
    from amtrainer.interview.days import opened
    from amtrainer.interview.visit import Visit, alone

    with opened(day) as found, alone(found, found.candidate(candidate)):
        who = found.rater(leader) if leader else ""
        visit = Visit(found, found.candidate(candidate), lambda: datetime.now().astimezone(), who)
        before = visit.accommodation
        if extra_time or untimed or plain:
            times = 0.0 if untimed else extra_time or before.times
            visit.accommodate(times, plain=plain or before.plain)
        if has_screen() and not visit.accommodation.plain:
            from amtrainer.tui.booth_app import run_booth

            return run_booth(visit)
        from amtrainer.plain.booth import attend

        attend(console(), visit, agreed=consent)
    return 0


@click.command("rate")
@click.argument("candidate")
@day_option
@as_rater
@passphrase_option
@click.option(
    "--from",
    "source",
    type=click.Path(dir_okay=False, path_type=Path),
    help="YAML: {criterion: level, or {level, note}, overall: yes}.",
)
@click.option("--submit", is_flag=True, help="Lock the rating. It cannot be changed afterwards.")
@click.option("--plain", is_flag=True, help="Lines instead of the screen.")
@click.option("--text", "show_text", is_flag=True, help="Show what the candidate wrote.")
@click.option("--pass-over", "absent", help="Go on without this rater; all others must do so.")
@click.option("--reason", default="", help="Why a rater is passed over.")
@as_json
def rate_command(
    candidate: str,
    day: str | None,
    rater: str,
    passphrase_file: Path | None,
    source: Path | None,
    submit: bool,
    plain: bool,
    show_text: bool,
    absent: str | None,
    reason: str,
    as_json: bool,
) -> int:
    """Rate a candidate against the anchors, alone. On a terminal: the rating screen. In lines: the own rating so far.

    Levels are 0 to 4, or “not judged”. Nobody, the manager included, can read a rating before all have submitted.
    """
    from amtrainer.interview.days import opened
    from amtrainer.interview.rating import Desk

    with opened(day) as found:
        code, who = found.candidate(candidate), found.rater(rater)
        desk = Desk(found, who, passphrase(passphrase_file, who))
        found.record.add(who, "looked", {"at": "sitting", "candidate": code})
        if has_screen() and not (plain or source or submit or show_text or absent or as_json):
            return _on_screen(found, desk, code)
        if show_text:
            _show_text(found, code)
        if source is not None:
            desk.save(code, _given(source))
        if submit:
            desk.submit(code)
        if absent:
            desk.pass_over(found.rater(absent), reason)
        ready = desk.release()
        rating, kit = desk.rating(code), found.kit
        locked = (who, code) in found.state.submitted
    _report(kit, rating, locked=locked, ready=ready, as_json=as_json)
    return 0


def said_by(day: Day, candidate: str) -> list[tuple[str, str]]:
    """What raters read, once the day is opened."""
    from amtrainer.interview.booth import said_by as said

    return said(day, candidate)


def _on_screen(day: Day, desk: Desk, candidate: str) -> int:
    from functools import partial

    from amtrainer.tui.day_app import run_day_screen
    from amtrainer.tui.screens.rating import RatingScreen

    rating, locked = desk.rating(candidate), (desk.rater, candidate) in day.state.submitted
    save, submit = partial(desk.save, candidate), partial(desk.submit, candidate)
    said, near = said_by(day, candidate), _near(day, candidate)
    return run_day_screen(lambda: RatingScreen(day.kit, rating, said, save, submit, locked=locked, offered=near))


def _near(day: Day, candidate: str) -> dict[str, str]:
    """What is offered to raters, if the kit offers anything."""
    if not day.kit.offered:
        return {}
    from amtrainer import paths
    from amtrainer.interview.offering import passages
    from amtrainer.models import load_meaning

    return passages(day, candidate, load_meaning(paths.cache_dir()))


def _report(kit: Kit, rating: Rating, *, locked: bool, ready: bool, as_json: bool) -> None:
    missing = rating.missing(kit)
    if as_json:
        cells = {name: {"level": cell.level, "note": cell.note} for name, cell in rating.cells.items()}
        write_json({"cells": cells, "overall": rating.overall, "missing": missing, "submitted": locked, "ready": ready})
        return
    rows = []
    for criterion in kit.criteria:
        cell = rating.cells.get(criterion.id)
        level = "·" if cell is None else "–" if cell.level is None else str(cell.level)
        rows.append((level, criterion.id, criterion.says if cell is None or not cell.note else cell.note))
    write_lines(columns(rows))
    state = "submitted, locked" if locked else f"{len(missing)} to rate" if missing else "complete, not submitted"
    click.echo(f"{rating.candidate} by {rating.rater}: {state}. Overall: {rating.overall}.", err=True)
    if ready:
        click.echo("All have submitted: amtrainer interview reveal", err=True)


def _given(source: Path) -> dict[str, Any]:
    from amtrainer.content.source import load_file

    data = load_file(source).data
    if not isinstance(data, dict):
        raise AmtrainerError(f"{source} holds no levels.", "Write one line a criterion, as d03/owns-reason: 3.")
    return data


def _show_text(day: Day, candidate: str) -> None:
    speak = console()
    for speaker, text in said_by(day, candidate):
        speak.say(f"{speaker}: {text}" if speaker else f"\n{text}", indent="  " if speaker else "")
    if near := _near(day, candidate):
        speak.say("\nNearest words to each criterion, not a mark:")
        for criterion, text in near.items():
            speak.say(f"{criterion}: “{text}”", indent="  ")


@click.command("note")
@click.argument("candidate")
@day_option
@click.option("--kind", type=click.Choice(NOTES), default="observation", show_default=True)
@click.option("--as", "who", default="manager", help="Who notes it.")
@click.argument("text")
def note_command(candidate: str, day: str | None, kind: str, who: str, text: str) -> int:
    """Put a neutral fact on record: a skipped question, a probe, an accommodation. It is no part of any mark."""
    from amtrainer.interview.days import opened

    with opened(day) as found:
        code = found.candidate(candidate)
        name = who if who == "manager" else found.rater(who)
        found.record.add(name, "noted", {"candidate": code, "kind": kind}, {"text": text})
    click.echo(f"Noted for {code}: {kind}.", err=True)
    return 0


@click.command("calibrate")
@day_option
@as_rater
@click.option(
    "--from",
    "source",
    type=click.Path(dir_okay=False, path_type=Path),
    help="YAML: {example: {criterion: level}}. Without it the examples are shown.",
)
@as_json
def calibrate_command(day: str | None, rater: str, source: Path | None, as_json: bool) -> int:
    """Rate two sample answers before the day, and see where raters stand apart from the anchors."""
    from amtrainer.interview.calibration import calibrate, examples, gaps
    from amtrainer.interview.days import opened

    with opened(day) as found:
        who, kit = found.rater(rater), found.kit
        if source is None and has_screen() and not as_json:
            if (status := _calibrate_on_screen(found, who)) != 0:
                return status
        elif source is None:
            number = kit.tasks[0].scenario.partition("-")[0]
            ladder = [(one.id, one.says) for one in kit.criteria if one.id.startswith(f"{number}/")]
            for example in examples(found):
                write_lines([f"{example.id}:", "", example.text, ""])
            write_lines(columns(ladder))
            return 0
        if source is not None:
            calibrate(found, who, _given(source))
        told = gaps(found)
    if as_json:
        write_json({"gaps": [{"rater": one.rater, "criterion": one.criterion, "gap": one.gap} for one in told]})
        return 0
    write_lines(columns([(one.rater, one.criterion, f"{one.gap:+.1f}".replace("-", "−")) for one in told if one.gap]))
    if not any(one.gap for one in told):
        write_lines(["No rater stands apart from the anchors."])
    return 0


def _calibrate_on_screen(day: Day, rater: str) -> int:
    """Both examples on the rating screen; kept when both are submitted. Returns 0, or 1 if it was broken off."""
    from dataclasses import replace

    from amtrainer.interview.calibration import calibrate, examples
    from amtrainer.panel.kit import Rating, rating_of
    from amtrainer.tui.day_app import run_day_screen
    from amtrainer.tui.screens.rating import RatingScreen

    number = day.kit.tasks[0].number
    own = tuple(one for one in day.kit.criteria if one.id.startswith(f"{number}/"))
    kit = replace(day.kit, name="Calibration", criteria=own, tasks=day.kit.tasks[:1])
    levels: dict[str, dict[str, Any]] = {}
    for example in examples(day):
        rating = Rating(rater, example.id)
        done: list[bool] = []

        def save(given: Mapping[str, Any], id: str = example.id) -> Rating:
            levels[id] = {**levels.get(id, {}), **given}
            return rating_of(kit, rater, id, levels[id])

        def submit(done: list[bool] = done) -> bool:
            done.append(True)
            return False

        said = [("", f"Sample answer {example.id}"), (example.id, example.text)]
        told = "A sample, nobody’s answer. Esc goes on when it is submitted; then you see where you stand."
        run_day_screen(lambda: RatingScreen(kit, rating, said, save, submit, locked=False, sealed=told))  # noqa: B023
        if not done:
            click.echo("Broken off. Nothing was kept.", err=True)
            return 1
    calibrate(day, rater, {id: {k: v for k, v in row.items() if k != "overall"} for id, row in levels.items()})
    return 0


COMMANDS = (calibrate_command, start_command, rate_command, note_command)
