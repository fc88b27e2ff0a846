"""How many crawls run side by side: first come, first served, and none waits for a long one."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

#: Each crawl keeps some 1.5 MB and a few connections, and waits for its portal nearly all the time
#: (a second between two requests): so many read a thousand portals in ten minutes.
MOST_CRAWLS = 24
#: Long ones, first readings above all, stop counting after a while, or two dozen slow portals would
#: hold up all others; with these there are never more than this.
MOST_IN_ALL = 64
LONG_AFTER_S = 300.0


@dataclass(frozen=True, slots=True)
class _Turn:
    since: float
    come: "asyncio.Future[None]"


@dataclass(slots=True)
class _Held:
    """A slot in use; `long` once it no longer counts among the short ones."""

    long: bool = False


class Slots:
    """A queue for the right to crawl."""

    def __init__(
        self,
        most: int = MOST_CRAWLS,
        in_all: int = MOST_IN_ALL,
        long_after_s: float = LONG_AFTER_S,
    ) -> None:
        self._most = most
        self._in_all = in_all
        self._long_after_s = long_after_s
        self._short = 0
        self._all = 0
        self._turns: deque[_Turn] = deque()

    @property
    def running(self) -> int:
        """How many hold a slot."""
        return self._all

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return len(self._turns)

    def longest_wait_s(self) -> float:
        """How long the first in the queue has waited."""
        turns = list(self._turns)  # other threads ask too
        return time.monotonic() - turns[0].since if turns else 0.0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a slot and hold it."""
        await self._come()
        held = _Held()
        growing = asyncio.get_running_loop().call_later(self._long_after_s, self._grow, held)
        try:
            yield
        finally:
            growing.cancel()
            self._leave(held)

    async def _come(self) -> None:
        turn = _Turn(time.monotonic(), asyncio.get_running_loop().create_future())
        self._turns.append(turn)
        self._let_in()
        try:
            await turn.come
        except asyncio.CancelledError:
            if not turn.come.cancelled():  # let in in this very moment
                self._leave(_Held())
            elif turn in self._turns:
                self._turns.remove(turn)
            raise

    def _leave(self, held: _Held) -> None:
        self._short -= not held.long
        self._all -= 1
        self._let_in()

    def _grow(self, held: _Held) -> None:
        held.long = True
        self._short -= 1
        self._let_in()

    def _let_in(self) -> None:
        while self._turns and self._short < self._most and self._all < self._in_all:
            turn = self._turns.popleft()
            if not turn.come.done():  # else its crawl was called off while it waited
                self._short += 1
                self._all += 1
                turn.come.set_result(None)
