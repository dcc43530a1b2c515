"""What the command palette offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import SystemCommand


def commands(app: Any) -> Iterator[SystemCommand]:
    """Commands that make sense on every screen."""
    yield SystemCommand("Home", "Back to the first screen; nothing is lost", app.go_home)
    yield SystemCommand("Find", "Find an exercise by client, skill or number", app.open_find)
    yield SystemCommand("Skills", "Where you stand in the 14 competencies", app.open_skills)
    yield SystemCommand("History", "What you played, with every word and mark", app.open_history)
    yield SystemCommand("Light or dark", "Change the colours", app.action_toggle_theme)
    yield SystemCommand("Help", "The keys of this screen", app.action_help)
    yield SystemCommand("Quit", "Leave; everything is kept", app.action_quit)
