"""What is wrong with a store, as its driver says it: by real failures of both databases."""

import sqlite3
from pathlib import Path

import pytest

from storage.faults import StoreFault, fault_of
from storage.migrate import open_store
from storage.session import Store, StoreError


def execute(store: Store, statements: tuple[str, ...]) -> None:
    with store.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def failing(store: Store, *statements: str) -> StoreFault:
    with pytest.raises(StoreError) as raised:
        execute(store, statements)
    return raised.value.fault


def test_a_store_that_may_not_grow_is_full(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    grow = f"INSERT INTO marks (name, at, note) VALUES ('x', '2026-01-01', '{'x' * 10_000_000}')"
    assert failing(store, "PRAGMA max_page_count = 1", grow) is StoreFault.FULL
    store.close()


def test_a_file_that_is_no_store_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"no database at all, but long enough to be looked at" * 99)
    with pytest.raises(StoreError) as raised:
        open_store(f"sqlite:///{tmp_path / 's.db'}")
    assert raised.value.fault is StoreFault.DAMAGED


def test_a_folder_in_the_place_of_the_file_is_gone(tmp_path: Path) -> None:
    (tmp_path / "s.db").mkdir()
    with pytest.raises(StoreError) as raised:
        open_store(f"sqlite:///{tmp_path / 's.db'}")
    assert raised.value.fault is StoreFault.GONE


def test_a_table_that_is_not_there_is_none_of_these(store: Store) -> None:
    assert failing(store, "SELECT * FROM nowhere") is StoreFault.OTHER


def test_a_server_that_is_not_there_is_gone() -> None:
    with pytest.raises(StoreError) as raised:
        open_store("postgresql+psycopg://chidao@127.0.0.1:1/chidao")
    assert raised.value.fault is StoreFault.GONE


class Told(Exception):  # noqa: N818 (stands for a driver's error)
    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("53100", StoreFault.FULL),
        ("40P01", StoreFault.LOCKED),
        ("55P03", StoreFault.LOCKED),
        ("XX001", StoreFault.DAMAGED),
        ("57P01", StoreFault.GONE),
        ("08006", StoreFault.GONE),
        ("42P01", StoreFault.OTHER),
    ],
)
def test_the_states_of_postgresql_have_their_names(state: str, fault: StoreFault) -> None:
    assert fault_of(Told(state)) is fault


def test_an_error_without_a_code_is_none_of_these() -> None:
    assert fault_of(sqlite3.ProgrammingError("closed")) is StoreFault.OTHER
    assert fault_of(None) is StoreFault.OTHER
