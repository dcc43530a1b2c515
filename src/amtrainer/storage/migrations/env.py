"""Alembic's entrance: the connection comes from `storage.schema`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
