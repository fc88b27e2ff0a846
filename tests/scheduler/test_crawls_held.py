"""Crawls that our own code holds on to: the limit is kept, and the rest is left to itself."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from scrapy import Request, signals

from scheduler.crawls import CrawlEnd, run_spider, start, stop
from scheduler.reactor import run_in_reactor
from tests.crawler.fetching import Collector, Fetched, settings_for
from tests.crawler.site import Site
from tests.scheduler.test_crawls import NOTHING_LEFT, open_engines

A_MOMENT = timedelta(seconds=0.2)
NO_GRACE = timedelta(0)


class Holding(Collector):
    """Has a callback that does not come back before `let_go` is set."""

    name = "holding"
    let_go: asyncio.Event

    async def collect(self, response: Any, asked: str) -> AsyncIterator[Any]:  # type: ignore[override]
        self.into.responses[asked] = response
        await self.let_go.wait()
        return
        yield


def run_holding(site: Site, let_go_after: float, give_up: timedelta) -> CrawlEnd:
    async def crawl() -> CrawlEnd:
        Holding.let_go = asyncio.Event()
        asyncio.get_running_loop().call_later(let_go_after, Holding.let_go.set)
        end = await run_spider(
            Holding,
            settings_for(),
            limit=A_MOMENT,
            grace=NO_GRACE,
            give_up=give_up,
            requests=[Request(site.page("/a"))],
            into=Fetched(),
        )
        await Holding.let_go.wait()
        await asyncio.sleep(0.1)
        return end

    return run_in_reactor(crawl)


def test_a_callback_that_comes_back_in_time_delays_the_stop_and_is_not_cut(site: Site) -> None:
    end = run_holding(site, let_go_after=0.5, give_up=timedelta(seconds=30))
    assert end == CrawlEnd(finished=False, reason="time limit")
    assert open_engines() == NOTHING_LEFT


def test_a_callback_that_does_not_come_back_is_left_behind_and_said_so(site: Site) -> None:
    end = run_holding(site, let_go_after=1.0, give_up=A_MOMENT)
    assert end == CrawlEnd(finished=False, reason="hung")
    assert open_engines() == NOTHING_LEFT, "it closes by itself once the callback is back"


def test_an_error_while_closing_ends_the_crawl_all_the_same(site: Site) -> None:
    url = site.never_answers("/treo")

    async def stop_with_a_broken_listener() -> bool:
        crawl = start(Collector, settings_for(), requests=[Request(url)], into=Fetched())

        def broken() -> None:
            raise LookupError("no such run")

        crawl.crawler.signals.connect(broken, signal=signals.spider_closed, weak=False)
        await asyncio.sleep(0.05)
        return await stop(crawl, grace=NO_GRACE)

    assert run_in_reactor(stop_with_a_broken_listener)
    assert open_engines() == NOTHING_LEFT
