"""Claims about the kernel that tells how like rated sentences a sentence is."""

import numpy as np
import pytest

from amtrainer.models import load_meaning
from amtrainer.models.head import _likeness
from amtrainer.models.likeness import Kernel, Packed, RatedSentences, authored, fit, key_of, packed
from amtrainer.models.minilm import MiniLM
from amtrainer.models.stems import SIZE, STEP, Stems, shared
from amtrainer.scoring.breach import KINDS, SIGNS
from amtrainer.scoring.likeness import Topic

TOPIC = Topic(
    ("X-1", "asks what drives the demand"),
    ("What drives the eight percent?", "Is it this contract that must drop, or a total you report?"),
    ("May I ask something about the figure?",),
    ("You need eight percent.",),
    ("I can give you four percent.", "Our service is the best.", "I will send it by Thursday."),
)
BARS = ((1, 2, 3, 4),) * 5


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return load_meaning()


@pytest.fixture(scope="module")
def sentences(model: MiniLM) -> RatedSentences:
    return RatedSentences(model._vectors.of, BARS, {})


def test_another_wording_is_more_like_the_examples_than_a_near_miss_is(sentences: RatedSentences) -> None:
    asked, given = sentences.likeness(TOPIC, ["Where does the 8% come from?", "I could do three percent."])
    assert asked > given + 500


def test_likeness_does_not_depend_on_what_stands_beside(sentences: RatedSentences, model: MiniLM) -> None:
    texts = ["Who set the target?", "Fine.", "We are the best."]
    fresh = RatedSentences(model._vectors.of, BARS, {})
    assert sentences.likeness(TOPIC, texts) == tuple(fresh.likeness(TOPIC, [text])[0] for text in texts)


def test_a_kernel_gives_its_rows_about_what_they_are_worth(model: MiniLM) -> None:
    rows, worths, weights = authored(TOPIC, model._vectors.of)
    found = np.array(fit(rows, worths, weights * 1000).of(rows)) / 1000
    assert np.abs(found - worths).max() < 0.1


def test_kernels_come_out_of_the_pack_as_they_went_in(model: MiniLM) -> None:
    stems = Stems.counted([*TOPIC.good, *TOPIC.poor])
    kernel = fit(*authored(TOPIC, lambda text: stems.row(model._vectors.of(text), text)))
    again, bars = Packed(packed({"a": (kernel, BARS)})).get("a") or (None, ())
    assert isinstance(again, Kernel)
    assert (again.mean, bars, again.adds.tolist(), again.rows.tolist()) == (
        kernel.mean,
        BARS,
        kernel.adds.tolist(),
        kernel.rows.tolist(),
    )


def test_a_kernel_of_vectors_alone_reads_the_same_from_rows_that_it_shares(model: MiniLM) -> None:
    stems = Stems.counted([*TOPIC.good, *TOPIC.poor])
    worded = fit(*authored(TOPIC, lambda text: stems.row(model._vectors.of(text), text)))
    alone = fit(*authored(TOPIC, model._vectors.of))
    arrays = packed({"alone": (alone, BARS), "worded": (worded, BARS)})
    again, _ = Packed(arrays).get("alone") or (None, ())
    heard = np.stack([model._vectors.of("Who set the eight percent?")])
    assert isinstance(again, Kernel)
    assert (again.of(heard), len(arrays["rows"])) == (alone.of(heard), len(worded.rows))


def test_a_criterion_goes_by_its_words(model: MiniLM) -> None:
    other = Topic(("X-1", "asks something else"), *(TOPIC.good,) * 4)
    assert key_of(TOPIC) != key_of(other)


def test_sums_of_whole_steps_are_exact_in_any_order() -> None:
    random = np.random.default_rng(1)
    one = random.integers(-127, 128, (50, 384)).astype(np.int8)
    wide = one.astype(np.int64)
    sizes = np.sqrt(np.outer((wide * wide).sum(1), (wide * wide).sum(1)).astype(float))
    assert np.array_equal(_likeness(one, one), (wide @ wide.T) / sizes)


def test_only_with_a_rule_a_sentence_reads_like_breaking_a_gate(model: MiniLM) -> None:
    spares = ("Only 61% of your people use it.", "We do not have an app yet.")
    gate = Topic(("gate", "G2"), ("Nearly everybody uses it.", "The app is in the stores."), (), (), spares)
    texts = ["Almost all of your people use it.", "We have no app so far."]
    signs = [(0,) * SIGNS] * 2
    likeness_alone = (1.0, *(0.0,) * (len(KINDS) + SIGNS), -0.5)
    ruled = RatedSentences(model._vectors.of, BARS, {}, (likeness_alone, likeness_alone))
    told, denied = ruled.margins(gate, "G2", texts, signs)
    assert denied < 0 <= told
    assert RatedSentences(model._vectors.of, BARS, {}).margins(gate, "G2", texts, signs) == (-1, -1)


def test_sentences_of_the_same_known_stems_are_the_same_to_the_words() -> None:
    stems = Stems(("drive", "percent", "what"), (9, 7, 2))
    none = np.zeros(SIZE, dtype=np.int8)
    one, other, third = (stems.row(none, t) for t in ("What drives it, percent?", "percent: what drives", "percents"))
    near = shared(np.stack([one]), np.stack([other, third]))[0]
    assert near.tolist() == [STEP, round(STEP * 7 / (81 + 49 + 4) ** 0.5)]


def test_a_sentence_without_known_stems_shares_none() -> None:
    stems = Stems(("drive",), (9,))
    rows = np.stack([stems.row(np.ones(SIZE, dtype=np.int8), text) for text in ("Good morning", "driving")])
    assert shared(rows, rows).tolist() == [[0, 0], [0, STEP]]
