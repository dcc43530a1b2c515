"""A scenario in another language: nothing is lost when the original moves, and what is missing is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.authoring.beginning import begin
from amtrainer.authoring.translating import extract, merge, status
from amtrainer.cli.commands import run
from amtrainer.content.check import check_file, check_paths, content_paths
from amtrainer.content.load import scenario_of
from amtrainer.errors import AmtrainerError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return begin("scenario", "mine", "objection", tmp_path)[0]


def translate(made: Path, *, leave: int = 0) -> None:
    """Every text but the last few in capitals, and a sample."""
    body: dict[str, Any] = yaml.safe_load(made.read_text(encoding="utf-8"))
    for key in list(body["texts"])[: len(body["texts"]) - leave]:
        row = body["texts"][key]
        row["text"] = row["text"] or row["source"].upper().replace("$CLIENT", "$client")
    body["answers"] = [
        {"id": "bedst", "kind": "best", "expect": ">= 0", "text": "Hvilken del er problemet for dig, Ilse?"}
    ]
    made.write_text(yaml.safe_dump(body, allow_unicode=True, sort_keys=False), encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_translation_lacks_everything_and_check_says_so(file: Path) -> None:
    extract(file, "da")
    (one,) = status(file)
    assert len(one.missing) == one.texts > 50
    assert [(problem.code, problem.severity) for problem in check_file(file)] == [("AM343", "warning")] * 2


def test_a_whole_translation_needs_no_word_from_check(file: Path) -> None:
    translate(extract(file, "da"))
    assert (status(file)[0].whole, check_file(file)) == (True, [])


def test_keys_stay_when_reactions_and_indicators_change_places(file: Path) -> None:
    translate(extract(file, "da"))
    text = file.read_text(encoding="utf-8")
    one = text[text.index("  - id: names-return") : text.index("  - id: next-step\n    look_for")]
    file.write_text(
        text.replace(one, "").replace(
            "indicators:                  # acts you can point at in an answer\n", "indicators:\n" + one
        ),
        encoding="utf-8",
    )
    reaction = "      - when: {all: [offers]}\n        client: That was quick. Then there must be more in it.\n        mood: {patience: -2}\n        because: an offer before any question\n"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(reaction, "").replace(
            "    reactions:               #", "    reactions:\n" + reaction + "               #"
        ),
        encoding="utf-8",
    )
    (found,) = status(file)
    assert (found.missing, found.changed, found.gone) == ((), (), ())


def test_a_changed_original_makes_the_translation_older(file: Path) -> None:
    translate(extract(file, "da"))
    edit(file, "So what can you do?", "So what can you do for me?")
    assert status(file)[0].changed == ("beats.offer.client.0",)
    assert ["older than" in problem.message for problem in check_file(file)] == [True]


def test_to_extract_again_keeps_what_was_translated(file: Path) -> None:
    made = extract(file, "da")
    translate(made)
    edit(file, "    seen: Dated next step", "    seen: A dated next step")
    extract(file, "da")
    body = yaml.safe_load(made.read_text(encoding="utf-8"))
    assert body["texts"]["title"]["text"] == "MINE"
    assert body["texts"]["criteria.dated-next-step.seen"] == {"source": "Dated next step", "text": "DATED NEXT STEP"}
    assert body["answers"][0]["id"] == "bedst"


def test_a_merged_scenario_is_played_in_its_language_with_its_samples(file: Path) -> None:
    translate(extract(file, "da"))
    target, _ = merge(file, "da")
    made = scenario_of(target)
    assert (made.id, made.language, made.beats[1].client, made.model) == (
        "mine-da",
        "da",
        ("SO WHAT CAN YOU DO?",),
        "bedst",
    )  # type: ignore[union-attr]
    assert [problem for problem in check_paths(content_paths([target])) if problem.severity == "error"] == []


def test_a_merge_with_missing_texts_is_refused(file: Path) -> None:
    translate(extract(file, "da"), leave=3)
    with pytest.raises(AmtrainerError, match="3 texts missing"):
        merge(file, "da")


def test_a_translation_with_a_mistake_is_named_with_its_line(file: Path) -> None:
    made = extract(file, "da")
    edit(made, "language: da", "language: 7")
    assert [(problem.file, problem.code, problem.line) for problem in check_file(file)] == [(str(made), "AM122", 5)]


@pytest.mark.parametrize("language", ["../x", "DANISH", "d", ""])
def test_what_is_no_language_is_refused(language: str, file: Path) -> None:
    with pytest.raises(AmtrainerError, match="is no language"):
        extract(file, language)


def test_the_command_leaves_with_one_until_all_is_there(file: Path) -> None:
    made = extract(file, "da")
    assert run(["i18n", "status", str(file)]) == 1
    translate(made)
    assert run(["i18n", "status", str(file)]) == 0
