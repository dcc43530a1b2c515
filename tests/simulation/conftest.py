"""Every claim about a session is held twice: live, and with the events sent through JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from amtrainer.simulation.session import Event, event_from_json, event_to_json

Through = Callable[[Sequence[Event]], tuple[Event, ...]]


@pytest.fixture(params=["live", "json"])
def through(request: pytest.FixtureRequest) -> Through:
    """Events as they are, or as they come back from a file."""
    if request.param == "live":
        return tuple
    return lambda events: tuple(event_from_json(json.loads(json.dumps(event_to_json(event)))) for event in events)
