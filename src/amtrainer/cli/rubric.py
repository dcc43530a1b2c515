"""`rubric`: levels that people set, and whether the rubric still agrees with them."""

from __future__ import annotations

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.errors import AmtrainerError, ExitCode
from amtrainer.text import counted


@click.group("rubric", context_settings={"help_option_names": ["-h", "--help"]})
def rubric_command() -> None:
    """Rubrics: list them, set a level by hand, hold them against the levels that people set."""


@rubric_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def list_command(as_json: bool) -> int:
    """Every exercise with its criteria, weights and golden cases; then the rubrics and acts that can be taken over."""
    from amtrainer import paths
    from amtrainer.authoring.golden import cases, golden_file
    from amtrainer.authoring.takeover import taken_over, weights_of
    from amtrainer.content.library import Library

    library = Library(cache_dir=paths.cache_dir())
    rows = []
    for head in library.heads():
        scenario = library.scenario(head.id)
        weights = [(one.id, one.weight) for one in scenario.criteria]
        rows.append((head.number, head.title, weights, len(cases(golden_file(library, head.id)))))
    taken = taken_over()
    if as_json:
        write_json(
            {
                "rubrics": [
                    {"number": number, "title": title, "criteria": dict(weights), "golden": count}
                    for number, title, weights, count in rows
                ],
                "generic": [
                    {"name": one.id, "title": one.title, "summary": one.summary, "criteria": weights_of(one)}
                    for one in taken.rubrics
                ],
                "acts": [{"use": f"acts/{one.id}", "says": one.says, "when": one.when} for one in taken.acts],
            }
        )
        return 0
    write_lines(
        columns(
            [
                (number, title, f"{count} golden", ", ".join(f"{id} {weight}" for id, weight in weights))
                for number, title, weights, count in rows
            ]
        )
    )
    write_lines(["", "To take over: amtrainer new rubric NAME --from …"])
    write_lines(
        columns(
            [
                (r.id, r.title, ", ".join(f"{id} {weight}" for id, weight in weights_of(r).items()))
                for r in taken.rubrics
            ]
        )
    )
    write_lines(["", "Acts for your own indicators:"])
    write_lines(columns([(f"use: acts/{one.id}", one.says) for one in taken.acts]))
    return 0


@rubric_command.command("override")
@click.argument("session")
@click.argument("criterion")
@click.argument("level", type=click.IntRange(0, 4))
@click.option("--because", required=True, help="Why this level.")
@click.option("--by", required=True, help="Who says so.")
@click.option("--quote", default="", help="The words that decide.")
def override_command(session: str, criterion: str, level: int, because: str, by: str, quote: str) -> int:
    """Set the level of one criterion of a played SESSION by hand; it becomes a golden case.

    The marks that were shown stay as they were. SESSION may be `last`; CRITERION is an id, a catalogue number, or its number in the debrief.
    """
    from amtrainer.authoring.golden import Case, keep, machine_level
    from amtrainer.practice import open_practice

    if not because.strip() or not by.strip():
        raise AmtrainerError("A level needs a reason and a name.", "Give --because and --by, each with words.")
    with open_practice() as practice:
        name = practice.find_session(session)
        debrief = practice.debrief(name)
        scenario, events, _ = practice.opened(name)
    given = next((one for one in debrief.card.criteria if criterion in (one.id, one.ref)), None)
    part = criterion.partition(".")[0] if scenario.parts and criterion in scenario.on_card else ""
    said = [one for one in scenario.work(events).passages if one.field is None and part in ("", one.part)]
    turns = tuple(one.answer.text for one in said)
    if not turns:
        raise AmtrainerError("This session has no answer in words.", "Levels can be set for talks.")
    if quote and not any(quote in text for text in turns):
        raise AmtrainerError(f"“{quote}” does not stand in the answers.", "Give the words as they were written.")
    case = Case(
        id=debrief.session,
        criterion=criterion,
        level=level,
        because=because.strip(),
        by=by.strip(),
        quote=quote,
        machine=given.level if given else None,
        turns=turns,
        heard=tuple(one.heard for one in said),
        beat=part or None,
    )
    file = keep(debrief.scenario, case)
    was = "" if given is None or given.level is None else f" The marks said {given.level}."
    click.echo(f"Kept: {case.criterion} is level {level}, says {by.strip()}.{was}", err=True)
    now = machine_level(debrief.scenario, case.item, criterion)
    if given is not None and now != given.level:
        told = "no level" if now is None else f"level {now}"
        click.echo(f"These words alone get {told} by the exercise as it is now.", err=True)
    write_lines([str(file)])
    return 0


@rubric_command.command("test")
@click.argument("ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def test_command(ids: tuple[str, ...], as_json: bool) -> int:
    """Hold the rubrics against their golden cases. Exit status 1 if a level differs."""
    from amtrainer.authoring.golden import hold

    found = list(hold(ids))
    if as_json:
        write_json(
            {
                "cases": [
                    {
                        "scenario": one.scenario,
                        **one.case.model_dump(),
                        "now": one.level,
                        "agrees": one.agrees,
                        "error": one.error,
                    }
                    for one in found
                ]
            }
        )
    else:
        write_lines(
            columns(
                [
                    (
                        "ok" if one.agrees else "!!",
                        one.scenario.partition("-")[0],
                        one.case.id,
                        one.case.criterion,
                        f"{one.case.by} says {one.case.level}, the rubric {'–' if one.level is None else one.level}",
                        one.error or one.case.because,
                    )
                    for one in found
                ]
            )
        )
    wrong = sum(not one.agrees for one in found)
    click.echo(f"{counted(len(found), 'golden case')}, {wrong} where the rubric differs.", err=True)
    if not found:
        click.echo("Set one with: amtrainer rubric override last CRITERION LEVEL --because … --by …", err=True)
    return int(ExitCode.FINDINGS if wrong else ExitCode.FINE)


@rubric_command.command("diff")
@click.argument("before")
@click.argument("after")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def diff_command(before: str, after: str, as_json: bool) -> int:
    """Mark all samples and stored sessions by two versions of an exercise, and say who changes.

    A version is a file, an exercise, FILE@REVISION of git, or the first digits of the hash a session was played with.
    Nothing is written. Exit status 1 if an answer changes.
    """
    from amtrainer.authoring.revising import difference, version
    from amtrainer.cli.revise import difference_json, difference_lines

    found = difference(version(before), version(after))
    if as_json:
        write_json(difference_json(found))
    else:
        write_lines(difference_lines(found))
    return int(ExitCode.FINDINGS if found.changes else ExitCode.FINE)
