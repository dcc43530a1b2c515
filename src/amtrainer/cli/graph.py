"""`graph` and `watch`: a scenario as a graph, and the workbench."""

from __future__ import annotations

import sys

import click

from amtrainer.cli.output import write_lines
from amtrainer.errors import AmtrainerError


@click.command("graph")
@click.argument("name", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "mermaid", "svg"]), default="text", show_default=True)
def graph_command(name: str, form: str) -> int:
    """Print an exercise as a graph: what is said, what leads where, what nothing leads to.

    ID is an exercise or a file. --format mermaid is for Markdown pages, svg is a picture.
    """
    from amtrainer.authoring.drawing import as_svg
    from amtrainer.authoring.graph import as_mermaid, as_text, graph
    from amtrainer.authoring.opened import open_story
    from amtrainer.authoring.targets import scenario_file

    source, data = open_story(scenario_file(name))
    drawn = graph(data, source)
    if form == "svg":
        click.echo(as_svg(drawn), nl=False)
    else:
        write_lines(as_text(drawn) if form == "text" else as_mermaid(drawn))
    return 0


@click.command("watch")
@click.argument("name", metavar="FILE")
def watch_command(name: str) -> int:
    """The workbench: at every save what is wrong, what the samples reach, and the talk as it plays now.

    Edit FILE in any editor beside it. Keys: n next sample, p play, t trace a phrase, x attack, g graph, s samples.
    """
    from amtrainer.authoring.targets import scenario_file
    from amtrainer.cli.start import has_screen

    file = scenario_file(name)
    if not has_screen():
        raise AmtrainerError(
            "watch needs a terminal.", "amtrainer check FILE and amtrainer test FILE say the same once, in lines."
        )
    from amtrainer.tui.watching import run_watch

    status = run_watch(file)
    sys.stdout.flush()
    return status
