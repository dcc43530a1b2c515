"""Every talk of the library: the opener, beats, reactions and wordings; what all kinds have is in test_every_exercise.py."""

from __future__ import annotations

from collections.abc import Iterator

from tests.content.shelf import catalogue, every, levels, openers, scenario

from amtrainer.scoring.condition import Condition
from amtrainer.simulation.kinds.dialogue import Dialogue

HARD = {"order", "fact", "limit", "link", "commitment", "clock"}  # kinds of evidence that are hard to fake
PROBES = {"strong-short", "weak-long", "salad", "dump", "broken", "gated"}
talks = every("D")


def talk(number: str) -> Dialogue:
    found = scenario(number)
    assert isinstance(found, Dialogue)
    return found


def wordings(number: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every place where the client may speak, with what can be said there."""
    played = talk(number)
    for beat in played.beats:
        yield f"beat {beat.id}", beat.client
        if beat.otherwise:
            yield f"{beat.id} otherwise", beat.otherwise.client
        for place, reaction in enumerate(beat.reactions):
            yield f"{beat.id}.{place}", reaction.client
    for place, reaction in enumerate(played.reactions):
        yield f"talk.{place}", reaction.client


@talks
def test_gates_are_those_of_the_catalogue(number: str) -> None:
    assert sorted(gate.id for gate in talk(number).gates) == sorted(catalogue()[number]["gates"])


@talks
def test_the_opener_is_verbatim_and_a_cue_is_a_cue(number: str) -> None:
    first = talk(number).beats[0]
    assert first.client[0] == openers()[number]["opening"]
    assert first.client_cue == (openers()[number]["kind"] == "cue")


@talks
def test_a_talk_has_three_to_six_beats_and_a_hidden_point(number: str) -> None:
    assert 3 <= len(talk(number).beats) <= 6
    assert talk(number).hidden


@talks
def test_a_fix_lifts_the_example_below_it(number: str) -> None:
    wrong = []
    for criterion in talk(number).criteria:
        for step, rung in criterion.levels.items():
            inserted = rung.fix[:1].islower() or (rung.when is not None and rung.when.before)
            if step in (2, 3) and not inserted:
                reached = levels(number, f"{criterion.levels[step - 1].example} {rung.fix}")[criterion.id]
                if reached < step:
                    wrong.append((criterion.id, step, reached))
    assert wrong == []


@talks
def test_every_indicator_is_used(number: str) -> None:
    played = talk(number)
    conditions = [rung.when for c in played.criteria for rung in c.levels.values()]
    conditions += (
        [gate.when for gate in played.gates] + [r.when for r in played.reactions] + [h.when for h in played.hints]
    )
    conditions += [r.when for beat in played.beats for r in beat.reactions] + [c.when for c in played.closing]
    used = {name for condition in conditions if condition is not None for name in condition.names()}
    assert sorted({i.id for i in played.indicators} - used) == []


@talks
def test_reasons_have_at_most_eight_words(number: str) -> None:
    played = talk(number)
    reasons = [(r.because, r.because) for r in played.reactions]
    reasons += [(r.because, r.because) for beat in played.beats for r in beat.reactions]
    assert [name for name, text in reasons if (not text and name) or len(text.split()) > 8] == []


@talks
def test_evidence_that_is_hard_to_fake_carries_weight(number: str) -> None:
    kinds = {indicator.id: indicator.look_for for indicator in talk(number).indicators}

    def is_hard(condition: Condition) -> bool:
        inner = [item for item in (*condition.all, *condition.any) if isinstance(item, Condition)]
        hard = any(kinds[name] in HARD for name in condition.names())
        return bool(condition.before) or hard or any(is_hard(item) for item in inner)

    carried = sum(
        criterion.weight
        for criterion in talk(number).criteria
        if any(rung.when is not None and is_hard(rung.when) for step, rung in criterion.levels.items() if step <= 3)
    )
    assert carried >= (50 if catalogue()[number].get("flagship") else 30)


@talks
def test_the_client_has_at_least_two_wordings_everywhere(number: str) -> None:
    assert [name for name, texts in wordings(number) if len(set(texts)) < 2] == []


@talks
def test_there_is_a_best_an_ok_a_weak_and_the_probes(number: str) -> None:
    kinds = {each.kind for each in talk(number).answers}
    assert {"best", "ok", "weak"} <= kinds
    assert len(PROBES & kinds) >= (6 if catalogue()[number].get("flagship") else 2)
