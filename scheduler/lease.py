"""The right to crawl one source: taken, renewed while it is used, given back whatever happens."""

import asyncio
import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

import structlog

from storage import leases
from storage.leases import LEASE_FOR, Owner
from storage.session import Store, StoreError

log = structlog.get_logger()

RENEW_EVERY_S = LEASE_FOR.total_seconds() / 3  # two may fail before somebody else takes it
#: Leases that a failing store could not take back, by store and name: the next of us does.
_left_behind: dict[tuple[str, str], Owner] = {}


class LeaseLostError(Exception):
    """Somebody else took the lease over, as this machine slept or its store was away."""


class Lease:
    """One lease. The store is asked in threads: a store that is held up must not hold the loop."""

    def __init__(
        self,
        store: Store,
        name: str,
        clock: Callable[[], datetime],
        *,
        renew_every_s: float = RENEW_EVERY_S,
    ) -> None:
        self._store = store
        self._name = name
        self._clock = clock
        self._renew_every_s = renew_every_s
        self._owner = Owner.this_process(uuid.uuid4().hex)
        self._one_at_a_time = threading.Lock()
        self._ended = False
        self._lost = False
        self._renewing: asyncio.Task[None] | None = None

    def take(self) -> bool:
        """Take or renew it; False while somebody else holds it, or once it was given back."""
        with self._one_at_a_time:
            if self._ended:  # a renewal that waited for the store came too late
                return False
            place = (self._store.place, self._name)
            left = _left_behind.get(place)
            with self._store.write() as connection:
                if left is not None:
                    leases.give_back(connection, self._name, left)
                taken = leases.take(connection, self._name, self._owner, self._clock())
            if _left_behind.get(place) is left:
                _left_behind.pop(place, None)
            return taken

    def give_back(self) -> None:
        """Give it back for good; when the store fails now, the next take of this process does."""
        with self._one_at_a_time:
            self._ended = True
            try:
                with self._store.write() as connection:
                    leases.give_back(connection, self._name, self._owner)
            except StoreError as error:
                _left_behind[self._store.place, self._name] = self._owner
                log.warning("lease not given back", lease=self._name, error=str(error))

    async def taken(self) -> bool:
        """Take it without holding up the loop; nothing is kept when the caller is cancelled."""
        taking = asyncio.ensure_future(asyncio.to_thread(self.take))
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            await asyncio.wait({taking, asyncio.ensure_future(asyncio.to_thread(self.give_back))})
            if not taking.cancelled():
                taking.exception()  # seen: it matters to nobody any more
            raise

    async def __aenter__(self) -> None:
        user = asyncio.current_task()
        if user is None:
            raise RuntimeError("a lease is held by a task")
        self._renewing = asyncio.create_task(self._renew(user))

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._renewing is not None:
            self._renewing.cancel()
        try:
            await asyncio.to_thread(self.give_back)
        except asyncio.CancelledError as late:
            error = error or late
        if not isinstance(error, asyncio.CancelledError):
            return
        user = asyncio.current_task()
        if self._lost and user is not None and user.uncancel() == 0:
            raise LeaseLostError(self._name) from None
        raise error

    async def _renew(self, user: "asyncio.Task[object]") -> None:
        """Renew it again and again; once it is lost, what it was for is cancelled."""
        while True:
            await asyncio.sleep(self._renew_every_s)
            try:
                kept = await asyncio.to_thread(self.take)
            except StoreError as error:
                log.warning("lease not renewed", lease=self._name, error=str(error))
                continue
            if not kept:
                self._lost = True
                log.warning("lease lost", lease=self._name)
                user.cancel()
                return
