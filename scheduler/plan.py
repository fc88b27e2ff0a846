"""When each source's next tick comes: APScheduler's jobs, planned from what the store says."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.ticks import Ticks, first_tick
from sources.model import Source
from storage import runs
from storage.session import Store, StoreError


class Plan:
    """The ticks of all sources; `tick` is called with the source whose time has come."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        zone: tzinfo,
        tick: Callable[[Source], Coroutine[Any, Any, None]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._tick = tick
        self._jobs = AsyncIOScheduler(
            timezone=zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Let ticks come."""
        self._jobs.start()

    def pause(self) -> None:
        """Let no more ticks come."""
        self._jobs.pause()

    def end(self) -> None:
        """Forget all that was planned."""
        self._jobs.remove_all_jobs()
        self._jobs.shutdown(wait=False)

    async def place(self, wanted: Sequence[Source], zone: tzinfo) -> None:
        """Plan these sources anew, each from its last run; at once without a store to say."""
        first = await asyncio.to_thread(self._first_ticks, wanted, zone)
        for source in wanted:
            self._jobs.add_job(
                self._tick,
                Ticks(source.every, zone),
                args=[source],
                id=source.name,
                next_run_time=self._on_schedule(first[source.name]),
                replace_existing=True,
            )

    async def replace(
        self, old: Sequence[Source], new: Sequence[Source], old_zone: tzinfo, zone: tzinfo
    ) -> None:
        """Plan what is new or other than before; a running crawl goes on to its end."""
        before = {source.name: source for source in old}
        other = [
            source for source in new if source != before.pop(source.name, None) or zone != old_zone
        ]
        for name in before:
            if self._jobs.get_job(name) is not None:
                self._jobs.remove_job(name)
        await self.place(other, zone)

    def come_back(self, name: str, at: datetime) -> None:
        """Look at a source then, whenever its next tick is: days away, or of no use before that."""
        job = self._jobs.get_job(name)
        if job is not None:
            job.modify(next_run_time=self._on_schedule(at))

    def _first_ticks(self, wanted: Sequence[Source], zone: tzinfo) -> dict[str, datetime]:
        now = self._clock()
        try:
            with self._store.read() as connection:
                return {
                    source.name: first_tick(
                        source.every, zone, runs.latest(connection, source.name), now
                    )
                    for source in wanted
                }
        except StoreError:  # the tick itself tells what is wrong with the store
            return {source.name: now for source in wanted}

    def _on_schedule(self, moment: datetime) -> datetime:
        """A moment of our clock on that of the scheduler, which reads the system's by itself."""
        return datetime.now(UTC) + (moment - self._clock())
