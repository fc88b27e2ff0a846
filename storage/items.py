"""Items of a source: what was listed, when to look again, and under which addresses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from storage import aliases
from storage.dialect import insert
from storage.session import Connection
from storage.tables import items

BATCH = 500  # rows a statement: below the parameter limit of every SQLite


class ItemState(StrEnum):
    """Whether an item is on the portal. "withdrawn" says nothing about a paper being revoked."""

    LIVE = "live"
    SUSPECTED = "suspected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Listed:
    """An item as a listing shows it."""

    key: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Item:
    """A known item, as far as crawling needs it."""

    id: int
    source: str
    section: str
    key: str
    url: str
    title: str
    kind: str
    state: ItemState
    first_seen: datetime
    last_seen: datetime
    next_check_at: datetime
    version_count: int
    unchanged_streak: int
    etag: str
    last_modified: str
    suspected_at: datetime | None
    absence_checks: int


_COLUMNS = [items.c[name] for name in Item.__dataclass_fields__]


def discover(
    connection: Connection, source: str, section: str, listed: Sequence[Listed], now: datetime
) -> list[Item]:
    """Write down items met on a listing, due at once; returns those not met before, under any address.

    An item is known from here on, so that one that fails now is tried again later.
    """
    known = known_keys(connection, source, [entry.key for entry in listed])
    fresh = [entry for entry in listed if entry.key not in known]
    elsewhere = aliases.known(connection, source, [entry.url for entry in fresh])
    new = {entry.key: entry for entry in fresh if entry.url not in elsewhere}
    found = []
    for entry in new.values():
        row = insert(connection, items).values(
            source=source,
            section=section,
            key=entry.key,
            url=entry.url,
            title=entry.title,
            first_seen=now,
            last_seen=now,
            next_check_at=now,
        )
        written = connection.execute(row.on_conflict_do_nothing().returning(*_COLUMNS))
        found += [_item(fresh) for fresh in written]
    return found


def known_keys(connection: Connection, source: str, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that are known in this source."""
    found: set[str] = set()
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        query = sa.select(items.c.key).where(items.c.source == source, items.c.key.in_(part))
        found.update(connection.scalars(query))
    return found


def due(
    connection: Connection, source: str, now: datetime, *, limit: int, everything: bool = False
) -> list[Item]:
    """The items to look at now, the longest waiting first; with `everything` all of them."""
    query = sa.select(*_COLUMNS).where(items.c.source == source)
    if not everything:
        query = query.where(items.c.next_check_at <= now).limit(limit)
    rows = connection.execute(query.order_by(items.c.next_check_at, items.c.id))
    return [_item(row) for row in rows]


def all_ids(connection: Connection, *, source: str = "") -> list[int]:
    """The ids of all items that were ever read, in the order they were met."""
    query = sa.select(items.c.id).where(items.c.version_count > 0).order_by(items.c.id)
    if source:
        query = query.where(items.c.source == source)
    return list(connection.scalars(query))


def last_new(connection: Connection, source: str) -> datetime | None:
    """When an item of a source was met for the first time, the latest such moment."""
    query = sa.select(items.c.first_seen).where(items.c.source == source)
    found: datetime | None = connection.scalar(query.order_by(items.c.first_seen.desc()).limit(1))
    return found


def newest(connection: Connection, source: str) -> Item | None:
    """The item of a source that was met last."""
    query = sa.select(*_COLUMNS).where(items.c.source == source)
    row = connection.execute(
        query.order_by(items.c.first_seen.desc(), items.c.id.desc()).limit(1)
    ).one_or_none()
    return _item(row) if row else None


def of_sections(connection: Connection, source: str, sections: Sequence[str]) -> list[Item]:
    """The items first met in these sections, in the order they were met."""
    query = sa.select(*_COLUMNS).where(items.c.source == source, items.c.section.in_(sections))
    return [_item(row) for row in connection.execute(query.order_by(items.c.id))]


def counts_by_section(connection: Connection) -> dict[tuple[str, str], int]:
    """How many items were ever read, by source and section."""
    columns = (items.c.source, items.c.section)
    query = sa.select(*columns, sa.func.count()).where(items.c.version_count > 0).group_by(*columns)
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def waiting(connection: Connection, source: str, section: str, patience: int) -> int:
    """How many items of a section were listed, never read, and failed fewer than `patience` times."""
    query = (
        sa.select(sa.func.count())
        .select_from(items)
        .where(items.c.source == source, items.c.section == section)
        .where(items.c.version_count == 0, items.c.failures < patience)
    )
    return int(connection.scalar(query) or 0)


def by_key(connection: Connection, source: str, key: str) -> Item | None:
    """One item by its key."""
    query = sa.select(*_COLUMNS).where(items.c.source == source, items.c.key == key)
    row = connection.execute(query).one_or_none()
    return _item(row) if row else None


def by_id(connection: Connection, item_id: int) -> Item | None:
    """One item by its id."""
    row = connection.execute(sa.select(*_COLUMNS).where(items.c.id == item_id)).one_or_none()
    return _item(row) if row else None


def _item(row: sa.Row[tuple[object, ...]]) -> Item:
    values = dict(row._mapping)
    return Item(**{**values, "state": ItemState(values["state"])})


def update(connection: Connection, item_id: int, **values: object) -> None:
    """Set columns of one item."""
    connection.execute(items.update().where(items.c.id == item_id).values(**values))


@dataclass(frozen=True, slots=True)
class Doubted:
    """A page met at an item's address and not believed yet: hash of its article, and since when."""

    sha256: str
    at: datetime | None


def doubted(connection: Connection, item_id: int) -> Doubted:
    """What is doubted of an item; "" and None for nothing."""
    query = sa.select(items.c.doubted_sha256, items.c.doubted_at).where(items.c.id == item_id)
    row = connection.execute(query).one()
    return Doubted(row.doubted_sha256, row.doubted_at)


def others_doubted(connection: Connection, item: Item, article_sha256: str) -> bool:
    """Whether other items of the source are doubted for the very same page."""
    query = sa.select(items.c.id).where(
        items.c.source == item.source,
        items.c.doubted_sha256 == article_sha256,
        items.c.id != item.id,
    )
    return connection.execute(query.limit(1)).first() is not None


def note_failure(
    connection: Connection, item_id: int, next_check: Callable[[int], datetime]
) -> None:
    """Count a failed look at an item; `next_check` says from their number when to try again."""
    before = connection.scalar(sa.select(items.c.failures).where(items.c.id == item_id))
    failures = (before or 0) + 1
    update(connection, item_id, failures=failures, next_check_at=next_check(failures))


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An item that was looked at and is as before."""

    item_id: int
    seen_at: datetime
    next_check_at: datetime
    etag: str
    last_modified: str


def mark_unchanged(connection: Connection, seen: Iterable[Unchanged]) -> None:
    """Note that items are as before; many in one statement, for most rechecks end here."""
    rows = [
        {
            "b_id": entry.item_id,
            "b_seen": entry.seen_at,
            "b_next": entry.next_check_at,
            "b_etag": entry.etag,
            "b_modified": entry.last_modified,
        }
        for entry in seen
    ]
    if not rows:
        return
    connection.execute(
        items.update()
        .where(items.c.id == sa.bindparam("b_id"))
        .values(
            last_seen=sa.bindparam("b_seen"),
            next_check_at=sa.bindparam("b_next"),
            etag=sa.bindparam("b_etag"),
            last_modified=sa.bindparam("b_modified"),
            unchanged_streak=items.c.unchanged_streak + 1,
            absence_checks=0,
            failures=0,
            doubted_sha256="",
            doubted_at=None,
        ),
        rows,
    )
