"""The round: every minute a look at the store, the disk and the channels, and what follows from it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import structlog

from alerts.affairs import Trouble
from alerts.model import OutageCause
from scheduler.alive import Watcher, tell_alive
from scheduler.letters import watch_letters
from scheduler.operator import Operator
from scheduler.presence import note_alive, tell_back
from scheduler.space import free_space, is_full, watch_space
from scheduler.troubles import Troubles
from sources.every import Interval, parse_every
from sources.model import Source
from sources.weekly import Weekly
from storage.faults import StoreFault
from storage.session import Store, StoreError

log = structlog.get_logger()

#: A store that does not answer for so long is away, whatever its driver still waits for.
ANSWERS_WITHIN_S = 30.0
NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched, as the settings say now."""

    sources: tuple[Source, ...]
    zone: tzinfo
    alive: Weekly | None

    @property
    def least(self) -> timedelta:
        """The shortest interval of all; nothing where cron lines alone say when."""
        every = [parse_every(source.every) for source in self.sources]
        return min((one.every for one in every if isinstance(one, Interval)), default=timedelta())


class Rounds:
    """Looks after the service itself. One round at a time, on a thread of its own."""

    def __init__(
        self,
        store: Store,
        operator: Operator,
        troubles: Troubles,
        clock: Callable[[], datetime],
        *,
        who: str,
        host: str,
    ) -> None:
        """`who` is this process and no other; `host` the machine's name for people."""
        self.last_good: datetime | None = None
        self.store_ok = True
        self._store = store
        self._operator = operator
        self._troubles = troubles
        self._clock = clock
        self._who = who
        self._host = host
        self._since = clock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="round")
        self._looking: asyncio.Future[int] | None = None
        self._others: set[str] = set()

    async def look(self, watch: Watch) -> int | None:
        """One round; returns how many messages it queued, None when the store could not be used."""
        loop = asyncio.get_running_loop()
        if self._looking is None:
            self._looking = loop.run_in_executor(self._thread, self._look, watch)
        await asyncio.wait({self._looking}, timeout=ANSWERS_WITHIN_S)
        if not self._looking.done():
            self._failed(StoreError(NO_ANSWER))
            return None
        looked, self._looking = self._looking, None
        try:
            queued = looked.result()
        except StoreError as error:
            self._failed(error)
            return None
        self._worked()
        return queued

    def end(self) -> None:
        """Begin no round any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _failed(self, error: StoreError) -> None:
        self.store_ok = False
        full = error.fault is StoreFault.FULL
        self._troubles.begin(Trouble.DISK_FULL if full else Trouble.STORE, str(error))
        self._troubles.forget_untold(Trouble.CRAWL)

    def _worked(self) -> None:
        self.store_ok, self.last_good = True, self._clock()
        self._troubles.end(Trouble.STORE)
        if not is_full(self._store):
            self._troubles.end(Trouble.DISK_FULL)

    def _look(self, watch: Watch) -> int:
        watch_space(self._store, self._troubles)
        first = self.last_good is None
        cause = OutageCause.STOPPED if self.store_ok else OutageCause.STORE
        with self._store.write() as connection:
            pulse = note_alive(connection, self._who, self._clock(), least=watch.least, cause=cause)
        if pulse.gap is not None:
            log.warning("nobody watched", since=pulse.gap.since.isoformat(), cause=cause.value)
        if first:
            self._troubles.load()
        elif pulse.other and pulse.other not in self._others:
            self._others.add(pulse.other)
            log.info("store shared with another service", other=pulse.other)
        return self._tell(watch)

    def _tell(self, watch: Watch) -> int:
        """What is due to be told; a failure of ours in it stops no round."""
        now, queued = self._clock(), 0
        try:
            with self._store.write() as connection:
                queued += len(tell_back(connection, watch.sources, watch.zone, now) or ())
                watch_letters(connection, self._troubles, now)
            if watch.alive is not None and self._operator.channels:
                watcher = Watcher(self._since, self._host, watch.zone, free_space(self._store))
                with self._store.write() as connection:
                    told = tell_alive(connection, self._operator, watch.alive, watcher, now)
                queued += len(told)
        except StoreError:
            raise
        except Exception:
            log.exception("round not finished")
        return queued
