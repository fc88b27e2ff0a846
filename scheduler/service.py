"""The resident process: one asyncio loop holds schedule, crawls, delivery and the web app."""

import asyncio
import os
import socket
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from alerts.affairs import Trouble
from alerts.model import OPERATOR
from config.mistakes import SettingsError
from config.settings import Settings
from delivery.deliver import Deliverer
from scheduler.backups import Backups
from scheduler.beside import Beside, ClockWatch
from scheduler.couriers import Couriers
from scheduler.crawling import Crawls, Means
from scheduler.ending import signals
from scheduler.heartbeat import Heartbeat
from scheduler.hosting import Host, Site
from scheduler.operator import Operator
from scheduler.plan import Plan
from scheduler.rounds import Rounds, Watch
from scheduler.troubles import Troubles
from scheduler.watchdog import READY, STOPPING, Systemd
from sources.model import Source
from sources.weekly import parse_weekly
from storage import sources, subscriptions
from storage.session import Store, StoreError

log = structlog.get_logger()

DELIVER_EVERY_S = 5  # a queued alert waits no longer than this where nothing told us of it
ROUND_EVERY_S = 60.0  # a gap is known to the minute, for one small transaction a minute
STOP_WITHIN_S = 4.0  # what is left then is dropped: the store is whole after each transaction
SEND_WITHIN_S = 2.0  # of these, for sends under way: one cut off here comes twice

_MINUTE = timedelta(minutes=1)
Reread = Callable[[], tuple[Settings, Deliverer]]


class Service:
    """Watches all sources until it is told to stop."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        deliverer: Deliverer,
        clock: Callable[[], datetime],
        *,
        reread: Reread | None = None,
        systemd: Systemd | None = None,
        deliver_every_s: float = DELIVER_EVERY_S,
        round_every_s: float = ROUND_EVERY_S,
    ) -> None:
        """`reread` gives the settings as they are now, or raises SettingsError."""
        host = socket.gethostname()
        self._settings = settings
        self._store = store
        self._clock = clock
        self._reread = reread
        self._systemd = systemd or Systemd({})
        self._deliver_every_s = deliver_every_s
        self._round_every_s = round_every_s
        self._couriers = Couriers(deliverer)
        self._operator = Operator(OPERATOR, deliverer, settings.operator.channels)
        self.troubles = Troubles(store, self._operator, clock, host)
        self._rounds = Rounds(
            store,
            self._operator,
            self.troubles,
            clock,
            who=f"{host}/{os.getpid()}/{uuid.uuid4().hex[:8]}",
            host=host,
        )
        self._plan = Plan(store, clock, settings.timezone, self._tick)
        self._crawls = Crawls(
            store,
            self.troubles,
            clock,
            _means(settings),
            later=self._plan.come_back,
            found=self._couriers.send_due,
        )
        self._backups = Backups(store, settings.storage, settings.timezone, clock, self.troubles)
        self._heartbeat = _heartbeat(settings)
        self.site: Site | None = None  # what is served; to be set before `run`
        self._web: Host | None = None
        self._started = False
        self._stop = asyncio.Event()
        self._reloading = asyncio.Lock()
        self._beside = Beside()
        self._reloads: set[asyncio.Task[None]] = set()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def works(self) -> bool:
        """Whether sources are looked at as they should be."""
        return self._started and not self._stop.is_set() and not self._crawls.late()

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT; returns when all work has stopped."""
        with signals(self.stop, self.reload):
            beating = asyncio.create_task(self._systemd.beat())
            await self._begin()
            await self._until_stopped()
            await self._end()
            beating.cancel()
            log.info("service stopped")

    async def _begin(self) -> None:
        """What was missed is known before the first crawl makes up for it."""
        if self.site:
            self._web = Host(self.site)
            self._web.start()
        settings = self._settings
        await asyncio.to_thread(self._sync, settings)
        await self._round()
        await self._plan.place(settings.sources_resolved(), settings.timezone)
        self._plan.start()
        self._started = True
        self._beside.start("backups", self._backups.run)
        self._systemd.tell(READY)
        log.info("service started", sources=len(settings.sources_resolved()))

    def stop(self) -> None:
        """Ask the service to end."""
        self._stop.set()

    def reload(self) -> None:
        """Take over the settings as they are now; with a mistake in them the old ones go on."""
        if self._reread is not None:
            task = asyncio.ensure_future(self._reload(self._reread))
            self._reloads.add(task)
            task.add_done_callback(self._reloads.discard)

    async def _reload(self, reread: Reread) -> None:
        async with self._reloading:
            self._systemd.tell_reloading()
            try:
                fresh, deliverer = await asyncio.to_thread(reread)
                await asyncio.to_thread(self._sync, fresh)
            except (SettingsError, StoreError) as error:
                self._not_taken_over(" | ".join(str(error).splitlines()))
            except Exception as error:
                log.exception("settings not taken over")
                self.troubles.begin(Trouble.SETTINGS, repr(error))
            else:
                if not self._stop.is_set():
                    await self._take_over(fresh, deliverer)
            self._systemd.tell(READY)

    def _not_taken_over(self, why: str) -> None:
        log.error("settings not taken over", error=why)
        self.troubles.begin(Trouble.SETTINGS, why)

    async def _take_over(self, fresh: Settings, deliverer: Deliverer) -> None:
        old, self._settings = self._settings, fresh
        self._couriers.deliverer = self._operator.deliverer = deliverer
        self._operator.channels = fresh.operator.channels
        self._heartbeat = _heartbeat(fresh)
        self._backups.settings = fresh.storage
        self._crawls.means = _means(fresh)
        self.troubles.end(Trouble.SETTINGS)
        await self._plan.replace(old.sources, fresh.sources, old.timezone, fresh.timezone)
        if fresh.storage.url != old.storage.url:
            log.warning("storage changed, restart to use it")
        if fresh.web != old.web:
            log.warning("web changed, restart to use it")
        log.info("settings taken over", sources=len(fresh.sources_resolved()))

    def _sync(self, settings: Settings) -> None:
        with self._store.write() as connection:
            sources.sync(connection, settings.sources_resolved())
            subscriptions.sync(connection, settings.everyone())

    async def _tick(self, source: Source) -> None:
        await self._crawls.tick(source)

    async def _until_stopped(self) -> None:
        """Deliver what is due every few seconds, look after the service itself every minute."""
        loop = asyncio.get_running_loop()
        clock, next_round = ClockWatch(self._clock), loop.time() + self._round_every_s
        while not self._stop.is_set():
            self._couriers.send_due()
            if moved := clock.moved():
                await self._clock_moved(moved)
            if moved or loop.time() >= next_round:
                next_round = loop.time() + self._round_every_s
                self._beside.start("round", self._round)
            if self.troubles.due():
                self._beside.start("telling", self._tell_troubles)
            stopped = asyncio.ensure_future(self._stop.wait())
            await asyncio.wait({stopped}, timeout=self._deliver_every_s)
            stopped.cancel()

    async def _clock_moved(self, by: timedelta) -> None:
        """Plan anew: ticks would come years late, or (after a sleep) as late as it was long."""
        log.warning("clock moved, sources planned anew", seconds=round(by.total_seconds()))
        if by < timedelta():
            self.troubles.begin(Trouble.CLOCK, str(max(1, round(-by / _MINUTE))))
        await self._plan.place(self._settings.sources_resolved(), self._settings.timezone)

    async def _round(self) -> None:
        self._crawls.tell_failures(source.name for source in self._settings.sources_resolved())
        queued = await self._rounds.look(_watch(self._settings))
        if queued:
            self._couriers.send_due()
        if queued is not None and self._couriers.works and not self._crawls.late():
            self._heartbeat.ask()

    async def _tell_troubles(self) -> None:
        await asyncio.to_thread(self.troubles.tell)
        self._couriers.send_due()

    async def _end(self) -> None:
        self._systemd.tell(STOPPING)
        self._plan.pause()
        ending = [asyncio.ensure_future(self._couriers.end(SEND_WITHIN_S))]
        if self._web:
            ending.append(asyncio.ensure_future(self._web.end()))
        ending += [*self._crawls.stop(), *self._beside.stop()]
        await asyncio.wait(ending, timeout=STOP_WITHIN_S)
        self._rounds.end()
        self._plan.end()


def _means(settings: Settings) -> Means:
    return Means(settings.crawler, settings.absence, settings.timezone)


def _heartbeat(settings: Settings) -> Heartbeat:
    url, proxy = settings.operator.heartbeat_url, settings.crawler.proxy
    return Heartbeat(url.get_secret_value(), proxy.get_secret_value())


def _watch(settings: Settings) -> Watch:
    found, alive = settings.sources_resolved(), settings.operator.alive
    return Watch(found, settings.timezone, parse_weekly(alive) if alive else None)
