"""Claims about the seal: a passphrase opens one's own, all shares together open everybody's, nothing less does."""

from __future__ import annotations

import pytest

from amtrainer.errors import AmtrainerError
from amtrainer.storage import seal

CHEAP = seal.Effort(1, 64 * 1024)
PHRASES = {"A": "first secret", "B": "second secret", "C": "third secret"}


@pytest.fixture(scope="module")
def keys() -> dict[str, seal.RaterKey]:
    return {name: seal.new_key(phrase, CHEAP) for name, phrase in PHRASES.items()}


def shares(dealt: dict[str, dict[str, object]], keys: dict[str, seal.RaterKey], name: str, raters: str) -> list[str]:
    return [seal.share_of(dealt[name], rater, seal.unlocked(keys[rater], PHRASES[rater])) for rater in raters]


def test_a_wrong_passphrase_opens_nothing(keys: dict[str, seal.RaterKey]) -> None:
    with pytest.raises(AmtrainerError, match="not the passphrase"):
        seal.unlocked(keys["A"], PHRASES["B"])


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(AmtrainerError, match="at least 8"):
        seal.new_key("short", CHEAP)


def test_all_shares_together_open_what_was_sealed_to_the_set(keys: dict[str, seal.RaterKey]) -> None:
    dealt = seal.deal(keys)
    box = seal.sealed_to({"level": 3}, {"A+B+C": dealt["A+B+C"]["public"]})["A+B+C"]
    assert seal.opened(box, seal.joined(shares(dealt, keys, "A+B+C", "ABC"))) == {"level": 3}


@pytest.mark.parametrize("some", ["AB", "AC", "BC", "A"])
def test_fewer_shares_open_nothing(keys: dict[str, seal.RaterKey], some: str) -> None:
    dealt = seal.deal(keys)
    box = seal.sealed_to({"level": 3}, {"A+B+C": dealt["A+B+C"]["public"]})["A+B+C"]
    with pytest.raises(AmtrainerError, match="cannot be opened"):
        seal.opened(box, seal.joined(shares(dealt, keys, "A+B+C", some)))


def test_a_share_for_one_set_says_nothing_about_another(keys: dict[str, seal.RaterKey]) -> None:
    dealt = seal.deal(keys)
    box = seal.sealed_to({"level": 3}, {"A+B+C": dealt["A+B+C"]["public"]})["A+B+C"]
    with pytest.raises(AmtrainerError):
        seal.opened(box, seal.joined(shares(dealt, keys, "A+B", "AB")))


def test_a_share_cannot_be_taken_with_another_raters_key(keys: dict[str, seal.RaterKey]) -> None:
    dealt = seal.deal(keys)
    with pytest.raises(AmtrainerError):
        seal.share_of({"shares": {"A": dealt["A+B"]["shares"]["B"]}}, "A", seal.unlocked(keys["A"], PHRASES["A"]))


def test_a_changed_box_is_not_opened(keys: dict[str, seal.RaterKey]) -> None:
    box = seal.sealed_to({"level": 3}, {"own": keys["A"].public})["own"]
    changed = box[:60] + ("A" if box[60] != "A" else "B") + box[61:]
    with pytest.raises(AmtrainerError):
        seal.opened(changed, seal.unlocked(keys["A"], PHRASES["A"]))


def test_length_tells_nothing_about_a_rating(keys: dict[str, seal.RaterKey]) -> None:
    sizes = {len(seal.sealed_to({"note": "x" * n}, {"own": keys["A"].public})["own"]) for n in (0, 10, 200, 1500)}
    assert len(sizes) == 1
