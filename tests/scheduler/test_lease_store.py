"""The lease on a source while its store fails or is held up."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.lease import Lease
from storage.leases import LEASE_FOR
from storage.migrate import open_store
from storage.session import Store
from tests.scheduler.household import Clock, logged, named, until

OFTEN_S = 0.03
NAME = "crawl/nguon"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "chidao.db"


@pytest.fixture
def one(file: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{file}")
    yield opened
    opened.close()


def lease(store: Store, clock: Clock, *, often: float = OFTEN_S) -> Lease:
    return Lease(store, NAME, clock, renew_every_s=often)


def without_leases(store: Store, *, away: bool) -> None:
    """Let every use of a lease fail (or work again), as a broken disk would."""
    before, after = ("leases", "away") if away else ("away", "leases")
    with store.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {before} RENAME TO {after}")


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another process writes and does not come to an end."""
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def test_a_store_that_fails_at_the_end_does_not_hide_what_was_done(one: Store) -> None:
    mine = lease(one, Clock())

    async def main() -> str:
        assert await mine.taken()
        async with mine:
            without_leases(one, away=True)
            return "the report"
        raise AssertionError

    with logged() as lines:
        assert asyncio.run(main()) == "the report"
    assert len(named(lines, "lease not given back")) == 1


def test_what_a_failing_store_kept_is_no_bar_to_our_own_next_crawl(one: Store) -> None:
    mine, next_one = lease(one, Clock()), lease(one, Clock())
    assert mine.take()
    without_leases(one, away=True)
    mine.give_back()
    without_leases(one, away=False)
    assert next_one.take()
    assert not lease(one, Clock()).take(), "but to two at once it is"


def test_a_store_that_fails_at_the_end_does_not_hide_the_error_either(one: Store) -> None:
    mine = lease(one, Clock())

    async def main() -> None:
        assert await mine.taken()
        async with mine:
            without_leases(one, away=True)
            raise LookupError("the real trouble")

    with pytest.raises(LookupError, match="the real trouble"):
        asyncio.run(main())


def test_a_store_that_fails_in_between_is_told_and_tried_again(one: Store) -> None:
    clock = Clock()
    mine, other = lease(one, clock), lease(one, clock)

    async def main() -> None:
        assert await mine.taken()
        async with mine:
            without_leases(one, away=True)
            await until(lambda: bool(named(lines, "lease not renewed")))
            without_leases(one, away=False)
            clock.shift += LEASE_FOR - timedelta(seconds=5)
            await asyncio.sleep(OFTEN_S * 5)
            clock.shift += LEASE_FOR - timedelta(seconds=5)
            assert not other.take(), "it was renewed once the store was back"

    with logged() as lines:
        asyncio.run(main())


def test_a_store_that_is_held_up_does_not_hold_up_the_loop(one: Store, file: Path) -> None:
    mine = lease(one, Clock())

    async def main() -> float:
        with locked(file):
            taking = asyncio.create_task(mine.taken())
            begun, longest = time.monotonic(), 0.0
            for _ in range(20):
                before = time.monotonic()
                await asyncio.sleep(0.005)
                longest = max(longest, time.monotonic() - before)
            assert not taking.done(), f"after {time.monotonic() - begun} s"
        assert await taking
        return longest

    assert asyncio.run(main()) < 5.0  # SQLite would wait ten seconds


def test_a_cancel_while_the_store_is_held_up_leaves_no_lease(one: Store, file: Path) -> None:
    mine, other = lease(one, Clock()), lease(one, Clock())

    async def main() -> None:
        with locked(file):
            taking = asyncio.create_task(mine.taken())
            await asyncio.sleep(0.05)
            taking.cancel()
            await asyncio.sleep(0.05)
        await asyncio.wait({taking})
        assert taking.cancelled()

    asyncio.run(main())
    assert other.take()
