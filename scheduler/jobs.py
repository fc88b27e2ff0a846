"""The body of each tick: one crawl under a lease, and the delivery of what it brought."""

import asyncio
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from crawler.order import CrawlOrder
from crawler.recorder import Recorder
from crawler.spiders.portal import PortalSpider
from scheduler.crawls import run_spider
from sources.faults import Fault, FetchError
from sources.runs import RunCounts, RunOutcome
from storage import leases
from storage.leases import LEASE_FOR, Owner
from storage.session import Store, StoreError

log = structlog.get_logger()

CRAWL_LIMIT = timedelta(hours=2)  # a first crawl of a slow portal is long; more is a hang
# A stop must fit into the five seconds of SIGTERM: first downloads in flight, then our callbacks.
CRAWL_GRACE = timedelta(seconds=2)
CRAWL_GIVE_UP = timedelta(seconds=1)
RENEW_EVERY_S = LEASE_FOR.total_seconds() / 3


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """One crawl as reported. `busy`: somebody else is crawling this source, nothing was done."""

    source: str
    outcome: RunOutcome
    counts: RunCounts
    seconds: float
    queued: tuple[str, ...] = ()
    busy: bool = False


async def crawl(
    store: Store,
    order: CrawlOrder,
    settings: Mapping[str, object],
    *,
    limit: timedelta = CRAWL_LIMIT,
) -> CrawlReport:
    """Crawl one source under its lease. Raises StoreError when the store can not be used."""
    lease = Lease(store, f"crawl/{order.source.name}", order.clock)
    if not lease.take():
        error = FetchError(order.source.profile.url, Fault.BUSY, "Another process crawls it now.")
        counts = RunCounts(errors=[error])
        return CrawlReport(order.source.name, RunOutcome.FAILED, counts, 0.0, busy=True)
    async with lease:
        return await _crawl(store, order, settings, limit)


class Lease:
    """The right to crawl one source, renewed while it is used and given back at the end."""

    def __init__(self, store: Store, name: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._name = name
        self._clock = clock
        self._owner = Owner.this_process(uuid.uuid4().hex)
        self._renewing: asyncio.Task[None] | None = None

    def take(self) -> bool:
        """Take or renew it; False while somebody else holds it."""
        with self._store.write() as connection:
            return leases.take(connection, self._name, self._owner, self._clock())

    async def __aenter__(self) -> None:
        self._renewing = asyncio.create_task(self._renew())

    async def __aexit__(self, *_error: object) -> None:
        if self._renewing is not None:
            self._renewing.cancel()
        with self._store.write() as connection:
            leases.give_back(connection, self._name, self._owner)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY_S)
            try:
                await asyncio.to_thread(self.take)
            except StoreError as error:
                log.warning("lease not renewed", lease=self._name, error=str(error))


async def _crawl(
    store: Store, order: CrawlOrder, settings: Mapping[str, object], limit: timedelta
) -> CrawlReport:
    recorder = Recorder(store, order)
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
    )
    log.info("source crawled", source=report.source, outcome=report.outcome.value)
    return report
