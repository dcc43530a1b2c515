"""Every written piece and every record: its reader, its length, its form; what all kinds have is in test_every_exercise.py."""

from __future__ import annotations

from tests.content.shelf import EMPTY, every, model, of_kind, scenario

from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.brief import Brief
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.session import ClientSpoke, Filed


def handed(number: str) -> Brief | Crm:
    found = scenario(number)
    assert isinstance(found, Brief | Crm)
    return found


def record(number: str) -> Crm:
    found = scenario(number)
    assert isinstance(found, Crm)
    return found


@every("RW")
def test_the_reader_has_two_wordings_everywhere_and_a_model_answer_stands(number: str) -> None:
    beat = handed(number).beats[0]
    assert all(len(set(one.client)) >= 2 for one in beat.reactions)
    assert len(set(beat.client)) >= 2 and beat.otherwise is not None and len(set(beat.otherwise.client)) >= 2
    assert handed(number).model_answer is not None


@every("RW")
def test_what_is_empty_stays_under_40_and_far_from_what_is_strong(number: str) -> None:
    strong = of_kind(number, "best", "broken", "strong-short")
    assert max(of_kind(number, *EMPTY)) <= 40 and min(strong) - max(of_kind(number, *EMPTY)) >= 40


@every("W")
def test_the_model_answer_keeps_to_the_words_that_were_asked_for(number: str) -> None:
    piece = scenario(number)
    assert isinstance(piece, Brief) and piece.model_answer is not None
    assert len((piece.model_answer.text or "").split()) <= piece.words


@every("R")
def test_the_model_answer_fills_in_the_form(number: str) -> None:
    sample = record(number).model_answer
    assert sample is not None and sample.fields
    wanted = {name for name, field in record(number).fields if field.required}
    assert wanted <= {*sample.fields, *record(number).standing}
    assert record(number).faults(record(number).read(sample.item())) == {}
    assert len((sample.text or "").split()) <= (record(number).most_words or 1000)


@every("R")
def test_every_reaction_and_the_line_without_one_is_met_by_a_sample(number: str) -> None:
    scenario = record(number)
    state, met = scenario.fold(scenario.open(0, "practice", "", "")), set()
    for sample in scenario.answers:
        work = sample.item()
        said = scenario.respond(state, Filed(work.get("fields", {}), work.get("text", "")), model())
        met.add(next(event.reaction for event in said if isinstance(event, ClientSpoke)))
    reactions = {f"{beat.id}.{place}" for beat in scenario.beats for place in range(len(beat.reactions))}
    assert reactions - met == set()


@every("R")
def test_the_form_as_it_stands_earns_next_to_nothing(number: str) -> None:
    assert (score(record(number), record(number).read({"id": "x", "fields": {}}), model()).total or 0) <= 15
