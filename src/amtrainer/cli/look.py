"""`list`, `show`, `history` and `skills`: looking without changing anything."""

from __future__ import annotations

from dataclasses import asdict

import click

from amtrainer.cli.output import columns, write_json, write_lines
from amtrainer.cli.start import console
from amtrainer.content.finding import found, is_named
from amtrainer.practice import open_practice

as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.command("list")
@click.argument("words", nargs=-1)
@click.option("--skill", help="Only exercises for this competency, for example negotiation; a beginning is enough.")
@click.option("--kind", help="Only this kind, for example dialogue; a beginning is enough.")
@click.option("--difficulty", type=click.Choice(["easy", "medium", "hard"]), help="Only this difficulty.")
@click.option("--minutes", type=click.IntRange(min=1), help="At most so many minutes.")
@click.option("--due", is_flag=True, help="Only what brings back a skill that is due within a week.")
@as_json
def list_command(
    words: tuple[str, ...],
    skill: str | None,
    kind: str | None,
    difficulty: str | None,
    minutes: int | None,
    due: bool,
    as_json: bool,
) -> int:
    """List the exercises; the letters at the end are variants.

    WORDS narrow the list by skill, kind, difficulty, minutes, number, client or any other word, or to what is due; a
    beginning is enough: list neg, list kn, list hard 10, list due.
    """
    with open_practice() as practice:
        waiting = practice.planning.due_bases()
        heads = [
            head
            for head in found(practice.heads(), " ".join(words), waiting)
            if (skill is None or any(is_named(name, skill) for name in head.competencies))
            and (kind is None or is_named(head.kind, kind))
            and (difficulty is None or difficulty == head.difficulty_word)
            and (minutes is None or head.minutes <= minutes)
            and (not due or head.id in waiting)
        ]
    if as_json:
        write_json({"scenarios": [asdict(head) for head in heads]})
        return 0
    rows = [
        (
            h.number,
            h.title,
            h.kind,
            f"{h.minutes} min",
            h.difficulty_word,
            ", ".join(h.competencies),
            " ".join(h.variants),
        )
        for h in heads
    ]
    write_lines(columns(rows))
    if not heads:
        click.echo(
            "Nothing is due." if due and not waiting else "Nothing fits. amtrainer list shows everything.", err=True
        )
    return 0


@click.command("show")
@click.argument("session")
@as_json
def show_command(session: str, as_json: bool) -> int:
    """Show one session with its text and marks. SESSION may be `last` or any unique beginning of an id."""
    with open_practice() as practice:
        debrief = practice.debrief(practice.find_session(session))
    if as_json:
        write_json({"session": {**asdict(debrief), "card": debrief.card.to_json()}})
        return 0
    from amtrainer.plain.debrief import show_debrief

    show_debrief(console(), debrief)
    return 0


@click.command("history")
@click.option("--scenario", help="Only sessions of this exercise.")
@click.option("--said", help="Only sessions in which you said these words.")
@as_json
def history_command(scenario: str | None, said: str | None, as_json: bool) -> int:
    """List past sessions, newest first."""
    with open_practice() as practice:
        rows = practice.history(practice.find(scenario).id if scenario else None)
        if said:
            found = practice.said(said)
            rows = tuple(row for row in rows if row.session in found)
    if as_json:
        write_json({"sessions": [asdict(row) for row in rows]})
        return 0
    write_lines(columns([(row.session, row.when, row.head.number, row.head.title, _total(row.total)) for row in rows]))
    if not rows:
        click.echo("Nothing played yet. amtrainer next starts something.", err=True)
    return 0


def _total(total: int | None) -> str:
    return "unfinished" if total is None else f"{total} of 100"


@click.command("skills")
@click.option("--facets", is_flag=True, help="Also the facets of each competency.")
@as_json
def skills_command(facets: bool, as_json: bool) -> int:
    """Where you stand in the 14 competencies, with how sure that is."""
    with open_practice() as practice:
        skills = practice.skills()
    if as_json:
        write_json({"skills": [{**asdict(skill), "due": str(skill.due) if skill.due else None} for skill in skills]})
        return 0
    for skill in skills:
        change = "" if skill.change_30d is None else f"  {_change(skill.change_30d)} in 30 days"
        write_lines([f"{skill.code}  {skill.name:<28}  {skill.told}{change}"])
        for facet in skill.facets if facets else ():
            write_lines(
                [f"       {facet.name:<26}  about {facet.level:.1f}, 80% sure {facet.low:.1f}–{facet.high:.1f}"]
            )
    return 0


def _change(change: float) -> str:
    return "=" if change == 0 else f"{change:+.1f}".replace("-", "−")
