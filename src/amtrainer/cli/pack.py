"""`pack`: exercises to pass on, as one file without anything that can be run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amtrainer.cli.output import columns, shown, write_json, write_lines
from amtrainer.text import counted

if TYPE_CHECKING:
    from amtrainer.authoring.packing import Pack

as_file = click.Path(path_type=Path)
as_json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.group("pack", context_settings={"help_option_names": ["-h", "--help"]})
def pack_command() -> None:
    """Packs: make one of a folder, look into one, install, list, remove.

    A pack is data only: texts with the hash of each. Its exercises are called PACK:ID, so two packs may hold the same id.
    """


@pack_command.command("build")
@click.argument("folder", type=as_file)
@click.option("--out", type=as_file, help="The file to write; left out: ID-VERSION.ampack here.")
@click.option("--sign", "key", type=as_file, help="Sign with the key in this file (amtrainer pack key).")
def build_command(folder: Path, out: Path | None, key: Path | None) -> int:
    """Make a pack file of FOLDER. The same folder always gives the same file."""
    from amtrainer.authoring.packing import build

    file, pack = build(folder, out, key)
    write_lines([shown(file)])
    click.echo(
        f"{counted(len(pack.exercises), 'exercise')}, {counted(pack.files, 'file')}, {len(pack.advice)} piece{'' if len(pack.advice) == 1 else 's'} of advice",
        err=True,
    )
    return 0


@pack_command.command("key")
@click.argument("file", type=as_file)
def key_command(file: Path) -> int:
    """Make a signing key in FILE and print its public part, which others need to verify your packs."""
    from amtrainer.content.pack_key import make_key

    write_lines([make_key(file)])
    return 0


@pack_command.command("verify")
@click.argument("file", type=as_file)
@click.option("--key", default="", help="It must be signed by this public key.")
@as_json_option
def verify_command(file: Path, key: str, as_json: bool) -> int:
    """Look into a pack file and show what is inside. Exit status 2 if anything in it is not sound."""
    from amtrainer.authoring.packing import verify

    pack = verify(file, key)
    if as_json:
        write_json({"pack": _json(pack)})
    else:
        write_lines(_inside(pack))
    return 0


@pack_command.command("install")
@click.argument("file", type=as_file)
@click.option("--key", default="", help="Only if it is signed by this public key.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def install_command(file: Path, key: str, yes: bool) -> int:
    """Show what is inside a pack file, ask, and install it."""
    from amtrainer.authoring.packing import install, verify

    write_lines(_inside(verify(file, key)))
    if not yes and not click.confirm("Install it?", err=True):
        return 1
    pack = install(file, key)
    click.echo(f"Installed. Play with: amtrainer play {pack.manifest.id}:…", err=True)
    return 0


@pack_command.command("list")
@as_json_option
def list_command(as_json: bool) -> int:
    """List the packs that are installed."""
    from amtrainer.authoring.packing import installed

    packs = installed()
    if as_json:
        write_json({"packs": [{**manifest.model_dump(), "exercises": count} for manifest, count in packs]})
        return 0
    write_lines(columns([(m.id, m.version, counted(count, "exercise"), m.licence, m.title) for m, count in packs]))
    if not packs:
        click.echo("None is installed. amtrainer pack install FILE installs one.", err=True)
    return 0


@pack_command.command("remove")
@click.argument("name")
def remove_command(name: str) -> int:
    """Remove an installed pack. What was played of it is kept."""
    from amtrainer.authoring.packing import remove

    remove(name)
    click.echo(f"{name} is removed.", err=True)
    return 0


def _inside(pack: Pack) -> list[str]:
    about = pack.manifest
    rows = [
        ("pack", f"{about.id} {about.version}, {about.title}"),
        ("licence", about.licence),
        ("languages", ", ".join(about.languages)),
        ("author", about.author or "not named"),
        ("signed by", pack.key or "nobody"),
        ("files", f"{pack.files}, {pack.size / 1000:,.0f} kB, data only"),
        ("hash", pack.digest),
    ]
    return [*columns(rows), *(f"  {about.id}:{id}  {title}" for _, id, title in pack.exercises)]


def _json(pack: Pack) -> dict[str, object]:
    return {
        **pack.manifest.model_dump(),
        "exercises": [{"file": file, "id": id, "title": title} for file, id, title in pack.exercises],
        "files": pack.files,
        "bytes": pack.size,
        "sha256": pack.digest,
        "signed_by": pack.key,
        "advice": len(pack.advice),
    }
