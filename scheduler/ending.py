"""Signals to a service: end, read the settings again; and an end that comes for certain."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

#: The contract says 5 s. Whatever still holds us then, a write into a full pipe above all, is cut.
LAST_RESORT_S = 4.7

_END = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def signals(stop: Callable[[], None], reload: Callable[[], None]) -> Iterator[None]:
    """SIGTERM and SIGINT call `stop` in the loop, SIGHUP `reload`; outside the main thread nothing.

    Not the loop's own handlers: they wait until the loop is free, and a loop that is stuck in a
    write never is. A second signal changes nothing, the end is under way.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()

    def end(_number: int, _frame: FrameType | None) -> None:
        if signal.getitimer(signal.ITIMER_REAL)[0] == 0:
            signal.setitimer(signal.ITIMER_REAL, LAST_RESORT_S)
        loop.call_soon_threadsafe(stop)

    def again(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(reload)

    def cut(_number: int, _frame: FrameType | None) -> None:
        os._exit(0)  # the store is whole after each transaction; what was being sent is sent again

    ours = {**dict.fromkeys(_END, end), signal.SIGHUP: again, signal.SIGALRM: cut}
    for number in _END:
        loop.remove_signal_handler(number)  # what the loop has there is for commands
    before = {number: signal.signal(number, handler) for number, handler in ours.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            if number is not signal.SIGALRM or signal.getitimer(signal.ITIMER_REAL)[0] == 0:
                signal.signal(number, handler)
