"""Transactions: whole or not at all, one state for a reader, and failures that say where."""

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import items
from storage.items import Listed, Unchanged
from storage.migrate import open_store
from storage.session import Store, StoreError
from tests.storage.samples import NOW, SOURCE, an_item, listed


def count(store: Store) -> int:
    with store.read() as connection:
        return len(items.due(connection, SOURCE, NOW, limit=100_000))


def test_an_exception_takes_back_everything_written_before_it(store: Store) -> None:
    def write() -> None:
        with store.write() as connection:
            an_item(connection, 1)
            an_item(connection, 2)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert count(store) == 0


def test_a_failing_statement_takes_back_the_good_ones_before_it(store: Store) -> None:
    def write() -> None:
        with store.write() as connection:
            an_item(connection, 1)
            connection.execute(sa.text("INSERT INTO items (nothing) VALUES (1)"))

    with pytest.raises(StoreError):
        write()
    assert count(store) == 0
    with store.write() as connection:
        an_item(connection, 3)
    assert count(store) == 1


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    with store.read() as reader:
        assert items.due(reader, SOURCE, NOW, limit=10) == []
        with store.write() as connection:
            an_item(connection)
        assert items.due(reader, SOURCE, NOW, limit=10) == []
    assert count(store) == 1


def test_a_reader_can_not_write(store: Store) -> None:
    with pytest.raises(StoreError, match=r"read-?only"), store.read() as connection:
        an_item(connection)
    with store.write() as connection:
        an_item(connection)
    assert count(store) == 1


def test_nothing_is_seen_before_it_is_kept(store: Store) -> None:
    with store.write() as connection:
        an_item(connection)
        assert count(store) == 0
    assert count(store) == 1


def test_writers_on_many_threads_lose_nothing(store: Store) -> None:
    def write(first: int) -> None:
        for number in range(first, first + 25):
            with store.write() as connection:
                an_item(connection, number)

    threads = [threading.Thread(target=write, args=(1000 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(store) == 100


WRITER = """
import sys
from storage.session import Store
from tests.storage.samples import an_item
store = Store(sys.argv[1])
for number in range(20):
    with store.write() as connection:
        an_item(connection, int(sys.argv[2]) * 1000 + number)
"""


def test_writers_in_many_processes_lose_nothing(store: Store, store_url: str) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", WRITER, store_url, str(n)]) for n in range(3)
    ]
    assert [child.wait() for child in children] == [0, 0, 0]
    assert count(store) == 60


HALF_DONE = """
import sys, time
from storage.session import Store
from tests.storage.samples import an_item, add_version
with Store(sys.argv[1]).write() as connection:
    item = an_item(connection)
    add_version(connection, item.id, "Tin")
    print("half", flush=True)
    time.sleep(60)
"""


def test_a_process_killed_within_a_transaction_leaves_nothing_of_it(
    store: Store, store_url: str
) -> None:
    argv = [sys.executable, "-c", HALF_DONE, store_url]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "half\n"
        os.kill(child.pid, signal.SIGKILL)
    assert count(store) == 0
    with store.write() as connection:
        an_item(connection)
    assert count(store) == 1


def test_a_failure_names_the_place_without_password() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        url = f"postgresql+psycopg://watcher:s3cret@127.0.0.1:{port}/chidao?password=s3cret2"
        with pytest.raises(StoreError) as raised:
            open_store(url)
    assert f"127.0.0.1:{port}/chidao" in str(raised.value)
    assert "s3cret" not in str(raised.value)
    assert "refused" in str(raised.value)


def test_a_failing_statement_is_told_without_its_values(store: Store) -> None:
    with pytest.raises(StoreError) as raised, store.write() as connection:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (:v)"), {"v": "bí mật"})
    assert store.place in str(raised.value)
    assert "bí mật" not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "no address",
        "strange://somewhere/db",
        "mysql://somewhere/db",
        "postgresql+psycopg2://watcher:s3cret@somewhere/db",
        "postgresql+psycopg://watcher:s3cret@somewhere:port/db",
    ],
)
def test_an_address_that_is_none_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(StoreError, match=r"storage\.url can not be used") as raised:
        Store(url)
    assert "s3cret" not in str(raised.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "chidao.db"
    with pytest.raises(StoreError, match="nowhere"):
        Store(f"sqlite:///{place}")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("ghi chú\n" * 400, encoding="utf-8")
    before = place.read_bytes()
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{place}")
    assert place.read_bytes() == before


def test_a_sqlite_file_opened_only_for_reading_is_read_and_refuses_writes(tmp_path: Path) -> None:
    place = tmp_path / "chidao.db"
    with open_store(f"sqlite:///{place}").write() as connection:
        an_item(connection)
    store = open_store(f"sqlite:///file:{place}?mode=ro&uri=true")
    assert count(store) == 1
    with pytest.raises(StoreError, match="readonly"), store.write() as connection:
        items.discover(connection, SOURCE, "tin-tuc", [listed(2)], NOW)
    assert count(store) == 1


def test_more_transactions_at_once_than_connections_is_a_named_failure(store: Store) -> None:
    assert isinstance(store.engine.pool, sa.QueuePool)
    store.engine.pool._timeout = 0
    with ExitStack() as held:
        for _ in range(store.engine.pool.size() + store.engine.pool._max_overflow):
            held.enter_context(store.read())
        with pytest.raises(StoreError, match="too many transactions"):
            held.enter_context(store.read())
    assert count(store) == 0


def test_a_nul_from_outside_never_stops_a_recording(store: Store) -> None:
    entries = [listed(1), Listed("2\0", "https://songcau.example.vn/\0", "T\0")]
    with store.write() as connection:
        one, two = items.discover(connection, SOURCE, "tin-tuc", entries, NOW)
        seen = [Unchanged(item.id, NOW, NOW, "e\0", "\0") for item in (one, two)]
        items.mark_unchanged(connection, seen)
        items.update(connection, one.id, title="\0", suspected_at=NOW)
        after = items.by_id(connection, two.id)
    assert after is not None
    assert after.etag in {"e\0", "e\N{REPLACEMENT CHARACTER}"}
