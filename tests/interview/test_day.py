"""Claims about an interview day: blind until all have submitted, the same for all, explained to each candidate."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.interview.conftest import SAID, WORDS, desk, levels, made_day, sit

from amtrainer import paths
from amtrainer.authoring.marking import scoring_of
from amtrainer.authoring.tracing import trace
from amtrainer.cli.commands import amtrainer
from amtrainer.errors import AmtrainerError
from amtrainer.interview import booth, calibration, filing, making, reveal
from amtrainer.interview.days import Day
from amtrainer.interview.rating import Desk, opened_ratings, ready
from amtrainer.reports.interview import day_csv, day_html, day_markdown, receipt_html

# The kit


def test_weights_are_equal_unless_a_reason_is_written() -> None:
    with pytest.raises(AmtrainerError, match="need a reason"):
        making.drafted("Day", ["d08"], ["Tom"], ["C1"], weights={"d08/small-step": 2})


def test_nobody_sits_before_all_raters_have_joined() -> None:
    kit = making.drafted("Day", ["d08"], ["Tom", "Aiko"], ["C1"])
    day = making.made(kit, WORDS["manager"])
    booth.consent(day, "C1")
    with pytest.raises(AmtrainerError, match="not frozen"):
        booth.next_task(day, "C1")


def test_nobody_sits_without_consent() -> None:
    with pytest.raises(AmtrainerError, match="not agreed"):
        booth.next_task(made_day(), "C1")


def test_a_frozen_exercise_that_was_changed_is_refused() -> None:
    day = made_day()
    file = next((day.folder / "content").rglob("d08*lounge.yaml"))
    file.write_text(file.read_text(encoding="utf-8").replace("Ninety seconds", "Ninety minutes"), encoding="utf-8")
    with pytest.raises(AmtrainerError, match="not as it was frozen"):
        sit(day, "C1")


def test_names_are_read_with_the_managers_passphrase_only(day: Day) -> None:
    with pytest.raises(AmtrainerError):
        making.names_of(day, WORDS["Tom"])
    assert making.names_of(day, WORDS["manager"]) == {"C1": "Mina Real"}


def test_a_name_stands_in_no_file_of_the_day(day: Day) -> None:
    assert [f for f in day.folder.rglob("*") if f.is_file() and b"Mina Real" in f.read_bytes()] == []


# Calibration


def test_calibration_says_where_a_rater_stands_apart(day: Day) -> None:
    one, other = calibration.examples(day)
    strict = {id: max(0, (level or 0) - 1) for id, level in one.levels.items()}
    calibration.calibrate(day, "Aiko", {one.id: strict, other.id: dict(other.levels)})
    wanted = {id for id, level in one.levels.items() if level}
    assert {gap.criterion for gap in calibration.gaps(day) if gap.gap < 0} == wanted


def test_an_example_that_is_not_there_is_refused(day: Day) -> None:
    with pytest.raises(AmtrainerError, match="no example"):
        calibration.calibrate(day, "Aiko", {"x": {}})


# The sitting


def test_a_sitting_leaves_no_session_in_the_history(day: Day) -> None:
    assert not paths.store_file().exists()


def test_a_sitting_has_no_marks_and_its_working_file_is_gone(day: Day) -> None:
    assert list(day.folder.glob("sitting-*")) == []
    assert [entry.what for entry in day.entries].count("sat") == 2


def test_a_sitting_that_was_broken_off_goes_on_where_it_was() -> None:
    day = made_day()
    booth.consent(day, "C1")
    room = booth.booth_for(day, "C1", utc)
    first = booth.sit(room, day, "C1", booth.next_task(day, "C1") or "")
    first.answer(SAID)
    room.close()
    again = booth.booth_for(day, "C1", utc)
    assert booth.sit(again, day, "C1", first.brief.head.id).state.turn == 1


# Sealed


def test_a_rater_reads_the_own_rating_with_the_own_passphrase(day: Day) -> None:
    desk(day, "Tom").save("C1", levels(day, 3))
    assert {cell.level for cell in desk(day, "Tom").rating("C1").cells.values()} == {3}


def test_another_passphrase_opens_no_rating(day: Day) -> None:
    with pytest.raises(AmtrainerError, match="not the passphrase"):
        Desk(day, "Tom", WORDS["Aiko"])


def test_nothing_is_revealed_while_one_submit_is_missing(day: Day) -> None:
    for candidate in ("C1", "C2"):
        desk(day, "Tom").save(candidate, levels(day, 3))
        desk(day, "Tom").submit(candidate)
    desk(day, "Aiko").save("C1", levels(day, 1))
    desk(day, "Aiko").submit("C1")
    with pytest.raises(AmtrainerError, match="Waiting for Aiko for C2"):
        reveal.reveal(day)


def test_the_submit_of_an_unfinished_rating_names_what_is_missing(day: Day) -> None:
    desk(day, "Tom").save("C1", {"d08/small-step": 2})
    with pytest.raises(AmtrainerError, match="4 criteria are not rated"):
        desk(day, "Tom").submit("C1")


def test_a_submitted_rating_is_locked(rated: Day) -> None:
    with pytest.raises(AmtrainerError, match="locked"):
        desk(rated, "Tom").save("C1", levels(rated, 0))


def test_no_file_and_no_row_holds_a_level_or_a_note_in_clear(day: Day) -> None:
    desk(day, "Tom").save("C1", levels(day, 3, "CANARY"))
    desk(day, "Tom").submit("C1")
    rows = sqlite3.connect(day.folder / "record.db").execute("SELECT body FROM log UNION SELECT body FROM texts")
    assert not any("CANARY" in row[0] or '"level"' in row[0] for row in rows)
    assert [f.name for f in day.folder.rglob("*") if f.is_file() and b"CANARY" in f.read_bytes()] == []


def test_after_all_submits_everybody_opens_with_their_own_passphrase(rated: Day) -> None:
    given = [entry.who for entry in rated.entries if entry.what == "released"]
    last = [entry.who for entry in rated.entries if entry.what == "submitted"][-1]
    assert (last, given) == ("Aiko", ["Aiko", "Tom"])


def test_what_another_rater_holds_opens_no_box_of_toms(day: Day) -> None:
    from amtrainer.interview.rating import boxes_of
    from amtrainer.storage import seal

    for candidate in ("C1", "C2"):
        desk(day, "Tom").save(candidate, levels(day, 3))
        desk(day, "Tom").submit(candidate)
    private = seal.unlocked(seal.RaterKey(**day.state.keys["Aiko"]), WORDS["Aiko"])
    keys = [private]
    for name, dealt in day.state.sets.items():
        if "Aiko" in dealt["shares"]:
            keys.append(seal.joined([seal.share_of(dealt, "Aiko", private)]))
            if (name, "Tom") in day.state.shares and name == "Aiko":
                keys.append(seal.joined([day.state.shares[name, "Tom"]]))
    boxes = boxes_of(day, day.state.boxes["Tom", "C1"])
    leaks = []
    for key in keys:
        for name, box in boxes.items():
            try:
                leaks.append((name, seal.opened(box, key)))
            except AmtrainerError:
                continue
    assert leaks == []


def test_an_answer_under_seal_is_not_marked_in_any_form(day: Day) -> None:
    result = scoring_of("d08", "practice").result({"id": "x", "text": f"  {SAID.upper()}  "}, 0)
    assert "not revealed" in result["error"]
    with pytest.raises(AmtrainerError, match="not revealed"):
        trace("d08", {"id": "x", "turns": [SAID]})


def test_an_answer_is_marked_again_once_it_is_revealed(rated: Day) -> None:
    reveal.reveal(rated)
    assert "error" not in scoring_of("d08", "practice").result({"id": "x", "text": SAID}, 0)


@pytest.mark.parametrize("command", [["reveal"], ["compare"], ["report", "--json", "out.json"], ["show", "--json"]])
def test_no_command_gives_a_level_away_while_the_seal_holds(day: Day, command: list[str], tmp_path: Path) -> None:
    desk(day, "Tom").save("C1", levels(day, 3, "CANARY"))
    desk(day, "Tom").submit("C1")
    result = CliRunner().invoke(amtrainer, ["interview", *command], standalone_mode=False)
    assert "CANARY" not in result.output and '"level"' not in result.output


# An absent rater


def test_an_absent_rater_is_passed_over_by_all_others_with_a_reason() -> None:
    day = made_day(("Tom", "Aiko", "Bo"), ("C1",))
    sit(day, "C1")
    for rater in ("Tom", "Aiko"):
        desk(day, rater).save("C1", levels(day, 2))
        desk(day, rater).submit("C1")
    desk(day, "Tom").pass_over("Bo", "ill")
    assert ready(day) is None
    desk(day, "Aiko").pass_over("Bo", "ill")
    assert desk(day, "Tom").release()
    assert {rating.rater for rating in opened_ratings(day)} == {"Tom", "Aiko"}


def test_nobody_is_passed_over_before_the_own_submit(day: Day) -> None:
    with pytest.raises(AmtrainerError, match="submit all candidates first"):
        desk(day, "Tom").pass_over("Aiko", "late")


def test_passing_over_needs_a_reason(day: Day) -> None:
    with pytest.raises(AmtrainerError, match="reason"):
        desk(day, "Tom").pass_over("Aiko", " ")


def test_what_an_absent_rater_has_submitted_stays_closed_to_the_other(day: Day) -> None:
    desk(day, "Aiko").save("C1", levels(day, 1))
    desk(day, "Aiko").submit("C1")
    for candidate in ("C1", "C2"):
        desk(day, "Tom").save(candidate, levels(day, 3))
        desk(day, "Tom").submit(candidate)
    desk(day, "Tom").pass_over("Aiko", "left early")
    assert {rating.rater for rating in opened_ratings(day)} == {"Tom"}


# Revealed


def test_the_grid_holds_raters_and_machine_and_their_difference(rated: Day) -> None:
    cell = reveal.reveal(rated).grid[0]
    assert (dict(cell.levels), cell.spread, cell.sign, cell.machine is not None) == (
        {"Tom": 3, "Aiko": 1}, 2, "!", True,
    )  # fmt: skip


def test_ten_pairs_are_too_few_to_say_anything(rated: Day) -> None:
    agreement = reveal.reveal(rated).agreement
    assert (agreement.pairs, agreement.enough) == (10, False)


def test_severity_says_who_is_strict(rated: Day) -> None:
    assert reveal.reveal(rated).agreement.severity == {"Tom": 2.0, "Aiko": -2.0}


def test_an_agreed_level_needs_a_reason(rated: Day) -> None:
    reveal.reveal(rated)
    with pytest.raises(AmtrainerError, match="reason"):
        reveal.agree(rated, "Tom", "C1", "d08/small-step", 2, "")


def test_nothing_is_agreed_before_the_reveal(rated: Day) -> None:
    with pytest.raises(AmtrainerError, match="not revealed"):
        reveal.agree(rated, "Tom", "C1", "d08/small-step", 2, "because")


def test_a_dispute_blocks_the_end_until_another_rater_answers(rated: Day) -> None:
    reveal.reveal(rated)
    reveal.agree(rated, "Tom", "C1", "d08/small-step", 2, "no day named")
    reveal.dispute(rated, "C1", "I named Monday.")
    with pytest.raises(AmtrainerError, match="Open disputes"):
        reveal.close(rated)
    with pytest.raises(AmtrainerError, match="another rater"):
        reveal.settle(rated, "Tom", "C1", "No.")
    reveal.settle(rated, "Aiko", "C1", "Monday stands there; level 3.")
    reveal.close(rated)
    assert rated.state.closed


def test_a_receipt_holds_no_other_person(rated: Day) -> None:
    found = reveal.reveal(rated)
    text = json.dumps(filing.receipt(rated, found, "C1")) + receipt_html(filing.receipt(rated, found, "C1"))
    assert not any(word in text for word in ("C2", "Tom", "Aiko", "note of"))


def test_a_receipt_says_what_would_have_helped(rated: Day) -> None:
    rows = filing.receipt(rated, reveal.reveal(rated), "C1")["criteria"]
    assert all(row["would_have_helped"] for row in rows)


@pytest.mark.parametrize("render", [day_html, day_markdown, day_csv])
def test_the_file_shows_every_criterion_of_every_candidate(rated: Day, render: object) -> None:
    page = render(filing.day_file(rated, reveal.reveal(rated)))  # type: ignore[operator]
    assert all(page.count(criterion.id) >= 2 for criterion in rated.kit.criteria)


def test_the_page_runs_nothing_and_fetches_nothing(rated: Day) -> None:
    page = day_html(filing.day_file(rated, reveal.reveal(rated)))
    assert "<script" not in page and "http:" not in page and "https:" not in page and "default-src 'none'" in page


def test_words_in_a_reason_cannot_break_out_of_the_page(rated: Day) -> None:
    reveal.reveal(rated)
    reveal.agree(rated, "Tom", "C1", "d08/small-step", 2, "<img src=x onerror=alert(1)>")
    assert "<img" not in day_html(filing.day_file(rated, reveal.reveal(rated)))


def test_a_reason_that_is_a_formula_is_harmless_in_a_table(rated: Day) -> None:
    reveal.reveal(rated)
    reveal.agree(rated, "Tom", "C1", "d08/small-step", 2, "=1+1")
    assert "'=1+1" in day_csv(filing.day_file(rated, reveal.reveal(rated)))


# Kept and erased


def test_a_hold_keeps_texts_from_being_erased(day: Day) -> None:
    reveal.hold(day, "C1", "claim of 3 May")
    with pytest.raises(AmtrainerError, match="under a hold"):
        reveal.erase(day, "C1", "asked")


def test_after_erasing_no_word_is_left_and_the_record_is_whole(rated: Day) -> None:
    reveal.reveal(rated)
    reveal.dispute(rated, "C1", "CANARY dispute")
    reveal.erase(rated, "C1", "asked")
    rated.record.close()
    left = [f.name for f in rated.folder.rglob("*") if f.is_file() and b"CANARY" in f.read_bytes()]
    assert (left, rated.record.faults()) == ([], [])


def test_what_a_candidate_said_in_the_booth_is_in_no_file_after_erasing(tmp_path: Path) -> None:
    found = made_day()
    sit(found, "C1", f"CANARY. {SAID}")
    found.record.close()

    def holding() -> list[str]:
        return [f.name for f in found.folder.rglob("*") if f.is_file() and b"CANARY" in f.read_bytes()]

    assert holding()
    reveal.erase(found, "C1", "asked")
    found.record.close()
    assert holding() == []


def test_with_a_candidate_the_sealed_name_and_the_machines_card_go_too(rated: Day) -> None:
    reveal.reveal(rated)
    reveal.erase(rated, "C1", "asked")
    assert making.names_of(rated, WORDS["manager"]) == {}
    assert [
        e.what
        for e in rated.entries
        if e.body.get("candidate") == "C1" and any(map(rated.record.text, e.body.get("texts", {}).values()))
    ] == []


def test_when_the_time_of_keeping_is_over_everybody_but_who_is_held_is_due(rated: Day) -> None:
    reveal.reveal(rated)
    reveal.hold(rated, "C2", "claim of 3 May")
    reveal.close(rated)
    closed = datetime.fromisoformat(rated.state.closed_at)
    days = rated.kit.retention_days
    assert reveal.due_now(rated, closed + timedelta(days=days)) == ()
    assert reveal.due_now(rated, closed + timedelta(days=days + 1)) == ("C1",)


def test_what_is_written_into_the_record_after_a_submit_changes_no_rating(rated: Day) -> None:
    box = rated.text(rated.state.boxes["Tom", "C2"])
    rated.record.add("Tom", "rated", {"candidate": "C1"}, {"boxes": box})
    assert {r.candidate for r in opened_ratings(rated) if r.rater == "Tom"} == {"C1", "C2"}


def test_what_the_machine_gave_is_marked_once_and_shown_the_same_again(
    rated: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reveal.reveal(rated)
    monkeypatch.setattr("amtrainer.interview.reveal.score", None)
    assert reveal.reveal(rated).cards == first.cards


def test_the_other_candidate_is_still_there_after_erasing_one(rated: Day) -> None:
    reveal.reveal(rated)
    reveal.erase(rated, "C1", "asked")
    assert {cell.candidate for cell in reveal.reveal(rated).grid if any(cell.levels.values())} == {"C2"}


def utc() -> object:
    from datetime import UTC, datetime

    return datetime(2026, 5, 19, tzinfo=UTC)
