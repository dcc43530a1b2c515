"""Claims about calibration against people: figures where there is enough, silence where there is not, errors that help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amtrainer.authoring.calibration import ONE_LEVEL, TOO_FEW, calibrate
from amtrainer.errors import AmtrainerError

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "bench" / "scoring" / "corpus"
STRONG = "You need 8% off the 412,000, and there is an offer at 372,000. What drives the 8%, this contract or a total?"
WEAK = "I completely understand, times are hard for everyone. Our service is the best on the market, and you know that."


def ratings(folder: Path, count: int, rater: str = "Ines", level: int | None = None) -> Path:
    rows = [
        {
            "id": f"{n}",
            "rater": rater,
            "text": STRONG if n % 2 else WEAK,
            "levels": {"D01-1": (4 if n % 2 else 0) if level is None else level},
        }
        for n in range(count)
    ]
    file = folder / f"{rater}.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    return file


def test_under_thirty_answers_nothing_is_said(tmp_path: Path) -> None:
    found = calibrate("d01", ratings(tmp_path, 20))
    assert found.criteria[0].verdict == TOO_FEW and found.criteria[0].cut is None


def test_thirty_answers_give_a_kappa_with_its_interval_and_a_cut(tmp_path: Path) -> None:
    found = calibrate("d01", ratings(tmp_path, 34)).criteria[0]
    assert found.kappa is not None and found.kappa.low is not None and found.cut is not None


def test_a_criterion_nobody_rated_is_named_without_a_figure(tmp_path: Path) -> None:
    assert calibrate("d01", ratings(tmp_path, 4)).criteria[1].pairs == 0


def test_a_strict_rater_stands_below_the_others(tmp_path: Path) -> None:
    rows = json.loads(ratings(tmp_path, 10).read_text()) + json.loads(ratings(tmp_path, 10, "Strict", 0).read_text())
    file = tmp_path / "both.json"
    file.write_text(json.dumps(rows))
    by_name = {name: apart for name, _, apart in calibrate("d01", file).raters}
    assert by_name["Strict"] is not None and by_name["Strict"] < 0 < (by_name["Ines"] or 0)


def test_ratings_and_texts_may_stand_in_two_files() -> None:
    found = calibrate("d01", CORPUS / "ratings.jsonl", CORPUS / "answers.yaml")
    assert found.answers == 24 and (found.overall.adjacent or 0) > 0.9


def test_many_levels_of_few_answers_are_still_few() -> None:
    found = calibrate("d01", CORPUS / "ratings.jsonl", CORPUS / "answers.yaml").overall
    assert found.pairs > 100 and found.verdict == TOO_FEW


def test_a_table_is_read_as_ratings_and_an_empty_cell_is_not_judged(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_bytes(b"\xef\xbb\xbfid;rater;text;D01-1;D01-6\r\na;Tom;I call you;;2\r\n")
    found = {one.criterion: one.pairs for one in calibrate("d01", file).criteria}
    assert (found["restates-demand"], found["dated-next-step"]) == (0, 1)


def test_levels_that_never_vary_are_called_so(tmp_path: Path) -> None:
    rows = [{"id": str(n), "rater": "Ines", "text": WEAK, "levels": {"D01-5": 0}} for n in range(30)]
    file = tmp_path / "r.json"
    file.write_text(json.dumps(rows))
    assert calibrate("d01", file).criteria[4].verdict == ONE_LEVEL


def test_a_criterion_that_does_not_exist_is_told(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text(json.dumps([{"id": "a", "text": WEAK, "levels": {"D01-3": 1, "prof": 2}}]))
    assert calibrate("d01", file).unknown == ("prof",)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"id": "a", "text": "x", "levels": {"D01-1": 7}}, "no level"),
        ({"id": "a", "levels": {"D01-1": 2}}, "has no text"),
        ({"text": "x", "levels": {"D01-1": 2}}, "no id"),
        ({"id": "a", "text": "x", "levels": {"D99-1": 2}}, "no rating of d01"),
        ({"id": "a", "text": "x", "levels": {"D01-1": 2.7}}, "no level"),
        ({"id": "a", "text": "x", "levels": {"D01-1": 2, "restates-demand": 3}}, "a second time"),
    ],
)
def test_a_bad_rating_is_named(tmp_path: Path, row: dict[str, object], says: str) -> None:
    file = tmp_path / "r.json"
    file.write_text(json.dumps([row]))
    with pytest.raises(AmtrainerError, match=says):
        calibrate("d01", file)


def test_a_table_with_a_column_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text("id,text,D01-1,D01-1\na,I call you,1,3\n")
    with pytest.raises(AmtrainerError, match="names the column D01-1 twice"):
        calibrate("d01", file)


def test_between_raters_nobody_is_the_measure(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "rater": rater, "text": WEAK, "levels": {"D01-1": level}}
        for n in range(3)
        for rater, level in (("Tom", 2), ("Aiko", 0))
    ]
    file = tmp_path / "r.json"
    file.write_text(json.dumps(rows))
    between = calibrate("d01", file).between
    assert between is not None and (between.pairs, between.bias, between.cut) == (3, None, None)


def test_two_texts_under_one_id_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text(json.dumps([{"id": "a", "rater": r, "text": r, "levels": {"D01-1": 1}} for r in ("Tom", "Aiko")]))
    with pytest.raises(AmtrainerError, match="had other words before"):
        calibrate("d01", file)
