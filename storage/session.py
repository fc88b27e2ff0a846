"""The store: one engine, transactions that write or only read, the same on SQLite and PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from storage.faults import StoreFault, fault_of

__all__ = ["Connection", "Store", "StoreError"]

BUSY_TIMEOUT_MS = 10_000  # how long a writer waits for another before it gives up
CONNECT_TIMEOUT_S = 10
TURN_TIMEOUT_S = 60.0  # crawls side by side all write; so long a line is a writer that hangs

#: One state for all statements of a reading transaction (SQLite's BEGIN gives it by itself).
SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class StoreError(Exception):
    """The store can not be used; the text says where it is and what is wrong, without password."""

    def __init__(self, text: str, fault: StoreFault = StoreFault.OTHER) -> None:
        super().__init__(text)
        self.fault = fault


class Store:
    """An open database. Thread-safe: each transaction takes its own connection."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.place = _place(self.engine.url)
        postgres = self.engine.dialect.name == "postgresql"
        self._one_writer = None if postgres else threading.Lock()
        self._reading = self.engine.execution_options(**(SNAPSHOT if postgres else {}))
        self._writing = self.engine.execution_options(chidao_writes=True)
        self._altering = self.engine.execution_options(chidao_writes=True, chidao_alters=True)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that writes: all of it is kept, or nothing."""
        with self._in_turn(), self._transaction(self._writing) as connection:
            yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let our own writers wait in line: SQLite's would try again and again, and starve."""
        if self._one_writer is None:
            yield
            return
        if not self._one_writer.acquire(timeout=TURN_TIMEOUT_S):
            raise StoreError(f"the store {self.place} failed: too many transactions at once")
        try:
            yield
        finally:
            self._one_writer.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads, from one consistent state."""
        with self._transaction(self._reading) as connection:
            yield connection

    @contextmanager
    def alter(self) -> Iterator[Connection]:
        """Open a transaction that changes the schema: it may take tables away others lean on."""
        with self._transaction(self._altering) as connection:
            yield connection

    @contextmanager
    def _transaction(self, engine: sa.Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            reason = str(error.orig).strip().partition("\n")[0]
            text = f"the store {self.place} failed: {reason}"
            raise StoreError(text, fault_of(error.orig)) from error
        except PoolTimeout as error:
            text = f"the store {self.place} failed: too many transactions at once"
            raise StoreError(text, StoreFault.LOCKED) from error

    @property
    def file(self) -> Path | None:
        """The file it lies in; None for a server's."""
        url = self.engine.url
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _place(url: sa.URL) -> str:
    # PostgreSQL takes a password behind the question mark too.
    shown = {key: "***" if "pass" in key else value for key, value in url.query.items()}
    return url.set(query=shown).render_as_string(hide_password=True)


def _engine(url: str) -> sa.Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite_engine(parsed)
        return _postgres_engine(parsed)
    except (SQLAlchemyError, ModuleNotFoundError, ValueError) as error:
        raise StoreError(f"storage.url can not be used: {type(error).__name__}") from error


def _postgres_engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        url, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_TIMEOUT_S}
    )
    sa.event.listen(engine, "before_cursor_execute", _without_nul, retval=True)
    return engine


def _without_nul(*call: Any) -> tuple[str, Any]:
    # PostgreSQL's text holds no NUL; a header or an answer that does must not stop a recording.
    _connection, _cursor, statement, parameters, _context, many = call
    if many:
        return statement, [_cleaned(row) for row in parameters]
    return statement, _cleaned(parameters)


def _cleaned(row: Any) -> Any:
    if not isinstance(row, dict) or not any("\0" in v for v in row.values() if isinstance(v, str)):
        return row
    return {
        name: value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value
        for name, value in row.items()
    }


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    place = (url.database or ":memory:").removeprefix("file:")
    if place != ":memory:" and not Path(place).parent.is_dir():
        raise StoreError(f"the folder of the store {url.database} does not exist")
    engine = sa.create_engine(url)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own BEGINs come too late for a consistent read; we begin ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # a sent alert must not be forgotten
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes, alters = options.get("chidao_writes"), options.get("chidao_alters")
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    # SQLite alters a table by making it anew, and dropping it while others lean on it.
    connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if alters else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
