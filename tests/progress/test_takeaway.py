"""The better line: whole sentences of the text, no halves."""

from amtrainer.progress.takeaway import _sentence

TEXT = "Good morning. According to 4.2 it is extra. It costs 1.2 million."


def test_a_point_inside_a_number_ends_no_sentence() -> None:
    start = TEXT.index("it is extra")
    assert _sentence(TEXT, start, start + 5) == "According to 4.2 it is extra."


def test_the_sentence_of_the_last_words_goes_to_the_end() -> None:
    start = TEXT.index("million")
    assert _sentence(TEXT, start, start + 7) == "It costs 1.2 million."
