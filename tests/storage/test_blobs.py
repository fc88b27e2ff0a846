"""Bytes are kept once, small against what they resemble, and come back exactly or not at all."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import blobs
from storage.blobs import KEY_FRAME_EVERY, BlobError
from storage.chain import sha256_hex
from storage.session import Store
from storage.tables import blobs as table

on_a_store = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def words(seed: int, count: int = 8000) -> list[bytes]:
    """Text that compresses like a page, not like a pattern."""
    draw = random.Random(seed)
    stock = [bytes(draw.choices(b"abcdefghijklmnop", k=draw.randint(2, 9))) for _ in range(2000)]
    return draw.choices(stock, k=count)


def packed(store: Store, digest: str) -> int:
    with store.read() as connection:
        row = sa.select(sa.func.length(table.c.data)).where(table.c.sha256 == digest)
        return int(connection.scalar(row) or 0)


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    with store.write() as connection:
        first = blobs.put(connection, b"trang tin")
        again = blobs.put(connection, b"trang tin", base=first)
        assert first == again == sha256_hex(b"trang tin")
        assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 1
        assert blobs.get(connection, first) == b"trang tin"


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\0" * 100_000, b"x", "Chỉ đạo điều hành".encode(), bytes(range(256))]
)
def test_odd_bytes_come_back(store: Store, data: bytes) -> None:
    with store.write() as connection:
        digest = blobs.put(connection, data)
        near = blobs.put(connection, data + b"!", base=digest)
        assert blobs.get(connection, digest) == data
        assert blobs.get(connection, near) == data + b"!"


def test_an_edit_of_one_in_a_hundred_words_costs_a_small_fraction(store: Store) -> None:
    text = words(1)
    edited = [b"sua%d" % n if n % 100 == 0 else word for n, word in enumerate(text)]
    with store.write() as connection:
        whole = blobs.put(connection, b" ".join(text))
        delta = blobs.put(connection, b" ".join(edited), base=whole)
        alone = blobs.put(connection, b" ".join([*edited, b"!"]))
    assert packed(store, delta) * 10 < packed(store, alone)


def test_a_large_file_that_can_not_be_compressed_comes_back(store: Store) -> None:
    data = random.Random(2).randbytes(5_000_000)
    with store.write() as connection:
        digest = blobs.put(connection, data)
        near = blobs.put(connection, data[:-1], base=digest)
    with store.read() as connection:
        assert blobs.get(connection, digest) == data
        assert blobs.get(connection, near) == data[:-1]


def test_a_long_chain_has_key_frames_and_every_link_comes_back(store: Store) -> None:
    pages = [b" ".join(words(3, 500)) + b" lan %d" % n for n in range(3 * KEY_FRAME_EVERY)]
    base: str | None = None
    with store.write() as connection:
        for page in pages:
            base = blobs.put(connection, page, base=base)
        depths = list(connection.scalars(sa.select(table.c.depth)))
        assert [blobs.get(connection, sha256_hex(page)) for page in pages] == pages
    assert max(depths) == KEY_FRAME_EVERY - 1
    assert depths.count(0) == 3


@on_a_store
@given(pages=st.lists(st.binary(max_size=300), min_size=1, max_size=20), data=st.data())
def test_any_chain_gives_back_exactly_what_was_put(
    store: Store, pages: list[bytes], data: st.DataObject
) -> None:
    kept: list[str] = []
    with store.write() as connection:
        for page in pages:
            base = data.draw(st.sampled_from([None, *kept, "0" * 64]))
            kept.append(blobs.put(connection, page, base=base))
        assert [blobs.get(connection, digest) for digest in kept] == pages


def test_a_base_that_is_not_kept_is_done_without(store: Store) -> None:
    with store.write() as connection:
        digest = blobs.put(connection, b"trang tin", base="f" * 64)
        assert blobs.get(connection, digest) == b"trang tin"


def test_bytes_not_kept_are_named(store: Store) -> None:
    with store.read() as connection, pytest.raises(BlobError, match="a" * 64):
        blobs.get(connection, "a" * 64)


@pytest.mark.parametrize(
    "damage",
    [
        lambda row: {"data": row.data[:-3]},
        lambda row: {"data": b""},
        lambda row: {"data": b"no frame at all"},
        lambda row: {"data": row.data[:-4] + bytes(4)},
        lambda row: {"size": row.size - 1},
        lambda row: {"base": row.sha256},
        lambda row: {"base": "0" * 64},
    ],
)
def test_damaged_bytes_are_refused_never_given_back(store: Store, damage: object) -> None:
    data = random.Random(4).randbytes(400)
    assert callable(damage)
    with store.write() as connection:
        digest = blobs.put(connection, data)
        row = connection.execute(sa.select(table).where(table.c.sha256 == digest)).one()
        connection.execute(table.update().values(**damage(row)))
        with pytest.raises(BlobError):
            blobs.get(connection, digest)


def test_bytes_exchanged_for_others_that_unpack_are_refused(store: Store) -> None:
    with store.write() as connection:
        digest = blobs.put(connection, b"han truoc ngay 10")
        other = blobs.put(connection, b"han truoc ngay 20")
        theirs = connection.scalar(sa.select(table.c.data).where(table.c.sha256 == other))
        connection.execute(table.update().where(table.c.sha256 == digest).values(data=theirs))
        with pytest.raises(BlobError, match="damaged"):
            blobs.get(connection, digest)


def test_what_leans_on_damaged_bytes_is_kept_whole(store: Store) -> None:
    with store.write() as connection:
        base = blobs.put(connection, b"trang cu " * 50)
        connection.execute(table.update().values(data=b"hong"))
        new = blobs.put(connection, b"trang moi " * 50, base=base)
        assert blobs.get(connection, new) == b"trang moi " * 50


def test_many_threads_keep_their_own_bytes(store: Store) -> None:
    pages = [random.Random(n).randbytes(400_000) for n in range(40)]

    def keep(page: bytes) -> str:
        with store.write() as connection:
            return blobs.put(connection, page)

    with ThreadPoolExecutor(8) as threads:
        digests = list(threads.map(keep, pages))
    with store.read() as connection:
        assert [blobs.get(connection, digest) for digest in digests] == pages


def test_two_that_keep_the_same_bytes_at_once_both_succeed(store: Store) -> None:
    start, done = threading.Barrier(4), []

    def keep() -> None:
        start.wait()
        for n in range(10):
            with store.write() as connection:
                done.append(blobs.put(connection, b"bao tri %d" % n))

    threads = [threading.Thread(target=keep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 40
    assert len(set(done)) == 10
