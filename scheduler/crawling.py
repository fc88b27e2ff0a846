"""Each tick's work: a slot, a look whether the source is still due, a crawl, and what it says of us."""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import structlog

from alerts.affairs import Trouble
from config.sections import Absence, Crawler
from crawler.order import order_for, settings_for
from scheduler.jobs import CRAWL_LIMIT, CrawlReport, crawl
from scheduler.slots import Slots
from scheduler.ticks import JITTER_SHARE, first_tick, left_alone_until
from scheduler.tidings import Tidings
from scheduler.troubles import Troubles
from sources.every import Interval, parse_every
from sources.faults import Fault
from sources.model import Source
from storage import runs, sources
from storage.leases import LEASE_FOR
from storage.session import Store, StoreError

log = structlog.get_logger()

#: A crawl beyond its limit and the time to stop it hangs, and nothing we have can end it.
HUNG_AFTER_S = CRAWL_LIMIT.total_seconds() + 60.0
#: Longer in the queue means that slots are held or that this machine can not keep up.
LATE_AFTER_S = 3600.0
NAMED = 3  # sources that fail by our own fault are told one by one up to here, then together
OTHERS = "…"
_OWN = frozenset({Fault.INTERNAL, Fault.STORE})
_A_MOMENT = timedelta(seconds=1)  # by which a tick of a cron line may be early


@dataclass(frozen=True, slots=True)
class Means:
    """How crawls are made, as the settings say now."""

    crawler: Crawler
    absence: Absence
    zone: tzinfo


class Crawls:
    """The crawls that run or wait for a slot."""

    def __init__(
        self,
        store: Store,
        troubles: Troubles,
        clock: Callable[[], datetime],
        means: Means,
        *,
        later: Callable[[str, datetime], None],
        found: Callable[[], None],
        slots: Slots | None = None,
    ) -> None:
        """`later` is called with a source to be looked at then; `found` when alerts were queued."""
        self.means = means
        self.slots = slots or Slots()
        self._store = store
        self._troubles = troubles
        self._clock = clock
        self._later = later
        self._found = found
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._begun: dict[str, float] = {}
        self._failed: dict[str, str] = {}
        self._tidings = Tidings()
        self._tidings = Tidings()
        self._ended = False

    async def tick(self, source: Source) -> None:
        """Crawl a source when it has a slot and is still due; raises nothing."""
        task = asyncio.current_task()
        if task is None or self._ended:
            return
        self._tasks[source.name] = task
        try:
            async with self.slots.one():
                await self._look_at(source)
        except asyncio.CancelledError:
            if not self._ended:
                raise
            log.info("crawl stopped", source=source.name)  # by our own end: no error
        except StoreError as error:
            log.error("crawl not recorded", source=source.name, error=str(error))
        except Exception as error:
            log.exception("crawl failed", source=source.name)
            self._failed[source.name] = repr(error)
        finally:
            self._tasks.pop(source.name, None)
            self._begun.pop(source.name, None)

    def late(self) -> bool:
        """Whether a crawl hangs, or waits for its slot for too long; any thread may ask."""
        now = time.monotonic()
        hung = any(now - begun > HUNG_AFTER_S for begun in list(self._begun.values()))
        return hung or self.slots.longest_wait_s() > LATE_AFTER_S

    def tell_failures(self, watched: Iterable[str]) -> None:
        """Say which sources failed by our own fault when they were crawled last, and which not."""
        known = set(watched)
        self._failed = {name: why for name, why in self._failed.items() if name in known}
        told = self._troubles.subjects(Trouble.CRAWL)
        named = [name for name in self._failed if name in told]
        named += [name for name in self._failed if name not in told][: max(0, NAMED - len(named))]
        for name in named:
            self._troubles.begin(Trouble.CRAWL, self._failed[name], name)
        others = sorted(set(self._failed) - set(named))
        if others:
            self._troubles.begin(Trouble.CRAWL, ", ".join(others), OTHERS)
        for name in told - set(named) - ({OTHERS} if others else set()):
            if name not in known:  # OTHERS too: they are none any more
                self._troubles.end(Trouble.CRAWL, name)

    def stop(self) -> list["asyncio.Task[None]"]:
        """Begin no crawl any more and end those that run; returns what to wait for."""
        self._ended = True
        running = list(self._tasks.values())
        for task in running:
            task.cancel()  # run_spider stops its crawl before the cancellation goes on
        return running

    async def _look_at(self, source: Source) -> None:
        self._begun[source.name] = time.monotonic()
        later = await asyncio.to_thread(self._due_later, source)
        if later is None:
            await self._crawl(source)
        else:
            log.debug("source left alone", source=source.name, until=later.isoformat())
            self._later(source.name, later)

    def _due_later(self, source: Source) -> datetime | None:
        """Until when it is left alone: as the portal asked, its runs go bad, or another was there."""
        with self._store.read() as connection:
            state = sources.state(connection, source.name)
            last = runs.latest(connection, source.name)
        now = self._clock()
        until = left_alone_until(state, self.means.zone, last, now)
        if until is not None:
            return until
        every = parse_every(source.every)
        # A tick may come a little sooner after a run than the interval is long.
        early = every.every / JITTER_SHARE if isinstance(every, Interval) else _A_MOMENT
        due = first_tick(source.every, self.means.zone, last, now)
        return due if due > now + early else None

    async def _crawl(self, source: Source) -> None:
        means = self.means
        order = order_for(source, means.crawler, means.absence, clock=self._clock)
        report = await crawl(
            self._store,
            order,
            settings_for(source, means.crawler),
            still_due=lambda: self._due_later(source) is None,
        )
        if report.busy:
            log.info("source crawled by another process", source=source.name)
            # It may be killed before it is done, and the next tick be a day away.
            self._later(source.name, self._clock() + min(LEASE_FOR, order.every))
            return
        self._tidings.note(report)
        self._note_failure(report)
        if report.queued:
            self._found()

    def _note_failure(self, report: CrawlReport) -> None:
        own = [error for error in report.counts.errors if error.fault in _OWN]
        if own:
            self._failed[report.source] = own[0].message
            return
        self._failed.pop(report.source, None)
        self._troubles.end(Trouble.CRAWL, report.source)
