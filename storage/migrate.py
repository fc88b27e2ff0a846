"""The schema and its migrations, run inside one transaction and by one process at a time."""

from pathlib import Path

import sqlalchemy as sa

from storage import marks, tables
from storage.dialect import is_postgres
from storage.session import Connection, Store, StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADE_LOCK = 0x63686964616F  # "chidao": the PostgreSQL advisory lock of migrations
VERSION_TABLE = "alembic_version"

_revisions = sa.Table(  # as Alembic makes it
    VERSION_TABLE,
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
UNFINISHED = "restore/unfinished"  # the mark of a store into which a restore was begun


def known(migrations: Path = MIGRATIONS) -> list[str]:
    """The revisions that this code knows, oldest first: each file is named by its own."""
    return sorted(file.name.partition("_")[0] for file in migrations.glob("versions/[0-9]*.py"))


def head(migrations: Path = MIGRATIONS) -> str:
    """The newest revision that this code knows."""
    revisions = known(migrations)
    if not revisions:
        raise StoreError("no migration was found beside the code")
    return revisions[-1]


def revision(connection: Connection) -> str | None:
    """The revision of a store; None when it is empty."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(sa.select(_revisions.c.version_num))
    return found


def upgrade(store: Store, migrations: Path = MIGRATIONS) -> bool:
    """Bring a store to the newest schema. Returns whether anything was to do."""
    with store.read() as connection:
        if revision(connection) == head(migrations):
            return False
    with store.alter() as connection:
        if is_postgres(connection):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(UPGRADE_LOCK)))
        found = revision(connection)
        if found == head(migrations):
            return False
        _refuse_newer(found, store.place, migrations)
        if found is None and migrations == MIGRATIONS:
            _make(connection)
        else:
            build(connection, "head", migrations)
        return True


def _make(connection: Connection) -> None:
    """Make all tables of an empty store as they are now: Alembic costs 10 MB for good."""
    tables.items.metadata.create_all(connection, checkfirst=False)
    connection.execute(sa.schema.CreateTable(_revisions))
    connection.execute(_revisions.insert().values(version_num=head()))


def build(connection: Connection, to: str, migrations: Path = MIGRATIONS) -> None:
    """Run the migrations up to the revision `to` ("head": all), inside the caller's transaction."""
    # Alembic takes a fifth of a second to load, and nearly every start has nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _refuse_newer(found: str | None, place: str, migrations: Path) -> None:
    if found is not None and found not in known(migrations):
        raise StoreError(
            f"the store {place} was written by a newer chidao (schema {found}); update chidao"
        )


def open_store(url: str, migrations: Path = MIGRATIONS) -> Store:
    """Open a store ready for use: an empty one and any SQLite file is brought up to date.

    An older PostgreSQL schema is left to `chidao db upgrade`, for other processes may use it.
    """
    store = Store(url)
    try:
        _make_ready(store, migrations)
    except BaseException:
        store.close()
        raise
    return store


def _make_ready(store: Store, migrations: Path) -> None:
    with store.read() as connection:
        found, postgres = revision(connection), is_postgres(connection)
        if found == head(migrations):
            _refuse_half(connection, store.place)
            return
    if postgres and found is not None:
        _refuse_newer(found, store.place, migrations)
        raise StoreError(
            f"the store {store.place} has an older schema ({found}); run: chidao db upgrade"
        )
    upgrade(store, migrations)


def _refuse_half(connection: Connection, place: str) -> None:
    known_here = sa.inspect(connection).has_table(marks.TABLE)
    if known_here and marks.get(connection, UNFINISHED) is not None:
        raise StoreError(
            f"a restore into the store {place} was begun and not finished; run chidao restore again"
        )
