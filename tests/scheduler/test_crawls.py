"""One crawl from start to end: how it ends is said, and nothing of it stays behind."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.core.engine import ExecutionEngine
from scrapy.exceptions import CloseSpider

from scheduler.crawls import CrawlEnd, run_spider
from scheduler.reactor import run_in_reactor
from tests.crawler.fetching import LONG, SHORT, Collector, Fetched, fetch, settings_for
from tests.crawler.site import Site
from tests.scheduler.descriptors import (
    connections_to,
    listening_ports,
    open_descriptors,
    open_descriptors_once_at_most,
)

CRAWLS = 50
NOTHING_LEFT = 0


def open_engines() -> int:
    gc.collect()
    return sum(
        1
        for thing in gc.get_objects()
        if isinstance(thing, ExecutionEngine) and (thing.running or thing.spider is not None)
    )


class Closing(Spider):
    """Ends itself for a reason of its own."""

    name = "closing"

    async def start(self) -> AsyncIterator[Any]:
        raise CloseSpider("had enough")
        yield


class Broken(Spider):
    """Fails while it is asked what to fetch."""

    name = "broken"

    async def start(self) -> AsyncIterator[Any]:
        raise LookupError("no sections")
        yield


class Unmade(Spider):
    """Can not even be made."""

    name = "unmade"

    def __init__(self) -> None:
        raise ValueError("no source given")


def end_of(spider: type[Spider], **arguments: Any) -> CrawlEnd:
    async def crawl() -> CrawlEnd:
        return await run_spider(spider, settings_for(), limit=LONG, grace=SHORT, **arguments)

    return run_in_reactor(crawl)


def test_a_crawl_that_fetched_all_it_wanted_is_finished(site: Site) -> None:
    result = fetch(site.page("/a"), site.page("/b"))
    assert result.end == CrawlEnd(finished=True, reason="finished")
    assert sorted(site.paths()) == ["/a", "/b"]


def test_a_spider_that_closes_itself_did_not_finish() -> None:
    assert end_of(Closing) == CrawlEnd(finished=False, reason="had enough")


def test_a_spider_whose_start_fails_did_not_finish() -> None:
    assert end_of(Broken) == CrawlEnd(finished=False, reason="start_error")


def test_a_spider_that_can_not_be_made_raises_and_leaves_no_engine() -> None:
    with pytest.raises(ValueError, match="no source given"):
        end_of(Unmade)
    assert open_engines() == NOTHING_LEFT


def test_a_wrong_pinned_host_raises_and_leaves_no_engine() -> None:
    settings = settings_for(extra={"CHIDAO_HOSTS": ["http://not-a-host/"]})
    with pytest.raises(ValueError, match="is not a host"):
        fetch("http://127.0.0.1/", settings=settings)
    assert open_engines() == NOTHING_LEFT


def test_fifty_crawls_leave_no_descriptor_engine_or_task_behind(site: Site) -> None:
    url = site.page("/mot-trang")
    fetch(url)  # whatever is opened once and kept is open now
    before = open_descriptors()
    for _ in range(CRAWLS):
        assert fetch(url).end == CrawlEnd(finished=True, reason="finished")
    assert open_descriptors_once_at_most(before) <= before
    assert connections_to(site.port) == NOTHING_LEFT
    assert open_engines() == NOTHING_LEFT
    assert run_in_reactor(tasks_left) == NOTHING_LEFT


async def tasks_left() -> int:
    await asyncio.sleep(0)
    return len(asyncio.all_tasks()) - 1


def test_crawls_of_two_sources_run_side_by_side(site: Site) -> None:
    results = [Fetched() for _ in range(10)]
    urls = [site.page(f"/trang-{number}") for number in range(10)]

    async def all_at_once() -> list[CrawlEnd]:
        crawls = [
            run_spider(
                Collector,
                settings_for(),
                limit=LONG,
                grace=SHORT,
                requests=[Request(url)],
                into=into,
            )
            for url, into in zip(urls, results, strict=True)
        ]
        return await asyncio.gather(*crawls)

    ends = run_in_reactor(all_at_once)
    assert all(end.finished for end in ends)
    assert [list(result.responses) for result in results] == [[url] for url in urls]


def test_a_crawl_adds_no_handler_to_the_root_log(site: Site) -> None:
    before = list(logging.root.handlers)
    level = logging.root.level
    fetch(site.page("/a"))
    assert logging.root.handlers == before
    assert logging.root.level == level


def test_a_crawl_listens_on_no_port(site: Site) -> None:
    listening: list[int] = []

    class Curious(Collector):
        name = "curious"

        def collect(self, response: Any, asked: str) -> list[Request]:
            listening.extend(listening_ports())
            return super().collect(response, asked)

    before = listening_ports()  # the site, and whatever other tests hold open
    into = Fetched()
    end = end_of(Curious, requests=[Request(site.page("/a"))], into=into)
    assert end.finished
    assert site.port in listening
    assert sorted(listening) == sorted(before)


def test_the_time_limit_ends_a_crawl_and_says_so(site: Site) -> None:
    result = fetch(site.never_answers("/treo"), limit=SHORT, grace=timedelta(0))
    assert result.end == CrawlEnd(finished=False, reason="time limit")
    assert open_engines() == NOTHING_LEFT
