"""Which schema a store has, and how an older one is brought up to date."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from amtrainer.errors import AmtrainerError
from amtrainer.storage import sqlite

VERSION = 2


def version_of(engine: sa.Engine) -> int:
    """The schema version of the store; 0 for a new file. Raises `AmtrainerError` if the file is no store of ours."""
    try:
        with engine.connect() as connection:
            application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    except sa.exc.DBAPIError as error:
        if any(word in str(error.orig).lower() for word in ("full", "i/o")):  # a full disk has no room for the log
            raise AmtrainerError(
                "The store cannot be opened: the disk is full, or cannot be written.",
                "What was kept is not lost. Make room and start again.",
            ) from error
        raise AmtrainerError(
            "The store is damaged.", "amtrainer doctor names what is wrong and where the backups are."
        ) from error
    if tables and application != sqlite.APPLICATION_ID:
        raise AmtrainerError(
            "The file where the store should be belongs to another program.", "Set AMTRAINER_HOME to another folder."
        )
    return version


def upgrade(engine: sa.Engine, file: Path, backups: Path | None) -> None:
    """Bring the store to this version; an older one is copied to the backups first.

    Raises `AmtrainerError`, with nothing changed, if the store was written by a newer amtrainer.
    """
    version = version_of(engine)
    if version > VERSION:
        raise AmtrainerError(
            f"The store {file} was written by a newer amtrainer (schema {version}; this one knows {VERSION}).",
            "Install the newer version. Nothing was changed.",
        )
    if version == VERSION:
        return
    if version and backups is not None:
        sqlite.backup(engine, backups / f"before-schema-{VERSION}.db")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
