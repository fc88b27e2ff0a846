"""The service of `chidao run` in a process of its own, on virtual time: it lives as long as it is let."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Lock, Timer

from demo.portal import DemoPortal
from demo.wire import Request, Response
from tests.journeys.households import FORKS
from tests.journeys.virtual_time import Shift, in_virtual_time

LONGEST_S = 120.0  # real time: nothing here takes as long, however busy the machine
LOOK_EVERY = timedelta(minutes=20)  # at the outbox and the clock: weeks of 5 seconds are too many
ROUND_EVERY = timedelta(hours=1)  # likewise
LONG_AGO = datetime.min.replace(tzinfo=UTC)
LOG = "stderr"
STARTED = " service started"


def _serve(folder: str, start: datetime, pipe: Connection) -> None:
    """What `chidao run` does, in a process that has its modules loaded."""
    from cli.context import Context, now  # noqa: PLC0415 (in the child, where it is loaded already)
    from scheduler.service import Service  # noqa: PLC0415

    os.chdir(folder)
    for name, descriptor in (("stdout", 1), (LOG, 2)):
        os.dup2(os.open(name, os.O_CREAT | os.O_WRONLY | os.O_APPEND), descriptor)
    cli = Context(config=None, plain=True, env=os.environ)
    cli.start_logs("info")
    with cli.store(sync=True) as store:
        deliverer = cli.deliverer(store, console=sys.stdout)

        async def serve() -> None:
            service = Service(
                cli.settings,
                store,
                deliverer,
                now,
                deliver_every_s=LOOK_EVERY.total_seconds(),
                round_every_s=ROUND_EVERY.total_seconds(),
            )
            await service.run()

        in_virtual_time(start, pipe, serve)


@dataclass
class Ticking:
    """A folder with settings, and the service that runs in it or does not.

    `now` is the true time; `error` by how much the machine's clock is ahead of it, since `set_at`.
    """

    folder: Path
    now: datetime
    error: timedelta = timedelta()
    set_at: datetime = LONG_AGO
    _lives: int = 0
    _striking: Timer | None = None
    _child: ForkServerProcess | None = None
    _pipe: Connection | None = None

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._child is not None and self._child.is_alive()

    @property
    def pid(self) -> int:
        """Of the process."""
        assert self._child is not None
        assert self._child.pid is not None
        return self._child.pid

    @property
    def log(self) -> str:
        """All that the service ever wrote to stderr."""
        log = self.folder / LOG
        return log.read_text(encoding="utf-8") if log.exists() else ""

    @property
    def started(self) -> bool:
        """Whether the process came so far as to work; a signal before that ends any process."""
        return self.log.count(STARTED) > self._lives

    def start(self) -> None:
        """Start it at the time that its machine's clock shows."""
        self._lives = self.log.count(STARTED)
        self._pipe, theirs = multiprocessing.Pipe()
        given = (str(self.folder), self.now + self.error, theirs)
        self._child = FORKS.Process(target=_serve, args=given, daemon=True)
        self._child.start()
        theirs.close()

    def live(self, span: timedelta) -> bool:
        """Let so much time pass; False when the process came to its end meanwhile."""
        assert self._child is not None
        assert self._pipe is not None
        self._tell(span)
        ready = wait([self._pipe, self._child.sentinel], LONGEST_S)
        assert ready, f"neither at rest nor dead: {self.log[-2000:]}"
        self.now += span
        if self._struck():
            return False
        assert self._child.sentinel not in ready, f"it ended by itself: {self.log[-3000:]}"
        _, wall = self._pipe.recv()
        self.now = wall - self.error
        return True

    def sleep(self, span: timedelta) -> None:
        """The machine sleeps: time passes, and no timer notices."""
        self.now += span
        self._tell(Shift(span))

    def set_clock(self, error: timedelta) -> None:
        """Somebody sets the machine's clock; it is wrong by so much from now on."""
        self._tell(Shift(error - self.error))
        self.error, self.set_at = error, self.now

    def strike(self, number: signal.Signals, after_s: float) -> None:
        """Send it a signal so many seconds from now, whatever it does then; wait for nothing."""
        child = self._child
        assert child is not None
        blow = child.kill if number is signal.SIGKILL else child.terminate
        self._striking = Timer(after_s, blow)
        self._striking.start()

    def end(self, number: signal.Signals) -> None:
        """End the process and wait for its end."""
        self.strike(number, 0)
        self._struck()

    def _struck(self) -> bool:
        """Whether it was struck: then it comes to its end."""
        assert self._child is not None
        if self._striking is None:
            return False
        self._striking.join()
        self._striking = None
        self._child.join(LONGEST_S)
        assert self._child.exitcode is not None, f"it does not end: {self.log[-2000:]}"
        return True

    @property
    def exit_code(self) -> int | None:
        """How the last process ended; below 0 by that signal."""
        return self._child.exitcode if self._child else None

    def _tell(self, order: timedelta | Shift) -> None:
        if self.running and self._pipe is not None:
            with suppress(BrokenPipeError):  # it died this moment: whoever looks next sees it
                self._pipe.send(order)


@dataclass
class Trap:
    """Does something at the nth call from now: at a request, or at a message."""

    _calls_left: int = 0
    _act: Callable[[], None] | None = None
    _lock: Lock = field(default_factory=Lock)

    def set(self, calls: int, act: Callable[[], None]) -> None:
        """Arm it."""
        with self._lock:
            self._calls_left, self._act = calls, act

    def clear(self) -> None:
        """Disarm it."""
        with self._lock:
            self._act = None

    def step(self) -> None:
        """One call."""
        with self._lock:
            self._calls_left -= 1
            act = self._act if self._calls_left <= 0 else None
            if act is not None:
                self._act = None
        if act is not None:
            act()

    def clock(self) -> datetime:
        """The real time; for servers that ask for it once a message."""
        self.step()
        return datetime.now(UTC)


class TrappedPortal(DemoPortal):
    """A demo portal with a trap in its door."""

    trap = Trap()

    def respond(self, request: Request) -> Response:
        """Answer, when the trap has been passed."""
        self.trap.step()
        return super().respond(request)
