"""The tree of commands. Each is loaded when it is called, so that no command pays for another."""

from __future__ import annotations

import importlib
import sys

import click

from amtrainer import __version__
from amtrainer.errors import AmtrainerError, ExitCode

# name -> module that holds a click command of that name
COMMANDS = {
    "play": "play",
    "next": "play",
    "list": "look",
    "show": "look",
    "history": "look",
    "skills": "look",
    "paths": "plan",
    "due": "plan",
    "pause": "plan",
    "note": "review",
    "fork": "review",
    "diff": "review",
    "coach": "review",
    "items": "items",
    "report": "report",
    "export": "keep",
    "import": "keep",
    "backup": "keep",
    "restore": "keep",
    "erase": "keep",
    "score": "score",
    "explain": "explain",
    "attack": "attack",
    "calibrate": "calibrate",
    "rubric": "rubric",
    "check": "check",
    "coverage": "coverage",
    "test": "prove",
    "watch": "graph",
    "graph": "graph",
    "i18n": "i18n",
    "rescore": "revise",
    "pack": "pack",
    "new": "author",
    "schema": "author",
    "interview": "interview",
    "doctor": "machine",
    "locate": "machine",
    "completion": "machine",
}


class Commands(click.Group):
    """A group that imports a command's module only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"amtrainer.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise click.UsageError(f"No such command {args[0]!r}.{_nearest(args[0])}", ctx)
        return super().resolve_command(ctx, args)


def _nearest(name: str) -> str:
    from rapidfuzz import process

    best = process.extractOne(name, list(COMMANDS), score_cutoff=60)
    return f" Did you mean {best[0]!r}?" if best else ""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="amtrainer")
def amtrainer() -> None:
    """Practise difficult client talks. Without a command: the home screen.

    Everything works offline. The same text always gets the same marks, and every mark shows the words that earned it.
    """


def run(arguments: list[str]) -> int:
    """Carry out a command line; click's own usage errors become exit status 2."""
    try:
        result = amtrainer.main(args=arguments, prog_name="amtrainer", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return int(ExitCode.USAGE)
    except click.UsageError as error:
        error.show()
        return int(ExitCode.USAGE)
    except click.ClickException as error:
        raise AmtrainerError(error.format_message()) from error
    except click.Abort as error:
        raise KeyboardInterrupt from error
    sys.stdout.flush()
    return result if isinstance(result, int) else int(ExitCode.FINE)
