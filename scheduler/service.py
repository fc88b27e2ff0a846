"""The resident process: one asyncio loop holds schedule, crawls and delivery."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from config.mistakes import SettingsError
from config.settings import Settings
from crawler.order import order_for, settings_for
from delivery.deliver import Deliverer
from scheduler.jobs import crawl
from sources.every import Interval, parse_every
from sources.model import Source
from storage import runs, sources, subscriptions
from storage.session import Store, StoreError

log = structlog.get_logger()

DELIVER_EVERY_S = 5  # a queued alert waits no longer than this where nothing told us of it
JITTER_SHARE = (
    10  # a tick comes up to a tenth of its interval late, so that sources do not march in step
)
LONGEST_JITTER_S = 60
STOP_WITHIN_S = 4.0  # what is left then is dropped: the store is whole after each transaction


class Service:
    """Watches all sources until it is told to stop."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        deliverer: Deliverer,
        clock: Callable[[], datetime],
        *,
        reread: Callable[[], tuple[Settings, Deliverer]] | None = None,
    ) -> None:
        """`reread` gives the settings as they are now, or raises SettingsError."""
        self._settings = settings
        self._store = store
        self._deliverer = deliverer
        self._clock = clock
        self._reread = reread
        self._stop = asyncio.Event()
        self._crawls: dict[str, asyncio.Task[None]] = {}
        self._schedule = AsyncIOScheduler(
            timezone=settings.timezone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT; returns when all work has stopped."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, self.reload)
        self._sync()
        for source in self._settings.sources_resolved():
            self._plan(source)
        self._schedule.add_job(self._deliver, "interval", seconds=DELIVER_EVERY_S, id="deliver")
        self._schedule.start()
        log.info("service started", sources=len(self._settings.sources_resolved()))
        await self._stop.wait()
        await self._end()
        log.info("service stopped")

    def stop(self) -> None:
        """Ask the service to end."""
        self._stop.set()

    def reload(self) -> None:
        """Take over the settings as they are now; with a mistake in them the old ones go on."""
        if self._reread is None:
            return
        old = self._settings
        try:
            self._settings, deliverer = self._reread()
            self._sync()
        except (SettingsError, StoreError) as error:
            self._settings = old
            log.error("settings not taken over", error=" | ".join(str(error).splitlines()))
            return
        self._deliverer = deliverer
        self._replan(old)
        if self._settings.storage != old.storage:
            log.warning("storage changed, restart to use it")
        log.info("settings taken over", sources=len(self._settings.sources_resolved()))

    def _replan(self, old: Settings) -> None:
        """Plan what is new or other than before; a running crawl goes on to its end."""
        before = {source.name: source for source in old.sources_resolved()}
        zone_moved = self._settings.timezone != old.timezone
        for source in self._settings.sources_resolved():
            known = before.pop(source.name, None)
            if source != known or zone_moved:
                self._plan(source)
        for name in before:
            self._schedule.remove_job(_job_id(name))

    def _sync(self) -> None:
        with self._store.write() as connection:
            sources.sync(connection, self._settings.sources_resolved())
            subscriptions.sync(connection, self._settings.everyone())

    def _plan(self, source: Source) -> None:
        self._schedule.add_job(
            self._tick,
            self._trigger(source),
            args=[source],
            id=_job_id(source.name),
            next_run_time=self._first_tick(source),
            replace_existing=True,
        )

    def _trigger(self, source: Source) -> IntervalTrigger | CronTrigger:
        schedule = parse_every(source.every)
        if isinstance(schedule, Interval):
            seconds = int(schedule.every.total_seconds())
            jitter = min(seconds // JITTER_SHARE, LONGEST_JITTER_S)
            return IntervalTrigger(seconds=seconds, jitter=jitter or None)
        minute, hour, day, month, weekday = schedule.fields
        return CronTrigger(
            minute=minute,
            hour=hour,
            day=day,
            month=month,
            day_of_week=weekday,
            timezone=self._settings.timezone,
        )

    def _first_tick(self, source: Source) -> datetime:
        """At once when it was due while we were away, else when its last run says."""
        schedule = parse_every(source.every)
        with self._store.read() as connection:
            last = runs.latest(connection, source.name)
        now = self._clock()
        if last is None:
            return now
        if isinstance(schedule, Interval):
            return max(now, last.started_at + schedule.every)
        due = self._trigger(source).get_next_fire_time(None, last.started_at)
        return max(now, due) if due else now

    async def _tick(self, source: Source) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._crawls[source.name] = task
        try:
            with self._store.read() as connection:
                state = sources.state(connection, source.name)
            if state and state.not_before and state.not_before > self._clock():
                log.info(
                    "source left alone", source=source.name, until=state.not_before.isoformat()
                )
                return
            await self._crawl(source, settings_for(source, self._settings.crawler))
        except asyncio.CancelledError:
            if not self._stop.is_set():
                raise
            log.info("crawl stopped", source=source.name)  # by our own end: no error
        except StoreError as error:
            log.error("crawl not recorded", source=source.name, error=str(error))
        finally:
            self._crawls.pop(source.name, None)

    async def _crawl(self, source: Source, settings: Mapping[str, object]) -> None:
        order = order_for(source, self._settings.crawler, self._settings.absence, clock=self._clock)
        report = await crawl(self._store, order, settings)
        for error in report.counts.errors:
            log.warning(
                "crawl met a fault", source=source.name, fault=error.fault.value, url=error.url
            )
        if report.queued:
            await self._deliver()

    async def _deliver(self) -> None:
        try:
            await asyncio.to_thread(self._deliverer.deliver_due)
        except StoreError as error:
            log.error("delivery stopped", error=str(error))

    async def _end(self) -> None:
        self._schedule.pause()
        crawling = list(self._crawls.values())
        for task in crawling:
            task.cancel()  # run_spider stops its crawl before the cancellation goes on
        if crawling:
            await asyncio.wait(crawling, timeout=STOP_WITHIN_S)
        self._schedule.remove_all_jobs()
        self._schedule.shutdown(wait=False)


def _job_id(source: str) -> str:
    """Apart from the names of our own jobs: a source may be called "deliver"."""
    return f"crawl/{source}"
