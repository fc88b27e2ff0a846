"""Work of the service beside its crawls: each piece under a name, one at a time."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import structlog

log = structlog.get_logger()

CLOCK_MOVED = timedelta(seconds=30)  # the clock was set, or the machine slept; no drift does that


class Beside:
    """Starts pieces of work; one that fails is a line in the log and nothing else."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Start it, unless it is still under way."""
        if name not in self._tasks:
            task = self._tasks[name] = asyncio.create_task(self._guarded(name, work))
            task.add_done_callback(lambda _: self._tasks.pop(name, None))

    def stop(self) -> list["asyncio.Task[None]"]:
        """Call off what is under way; returns what to wait for."""
        running = list(self._tasks.values())
        for task in running:
            task.cancel()
        return running

    async def _guarded(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except Exception:
            log.exception("service failed", part=name)


class ClockWatch:
    """Compares a clock that can be set with the loop's, which nobody can set."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._ahead = self._now_ahead()

    def moved(self) -> timedelta:
        """By how much the clock jumped since the last call; nothing for what any clock does."""
        before, self._ahead = self._ahead, self._now_ahead()
        by = self._ahead - before
        return by if abs(by) > CLOCK_MOVED else timedelta()

    def _now_ahead(self) -> datetime:
        return self._clock() - timedelta(seconds=asyncio.get_running_loop().time())
