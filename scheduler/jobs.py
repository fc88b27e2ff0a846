"""The body of each tick: one crawl under a lease."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from crawler.order import CrawlOrder
from crawler.recorder import Recorder
from crawler.spiders.portal import PortalSpider
from ingest.outages import Noted
from scheduler.crawls import run_spider
from scheduler.lease import RENEW_EVERY_S, Lease, LeaseLostError
from sources.faults import Fault, FetchError
from sources.health import GOOD_OUTCOMES
from sources.runs import RunCounts, RunOutcome
from storage.session import Store

log = structlog.get_logger()

CRAWL_LIMIT = timedelta(hours=2)  # a first crawl of a slow portal is long; more is a hang
# A stop must fit into the five seconds of SIGTERM: first downloads in flight, then our callbacks.
CRAWL_GRACE = timedelta(seconds=2)
CRAWL_GIVE_UP = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """One crawl as reported. `busy`: somebody else crawls this source or just did, not we.

    `noted` is what it meant for its source.
    """

    source: str
    outcome: RunOutcome
    counts: RunCounts
    seconds: float
    queued: tuple[str, ...] = ()
    busy: bool = False
    noted: Noted = field(default_factory=Noted)


async def crawl(
    store: Store,
    order: CrawlOrder,
    settings: Mapping[str, object],
    *,
    still_due: Callable[[], bool] = lambda: True,
    limit: timedelta = CRAWL_LIMIT,
    renew_every_s: float = RENEW_EVERY_S,
) -> CrawlReport:
    """Crawl one source under its lease. Raises StoreError when the store can not be used.

    A crawl whose lease somebody else took over meanwhile is stopped, and `busy`. So is one that
    is not `still_due` once the lease is ours: another process did it in this moment.
    """
    lease = Lease(store, f"crawl/{order.source.name}", order.clock, renew_every_s=renew_every_s)
    if not await lease.taken():
        return _busy(order)
    try:
        async with lease:
            if not await asyncio.to_thread(still_due):
                return _busy(order)
            return await _crawl(store, order, settings, limit)
    except LeaseLostError:
        return _busy(order)


def _busy(order: CrawlOrder) -> CrawlReport:
    error = FetchError(order.source.profile.url, Fault.BUSY, "Another process crawls it now.")
    counts = RunCounts(errors=[error])
    return CrawlReport(order.source.name, RunOutcome.FAILED, counts, 0.0, busy=True)


async def _crawl(
    store: Store, order: CrawlOrder, settings: Mapping[str, object], limit: timedelta
) -> CrawlReport:
    task = asyncio.current_task()
    recorder = Recorder(store, order, called_off=lambda: bool(task and task.cancelling()))
    started = order.clock()
    try:
        end = await run_spider(
            PortalSpider,
            settings,
            limit=limit,
            grace=CRAWL_GRACE,
            give_up=CRAWL_GIVE_UP,
            recorder=recorder,
        )
    finally:
        recorder.close()
    if recorder.outcome is None:
        message = f"The crawl ended early ({end.reason}); what it found so far is kept."
        recorder.counts.errors.append(
            FetchError(order.source.profile.url, Fault.STORE, recorder.failure or message)
        )
    report = CrawlReport(
        source=order.source.name,
        outcome=recorder.outcome or RunOutcome.FAILED,
        counts=recorder.counts,
        seconds=(order.clock() - started).total_seconds(),
        queued=tuple(recorder.queued),
        noted=recorder.noted,
    )
    # One that stays unreadable is spoken of when it turns so (scheduler.tidings), not at each tick.
    say = log.info if report.outcome in GOOD_OUTCOMES else log.debug
    say("source crawled", source=report.source, outcome=report.outcome.value)
    return report
