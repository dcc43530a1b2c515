"""The first schema: contents, sessions, events, scorecards, drafts; events and scorecards cannot be changed or deleted."""

from alembic import op

from amtrainer.storage.tables import APPEND_ONLY, FIRST, METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    connection = op.get_bind()
    METADATA.create_all(connection, tables=FIRST)
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table.name}_no_{act.lower()} BEFORE {act} ON {table.name} "
                f"BEGIN SELECT RAISE(ABORT, '{table.name} are never changed'); END"
            )
