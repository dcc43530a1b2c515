"""Ratings under seal: each rater's passphrase opens their own, and only all who take part together open everybody's.

Every rater has a key pair; its private half is locked with a key made from the passphrase (Argon2id). For every set of
raters who may be present there is one more key pair. Its private half exists nowhere whole: it is split into as many shares
as the set has members (exclusive or; each share alone is noise), each sealed to its holder, and forgotten. A rating is sealed
to its rater and to every set the rater belongs to. A submit gives away the rater's share for all raters; passing over an
absent rater gives away the share for those present. Library: PyNaCl (libsodium); nothing of it is written by hand.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from amtrainer.errors import AmtrainerError

if TYPE_CHECKING:
    from nacl.public import PrivateKey

_PAD: Final = 2048  # bytes: what is sealed has a multiple of this length, so that length tells nothing
SHORTEST_PASSPHRASE: Final = 8


@dataclass(frozen=True, slots=True)
class Effort:
    """What one guess at a passphrase costs (Argon2id): passes and bytes of memory."""

    passes: int = 3
    memory: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RaterKey:
    """What is stored of a rater's key: the public half, and the private half locked with the passphrase."""

    public: str
    locked: str
    salt: str
    passes: int
    memory: int


def set_name(raters: Iterable[str]) -> str:
    """The name of a set of raters."""
    return "+".join(sorted(raters))


def sets_of(raters: Sequence[str]) -> list[tuple[str, ...]]:
    """Every set of raters who may be present, the whole one first."""
    return [some for size in range(len(raters), 0, -1) for some in combinations(sorted(raters), size)]


def new_key(passphrase: str, effort: Effort | None = None) -> RaterKey:
    """A key pair for a rater. Raises `AmtrainerError` for a passphrase that is too short."""
    from nacl import pwhash, utils
    from nacl.public import PrivateKey
    from nacl.secret import SecretBox

    effort = effort or Effort()
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise AmtrainerError(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.", "Several words are best.")
    salt, private = utils.random(pwhash.argon2id.SALTBYTES), PrivateKey.generate()
    locked = SecretBox(_stretched(passphrase, salt, effort)).encrypt(bytes(private))
    return RaterKey(_text(bytes(private.public_key)), _text(locked), _text(salt), effort.passes, effort.memory)


def unlocked(key: RaterKey, passphrase: str) -> PrivateKey:
    """The rater's private key. Raises `AmtrainerError` for a wrong passphrase."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey
    from nacl.secret import SecretBox

    stretched = _stretched(passphrase, _bytes(key.salt), Effort(key.passes, key.memory))
    try:
        return PrivateKey(SecretBox(stretched).decrypt(_bytes(key.locked)))
    except CryptoError as error:
        raise AmtrainerError("That is not the passphrase of this rater.", "Nothing was changed.") from error


def deal(keys: Mapping[str, RaterKey]) -> dict[str, dict[str, Any]]:
    """For every set of raters: a public key, and each member's share of the private one, sealed to the member."""
    from nacl.public import PrivateKey

    dealt: dict[str, dict[str, Any]] = {}
    for some in sets_of(list(keys)):
        private = PrivateKey.generate()
        shares = _split(bytes(private), len(some))
        sealed = {rater: _sealed(share, keys[rater].public) for rater, share in zip(some, shares, strict=True)}
        dealt[set_name(some)] = {"public": _text(bytes(private.public_key)), "shares": sealed}
    return dealt


def sealed_to(body: Mapping[str, Any], publics: Mapping[str, str]) -> dict[str, str]:
    """A body sealed to several public keys: name -> box."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    padded = len(text).to_bytes(4, "big") + text
    padded += b"\0" * (-len(padded) % _PAD)
    return {name: _sealed(padded, public) for name, public in publics.items()}


def opened(box: str, private: PrivateKey) -> dict[str, Any]:
    """What was sealed. Raises `AmtrainerError` if this key does not open it, or the box was changed."""
    text = opened_bytes(box, private)
    body: dict[str, Any] = json.loads(text[4 : 4 + int.from_bytes(text[:4], "big")])
    return body


def opened_bytes(box: str, private: PrivateKey) -> bytes:
    """The bytes in a box. Raises `AmtrainerError`."""
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox

    try:
        return bytes(SealedBox(private).decrypt(_bytes(box)))
    except (CryptoError, ValueError) as error:
        raise AmtrainerError("A sealed rating cannot be opened: it was changed, or the key is another.") from error


def share_of(dealt: Mapping[str, Any], rater: str, private: PrivateKey) -> str:
    """A rater's share of a set's key, to be given away."""
    return _text(opened_bytes(dealt["shares"][rater], private))


def joined(shares: Sequence[str]) -> PrivateKey:
    """The private key of a set from the shares of all its members."""
    from nacl.public import PrivateKey

    parts = [_bytes(share) for share in shares]
    whole = parts[0]
    for part in parts[1:]:
        whole = _xor(whole, part)
    return PrivateKey(whole)


def _split(secret: bytes, count: int) -> list[bytes]:
    from nacl import utils

    shares = [utils.random(len(secret)) for _ in range(count - 1)]
    last = secret
    for share in shares:
        last = _xor(last, share)
    return [*shares, last]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _sealed(body: bytes, public: str) -> str:
    from nacl.public import PublicKey, SealedBox

    return _text(SealedBox(PublicKey(_bytes(public))).encrypt(body))


def _stretched(passphrase: str, salt: bytes, effort: Effort) -> bytes:
    from nacl import pwhash
    from nacl.secret import SecretBox

    return pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE, passphrase.encode(), salt, opslimit=effort.passes, memlimit=effort.memory
    )


def _text(body: bytes) -> str:
    return base64.b64encode(body).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
