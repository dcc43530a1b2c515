"""An interview on the screen: which question it is, the probe in the kit's words, and the next question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.content import library

KIT = {
    "id": "i90-small",
    "kind": "interview",
    "title": "Two questions",
    "competencies": ["self-management"],
    "difficulty": 1,
    "minutes": 5,
    "today": "2026-09-01",
    "summary": "Two questions.",
    "role": "You apply.",
    "goal": "Two answers.",
    "situation": ["Answer from your own experience."],
    "client": {"name": "Dana Whitfield", "short": "Dana"},
    "mood": {"interest": 5},
    "indicators": [
        {"id": "rang", "look_for": "phrase", "says": "rang somebody", "any_of": ["I rang"]},
        {"id": "named", "look_for": "phrase", "says": "named whom", "any_of": ["the CFO"]},
    ],
    "sets": [
        {
            "id": "own",
            "probes": [{"id": "probe-you", "of": "act", "says": "What did you do?"}],
            "criteria": [
                {
                    "id": "act",
                    "competency": "self-management",
                    "weight": 100,
                    "seen": "An act",
                    "do": "Name an act",
                    "aggregate": "probed",
                    "levels": {
                        2: {"says": "an act", "when": {"all": ["rang"]}},
                        3: {"says": "an act and its person", "when": {"all": ["rang", "named"]}},
                    },
                }
            ],
        }
    ],
    "questions": [
        {"id": "q1", "set": "own", "topic": "Failure", "asks": "How do you react to failure?"},
        {"id": "q2", "set": "own", "topic": "Record", "asks": "What did you do last year that went well?"},
    ],
    "closing": ["Thank you, that was the last one."],
}


@pytest.fixture(scope="module", autouse=True)
def only_what_is_on_the_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One small interview that nobody changes, in place of the flagships."""
    folder: Path = tmp_path_factory.mktemp("interviews") / "scenarios"
    (folder / "interviews").mkdir(parents=True)
    (folder / "interviews" / "i90-small.yaml").write_text(yaml.safe_dump(KIT, sort_keys=False), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "default_roots", lambda: (library.Root(folder, bundled=True),))
        yield


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_number_the_probe_and_the_next_question_can_be_read(stage: Any, size: tuple[int, int]) -> None:
    async with stage(size) as on:
        await on.talk(id="i90-small")
        assert on.shows("question 1 of 2") and on.shows("How do you react to failure?")
        await on.say("I stay calm, I look at it from all sides and then I go on with my day.")
        assert on.shows("question 1 of 2, probe 1") and on.shows("What did you do?")
        await on.say("I rang the CFO the same day and told her what I had missed in the offer.")
        assert on.shows("question 2 of 2") and on.shows("What did you do last year that went well?")
        assert on.app.screen.query_one("#writing").region.bottom <= size[1]
