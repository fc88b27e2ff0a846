"""Alembic's entry: runs on the connection that `storage.migrate` hands in."""

from alembic import context

from storage import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.items.metadata,
    render_as_batch=True,  # SQLite can not alter most things in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
