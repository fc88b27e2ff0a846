"""Stopping a crawl: both races of Scrapy, downloads in flight, waits, and crawls that hold on."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from scrapy import Request, signals

from scheduler.crawls import Crawl, run_spider, start, stop
from scheduler.reactor import run_in_reactor
from sources.faults import Fault
from tests.crawler.fetching import LONG, Collector, Fetched, profile_of, settings_for
from tests.crawler.site import Exchange, Site
from tests.scheduler.descriptors import connections_to
from tests.scheduler.test_crawls import NOTHING_LEFT, open_engines

QUICK_STOPS = 30
CANCELS = 20
NO_GRACE = timedelta(0)
A_LONG_GRACE = timedelta(seconds=60)
HANGS_AFTER_SECONDS = 30.0  # far beyond what any of these needs


def started(url: str, into: Fetched, **settings: Any) -> Crawl:
    return start(Collector, settings_for(**settings), requests=[Request(url)], into=into)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANGS_AFTER_SECONDS):
        while not condition():  # noqa: ASYNC110 (the condition lives in the server's thread)
            await asyncio.sleep(0.005)


def test_a_stop_in_the_first_moments_never_hangs(site: Site) -> None:
    """Scrapy's stop_async before the engine runs is lost, and the crawl goes on for ever."""
    url = site.never_answers("/treo")

    async def stop_after(delay: float) -> bool:
        crawl = started(url, Fetched())
        if delay:
            await asyncio.sleep(delay)
        ended = await stop(crawl, grace=NO_GRACE)
        return ended and crawl.task.done() and not crawl.running

    async def all_stops() -> list[bool]:
        spread = [number / 3000 for number in range(QUICK_STOPS)]  # 0 to 10 ms
        return [await asyncio.wait_for(stop_after(delay), HANGS_AFTER_SECONDS) for delay in spread]

    assert run_in_reactor(all_stops) == [True] * QUICK_STOPS
    assert open_engines() == NOTHING_LEFT


def test_scrapys_own_stop_is_lost_before_the_engine_runs(site: Site) -> None:
    """Why `stop` waits: should this fail one day, Scrapy has learnt it and the wait can go."""
    url = site.page("/van-doc")
    into = Fetched()

    async def stop_bare() -> bool:
        crawl = started(url, into)
        early = crawl.crawler.stop_async
        crawl.crawler.signals.connect(early, signal=signals.engine_started, weak=False)
        await until(lambda: bool(into.responses))
        return await stop(crawl, grace=NO_GRACE)

    assert run_in_reactor(stop_bare)
    assert list(into.responses) == [url]


def test_cancelling_the_task_of_a_crawl_alone_does_not_stop_it(site: Site) -> None:
    """The other race: the task ends, the engine goes on. `stop` ends it all the same."""
    url = site.never_answers("/treo")

    async def cancel_then_stop() -> tuple[bool, bool]:
        crawl = started(url, Fetched())
        await until(lambda: bool(site.asked))
        crawl.task.cancel()
        await asyncio.wait({crawl.task})
        went_on = crawl.running
        await stop(crawl, grace=NO_GRACE)
        return went_on, crawl.running

    assert run_in_reactor(cancel_then_stop) == (True, False)
    assert open_engines() == NOTHING_LEFT


def test_cancelling_the_waiter_leaves_no_engine_and_no_descriptor(site: Site) -> None:
    url = site.never_answers("/treo")

    async def cancel_after(delay: float) -> bool:
        crawl = run_spider(
            Collector,
            settings_for(),
            limit=LONG,
            grace=NO_GRACE,
            requests=[Request(url)],
            into=Fetched(),
        )
        waiter = asyncio.ensure_future(crawl)
        await asyncio.sleep(delay)
        waiter.cancel()
        await asyncio.wait({waiter}, timeout=HANGS_AFTER_SECONDS)
        return waiter.cancelled()

    async def all_cancels() -> list[bool]:
        return [await cancel_after(number / 1000) for number in range(CANCELS)]

    assert run_in_reactor(all_cancels) == [True] * CANCELS
    assert site.asked
    assert open_engines() == NOTHING_LEFT
    assert connections_to(site.port) == NOTHING_LEFT


def test_a_crawl_may_be_cancelled_twice_and_still_be_stopped(site: Site) -> None:
    url = site.never_answers("/treo")

    async def cancel_twice() -> bool:
        crawl = run_spider(
            Collector,
            settings_for(),
            limit=LONG,
            grace=timedelta(seconds=0.1),
            requests=[Request(url)],
            into=Fetched(),
        )
        waiter = asyncio.ensure_future(crawl)
        await until(lambda: bool(site.asked))
        waiter.cancel()
        await asyncio.sleep(0.01)
        waiter.cancel()
        await asyncio.wait({waiter}, timeout=HANGS_AFTER_SECONDS)
        return waiter.cancelled()

    assert run_in_reactor(cancel_twice)
    assert open_engines() == NOTHING_LEFT


def test_a_download_that_ends_within_the_grace_is_kept(site: Site) -> None:
    into = Fetched()

    def slow(exchange: Exchange) -> None:
        site.released.wait(0.2)
        exchange.answer(200, b"late but whole")

    site.answers["/cham"] = slow
    url = site.url("/cham")

    async def stop_meanwhile() -> bool:
        crawl = started(url, into)
        await until(lambda: bool(site.asked))
        return await stop(crawl, grace=A_LONG_GRACE)

    assert run_in_reactor(stop_meanwhile)
    assert into.responses[url].body == b"late but whole"


def test_a_download_that_does_not_end_within_the_grace_is_ended_and_named(site: Site) -> None:
    into = Fetched()
    url = site.never_answers("/treo")

    async def stop_meanwhile() -> bool:
        crawl = started(url, into)
        await until(lambda: bool(site.asked))
        return await stop(crawl, grace=NO_GRACE)

    assert run_in_reactor(stop_meanwhile)
    assert into.faults == {url: Fault.TIMEOUT}
    assert "stopped" in into.sentences[url]
    assert site.paths() == ["/treo"], "a request ended by the stop is not tried again"


def test_requests_that_wait_for_their_turn_are_dropped_and_not_fetched_slowly(site: Site) -> None:
    """Scrapy's stop would fetch all that is queued, here one every half minute."""
    into = Fetched()
    urls = [site.page(f"/trang-{number}") for number in range(8)]
    patient = profile_of("127.0.0.1", delay=timedelta(seconds=30), concurrency=8)

    async def stop_meanwhile() -> bool:
        requests = [Request(url) for url in urls]
        crawl = start(Collector, settings_for(patient), requests=requests, into=into)
        await until(lambda: bool(into.responses))
        return await stop(crawl, grace=A_LONG_GRACE)

    assert run_in_reactor(stop_meanwhile)
    assert len(site.asked) == 1
    assert len(into.responses) == 1


def test_a_crawl_that_waits_for_retry_after_can_be_stopped(site: Site) -> None:
    into = Fetched()
    site.answers["/bao-cho"] = lambda exchange: exchange.answer(429, b"", {"Retry-After": "20"})
    url = site.url("/bao-cho")

    async def stop_meanwhile() -> bool:
        crawl = started(url, into)
        await until(lambda: bool(site.asked))
        await asyncio.sleep(0.05)
        return await stop(crawl, grace=NO_GRACE)

    assert run_in_reactor(stop_meanwhile)
    assert into.faults == {url: Fault.TIMEOUT}
    assert "while the portal asked us to wait" in into.sentences[url]


def test_a_crawl_that_waits_for_robots_can_be_stopped(site: Site) -> None:
    into = Fetched()
    site.never_answers("/robots.txt")
    url = site.page("/trang")

    async def stop_meanwhile() -> bool:
        crawl = started(url, into, obey_robots=True)
        await until(lambda: bool(site.asked))
        return await stop(crawl, grace=NO_GRACE)

    assert run_in_reactor(stop_meanwhile)
    assert "/trang" not in site.paths()
    assert open_engines() == NOTHING_LEFT


def test_stopping_a_crawl_that_has_ended_does_nothing(site: Site) -> None:
    into = Fetched()

    async def stop_afterwards() -> bool:
        crawl = started(site.page("/a"), into)
        await crawl.task
        return await stop(crawl, grace=A_LONG_GRACE)

    assert run_in_reactor(stop_afterwards)
    assert len(into.responses) == 1
