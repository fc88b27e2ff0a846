"""The resident process: one asyncio loop holds schedule, crawls and delivery."""

import asyncio
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from config.mistakes import SettingsError
from config.settings import Settings
from crawler.order import order_for, settings_for
from delivery.deliver import Deliverer
from scheduler.couriers import Couriers
from scheduler.jobs import crawl
from scheduler.ticks import Ticks, away_until, first_tick
from sources.model import Source
from storage import runs, sources, subscriptions
from storage.session import Store, StoreError

log = structlog.get_logger()

DELIVER_EVERY_S = 5  # a queued alert waits no longer than this where nothing told us of it
STOP_WITHIN_S = 4.0  # what is left then is dropped: the store is whole after each transaction
SEND_WITHIN_S = 2.0  # of these, for sends under way: one cut off here comes twice
CLOCK_MOVED = timedelta(seconds=30)  # the clock was set, or the machine slept; no drift does that


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
        deliver_every_s: float = DELIVER_EVERY_S,
    ) -> None:
        """`reread` gives the settings as they are now, or raises SettingsError."""
        self._settings = settings
        self._store = store
        self._couriers = Couriers(deliverer)
        self._clock = clock
        self._reread = reread
        self._deliver_every_s = deliver_every_s
        self._stop = asyncio.Event()
        self._reloading = asyncio.Lock()
        self._reloads: set[asyncio.Task[None]] = set()
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
        self._sync(self._settings)
        for source in self._settings.sources_resolved():
            self._plan(source)
        self._schedule.start()
        log.info("service started", sources=len(self._settings.sources_resolved()))
        await self._until_stopped()
        await self._end()
        log.info("service stopped")

    def stop(self) -> None:
        """Ask the service to end."""
        self._stop.set()

    def reload(self) -> None:
        """Take over the settings as they are now; with a mistake in them the old ones go on."""
        if self._reread is not None:
            task = asyncio.ensure_future(self._reload(self._reread))
            self._reloads.add(task)
            task.add_done_callback(self._reloads.discard)

    async def _reload(self, reread: Callable[[], tuple[Settings, Deliverer]]) -> None:
        async with self._reloading:
            try:
                fresh, deliverer = await asyncio.to_thread(reread)
                await asyncio.to_thread(self._sync, fresh)
            except (SettingsError, StoreError) as error:
                log.error("settings not taken over", error=" | ".join(str(error).splitlines()))
                return
            except Exception:
                log.exception("settings not taken over")
                return
            if self._stop.is_set():
                return
            old, self._settings = self._settings, fresh
            self._couriers.deliverer = deliverer
            self._replan(old)
        if fresh.storage != old.storage:
            log.warning("storage changed, restart to use it")
        log.info("settings taken over", sources=len(fresh.sources_resolved()))

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

    def _sync(self, settings: Settings) -> None:
        with self._store.write() as connection:
            sources.sync(connection, settings.sources_resolved())
            subscriptions.sync(connection, settings.everyone())

    def _plan(self, source: Source) -> None:
        zone, now = self._settings.timezone, self._clock()
        try:
            with self._store.read() as connection:
                last = runs.latest(connection, source.name)
            first = first_tick(source.every, zone, last, now)
        except StoreError:
            first = now  # the tick itself tells what is wrong with the store
        self._schedule.add_job(
            self._tick,
            Ticks(source.every, zone),
            args=[source],
            id=_job_id(source.name),
            next_run_time=self._on_schedule(first),
            replace_existing=True,
        )

    async def _until_stopped(self) -> None:
        """Deliver what is due every few seconds, on a clock that nobody can set."""
        loop = asyncio.get_running_loop()
        ahead = self._clock() - timedelta(seconds=loop.time())
        while not self._stop.is_set():
            self._couriers.send_due()
            now_ahead = self._clock() - timedelta(seconds=loop.time())
            if abs(now_ahead - ahead) > CLOCK_MOVED:
                self._clock_moved(now_ahead - ahead)
            ahead = now_ahead
            stopped = asyncio.ensure_future(self._stop.wait())
            await asyncio.wait({stopped}, timeout=self._deliver_every_s)
            stopped.cancel()

    def _clock_moved(self, by: timedelta) -> None:
        """Plan anew: ticks would come years late, or (after a sleep) as late as it was long."""
        log.warning("clock moved, sources planned anew", seconds=round(by.total_seconds()))
        for source in self._settings.sources_resolved():
            self._plan(source)

    async def _tick(self, source: Source) -> None:
        task = asyncio.current_task()
        if task is None or self._stop.is_set():
            return
        self._crawls[source.name] = task
        try:
            until = await asyncio.to_thread(self._away, source)
            if until is None:
                await self._crawl(source)
            else:
                self._come_back(source, until)
        except asyncio.CancelledError:
            if not self._stop.is_set():
                raise
            log.info("crawl stopped", source=source.name)  # by our own end: no error
        except StoreError as error:
            log.error("crawl not recorded", source=source.name, error=str(error))
        except Exception:
            log.exception("crawl failed", source=source.name)
        finally:
            self._crawls.pop(source.name, None)

    def _away(self, source: Source) -> datetime | None:
        with self._store.read() as connection:
            state = sources.state(connection, source.name)
            last = runs.latest(connection, source.name)
        return away_until(state.not_before if state else None, last, self._clock())

    def _come_back(self, source: Source, until: datetime) -> None:
        """Leave the portal alone until then, and no longer: a cron line may come only tomorrow."""
        log.info("source left alone", source=source.name, until=until.isoformat())
        job = self._schedule.get_job(_job_id(source.name))
        back = self._on_schedule(until)
        if job is not None and back < job.next_run_time:
            job.modify(next_run_time=back)

    def _on_schedule(self, moment: datetime) -> datetime:
        """A moment of our clock on that of the scheduler, which reads the system's by itself."""
        return datetime.now(UTC) + (moment - self._clock())

    async def _crawl(self, source: Source) -> None:
        crawler, absence = self._settings.crawler, self._settings.absence
        order = order_for(source, crawler, absence, clock=self._clock)
        report = await crawl(self._store, order, settings_for(source, crawler))
        for error in report.counts.errors:
            log.warning(
                "crawl met a fault", source=source.name, fault=error.fault.value, url=error.url
            )
        if report.queued:
            self._couriers.send_due()

    async def _end(self) -> None:
        self._schedule.pause()
        sends = asyncio.ensure_future(self._couriers.end(SEND_WITHIN_S))
        ending = [sends, *self._crawls.values()]
        for task in self._crawls.values():
            task.cancel()  # run_spider stops its crawl before the cancellation goes on
        await asyncio.wait(ending, timeout=STOP_WITHIN_S)
        self._schedule.remove_all_jobs()
        self._schedule.shutdown(wait=False)


def _job_id(source: str) -> str:
    """Apart from the names of our own jobs: a source may be called "deliver"."""
    return f"crawl/{source}"
