"""Reading a text once: words, sentences, and their places in the text as given."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amtrainer.scoring.answer import Answer, Span

ODD = [
    *(
        "İ",
        "ß",
        "ﬁ",
        "é",
        "e\u0301",
        "\u200c",
        "\u200d",
        "\u00ad",
        "\u200b",
        "\u202e",
        "👩‍👩‍👧",
        "\r\n",
        "\r",
        "\n",
        "\t",
    ),
    *(
        "а",
        "р",
        "我",
        "한",
        "\u1112",
        "\u1161",
        "\u11ab",
        "ی",
        "ک",
        "½",
        "²",
        "Ａ",
        "'",
        "’",
        "“",
        "–",
        "—",
        ".",
        ":",
        "?",
        "%",
    ),
]
TEXTS = st.lists(
    st.one_of(st.text(max_size=6), st.sampled_from(ODD), st.sampled_from(["promise", "won't", "412,000"]))
).map(" ".join) | st.text(max_size=80)


def words(text: str) -> list[str]:
    return [token.text for token in Answer(text).tokens]


@given(TEXTS)
def test_every_token_lies_inside_the_text_and_in_order(text: str) -> None:
    spans = [token.span for token in Answer(text).tokens]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.start <= after.start for before, after in pairwise(spans))


@given(TEXTS, st.data())
def test_any_row_of_tokens_is_quoted_from_the_text_as_given_and_reads_the_same(text: str, data: st.DataObject) -> None:
    answer = Answer(text)
    if not answer.tokens:
        return
    first = data.draw(st.integers(0, len(answer.tokens) - 1))
    last = data.draw(st.integers(first, len(answer.tokens) - 1))
    span = answer.cover(first, last)
    assert answer.quote(span) == text[span.start : span.end]
    assert span.start == answer.tokens[first].span.start and span.end == answer.tokens[last].span.end


@given(TEXTS)
def test_every_token_belongs_to_one_sentence_and_one_clause(text: str) -> None:
    answer = Answer(text)
    for token in answer.tokens:
        assert answer.sentences[token.sentence].holds(token.span)
        assert answer.clauses[token.clause].holds(token.span)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_composed_and_decomposed_forms_read_the_same(text: str) -> None:
    assert words(unicodedata.normalize("NFC", text)) == words(unicodedata.normalize("NFD", text))


@given(TEXTS, st.integers(0, 200))
def test_an_invisible_character_changes_no_word(text: str, at: int) -> None:
    at = min(at, len(text))
    for unseen in ("\u00ad", "\u200b", "\u2060", "\ufeff"):
        if not (text[at - 1 : at] == "\r" and text[at : at + 1] == "\n"):
            assert words(text[:at] + unseen + text[at:]) == words(text) or unicodedata.combining(
                text[at : at + 1] or " "
            )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I won't", "I won’t"),
        ("I won't", "I will not"),
        ("in writing by Thursday", "in\nwriting\u00a0by\u2003Thursday"),
        ("promise", "рrоmisе"),
        ("promise 8%", "ｐｒｏｍｉｓｅ ８％"),
        ("the café", "the cafe"),
        ("fine", "ﬁne"),
        ("istanbul", "İSTANBUL"),
        ("strasse", "STRAßE"),
        ("can't", "cannot"),
        ("dont know", "don't know"),
        ("line one\r\nline two", "line one\nline two"),
    ],
)
def test_another_form_of_the_same_words_reads_the_same(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_a_word_all_in_cyrillic_stays_cyrillic() -> None:
    assert words("сор") == ["сор"]


def test_spans_survive_letters_that_grow_when_folded() -> None:
    text = "İstanbul ß ﬁ: I HEAR YOU"
    span = Answer(text).locate("i hear you")
    assert span is not None and text[span.start : span.end] == "I HEAR YOU"


def test_persian_with_a_joiner_is_one_word_with_its_place() -> None:
    text = "قیمت می‌خواهم"
    assert [text[token.span.start : token.span.end] for token in Answer(text).tokens] == ["قیمت", "می‌خواهم"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organised", "organized"),
        ("apologise", "apologize"),
        ("colour", "color"),
        ("cancelled", "canceled"),
        ("programme", "program"),
        ("centre", "center"),
        ("eight", "8"),
        ("promises", "promise"),
        ("he", "she"),
    ],
)
def test_forms_that_mean_the_same_have_one_stem(one: str, other: str) -> None:
    assert Answer(one).tokens[0].stem == Answer(other).tokens[0].stem


def test_sentences_end_at_marks_and_not_at_points_in_numbers_or_short_forms() -> None:
    answer = Answer("Dr. Hassan, it is 1.9 m. Then 8%! Why? Because e.g. this\n\n- and that")
    assert [answer.quote(span) for span in answer.sentences] == [
        "Dr. Hassan, it is 1.9 m.",
        "Then 8%!",
        "Why?",
        "Because e.g. this",
        "- and that",
    ]


@pytest.mark.parametrize("words", [118, 119, 120, 121, 240])
def test_sentences_are_numbered_without_gaps_where_a_long_one_is_cut(words: int) -> None:
    answer = Answer("word " * words + ". And then more.")
    assert {token.sentence for token in answer.tokens} == set(range(len(answer.sentences)))


def test_a_line_break_inside_a_sentence_is_a_blank() -> None:
    assert len(Answer("I can send it\nby Friday").sentences) == 1


def test_clauses_are_cut_at_semicolons_colons_and_dashes() -> None:
    answer = Answer("I see; it is late: five weeks – no more")
    assert [answer.quote(span) for span in answer.clauses] == ["I see;", "it is late:", "five weeks –", "no more"]


def test_words_are_counted_as_people_count_them() -> None:
    assert Answer("I won't pay 412,000 – it's 8% too much.").words() == 8


def test_equal_texts_are_equal_answers() -> None:
    assert Answer("a b") == Answer("a b") and hash(Answer("a b")) == hash(Answer("a b"))


def test_spans_know_how_they_lie() -> None:
    assert Span(0, 3).overlaps(Span(2, 5)) and not Span(0, 2).overlaps(Span(2, 5))
    assert Span(0, 5).holds(Span(1, 5)) and Span(0, 2).join(Span(4, 6)) == Span(0, 6)
