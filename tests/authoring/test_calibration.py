"""Claims about calibration against people: figures where there is enough, silence where there is not, errors that help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amtrainer.authoring.calibration import TOO_FEW, calibrate
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


def test_under_thirty_pairs_nothing_is_said(tmp_path: Path) -> None:
    found = calibrate("d01", ratings(tmp_path, 20))
    assert found.criteria[0].verdict == TOO_FEW and found.criteria[0].cut is None


def test_thirty_pairs_give_a_kappa_with_its_interval_and_a_cut(tmp_path: Path) -> None:
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
    assert found.answers == 24 and found.overall.kappa is not None and (found.overall.kappa.value or 0) > 0.7


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"id": "a", "text": "x", "levels": {"D01-1": 7}}, "no level"),
        ({"id": "a", "levels": {"D01-1": 2}}, "has no text"),
        ({"text": "x", "levels": {"D01-1": 2}}, "no id"),
        ({"id": "a", "text": "x", "levels": {"D99-1": 2}}, "no rating of d01"),
    ],
)
def test_a_bad_rating_is_named(tmp_path: Path, row: dict[str, object], says: str) -> None:
    file = tmp_path / "r.json"
    file.write_text(json.dumps([row]))
    with pytest.raises(AmtrainerError, match=says):
        calibrate("d01", file)
