"""A look at a store as it is: nothing is made, brought up to date or repaired."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage import marks
from storage.dialect import is_postgres
from storage.marks import Mark
from storage.migrate import head, revision
from storage.session import Connection, Store
from storage.verify import Verified, verify_newest

LOOKED_AT = "doctor/last"  # the mark that is set to see whether the store can be written


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found. `schema` None: the store is empty; `size` in bytes, None where unknown.

    The newest items are verified, and the store written to, only where the schema is ours.
    """

    schema: str | None
    newest: str
    size: int | None = None
    verified: Verified | None = None


def examine(url: str, now: datetime, *, most: int) -> Examined:
    """Open, measure, verify the `most` newest items, and write one mark. Raises StoreError."""
    store = Store(url)
    try:
        with store.read() as connection:
            found, size = revision(connection), _size(connection)
        if found != head():
            return Examined(found, head(), size)
        verified = verify_newest(store, most)
        with store.write() as connection:
            marks.put(connection, LOOKED_AT, now)
        return Examined(found, head(), size, verified)
    finally:
        store.close()


def last_mark(url: str, name: str) -> Mark | None:
    """A mark of a store of our schema; None also where the store has another. Raises StoreError."""
    store = Store(url)
    try:
        with store.read() as connection:
            return marks.get(connection, name) if revision(connection) == head() else None
    finally:
        store.close()


def _size(connection: Connection) -> int | None:
    if is_postgres(connection):
        query = "SELECT pg_database_size(current_database())"
    else:
        query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    size = connection.scalar(sa.text(query))
    return None if size is None else int(size)
