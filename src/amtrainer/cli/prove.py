"""`test`: does a scenario hold what it says?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from amtrainer.cli.output import columns, shown, write_json, write_lines
from amtrainer.errors import ExitCode
from amtrainer.text import counted

if TYPE_CHECKING:
    from amtrainer.authoring.proof.run import Proof


@click.command("test")
@click.argument("names", nargs=-1, metavar="[IDS]...")
@click.option("--all", "everything", is_flag=True, help="Every exercise in reach.")
@click.option("--bots", type=click.IntRange(0, 2000), default=12, show_default=True, help="Plays by bots.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the bots.")
@click.option(
    "--coverage",
    is_flag=True,
    help="List what nobody reached and examples below their level, with lines, and how the levels spread.",
)
@click.option("--mutants", is_flag=True, help="Put mistakes into the scenario and see whether they are noticed.")
@click.option("--strict", is_flag=True, help="What nobody reached is a finding too.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; left out: as many as there are processors.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def test_command(
    names: tuple[str, ...],
    everything: bool,
    bots: int,
    seed: int,
    coverage: bool,
    mutants: bool,
    strict: bool,
    workers: int | None,
    as_json: bool,
) -> int:
    """Test exercises: samples against what they must reach, golden cases, bots, and what none of them reached.

    IDS are exercises, files or folders. Bots speak the scenario's own example lines and samples: at random, against the
    grain, and one goes for what nobody has seen. Exit status 1 if a sample or golden case differs, or fewer than 95 of
    100 mutants are noticed; with --strict also if a reaction, an ending or a level was not reached.
    """
    from amtrainer.authoring.marking import processes
    from amtrainer.authoring.proof.run import Wanted, prove_all
    from amtrainer.authoring.targets import scenario_files

    files = scenario_files(names, everything=everything)
    proofs = []
    found = prove_all(files, Wanted(bots, seed, mutants, coverage), workers or processes())
    # lines that go by in a terminal show the progress themselves
    quiet = len(files) < 3 or not sys.stderr.isatty() or (sys.stdout.isatty() and not as_json)
    with click.progressbar(found, len(files), "Testing", show_pos=True, file=sys.stderr, hidden=quiet) as bar:
        for proof in bar:
            proofs.append(proof)
            if not as_json:
                write_lines(_lines(proof, coverage, missed=bots > 0 or coverage or strict))
    if as_json:
        write_json({"proofs": [_json(proof) for proof in proofs]})
    failed = sum(not proof.ok or (strict and not proof.all_reached) for proof in proofs)
    samples = sum(len(proof.samples) for proof in proofs)
    tail = f", {failed} with findings" if failed else ""
    counts = ((len(proofs), "exercise"), (samples, "sample"), (sum(proof.plays for proof in proofs), "play"))
    said = ", ".join(counted(count, word) for count, word in counts)
    click.echo(f"{said}{tail}", err=True)
    return int(ExitCode.FINDINGS if failed else ExitCode.FINE)


def _json(proof: Proof) -> dict[str, Any]:
    body = asdict(proof)
    body["file"] = str(proof.file)
    body["golden"] = [
        {"id": one.case.id, "criterion": one.case.criterion, "wanted": one.case.level, "level": one.level}
        for one in proof.golden
    ]
    return {**body, "ok": proof.ok, "samples": [{**asdict(one), "ok": one.ok} for one in proof.samples]}


def _lines(proof: Proof, coverage: bool, *, missed: bool = True) -> list[str]:
    if proof.problems:
        return [f"{proof.id}", *(f"  {problem}" for problem in proof.problems), ""]
    lines = [f"{proof.id}", *columns([_sample(one) for one in proof.samples])]
    for one in proof.golden:
        sign = "✓" if one.agrees else "✗"
        lines.append(
            f"  {sign} golden {one.case.id}, {one.case.criterion}: {one.level}, {one.case.by} says {one.case.level}"
        )
    lines.append("  reach: " + ", ".join(f"{one.what} {one.reached} of {one.of}" for one in proof.shares))
    if missed:
        lines += _missed(proof, coverage)
    if coverage:
        lines += _short(proof) + _balance(proof)
    if proof.mutants:
        lines += _mutants(proof)
    return [*lines, ""]


def _sample(one: Any) -> tuple[str, ...]:
    differs = ", ".join(f"{name} is {got}, wanted {want}" for name, want, got in one.differs)
    more = "; ".join(part for part in (differs, ", ".join((*one.gates, *one.flags))) if part)
    return (f"  {'✓' if one.ok else '✗'} {one.id}", f"{one.total:>3}", f"wanted {one.expect}", more)


def _missed(proof: Proof, coverage: bool) -> list[str]:
    """What nobody reached, with its line and what stood in its way; indicators only where they are asked for."""
    return [
        f"  {shown(proof.file)}:{line}: nobody reached {share.what[:-1]} {name}" + (f": {why}" if why else "")
        for share in proof.shares
        if coverage or share.counts
        for name, line in share.missed
        for why in [proof.why.get(name, "")]
    ]


def _short(proof: Proof) -> list[str]:
    return [
        f"  {shown(proof.file)}:{one.line}: the example of {one.criterion} level {one.level} reaches {one.reached}"
        for one in proof.examples
    ]


def _balance(proof: Proof) -> list[str]:
    head = ("  levels", "  0", "  1", "  2", "  3", "  4", "")
    rows = [(f"  {name}", *(f"{count:>3}" for count in counts), "") for name, counts in proof.levels]
    spread = [
        sum(low <= total < low + 20 or (low == 80 and total == 100) for total in proof.totals)
        for low in range(0, 100, 20)
    ]
    bands = ", ".join(
        f"{low}–{low + 19 if low < 80 else 100}: {count}" for low, count in zip(range(0, 100, 20), spread, strict=True)
    )
    return [*columns([head, *rows]), f"  totals: {bands}"]


def _mutants(proof: Proof) -> list[str]:
    kinds = dict.fromkeys(one.kind for one in proof.mutants)
    counts = [
        f"{kind} {sum(bool(m.caught) for m in proof.mutants if m.kind == kind)} of {sum(m.kind == kind for m in proof.mutants)}"
        for kind in kinds
    ]
    missed = [f"  {shown(proof.file)}:{one.line}: not noticed: {one.what}" for one in proof.mutants if not one.caught]
    return [f"  mistakes noticed: {proof.caught} of {len(proof.mistakes)} ({', '.join(counts)})", *missed]
