"""Signatures of packs: ed25519 by pynacl, which is an extra. A key is one line of hexadecimal digits."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from amtrainer.content.pack_file import BadPack
from amtrainer.errors import AmtrainerError


def make_key(file: Path) -> str:
    """Write a new signing key, readable only for its owner, and give the public key. Raises `AmtrainerError`."""
    key = _nacl().SigningKey.generate()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise AmtrainerError(f"{file}: {error.strerror}.", "Name a file that is not there yet.") from error
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(bytes(key).hex() + "\n")
    return bytes(key.verify_key).hex()


def signed(text: bytes, file: Path) -> bytes:
    """The signature of a list of files by the key in `file`. Raises `AmtrainerError`."""
    nacl = _nacl()
    try:
        key = nacl.SigningKey(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except (OSError, ValueError, UnicodeDecodeError, nacl.TypeError_, nacl.ValueError_) as error:
        raise AmtrainerError(f"{file} holds no signing key.", "Make one with: amtrainer pack key FILE") from error
    body = {"key": bytes(key.verify_key).hex(), "signature": key.sign(text).signature.hex()}
    return (json.dumps(body, indent=1) + "\n").encode()


def signer(text: bytes, signature: bytes) -> str:
    """The public key that signed this list of files. Raises `BadPack` for a signature that is not of it."""
    nacl = _nacl()
    try:
        body: Any = json.loads(signature)
        key, mark = bytes.fromhex(body["key"]), bytes.fromhex(body["signature"])
        nacl.VerifyKey(key).verify(text, mark)
    except (ValueError, KeyError, TypeError, nacl.BadSignatureError, nacl.TypeError_, nacl.ValueError_) as error:
        raise BadPack("The signature is not of this pack.", "Somebody changed it, or signed another one.") from error
    return key.hex()


class _Nacl:
    """What is needed of pynacl."""

    def __init__(self) -> None:
        from nacl import exceptions, signing

        self.SigningKey = signing.SigningKey
        self.VerifyKey = signing.VerifyKey
        self.BadSignatureError = exceptions.BadSignatureError
        self.TypeError_ = exceptions.TypeError
        self.ValueError_ = exceptions.ValueError


def _nacl() -> _Nacl:
    try:
        return _Nacl()
    except ImportError as error:
        raise AmtrainerError(
            "Signatures need pynacl, which is not installed.", "pip install 'amtrainer[signed]'"
        ) from error
