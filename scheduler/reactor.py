"""One event loop for Scrapy, the schedule and the web app; commands run in it, one after another."""

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from twisted.internet import asyncioreactor
from twisted.python.threadpool import ThreadPool

Result = TypeVar("Result")

_RESOLVER_THREADS = 10  # as many as Twisted's own pool
_KILLED_BY = 128  # the shell's exit code of a process ended by a signal is this plus its number


def run_in_reactor(main: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Run `main` in the loop of the process's reactor and return its result; may be called again.

    SIGINT and SIGTERM cancel it, unless it takes them over; when it has ended they become
    KeyboardInterrupt or SystemExit. Twisted's own `react` runs once and then ends the process.
    """
    loop = _started_loop()
    task = loop.create_task(main())
    with _cancelled_by_signals(loop, task) as received:
        try:
            return loop.run_until_complete(task)
        except asyncio.CancelledError:
            if signal.SIGINT in received:
                raise KeyboardInterrupt from None
            if received:
                raise SystemExit(_KILLED_BY + received[0]) from None
            raise


def _started_loop() -> asyncio.AbstractEventLoop:
    """Return the loop under the reactor, which is installed and started when first needed."""
    reactor = _reactor()
    loop: asyncio.AbstractEventLoop = reactor._asyncioEventloop
    if not reactor.running:
        reactor.threadpool = _DaemonThreads(0, _RESOLVER_THREADS, "resolver")
        reactor.threadpool.start()
        # Not reactor.run(): a reactor that was stopped can never run again, while the loop under
        # a started one may be run as often as one likes.
        reactor.startRunning(installSignalHandlers=False)
    return loop


def _reactor() -> Any:
    """Return the installed reactor; raises RuntimeError when it is not asyncio's."""
    if "twisted.internet.reactor" not in sys.modules:
        asyncioreactor.install(asyncio.new_event_loop())  # type: ignore[no-untyped-call]
    from twisted.internet import reactor  # noqa: PLC0415 (importing it installs one)

    if not isinstance(reactor, asyncioreactor.AsyncioSelectorReactor):
        raise RuntimeError(f"Scrapy needs asyncio's reactor, found {type(reactor).__name__}")
    return reactor


class _DaemonThreads(ThreadPool):
    """The reactor's threads, which resolve names; a slow name server does not delay our exit."""

    threadFactory: Any = staticmethod(partial(threading.Thread, daemon=True))  # noqa: N815


@contextmanager
def _cancelled_by_signals(
    loop: asyncio.AbstractEventLoop, task: "asyncio.Task[Any]"
) -> Iterator[list[signal.Signals]]:
    """Turn signals into a cancel of the task, and yield the list of those received."""
    received: list[signal.Signals] = []

    def cancel(number: signal.Signals) -> None:
        received.append(number)
        task.cancel()

    ours: tuple[signal.Signals, ...] = (signal.SIGINT, signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread():
        ours = ()  # Python delivers signals to the main thread only
    for number in ours:
        loop.add_signal_handler(number, cancel, number)
    try:
        yield received
    finally:
        for number in ours:
            loop.remove_signal_handler(number)
