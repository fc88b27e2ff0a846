"""Time that leaps: while nothing is under way, a process does not wait for its timers but goes there."""

import asyncio
import selectors
import sys
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any, TypeVar, TypeVarTuple

import time_machine
from twisted.internet import asyncioreactor

from scheduler.reactor import run_in_reactor

Given = TypeVarTuple("Given")
Result = TypeVar("Result")

RESTED = "rested"  # what the process says when it came to the end of the time it was given
GRAIN = 1e-6  # seconds: a leap lands behind its timer, never a rounding error before it


class VirtualTime:
    """The clocks of this process, led by its parent over a pipe.

    The parent sends how much time may pass (timedelta: timers fire) or by how much the clock is
    set (Shift). Everything is as on a real machine: what is under way takes the time it takes.
    """

    def __init__(self, wall: time_machine.Traveller, pipe: Connection) -> None:
        self._wall = wall
        self._pipe = pipe
        self._ahead = 0.0  # of the steady clock
        self._left = 0.0  # what may still pass
        self._told = True

    def steady(self) -> float:
        """The clock that nobody can set."""
        return time.monotonic() + self._ahead

    def leap(self, wait: float | None) -> bool:
        """Go on by `wait` seconds, or as far as may be; False at the end of the time given."""
        if self._left <= 0:
            self._say_rested()
            return False
        passed = self._left if wait is None else min(wait + GRAIN, self._left)
        self._left -= passed
        self._ahead += passed
        self._wall.shift(passed)
        return True

    def obey(self) -> None:
        """Take the parent's next order; without a parent there is nothing left to live for."""
        try:
            order = self._pipe.recv()
        except EOFError:
            sys.exit()
        if isinstance(order, Shift):
            self._wall.shift(order.by)
        else:
            self._left = order.total_seconds()
            self._told = False

    def _say_rested(self) -> None:
        if not self._told:
            self._told = True
            self._pipe.send((RESTED, datetime.now(UTC)))


class Shift:
    """The clock is set, or the machine slept: no timer notices."""

    def __init__(self, by: timedelta) -> None:
        self.by = by


class LeapingSelector(selectors.DefaultSelector):
    """Waits for real while sockets or threads are at work; else lets the time leap."""

    def __init__(self, virtual: VirtualTime) -> None:
        super().__init__()
        self.virtual = virtual
        self.at_work: Callable[[], bool] = lambda: True

    def select(self, timeout: float | None = None) -> Any:
        """What is ready, within so many seconds."""
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if self.at_work() or not self.virtual.leap(timeout):
            return super().select(timeout)
        return ready


class LeapingLoop(asyncio.SelectorEventLoop):
    """An event loop on virtual time."""

    def __init__(self, virtual: VirtualTime, pipe: Connection) -> None:
        self._leaping = LeapingSelector(virtual)
        self._virtual = virtual
        self._in_threads = 0
        super().__init__(self._leaping)
        self.add_reader(pipe.fileno(), virtual.obey)

    def time(self) -> float:
        """The steady clock, which timers go by."""
        return self._virtual.steady()

    def begin_to_leap(self) -> None:
        """From now on: the sockets open so far are nobody's work."""
        idle = len(self._leaping.get_map())
        self._leaping.at_work = lambda: self._in_threads > 0 or len(self._leaping.get_map()) > idle

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Given], Result], *args: *Given
    ) -> "asyncio.Future[Result]":
        """Run it in a thread; time is real until it has ended."""
        self._in_threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_ended)
        return future

    def _thread_ended(self, _future: object) -> None:
        self._in_threads -= 1


def in_virtual_time(
    start: datetime, pipe: Connection, main: Callable[[], Coroutine[Any, Any, Result]]
) -> Result:
    """Run `main` in the reactor of this process, which must not have one yet."""
    with time_machine.travel(start) as wall:
        loop = LeapingLoop(VirtualTime(wall, pipe), pipe)
        asyncioreactor.install(loop)  # type: ignore[no-untyped-call]

        async def begin() -> Result:
            loop.begin_to_leap()
            return await main()

        return run_in_reactor(begin)
