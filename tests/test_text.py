"""Claims about the text gate."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from amtrainer.text import clean, one_line, spelled_out

KEPT = {"\n", "\t", "\u200c", "\u200d"}


def test_no_control_format_or_surrogate_character_passes_but_the_four_that_are_needed() -> None:
    bad = [chr(point) for point in range(0x110000) if unicodedata.category(chr(point)) in ("Cc", "Cf", "Cs")]
    assert set(clean("".join(c for c in bad if c != "\r"))) == KEPT


def test_nothing_that_can_be_read_is_lost() -> None:
    text = "Kjær, İstanbul, ß, ﬁ, 👍🏽, سلام می\u200cخواهم, [/] [@click=app.quit]"
    assert clean(text) == text


def test_all_line_ends_become_newlines() -> None:
    assert clean("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_one_line_has_no_line_ends() -> None:
    assert one_line("  a\r\n\tb ") == "a b"


@given(st.text())
def test_spelled_out_json_holds_nothing_unseen_and_says_the_same(text: str) -> None:
    told = spelled_out(json.dumps(text, ensure_ascii=False))
    assert json.loads(told) == text and clean(told) == told.replace("\u2028", "\n").replace("\u2029", "\n")
