"""Claims about marking from a file: the order stays, and any number of processes says the same."""

from __future__ import annotations

from amtrainer.authoring import open_scoring

TEXT = (
    "You need 8% off the 412,000, case {}. What drives it? I could do 4% for 24 months, and I send it by Thursday noon."
)


def test_two_processes_give_the_same_marks_in_the_same_order_as_one() -> None:
    items = [{"id": str(n), "text": TEXT.format(n)} for n in range(66)] + [{"id": "bad"}]
    scoring = open_scoring("d01", "practice")
    assert list(scoring.results(items, workers=2)) == list(scoring.results(items, workers=1))


def test_an_answer_that_cannot_be_read_is_named_and_the_others_are_marked() -> None:
    found = list(open_scoring("d01", "practice").results([{"id": "a"}, {"id": "b", "text": TEXT}]))
    assert "error" in found[0] and found[1]["total"] > 0
