"""Restoring: a backup into an empty store, wholly or not at all."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import BinaryIO

import sqlalchemy as sa

from storage import leases, marks
from storage.backup_file import DamagedBackupError
from storage.backup_form import Form, Row
from storage.backup_read import Manifest, check, read
from storage.columns import metadata
from storage.dialect import is_postgres
from storage.leases import Owner
from storage.migrate import UNFINISHED, UPGRADE_LOCK, VERSION_TABLE, build, head, upgrade
from storage.outbox import DeliveryState
from storage.session import Connection, Store, StoreError
from storage.tables import deliveries, items
from storage.verify import Verified, verify

#: What a service writes by itself before it saw a portal: rows that nobody misses.
_OF_SETTINGS = frozenset({"sources", "sections", "subscriptions", "leases", "marks"})
_LEASE = "restore"
_ALIVE_FOR = timedelta(minutes=3)  # a service marks every minute that it is there


class Refusal(StrEnum):
    """Why nothing can be restored into a store."""

    NOT_EMPTY = "not_empty"
    IN_USE = "in_use"


class RestoreRefusedError(Exception):
    """The store is not one to restore into: why, and what was found there."""

    def __init__(self, why: Refusal, found: str) -> None:
        super().__init__(why.value, found)
        self.why = why
        self.found = found


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: `waiting` alerts had not been sent when the backup was made."""

    manifest: Manifest
    waiting: int
    verified: Verified


def restore(store: Store, file: BinaryIO, now: datetime, owner: Owner) -> Restored:
    """Bring a backup into a store, and verify it; nothing is written before the file was read.

    A process killed in the middle leaves an empty store, which says so when it is opened next.
    Raises DamagedBackupError, NewerBackupError, RestoreRefusedError, StoreError.
    """
    manifest = check(file)
    _claim(store, now, owner)
    try:
        waiting = _fill(store, file, manifest, now)
    except BaseException:
        with suppress(StoreError):
            _release(store, owner)  # the store is as it was: as good as new
        raise
    verified = verify(store)
    _release(store, owner)
    return Restored(manifest, waiting, verified)


def _fill(store: Store, file: BinaryIO, manifest: Manifest, now: datetime) -> int:
    with store.alter() as connection:
        if is_postgres(connection):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(UPGRADE_LOCK)))
        _refuse_full(connection)
        _empty(connection, manifest.schema)
        if read(file, lambda form, rows: _insert(connection, form, rows)) != manifest:
            raise DamagedBackupError("it changed while it was read")
        if manifest.schema != head():
            build(connection, "head")
        waiting = _settle(connection)
        marks.put(connection, UNFINISHED, now)  # until all of it is verified
        return waiting


def _release(store: Store, owner: Owner) -> None:
    with store.write() as connection:
        marks.drop(connection, UNFINISHED)
        leases.give_back(connection, _LEASE, owner)


def _claim(store: Store, now: datetime, owner: Owner) -> None:
    """Mark the store as one that a restore was begun into, so that nobody takes it for whole."""
    upgrade(store)
    with store.write() as connection:
        held = [*leases.held(connection, owner, now), *_service(connection, owner, now)]
        if held:
            raise RestoreRefusedError(Refusal.IN_USE, ", ".join(held))
        _refuse_full(connection)
        leases.take(connection, _LEASE, owner, now)
        marks.put(connection, UNFINISHED, now)


def _service(connection: Connection, owner: Owner, now: datetime) -> list[str]:
    """The service that uses this store: one that only waits holds no lease."""
    mark = marks.get(connection, marks.SERVICE_ALIVE)
    if mark is None or not now - _ALIVE_FOR < mark.at <= now + _ALIVE_FOR:
        return []
    host, _, rest = mark.note.partition("/")
    pid = rest.partition("/")[0]
    ended = host == owner.host and pid.isdecimal() and not leases.alive(int(pid))
    return [] if ended else [f"chidao run ({host}, process {pid})"]


def _refuse_full(connection: Connection) -> None:
    """What an unfinished restore left may go; anything else may not."""
    if marks.get(connection, UNFINISHED) is not None:
        return
    for table in [items, *metadata.sorted_tables]:  # these say most of what is there
        if table.name in _OF_SETTINGS:
            continue
        rows = connection.scalar(sa.select(sa.func.count()).select_from(table))
        if rows:
            raise RestoreRefusedError(Refusal.NOT_EMPTY, f"{table.name}: {rows}")


def _empty(connection: Connection, schema: str) -> None:
    """Empty tables of the backup's own schema."""
    if schema == head():
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        return
    metadata.drop_all(connection)
    connection.execute(sa.text(f"DROP TABLE {VERSION_TABLE}"))
    build(connection, schema)


def _insert(connection: Connection, form: Form, rows: list[Row]) -> None:
    names = form.names
    named = [dict(zip(names, row, strict=True)) for row in rows]
    connection.execute(form.table().insert(), named)


def _settle(connection: Connection) -> int:
    """Make good what a copy can not know; returns how many alerts wait to be sent."""
    if is_postgres(connection):
        _set_sequences(connection)
    else:
        _refuse_strays(connection)
    leased = deliveries.c.state == DeliveryState.LEASED.value  # by a process of another time
    free = {"state": DeliveryState.QUEUED.value, "leased_by": None, "leased_until": None}
    connection.execute(deliveries.update().where(leased).values(**free))
    queued = deliveries.c.state == DeliveryState.QUEUED.value
    query = sa.select(sa.func.count()).select_from(deliveries).where(queued)
    return connection.scalar(query) or 0


def _set_sequences(connection: Connection) -> None:
    """The next row of each table gets a number of its own."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(sa.select(sa.func.setval(sequence, last, False)))


def _refuse_strays(connection: Connection) -> None:
    """SQLite asks about rows that lean on nothing only when told to."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if found is not None:
        raise DamagedBackupError(f"a row of {found[0]} leans on one of {found[2]} it does not hold")
