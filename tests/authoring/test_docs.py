"""The pages for authors are true: every command is run, every piece of YAML is used, the reference is current."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import split

import pytest
import yaml

from amtrainer.authoring.opened import open_story
from amtrainer.authoring.reference import reference
from amtrainer.authoring.targets import scenario_file
from amtrainer.cli.commands import COMMANDS, run
from amtrainer.errors import AmtrainerError
from amtrainer.tui.watching import WatchApp

PAGES = Path(__file__).parents[2] / "docs" / "authoring"
STARTER = Path(__file__).parents[2] / "src" / "amtrainer" / "authoring" / "starters" / "objection.yaml"
BLOCK = re.compile(
    r"(?:<!-- (?P<note>[^>]+) -->\n\n)?```(?P<kind>\w+)\n(?P<body>.*?)```\n(?P<becomes>\nbecomes\n)?", re.DOTALL
)


@dataclass
class Block:
    kind: str
    body: str
    note: str
    becomes: bool
    line: int


def blocks(text: str) -> list[Block]:
    return [
        Block(
            found["kind"],
            found["body"],
            found["note"] or "",
            bool(found["becomes"]),
            text.count("\n", 0, found.start()) + 1,
        )
        for found in BLOCK.finditer(text)
    ]


def recipes(page: str) -> Iterator[object]:
    """The parts of a page that begin anew; the tutorial is one."""
    text = (PAGES / page).read_text(encoding="utf-8")
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:] if page == "howto.md" else [text]
    for part in parts:
        yield pytest.param(part, id=part.splitlines()[0].strip("# ").replace(" ", "-"))


def holds(whole: object, part: object) -> bool:
    """Whether a piece of a file stands in it, as far as the piece goes."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], one) for key, one in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(holds(each, one) for each in whole) for one in part)
    return str(whole) == str(part)


class Reader:
    """Somebody who does what a page says, in an empty folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.old = ""
        self.file = Path()

    def follow(self, block: Block) -> None:
        if block.kind == "console":
            self.commands(block.body)
        elif self.old:
            text = self.file.read_text(encoding="utf-8")
            self.file.write_text(text.replace(self.old, block.body, 1), encoding="utf-8")
            self.old = ""
        elif block.note.startswith("part of "):
            whole = open_story(scenario_file(block.note.removeprefix("part of ")))[1]
            assert holds(whole, yaml.safe_load(block.body)), f"line {block.line}: not there"
        elif block.note.startswith("file: "):
            Path(block.note.removeprefix("file: ")).write_text(block.body, encoding="utf-8")
        else:
            self.file = Path(block.note)
            assert block.body.rstrip("\n") in self.file.read_text(encoding="utf-8"), f"line {block.line}: not there"
            self.old = block.body if block.becomes else ""

    def commands(self, body: str) -> None:
        told = ""
        for line in body.splitlines():
            if line.startswith("$ "):
                command, _, note = line[2:].partition("#")
                wanted = int(note.split()[-1]) if "exit" in note else 0
                self.capsys.readouterr()
                assert self.run(split(command)[1:]) == wanted, f"{line}\n{self.capsys.readouterr()}"
                told = "".join(self.capsys.readouterr())
            else:
                for part in line.split(", ") if "exit" not in line else [line]:
                    assert re.sub(r": \{\}$", ":", part.strip()) in told, f"{part!r} was not said: {told}"

    @staticmethod
    def run(arguments: list[str]) -> int:
        if arguments[0] == "watch":
            asyncio.run(watched(Path(arguments[1])))
            return 0
        try:
            return run(arguments)
        except AmtrainerError as error:
            print(error.message)
            return 2


async def watched(file: Path) -> None:
    """The workbench is opened, reads the file, and is left."""
    app = WatchApp(file)
    async with app.run_test() as pilot:
        for _ in range(500):
            await pilot.pause()
            if app.screen.saved is not None and app.screen.saved.whole:  # type: ignore[attr-defined]
                return
            await asyncio.sleep(0.02)
    raise AssertionError("the workbench read nothing")


@pytest.mark.slow
@pytest.mark.parametrize("part", [*recipes("tutorial.md"), *recipes("howto.md")])
def test_a_page_can_be_followed_word_by_word(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("/quit\n"))  # what is played is left again
    reader = Reader(capsys)
    found = blocks(part)
    # a file that a command reads is written before it
    for block in [block for block in found if block.note.startswith("file: ")]:
        reader.follow(block)
    for block in found:
        reader.follow(block)


def test_every_block_of_the_pages_is_of_a_kind_that_is_run() -> None:
    for page in PAGES.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        fences = [line for line in text.splitlines() if line.startswith("```") and line != "```"]
        assert len(blocks(text)) == len(fences)
        assert {block.kind for block in blocks(text)} <= {"console", "yaml"}


def test_the_ladder_of_the_guide_is_one_that_ships() -> None:
    (block,) = blocks((PAGES / "rubric-guide.md").read_text(encoding="utf-8"))
    data = yaml.safe_load(STARTER.read_text(encoding="utf-8"))
    ladder = next(one for one in data["criteria"] if one["id"] == "gives-for-return")["levels"]
    shown = yaml.safe_load(block.body)["levels"]
    assert {level: {k: v for k, v in rung.items() if k != "fix"} for level, rung in shown.items()} == {
        level: {k: v for k, v in rung.items() if k != "fix"} for level, rung in ladder.items()
    }


def test_the_reference_is_what_the_models_say() -> None:
    # renew with: amtrainer schema --markdown > docs/authoring/reference.md
    assert (PAGES / "reference.md").read_text(encoding="utf-8") == reference()


def test_every_command_that_a_page_names_exists() -> None:
    for page in PAGES.glob("*.md"):
        for name in re.findall(r"`amtrainer ([a-z0-9]+)", page.read_text(encoding="utf-8")):
            assert name in COMMANDS


def test_every_link_of_a_page_leads_somewhere() -> None:
    for page in PAGES.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
