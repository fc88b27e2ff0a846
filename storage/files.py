"""Attachments as last fetched: their bytes by hash, and when to fetch them again."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage import blobs
from storage.dialect import insert
from storage.session import Connection
from storage.tables import attachments, items


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an item as last fetched."""

    url: str
    sha256: str
    media_type: str
    size: int
    fetched_at: datetime
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file as fetched now."""

    url: str
    body: bytes
    media_type: str
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""


def put(connection: Connection, item_id: int, fetched: FetchedFile) -> StoredFile:
    """Keep a file of an item; the bytes of the one before stay kept under their own hash."""
    before = by_url(connection, item_id, fetched.url)
    digest = blobs.put(connection, fetched.body, base=before.sha256 if before else None)
    stored = StoredFile(
        url=fetched.url,
        sha256=digest,
        media_type=fetched.media_type,
        size=len(fetched.body),
        fetched_at=fetched.fetched_at,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )
    values = {name: getattr(stored, name) for name in StoredFile.__dataclass_fields__}
    statement = insert(connection, attachments).values(item_id=item_id, **values)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["item_id", "url"], set_=values)
    )
    return stored


def by_url(connection: Connection, item_id: int, url: str) -> StoredFile | None:
    """One file of an item."""
    return next((file for file in of_item(connection, item_id) if file.url == url), None)


def of_item(connection: Connection, item_id: int) -> list[StoredFile]:
    """The files of an item as last fetched."""
    columns = [attachments.c[name] for name in StoredFile.__dataclass_fields__]
    query = sa.select(*columns).where(attachments.c.item_id == item_id)
    return [StoredFile(**row._mapping) for row in connection.execute(query)]


def due_items(connection: Connection, source: str, fetched_before: datetime) -> set[int]:
    """The items of a source with a file last asked for before that time."""
    query = (
        sa.select(attachments.c.item_id)
        .join(items, items.c.id == attachments.c.item_id)
        .where(items.c.source == source, attachments.c.fetched_at < fetched_before)
        .distinct()
    )
    return set(connection.scalars(query))


def touch(connection: Connection, item_id: int, url: str, fetched_at: datetime) -> None:
    """Note that a file was asked for and is as before."""
    mine = (attachments.c.item_id == item_id) & (attachments.c.url == url)
    connection.execute(attachments.update().where(mine).values(fetched_at=fetched_at))
