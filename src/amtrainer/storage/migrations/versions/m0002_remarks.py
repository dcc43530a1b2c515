"""Remarks on sessions, statements that wait to be sent, and what is folded once and kept."""

from alembic import op

from amtrainer.storage.tables import METADATA, SECOND

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    METADATA.create_all(op.get_bind(), tables=SECOND)
