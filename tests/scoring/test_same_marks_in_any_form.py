"""Claims over whole marks: another form of the same text, other names and other spelling change no level and no gate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from amtrainer.content.load import scenario_of
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import Assessor, assessor_of
from amtrainer.scoring.batch import talk

ROOT = Path(__file__).resolve().parents[2] / "scenarios"
NUMBERS = ("d01", "d09", "d20")
CYRILLIC = str.maketrans({"a": "а", "e": "е", "o": "о"})
FORMS: dict[str, Callable[[str], str]] = {
    "curly quotes": lambda text: text.replace("'", "’"),
    "blanks": lambda text: text.replace(" ", "\u00a0 "),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "letters that look alike": lambda text: re.sub(
        r"\b([A-Za-z])([aeo])(?=[a-z]{3})", lambda m: m[1] + m[2].translate(CYRILLIC), text
    ),
    "line ends": lambda text: text.replace(". ", ".\r\n"),
    "invisible signs": lambda text: re.sub(r"(?<=[a-z])(?=[a-z]{3})", "\u200b", text),
    "small letters after a stop": lambda text: re.sub(r"(?<=[.!?] )[A-Z](?=[a-z])", lambda m: m.group().lower(), text),
}
NAMED = {
    "d01": ("Mette", "Good morning Mette, you need 8% off the 412,000. What drives the 8%? I send you both by Thursday noon."),
    "d09": ("Thandeka", "Thandeka, that is ours, and 4,300 people may be unpaid tonight. I call you at 13:50, whatever I know."),
    "d20": ("Rosa", "Rosa, satellite we do not have; the box stores 72 hours. When did an alarm last cost you a load?"),
}  # fmt: skip
SPELLINGS = (
    ("I apologise for that, and I realise what the programme costs you.", "I apologize for that, and I realize what the program costs you."),
    ("We have cancelled the licence at your centre.", "We have canceled the license at your center."),
)  # fmt: skip


@lru_cache(maxsize=4)
def opened(number: str) -> tuple[Assessor, tuple[str, ...]]:
    file = next(one for one in ROOT.rglob(f"{number}-*.yaml") if ".samples" not in one.name)
    scenario = scenario_of(file)
    texts = tuple(" ".join(sample.texts()) for sample in scenario.answers if sample.kind in ("best", "ok"))
    return assessor_of(scenario, load_meaning()), texts[:4]


def marks(assessor: Assessor, text: str) -> tuple[dict[str, int], list[str]]:
    found = assessor.assess(talk([text]))
    return found.levels, [gate.id for gate in found.gates]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", NUMBERS)
def test_another_form_of_a_text_has_the_same_marks(number: str, form: str) -> None:
    assessor, texts = opened(number)
    for text in texts:
        assert marks(assessor, FORMS[form](text)) == marks(assessor, text)


@pytest.mark.parametrize("other", ["Amina", "Jiho", "Solveig", "Olu"])
@pytest.mark.parametrize("number", NUMBERS)
def test_another_name_has_the_same_marks(number: str, other: str) -> None:
    assessor, _ = opened(number)
    name, text = NAMED[number]
    assert marks(assessor, text.replace(name, other)) == marks(assessor, text)


@pytest.mark.parametrize(("british", "american"), SPELLINGS)
def test_british_and_american_spelling_have_the_same_marks(british: str, american: str) -> None:
    assessor, texts = opened("d01")
    assert marks(assessor, f"{british} {texts[0]}") == marks(assessor, f"{american} {texts[0]}")
