"""The store from within the loop: every transaction runs on one thread of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.session import Connection, Store

T = TypeVar("T")


class Transactions:
    """A store whose transactions wait for each other, and the loop for none of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="recorder")

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do some work in one write transaction."""

        def transaction() -> T:
            with self._store.write() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._thread, transaction)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Do some work in one read transaction."""

        def transaction() -> T:
            with self._store.read() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._thread, transaction)

    def close(self) -> None:
        """End the thread; what was handed in is written first."""
        self._thread.shutdown(wait=True)
