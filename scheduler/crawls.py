"""Starts ONE crawl with a time limit in this process, and stops it for certain."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings

from crawler.errors import CrawlStopped
from crawler.handlers import abort_requested

log = structlog.get_logger()

#: After an abort only a callback or pipeline of ours can still hold the crawl: so long it may.
GIVE_UP = timedelta(seconds=10)

_POLL_SECONDS = 0.005  # how often a starting or closing engine is looked at
_START_SECONDS = 10.0  # an engine that is not running by then never will be
_ABORT_EVERY_SECONDS = 0.05  # requests that waited for others show up one after another

_FINISHED = "finished"  # Scrapy's reason for a crawl that has nothing left to fetch
_TIME_LIMIT = "time limit"
_HUNG = "hung"


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How a crawl ended: `finished` when it fetched all it wanted; `reason` is Scrapy's, or
    "time limit", or "hung" when not even an abort ended it.
    """

    finished: bool
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Crawl:
    """A crawl that has been started. The task ends with it; cancelling the task does not end it."""

    crawler: Crawler
    task: "asyncio.Task[None]"

    @property
    def running(self) -> bool:
        """Whether the engine takes requests: False while it starts and once it has ended."""
        return self.crawler._engine is not None and self.crawler._engine.running

    @property
    def open(self) -> bool:
        """Whether the engine holds an open spider, running or not."""
        return self.crawler._engine is not None and self.crawler._engine.spider is not None


async def run_spider(
    spider_cls: type[Spider],
    settings: Mapping[str, object],
    *,
    limit: timedelta,
    grace: timedelta,
    give_up: timedelta = GIVE_UP,
    **spider_args: Any,
) -> CrawlEnd:
    """Run one crawl to its end, at most for `limit`; then stop it, leaving `grace` to downloads.

    Cancelling the caller stops the crawl before the cancellation goes on; that takes `grace` and
    `give_up` at the longest. Raises what the spider raises when it is made or opened.
    """
    crawl = start(spider_cls, settings, **spider_args)
    try:
        await asyncio.wait({crawl.task}, timeout=limit.total_seconds())
    except asyncio.CancelledError:
        await _uninterrupted(stop(crawl, grace=grace, give_up=give_up))
        raise
    if crawl.task.done():
        crawl.task.result()
        return _end(crawl)
    stopped = await _uninterrupted(stop(crawl, grace=grace, give_up=give_up))
    return CrawlEnd(finished=False, reason=_TIME_LIMIT if stopped else _HUNG)


def start(spider_cls: type[Spider], settings: Mapping[str, object], **spider_args: Any) -> Crawl:
    """Start a crawl with a crawler of its own in the running loop."""
    runner = AsyncCrawlerRunner(Settings(dict(settings)))
    crawler = runner.create_crawler(spider_cls)
    return Crawl(crawler, runner.crawl(crawler, **spider_args))


async def stop(crawl: Crawl, *, grace: timedelta, give_up: timedelta = GIVE_UP) -> bool:
    """End a crawl: what waits is dropped, downloads in flight have `grace`, then they are ended.

    False when it still holds on after `give_up` more (a callback that never returns); its task is
    cancelled then, and what the callback does after that is its own affair.
    Scrapy's `stop_async` before the engine runs is lost for ever, so this waits for that first.
    """
    await _until(lambda: crawl.running or crawl.task.done(), _clock() + _START_SECONDS)
    give_up_at = _clock() + (grace + give_up).total_seconds()
    if crawl.running or crawl.open:
        # Not the crawler's own stop_async: it does nothing once it has been called too early, nor
        # for an engine that was cancelled before it ran.
        closing = asyncio.ensure_future(crawl.crawler.engine.close_async())
        _drop_waiting(crawl)
        await asyncio.wait({closing}, timeout=grace.total_seconds())
        await _abort_until_closed(crawl, closing, give_up_at)
    ended = await _until(lambda: crawl.task.done() and not crawl.open, give_up_at)
    if not ended:
        crawl.task.cancel()
    elif not crawl.task.cancelled():
        crawl.task.exception()  # seen: an error while starting no longer matters to anybody
    return ended


def _drop_waiting(crawl: Crawl) -> None:
    """Fail the requests that wait for their turn; Scrapy would fetch them all, at the set pace."""
    for slot in crawl.crawler.engine.downloader.slots.values():
        while slot.queue:
            request, waiting = slot.queue.popleft()
            if waiting.called:
                continue
            waiting.errback(CrawlStopped(f"The crawl was stopped before {request.url} was fetched"))


async def _abort_until_closed(
    crawl: Crawl, closing: "asyncio.Future[None]", give_up_at: float
) -> None:
    while not closing.done() and _clock() < give_up_at:
        crawl.crawler.signals.send_catch_log(signal=abort_requested)
        _drop_waiting(crawl)
        await asyncio.wait({closing}, timeout=_ABORT_EVERY_SECONDS)
    if closing.done() and (error := closing.exception()):
        log.error("crawl closed badly", error=repr(error))


async def _until(condition: Callable[[], bool], give_up_at: float) -> bool:
    """Wait until the condition holds, at the longest until then; tell whether it does."""
    while not condition() and _clock() < give_up_at:  # noqa: ASYNC110 (Scrapy has no such event)
        await asyncio.sleep(_POLL_SECONDS)
    return condition()


def _clock() -> float:
    return asyncio.get_running_loop().time()


async def _uninterrupted(stopping: Awaitable[bool]) -> bool:
    """Await to the end, whatever cancels the waiter: a half-stopped crawl would be left behind."""
    task = asyncio.ensure_future(stopping)
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            continue
    return task.result()


def _end(crawl: Crawl) -> CrawlEnd:
    reason = str(crawl.crawler.stats.get_value("finish_reason") or "")
    return CrawlEnd(finished=reason == _FINISHED, reason=reason)
