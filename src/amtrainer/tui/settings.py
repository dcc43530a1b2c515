"""The few things a trainee can set, and keys bound anew; small JSON files, read leniently."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What is kept between runs."""

    light: bool = False


def read_settings(file: Path) -> Settings:
    """The settings; the defaults where there are none or they cannot be read."""
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        return Settings(light=json.loads(file.read_text(encoding="utf-8")).get("light") is True)
    return Settings()


def write_settings(file: Path, settings: Settings) -> None:
    """Keep the settings, if the place can be written."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(asdict(settings), stream)


def keymap(file: Path) -> dict[str, str]:
    """Binding id -> keys, for example {"talk.send": "ctrl+s,ctrl+j"}; empty where there is no such file."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        body = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): str(keys) for name, keys in body.items()}
    return {}
