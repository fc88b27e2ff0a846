"""The lease on a source: renewed while a crawl lasts, given back whatever happens, lost with notice."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from config.sections import Absence, Crawler
from crawler.order import order_for, settings_for
from scheduler.jobs import CrawlReport, crawl
from scheduler.lease import RENEW_EVERY_S, Lease, LeaseLostError
from scheduler.reactor import run_in_reactor
from sources.faults import Fault
from storage import sources
from storage.leases import LEASE_FOR
from storage.migrate import open_store
from storage.session import Store
from tests.crawler.site import Site
from tests.scheduler.household import Clock, logged, named, source_of, until

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


def test_a_lease_is_renewed_long_before_it_ends() -> None:
    assert 0 < 2 * RENEW_EVERY_S < LEASE_FOR.total_seconds()


def test_a_long_crawl_keeps_its_source(store: Store) -> None:
    clock = Clock()
    mine, other = lease(store, clock), lease(store, clock)

    async def main() -> None:
        assert await mine.taken()
        async with mine:
            for _ in range(4):  # four times as long as a lease lasts
                clock.shift += LEASE_FOR - timedelta(seconds=5)
                await asyncio.sleep(OFTEN_S * 5)
                assert not other.take()

    asyncio.run(main())
    assert other.take()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, asyncio.CancelledError])
def test_a_lease_is_given_back_whatever_ends_its_use(
    store: Store, error: type[BaseException]
) -> None:
    mine, other = lease(store, Clock()), lease(store, Clock())

    async def main() -> None:
        assert await mine.taken()
        with pytest.raises(error):
            async with mine:
                raise error
        assert other.take()

    asyncio.run(main())


def test_a_lease_taken_over_while_the_machine_slept_stops_its_user(store: Store) -> None:
    clock = Clock()
    mine, other = lease(store, clock), lease(store, clock)

    async def using() -> None:
        async with mine:
            clock.shift += 2 * LEASE_FOR
            assert other.take()
            await asyncio.sleep(30)

    async def main() -> bool:
        assert await mine.taken()
        with pytest.raises(LeaseLostError):
            await using()
        task = asyncio.current_task()
        return task is not None and task.cancelling() == 0

    with logged() as lines:
        assert asyncio.run(main())
    assert len(named(lines, "lease lost")) == 1
    assert other.take(), "giving back took nothing from its new holder"


def test_an_end_asked_for_while_a_lease_is_lost_is_still_an_end(store: Store) -> None:
    clock = Clock()
    mine, other = lease(store, clock), lease(store, clock)

    async def using() -> None:
        assert await mine.taken()
        async with mine:
            clock.shift += 2 * LEASE_FOR
            assert other.take()
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                task = asyncio.current_task()
                assert task is not None
                task.cancel()  # by SIGTERM, at the same moment
                raise

    async def main() -> bool:
        task = asyncio.create_task(using())
        await asyncio.wait({task})
        return task.cancelled()

    assert asyncio.run(main())


def test_a_lease_that_was_given_back_can_not_come_back_by_a_late_renewal(store: Store) -> None:
    mine, other = lease(store, Clock()), lease(store, Clock())
    assert mine.take()
    mine.give_back()
    assert not mine.take()
    assert other.take()


def test_a_crawl_whose_source_was_taken_over_ends_and_says_busy(one: Store, site: Site) -> None:
    site.never_answers("/")
    clock, source = Clock(), source_of(site.url("/").rstrip("/"))
    crawler = Crawler(allow_private_addresses=True)
    order = order_for(source, crawler, Absence(), clock=clock)
    with one.write() as connection:
        sources.sync(connection, [source])

    async def main() -> CrawlReport:
        settings = settings_for(source, crawler)
        task = asyncio.create_task(crawl(one, order, settings, renew_every_s=0.5))
        await until(lambda: bool(site.asked))
        clock.shift += 2 * LEASE_FOR
        assert lease(one, clock).take()
        return await task

    report = run_in_reactor(main)
    assert report.busy
    assert [error.fault for error in report.counts.errors] == [Fault.BUSY]
