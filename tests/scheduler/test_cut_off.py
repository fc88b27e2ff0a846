"""Crawls that are cut off by our own end, or left to another: nobody's fault, and made up for."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from config.sections import Absence, Crawler
from crawler.order import order_for, settings_for
from demo.portal import DemoPortal
from scheduler.crawling import Crawls, Means
from scheduler.jobs import CrawlReport, crawl
from scheduler.reactor import run_in_reactor
from scheduler.service import Service
from sources.health import BLIND_AFTER
from storage import leases, sources
from storage.leases import LEASE_FOR, Owner
from storage.migrate import open_store
from tests.crawler.site import Site
from tests.crawler.watching import TODAY_THERE
from tests.scheduler.household import ZONE, House, serve, source_of, until

PRIVATE = Crawler(allow_private_addresses=True)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    yield House(store)
    store.close()


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(4, today=TODAY_THERE, validators="off") as running:
        yield running


def stopped_while_crawling(house: House, url: str, site: Site) -> None:
    """One short life of a service: it ends when the portal has been asked."""
    asked = len(site.paths())

    async def during(_service: Service) -> None:
        await until(lambda: len(site.paths()) > asked)

    serve(lambda: house.service(source_of(url)), during)


def test_restarts_in_the_middle_of_crawls_are_not_held_against_the_portal(
    house: House, site: Site
) -> None:
    url = site.never_answers("/").rstrip("/")
    for _ in range(BLIND_AFTER):
        stopped_while_crawling(house, url, site)
        house.clock.shift += timedelta(hours=1)
    last = house.last_run()
    assert last is not None
    assert (last.outcome, last.cut_off) == (None, BLIND_AFTER)
    with house.store.read() as connection:
        state = sources.state(connection, "nguon")
    assert state is not None
    assert (state.health.bad_runs, state.health.blind_since) == (0, None)


def test_a_crawl_that_was_called_off_is_made_up_for_after_the_start(
    house: House, site: Site, portal: DemoPortal
) -> None:
    """Not when its interval is over: here that is an hour later."""
    stopped_while_crawling(house, site.never_answers("/").rstrip("/"), site)
    house.clock.shift += timedelta(minutes=2)

    async def during(_service: Service) -> None:
        await until(lambda: house.runs_of() == 1)

    serve(lambda: house.service(source_of(portal.url)), during)


def test_a_source_that_another_crawls_is_looked_at_again_when_its_lease_can_be_over(
    house: House, portal: DemoPortal
) -> None:
    """The other may be killed before it is done, and the next tick be a day away."""
    source, planned = source_of(portal.url, every="1d"), []
    with house.store.write() as connection:
        assert leases.take(connection, "crawl/nguon", Owner.this_process("x"), house.clock())
    before = house.clock()
    crawls = Crawls(
        house.store,
        house.service(source).troubles,
        house.clock,
        Means(PRIVATE, Absence(), ZONE),
        later=lambda name, at: planned.append((name, at)),
        found=lambda: None,
    )
    run_in_reactor(lambda: crawls.tick(source))
    [(name, at)] = planned
    assert name == "nguon"
    assert LEASE_FOR <= at - before <= LEASE_FOR + house.clock() - before
    assert house.last_run() is None


def test_two_that_find_a_source_due_in_the_same_moment_crawl_it_once(
    house: House, portal: DemoPortal
) -> None:
    """The second may get the lease when the first has come to its end already."""
    source = source_of(portal.url)
    order = order_for(source, PRIVATE, Absence(), clock=house.clock)
    asked: list[int] = []

    def still_due() -> bool:
        asked.append(house.runs_of())
        return not asked[-1]

    async def one_after_the_other() -> list[CrawlReport]:
        settings = settings_for(source, PRIVATE)
        return [await crawl(house.store, order, settings, still_due=still_due) for _ in range(2)]

    first, second = run_in_reactor(one_after_the_other)
    assert (first.busy, second.busy) == (False, True)
    assert asked == [0, 1]
    assert house.runs_of() == 1
    with house.store.read() as connection:
        assert not connection.exec_driver_sql("SELECT name FROM leases").all()
