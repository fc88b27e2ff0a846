"""The schema comes up on both databases and says what the tables say."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage import aliases, tables
from storage.migrate import MIGRATIONS, head, open_store, revision, upgrade
from storage.session import Store, StoreError
from storage.verify import verify
from tests.storage.samples import add_version, an_item


def stamp(store: Store, name: str) -> None:
    """Let the store say that it has another schema."""
    with store.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :n"), {"n": name})


def test_an_empty_store_is_brought_to_the_newest_schema(store: Store) -> None:
    with store.read() as connection:
        assert revision(connection) == head()


def test_the_migrations_make_exactly_what_the_tables_say(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.items.metadata) == []


def shape(store: Store) -> dict[str, object]:
    """Tables with columns, keys and indexes, whatever order they were made in."""
    found: dict[str, object] = {}
    with store.read() as connection:
        inspector = sa.inspect(connection)
        for table in inspector.get_table_names():
            columns = {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table)
            }
            others = (
                [inspector.get_pk_constraint(table)],
                inspector.get_foreign_keys(table),
                inspector.get_unique_constraints(table),
                inspector.get_indexes(table),
            )
            found[table] = (columns, *(sorted(map(str, entry)) for entry in others))
    return found


def test_a_new_store_is_made_as_all_migrations_together_would(store: Store, tmp_path: Path) -> None:
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    with store.read() as connection:
        before = shape(store)
        assert revision(connection) == head()
    empty(store)
    assert upgrade(store, migrations) is True
    assert shape(store) == before


def empty(store: Store) -> None:
    """Drop everything."""
    known = sa.MetaData()
    with store.alter() as connection:
        known.reflect(connection)
        known.drop_all(connection)


def test_a_second_upgrade_has_nothing_to_do(store: Store) -> None:
    assert upgrade(store) is False


def test_opening_again_finds_everything_as_it_was(store: Store, store_url: str) -> None:
    with store.write() as connection:
        item = an_item(connection)
    again = open_store(store_url)
    with again.read() as connection:
        assert connection.scalar(sa.select(tables.items.c.key)) == item.key
    again.close()


def test_a_store_of_a_newer_chidao_is_refused_and_left_as_it_is(
    store: Store, store_url: str
) -> None:
    stamp(store, "9999")
    with pytest.raises(StoreError, match=r"newer chidao \(schema 9999\); update chidao"):
        open_store(store_url)
    with pytest.raises(StoreError, match="newer chidao"):
        upgrade(store)
    with store.read() as connection:
        assert revision(connection) == "9999"


NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "NEWEST"


def upgrade():
    with op.batch_alter_table("items") as batch_op:
        batch_op.alter_column("title", type_=sa.String(999))
        batch_op.add_column(sa.Column("mood", sa.Text(), nullable=False, server_default="vui"))
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM items")) == 3:
        raise ValueError("three is too many")
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """The migrations with one more, which makes anew a table that others lean on."""
    folder = tmp_path / "50% chỉ đạo" / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = NEXT.replace("NEWEST", head())
    (folder / "versions" / "9000_next.py").write_text(text, encoding="utf-8")
    return folder


def moods(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(sa.text("SELECT mood FROM items ORDER BY id")))


def test_an_older_sqlite_file_is_upgraded_when_opened_an_older_postgresql_by_command(
    store: Store, store_url: str, migrations: Path
) -> None:
    with store.write() as connection:
        add_version(connection, an_item(connection).id, "Tin")
    if store_url.startswith("postgresql"):
        with pytest.raises(StoreError, match=rf"older schema \({head()}\); run: chidao db upgrade"):
            open_store(store_url, migrations)
        assert upgrade(store, migrations) is True
    newer = open_store(store_url, migrations)
    assert moods(newer) == ["vui"]
    assert verify(newer).broken is None
    with pytest.raises(StoreError), newer.write() as connection:
        aliases.add(connection, "songcau", "https://songcau.example.vn/b", 99)
    newer.close()
    with pytest.raises(StoreError, match="newer chidao"):
        open_store(store_url)


def test_a_migration_that_fails_takes_nothing_away(store: Store, migrations: Path) -> None:
    with store.write() as connection:
        for number in range(3):
            add_version(connection, an_item(connection, number).id, "Tin")
    with pytest.raises(ValueError, match="three"):
        upgrade(store, migrations)
    with store.read() as connection:
        assert revision(connection) == head()
    found = verify(store)
    assert (found.items, found.broken) == (3, None)


START = """
import sys
from storage.migrate import open_store
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""


def test_processes_that_find_an_empty_store_together_make_it_once(store_url: str) -> None:
    argv = [sys.executable, "-c", START, store_url]
    children = [subprocess.Popen(argv, stdin=subprocess.PIPE, text=True) for _ in range(4)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.wait() for child in children] == [0, 0, 0, 0]
    store = Store(store_url)
    with store.read() as connection:
        assert revision(connection) == head()
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.items)) == 0
    store.close()


def test_an_upgrade_that_fails_leaves_an_empty_store(store_url: str) -> None:
    store = Store(store_url)
    with store.write() as connection:
        connection.execute(sa.text("CREATE TABLE versions (id INTEGER)"))
    with pytest.raises(StoreError, match="already exists"):
        upgrade(store)
    with store.read() as connection:
        assert revision(connection) is None
        assert sa.inspect(connection).get_table_names() == ["versions"]
    store.close()


def test_every_migration_lies_beside_the_code() -> None:
    assert (MIGRATIONS / "env.py").is_file()
    assert head().isdecimal()


def test_the_newest_file_is_the_newest_revision_for_alembic_too() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == head()
