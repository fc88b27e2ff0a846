"""The schema comes up on both databases and says what the tables say."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from storage import tables
from storage.migrate import head, revision, upgrade
from storage.session import Store


def test_an_empty_store_is_brought_to_the_newest_schema(store: Store) -> None:
    with store.read() as connection:
        assert revision(connection) == head()


def test_the_migrations_make_exactly_what_the_tables_say(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.items.metadata) == []


def test_a_second_upgrade_has_nothing_to_do(store: Store) -> None:
    assert upgrade(store) is False
