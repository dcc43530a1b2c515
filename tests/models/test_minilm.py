"""Claims about the default reader of meanings."""

from pathlib import Path

import numpy as np
import pytest

from amtrainer.errors import AmtrainerError
from amtrainer.models import load_meaning, weights
from amtrainer.models.head import FEATURES, Examples, Head, _likeness, features
from amtrainer.models.minilm import MiniLM
from amtrainer.models.vectors import Vectors
from amtrainer.models.wordpiece import WordPiece
from amtrainer.scoring.meaning import Act, Sentence

ASKS = Act(
    "asks what drives the demand",
    (
        "What drives the eight percent?",
        "Is it this contract that must drop, or a total you report?",
        "Who set the target, and by when?",
        "What is behind the figure?",
    ),
    ("I can give you four percent.", "You need eight percent.", "How are you today?", "Our service is the best."),
)


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return load_meaning()


def strength(model: MiniLM, text: str) -> float:
    return model.strengths(ASKS, [Sentence(text)])[0]


def test_another_wording_of_an_act_is_full(model: MiniLM) -> None:
    assert strength(model, "May I ask where the 8% comes from?") >= 0.75


def test_praise_of_the_own_product_is_no_question(model: MiniLM) -> None:
    assert strength(model, "Our quality speaks for itself.") < 0.25


def test_a_sentence_is_read_the_same_whatever_stands_beside_it(model: MiniLM) -> None:
    many = [Sentence(text) for text in ("Who decides?", "Our service is the best.", "Fine.")]
    assert model.strengths(ASKS, many) == tuple(model.strengths(ASKS, [one])[0] for one in many)


def test_strengths_are_whole_thousandths_between_0_and_1(model: MiniLM) -> None:
    values = [
        strength(model, text) for text in ("", "?", "Who set this figure?", "x" * 10_000, "چرا هشت درصد؟", "👍🏽")
    ]
    assert all(0 <= value <= 1 and round(value, 3) == value for value in values)


def test_an_act_with_no_examples_is_read_by_its_own_words(model: MiniLM) -> None:
    act = Act("asks what drives the demand")
    assert model.strengths(act, [Sentence("Our service is the best.")])[0] < 0.5


def test_kept_vectors_change_no_strength(tmp_path: Path, model: MiniLM) -> None:
    encoder, version = weights.open_encoder()
    head, _ = weights.open_head()
    cold = MiniLM(Vectors(encoder, version, tmp_path), head, "x")
    first = strength(cold, "Who asked for it?")
    warm = MiniLM(Vectors(encoder, version, tmp_path), head, "x")
    assert (first, strength(warm, "Who asked for it?")) == (strength(model, "Who asked for it?"),) * 2


def test_a_trainees_words_are_never_kept_in_the_cache(tmp_path: Path) -> None:
    encoder, version = weights.open_encoder()
    head, _ = weights.open_head()
    strength(MiniLM(Vectors(encoder, version, tmp_path), head, "x"), "My own words.")
    import sqlite3

    kept = sqlite3.connect(tmp_path / "vectors.db").execute("SELECT count(*) FROM vectors").fetchone()[0]
    assert kept == len({ASKS.says, *ASKS.like, *ASKS.unlike})


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    encoder, version = weights.open_encoder()
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert Vectors(encoder, version, blocked).of("Fine.", keep=True).shape == (384,)


def test_weights_that_were_changed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights.hashlib, "sha256", lambda raw: __import__("hashlib").sha512(raw))
    with pytest.raises(AmtrainerError, match="not the one that was released"):
        weights.open_head()


def test_sentences_that_mean_the_same_lie_near_each_other() -> None:
    encoder, _ = weights.open_encoder()
    rows = np.stack(
        [
            encoder.vector(t)
            for t in ("The cat sits outside.", "A cat is sitting outdoors.", "The contract renews on 1 July.")
        ]
    )
    near, far = (float(_likeness(rows[:1], rows[n : n + 1])[0, 0]) for n in (1, 2))
    assert near > 0.85 and far < 0.2


def test_pieces_are_those_of_the_uncased_vocabulary() -> None:
    vocabulary = {
        word: place for place, word in enumerate(["[UNK]", "[CLS]", "[SEP]", "kj", "##ær", "##r", "a", "##e", "%", "8"])
    }
    assert WordPiece(vocabulary).ids("8% KJaer", 20)[:3] == [1, 9, 8]


def test_every_feature_has_a_name_and_a_weight() -> None:
    head, _ = weights.open_head()
    rows = np.eye(3, 384, dtype=np.int8) * 100
    found = features(rows[0], Examples.of(rows, rows[1:], rows[2]))
    assert len(found) == len(FEATURES) == len(head.weights)


def test_calibration_rises_with_the_raw_value() -> None:
    head: Head = weights.open_head()[0]
    assert [x for x, _ in head.corners] == sorted(x for x, _ in head.corners)
    assert [y for _, y in head.corners] == sorted(y for _, y in head.corners)
