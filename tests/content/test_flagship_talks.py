"""The flagships played: every line is reached, every turning point of the blueprint happens, every mail has its cause."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from amtrainer.content.load import scenario_of
from amtrainer.models import load_meaning
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.score import score
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.scenario import Sample
from amtrainer.simulation.session import Answered, ClientSpoke, Ended, Event, LeftUndone, MailArrived, Messaged, Planned

ROOT = Path(__file__).parents[2]
FILES = {
    "D01": ROOT / "scenarios/objections/d01-eight-points-or-a-tender.yaml",
    "D03": ROOT / "scenarios/bad-news/d03-five-weeks-late-four-days-too-late.yaml",
    "T01": ROOT / "scenarios/triage/t01-monday-08-40.yaml",
}

talks = pytest.mark.parametrize("number", ["D01", "D03"])


@cache
def scenario(number: str) -> Dialogue | Triage:
    return scenario_of(FILES[number])


def talk(number: str) -> Dialogue:
    found = scenario(number)
    assert isinstance(found, Dialogue)
    return found


def inbox() -> Triage:
    found = scenario("T01")
    assert isinstance(found, Triage)
    return found


@cache
def model() -> MiniLM:
    return load_meaning()


def sample(number: str, id: str) -> Sample:
    return next(each for each in scenario(number).answers if each.id == id)


def play(number: str, turns: list[str] | tuple[str, ...], seed: int = 0) -> list[Event]:
    played = talk(number)
    events: list[Event] = list(played.open(seed, "practice", "hash", "scorer"))
    for text in turns:
        state = played.fold(events)
        if state.over is not None:
            break
        answer = Answered(text)
        events += [answer, *played.respond(state, answer, model())]
    return events


def spoken(events: list[Event]) -> list[ClientSpoke]:
    return [event for event in events if isinstance(event, ClientSpoke)]


def moved(line: ClientSpoke) -> dict[str, int]:
    out: dict[str, int] = {}
    for move in line.moves:
        out[move.name] = out.get(move.name, 0) + move.after - move.before
    return out


@cache
def authored() -> dict[str, dict[str, list[str]]]:
    text = (Path(__file__).parent / "talks.yaml").read_text(encoding="utf-8")
    return {number.upper(): found for number, found in yaml.safe_load(text).items()}


@cache
def played(number: str) -> dict[str, list[Event]]:
    """Every sample and every authored talk, played."""
    found = {each.id: play(number, each.turns or (each.text or "",)) for each in scenario(number).answers}
    return found | {name: play(number, turns) for name, turns in authored()[number].items()}


# Reachable in every line


@pytest.mark.slow
@talks
def test_every_beat_reaction_and_hidden_point_is_reached(number: str) -> None:
    fired: set[str] = set()
    beats: set[str] = set()
    opened: set[str] = set()
    for events in played(number).values():
        for line in spoken(events):
            beats.add(line.beat)
            opened.update(line.opened)
            fired.update((line.reaction, *line.also) if line.reaction else line.also)
    names = {f"{beat.id}.{place}" for beat in talk(number).beats for place, _ in enumerate(beat.reactions)}
    names |= {f"talk.{place}" for place, _ in enumerate(talk(number).reactions)}
    assert beats == {beat.id for beat in talk(number).beats}
    assert names - fired == set()
    assert opened == {point.id for point in talk(number).hidden}


@talks
def test_the_client_never_says_the_same_line_twice_in_a_row(number: str) -> None:
    for name, events in played(number).items():
        lines = [line.text for line in spoken(events)]
        assert all(one != other for one, other in pairwise(lines)), name


@talks
def test_nonsense_makes_the_client_leave_or_the_talk_end(number: str) -> None:
    events = play(number, ["what ever this may be"] * 9)
    assert isinstance(events[-1], Ended)


@talks
def test_the_client_leaves_at_patience_0(number: str) -> None:
    events = play(number, ["Shut up, you idiot, and listen to me."] * 6)
    assert events[-1] == Ended("client-left")
    assert spoken(events)[-1].text == talk(number).leaves.says  # type: ignore[union-attr]


# The turning points of the blueprint


def test_asking_before_any_figure_opens_the_cfo_target() -> None:
    line = spoken(play("D01", ["Before I talk numbers, what drives the eight percent?"]))[1]
    assert "CFO" in line.text and moved(line) == {"trust": 2} and "cfo-target" in line.opened


def test_a_discount_in_the_first_reply_makes_her_ask_for_twelve() -> None:
    answer = "I can give you 4% today, Mette."
    line = spoken(play("D01", [answer]))[1]
    assert "there is more in it" in line.text and "twelve" in line.text and moved(line)["patience"] == -2
    found = score(scenario("D01"), work_of({"id": "x", "text": answer}), model())
    assert "G7" in [gate.id for gate in found.gates]


def test_27_february_with_its_amount_she_can_use_upstairs() -> None:
    turns = ["What drives the eight percent?", "On 27 February our alarm saved a vaccine load worth 1.9 m DKK."]
    line = spoken(play("D01", turns))[2]
    assert line.text.startswith("That I can use upstairs.") and moved(line) == {"trust": 1}


def test_running_down_the_rival_gets_one_word() -> None:
    line = spoken(play("D01", ["They are cheap for a reason, that other firm."]))[1]
    assert line.text.startswith("Noted.") and moved(line)["trust"] == -2


def test_a_conditional_package_is_wanted_in_writing_by_thursday() -> None:
    turns = ["What drives the eight percent?", "I could do 4% against a 24-month term, or 5% if you prepay."]
    assert "Put it in writing by Thursday." in spoken(play("D01", turns))[2].text


def test_she_opens_up_about_the_audit_at_trust_6() -> None:
    point = next(point for point in talk("D01").hidden if point.id == "no-tender-before-audit")
    assert point.opens is not None and (point.opens.mood, point.opens.at) == ("trust", 6)


def test_news_and_dates_at_once_get_thanks_for_directness() -> None:
    line = spoken(play("D03", ["Dr Faridah, we will not be ready on 5 October; the safe date is 9 November."]))[1]
    assert "Thank you for telling me directly" in line.text and moved(line) == {"trust": 1}


def test_padding_gets_i_see() -> None:
    line = spoken(play("D03", ["There is a small delay on one or two points, nothing to worry about."]))[1]
    assert line.text.startswith("I see.") and moved(line)["trust"] == -2


def test_asking_what_was_promised_opens_the_hidden_point() -> None:
    turns = [
        "We will not be ready on 5 October; the safe date is 9 November.",
        "The inspection falls before it. What has the board been told?",
    ]
    line = spoken(play("D03", turns))[2]
    assert moved(line) == {"trust": 2, "face": 1} and "told-the-board" in line.opened


def test_a_promised_earlier_date_is_taken_warmly_and_fails_later() -> None:
    turns = [
        "Do not worry, we will still make October.",
        "All is going well in the six hospitals.",
        "I will call you on Friday at ten.",
    ]
    events = play("D03", turns)
    assert "a relief" in spoken(events)[1].text and moved(spoken(events)[1])["trust"] == 1
    assert "9 November" in spoken(events)[-1].text and events[-1] == Ended("complete")


def test_help_with_the_board_paper_saves_face() -> None:
    turns = [
        "We will not be ready on 5 October; the safe date is 9 November.",
        "The inspection falls before it. What has the board been told?",
        "I can draft the board note with you tonight.",
    ]
    assert moved(spoken(play("D03", turns))[3])["face"] == 2


# The inbox


def _close(*acts: Event) -> list[str]:
    events: list[Event] = list(inbox().open(0, "practice", "hash", "scorer"))
    for act in (*acts, Ended("complete")):
        state = inbox().fold(events)
        events += [act, *inbox().respond(state, act, model())]
    return [event.item for event in events if isinstance(event, MailArrived)]


def _plan(item: str, place: int) -> Planned:
    plan = sample("T01", "best-plan").items[item]
    return Planned(item, place, plan.action, plan.owner, plan.time, plan.reason)


def test_a_morning_well_kept_brings_thanks_and_a_signed_order() -> None:
    best = sample("T01", "best-plan")
    acts: list[Event] = []
    for place, item in enumerate("AGEBD", start=1):
        acts.append(_plan(item, place))
        if item in best.messages:
            acts.append(Messaged(item, best.messages[item]))
    came = _close(*acts, LeftUndone("H", "not this week"))
    assert {"A3", "B3", "D2", "E2"} <= set(came) and not {"A2", "B2", "E3", "G2", "D3"} & set(came)


def test_a_morning_left_alone_brings_every_consequence() -> None:
    assert {"A2", "B2", "D2", "E3", "G2", "D3"} <= set(_close())


def test_a_word_without_a_time_does_not_quieten_delgado() -> None:
    assert "B4" in _close(Messaged("B", "We apologise for the inconvenience and will get back to you soon."))
