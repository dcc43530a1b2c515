"""Every place where amtrainer keeps something. `AMTRAINER_HOME` puts all of it in one folder; otherwise the system's own places."""

from __future__ import annotations

import os
from pathlib import Path


def data_dir() -> Path:
    """The store, its backups and what Home shows."""
    return _dir("data")


def cache_dir() -> Path:
    """What can be made again: the catalogue and vectors of examples."""
    return _dir("cache")


def config_dir() -> Path:
    """Settings and keys."""
    return _dir("config")


def store_file() -> Path:
    return data_dir() / "amtrainer.db"


def backup_dir() -> Path:
    return data_dir() / "backups"


def interviews_dir() -> Path:
    """Interview days, a folder each."""
    return data_dir() / "interviews"


def home_file() -> Path:
    """What Home shows before the store is opened."""
    return data_dir() / "home.json"


def log_file() -> Path:
    """Crashes, without anybody's words."""
    folder = _dir("log")
    private(folder)
    return folder / "amtrainer.log"


def keymap_file() -> Path:
    return config_dir() / "keys.json"


def actor_file() -> Path:
    """The random name under which statements are sent."""
    return data_dir() / "actor"


def copies_file() -> Path:
    """Paths of exports, reports and backups that were written elsewhere."""
    return data_dir() / "copies.json"


def intent_file() -> Path:
    """The trainee's learning path and pauses."""
    return config_dir() / "practice.json"


def settings_file() -> Path:
    return config_dir() / "settings.json"


def private(folder: Path) -> Path:
    """The folder, made if need be, for its owner only. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _dir(kind: str) -> Path:
    home = os.environ.get("AMTRAINER_HOME")
    if home:
        root = Path(home).expanduser()
        return root if kind in ("data", "config") else root / kind
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("amtrainer", appauthor=False)
    return {
        "data": dirs.user_data_path,
        "cache": dirs.user_cache_path,
        "config": dirs.user_config_path,
        "log": dirs.user_log_path,
    }[kind]
