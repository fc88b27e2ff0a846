"""Delivery beside everything else: a thread a channel, so that a stuck one delays only its own."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import structlog

from delivery.deliver import Deliverer, DeliveryCounts
from storage.session import StoreError

log = structlog.get_logger()

MOST_CHANNELS = 64  # served at once; a thread that waits for an answer costs a few KB
_LOOKING = "(outbox)"  # the look at what is due, which no channel can be called


class Couriers:
    """Sends what is due on each channel that is not sending already."""

    def __init__(self, deliverer: Deliverer) -> None:
        self.deliverer = deliverer
        self._threads = ThreadPoolExecutor(MOST_CHANNELS, thread_name_prefix="channel")
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._ended = False
        self._failing = False

    @property
    def sending(self) -> frozenset[str]:
        """The channels that are sending now."""
        return frozenset(self._sending) - {_LOOKING}

    @property
    def works(self) -> bool:
        """Whether the last look at what is due went well."""
        return not self._failing

    def send_due(self) -> None:
        """Start what is due, without waiting for it."""
        self._start(_LOOKING, self._look)

    async def end(self, within_s: float) -> None:
        """Let sends under way come to their end, at the longest so long; start no more."""
        self._ended = True
        running = list(self._sending.values())
        if running:
            await asyncio.wait(running, timeout=within_s)
        for task in running:
            task.cancel()  # its thread goes on; the delivery is sent again after the next start
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look(self) -> None:
        loop, deliverer = asyncio.get_running_loop(), self.deliverer
        due = await loop.run_in_executor(self._threads, deliverer.due)
        self._works_again()
        for channel in due.channels:
            self._start(channel, partial(self._deliver, deliverer, channel))

    async def _deliver(self, deliverer: Deliverer, channel: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads, self._drain, deliverer, channel)

    def _drain(self, deliverer: Deliverer, channel: str) -> DeliveryCounts:
        return deliverer.deliver(channel, go_on=lambda: not self._ended)

    def _start(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if not self._ended and name not in self._sending:
            self._sending[name] = asyncio.create_task(self._guarded(name, work))

    async def _guarded(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except StoreError as error:
            self._say_once(error)
        except Exception:
            log.exception("delivery failed", channel=name)
        finally:
            self._sending.pop(name, None)

    def _say_once(self, error: StoreError) -> None:
        """A store that is away is one line, not one every few seconds."""
        if not self._failing:
            log.error("delivery stopped", error=str(error))
        self._failing = True

    def _works_again(self) -> None:
        if self._failing:
            log.info("delivery goes on")
        self._failing = False
