"""Claims about records: a form is sent once, what stands in it is known, and its reader answers. Live and through JSON."""

from __future__ import annotations

from typing import Any

import pytest
from tests.simulation.conftest import Through

from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.batch import BadAnswer
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.session import ClientSpoke, Ended, Event, Filed


@pytest.fixture(scope="module")
def form() -> Crm:
    scenario = Library().scenario("r01-the-note-after-the-call")
    assert isinstance(scenario, Crm)
    return scenario


@pytest.fixture(scope="module")
def best(form: Crm) -> dict[str, Any]:
    assert form.model_answer is not None
    return form.model_answer.item()


def sent(form: Crm, fields: dict[str, str], text: str, model: MiniLM, through: Through) -> tuple[Event, ...]:
    events = through(form.open(0, "practice", "hash", "scorer"))
    act = Filed(fields, text)
    return through((*events, act, *form.respond(form.fold(events), act, model)))


def test_a_form_is_sent_once_and_read(form: Crm, best: dict[str, Any], meaning: MiniLM, through: Through) -> None:
    events = sent(form, best["fields"], best["text"], meaning, through)
    assert events[-1] == Ended("complete") and form.prompt(form.fold(events)) is None
    said = [event for event in events if isinstance(event, ClientSpoke)][-1]
    assert said.speaker == "Meera" and said.moves[0].after > said.moves[0].before


def test_what_is_judged_is_the_form_as_it_was_sent(
    form: Crm, best: dict[str, Any], meaning: MiniLM, through: Through
) -> None:
    events = sent(form, best["fields"], best["text"], meaning, through)
    assert form.work(events) == form.read(best)


def test_a_place_of_evidence_names_its_field(form: Crm, best: dict[str, Any], meaning: MiniLM) -> None:
    card = score(form, form.read(best), meaning)
    places = {one.place.field for criterion in card.criteria for one in criterion.evidence}
    assert {"account.users", "ours.day", None} <= places
    for criterion in card.criteria:
        for one in criterion.evidence:
            whole = best["text"] if one.place.field is None else best["fields"][one.place.field]
            assert whole[one.place.start : one.place.end] == one.quote


def test_a_field_that_is_not_given_holds_what_stood_there(form: Crm) -> None:
    work = form.read({"id": "x", "fields": {"ours.what": "templates"}})
    values = {passage.field: passage.answer.text for passage in work.passages}
    assert values["account.users"] == "40" and values["ours.what"] == "templates" and values["risk.what"] == ""


def test_prose_alone_is_an_answer_without_a_form(form: Crm) -> None:
    assert [passage.field for passage in form.read({"id": "x", "text": "18 users now."}).passages] == [None]


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"fields": {"account.usres": "18"}}, "no field account.usres"),
        ({"fields": {"chance.stage": "won"}}, "cannot be chosen"),
        ({"fields": ["18"]}, "mapping"),
        ({"turns": ["18"]}, "unknown key"),
        ({}, "fields is missing"),
    ],
)
def test_a_form_that_cannot_be_is_refused(form: Crm, item: dict[str, Any], says: str) -> None:
    with pytest.raises(BadAnswer, match=says):
        form.read({"id": "x", **item})


def test_a_choice_that_does_not_exist_is_not_sent(form: Crm, meaning: MiniLM) -> None:
    state = form.fold(form.open(0, "practice", "", ""))
    with pytest.raises(AmtrainerError, match="cannot be chosen"):
        form.respond(state, Filed({"chance.stage": "won"}), meaning)


def test_faults_name_what_contradicts_a_value_and_what_is_missing(form: Crm) -> None:
    faults = form.faults(form.read({"id": "x", "fields": {"ours.day": "24 July", "account.second": "Priya Nair"}}))
    assert "the 23rd" in faults["ours.day"] and faults["theirs.day"] == "left empty"
    assert "corrected" in faults["account.users"] and "account.second" not in faults


def test_the_model_answer_is_told_in_the_order_and_words_of_the_form(form: Crm) -> None:
    told = form.told_models(())
    assert told[0].startswith("Kaveri Pharma. Users now: 18; Why it fell: half of his people")
    assert (
        told[1]
        == "What we promised. What: Set up both templates, twenty minutes, Priya Nair sits in; Who: me; By when: Thu 23 Jul"
    )


def test_a_text_that_was_left_as_it_stood_earns_nothing(form: Crm, meaning: MiniLM) -> None:
    standing = form.model_copy(update={"records": tuple(_with_text(record) for record in form.records)})
    works = [standing.work_of({}, ""), form.work_of({"risk.what": "A rival pilot at corporate"}, "")]
    levels = [assessor_of(form, meaning).assess(work).levels["opinion-or-fact"] for work in works]
    assert levels == [0, 1]


def _with_text(record: Any) -> Any:
    if record.id != "risk":
        return record
    fields = tuple(
        one.model_copy(update={"value": "A rival pilot at corporate"}) if one.id == "what" else one
        for one in record.fields
    )
    return record.model_copy(update={"fields": fields})
