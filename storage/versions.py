"""Versions of items with their readings; what is stored never changes, it is only read anew."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from articles.model import Article, Attachment, Content
from directives.model import Extraction
from storage import forms
from storage.chain import VersionFacts, sha256_hex, version_hash
from storage.items import Item
from storage.session import Connection
from storage.tables import blobs, captures, readings, version_attachments, versions


@dataclass(frozen=True, slots=True)
class Reading:
    """What one set of rules reads from a version; `rules` names them, e.g. "reading 1, directives 1"."""

    rules: str
    article: Article
    extraction: Extraction

    def article_text(self) -> str:
        """The article in its stored form."""
        return forms.dump(self.article)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version with its current reading. `read_by` names the rules; `facts_sha256` is of the first reading."""

    id: int
    n: int
    fetched_at: datetime
    url: str
    capture_id: int
    capture_sha256: str
    status: int
    capture_bytes: int
    facts_sha256: str
    hash: str
    previous_hash: str | None
    read_by: str
    article_sha256: str
    content: Content
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be written, as fetched now; the capture is stored already."""

    item: Item
    fetched_at: datetime
    url: str
    capture_id: int
    capture_sha256: str
    status: int
    attachments: tuple[Attachment, ...]
    reading: Reading


def add(connection: Connection, new: NewVersion, previous_hash: str | None) -> int:
    """Write the next version of an item with its first reading; returns its number n."""
    n = new.item.version_count + 1
    facts_sha256 = sha256_hex(new.reading.article_text().encode())
    facts = VersionFacts(
        source=new.item.source,
        key=new.item.key,
        url=new.url,
        n=n,
        fetched_at=new.fetched_at,
        facts_sha256=facts_sha256,
        capture_sha256=new.capture_sha256,
        status=new.status,
        attachments=new.attachments,
        previous_hash=previous_hash,
    )
    row = versions.insert().values(
        item_id=new.item.id,
        n=n,
        fetched_at=new.fetched_at,
        url=new.url,
        capture_id=new.capture_id,
        facts_sha256=facts_sha256,
        hash=version_hash(facts),
        previous_hash=previous_hash,
    )
    version_id = int(connection.execute(row.returning(versions.c.id)).scalar_one())
    _add_attachments(connection, version_id, new.attachments)
    add_reading(connection, version_id, new.reading, new.fetched_at, original=True)
    return n


def _add_attachments(
    connection: Connection, version_id: int, attachments: tuple[Attachment, ...]
) -> None:
    rows = [
        {
            "version_id": version_id,
            "position": position,
            "url": attachment.url,
            "name": attachment.name,
            "media_type": attachment.media_type,
            "size": attachment.size,
            "sha256": attachment.sha256,
        }
        for position, attachment in enumerate(attachments)
    ]
    if rows:
        connection.execute(version_attachments.insert(), rows)


def add_reading(
    connection: Connection,
    version_id: int,
    reading: Reading,
    read_at: datetime,
    *,
    original: bool = False,
) -> None:
    """Hang a reading under a version and make it the current one; the same rules write once.

    The original is never replaced: read again by its own rules, it is the current one again.
    """
    text = reading.article_text()
    mine = readings.c.version_id == version_id
    same = mine & (readings.c.rules == reading.rules)
    connection.execute(readings.update().where(mine).values(current=False))
    if not original:
        again = readings.update().where(same, readings.c.original).values(current=True)
        if connection.execute(again).rowcount:
            return
        connection.execute(readings.delete().where(same))
    connection.execute(
        readings.insert().values(
            version_id=version_id,
            rules=reading.rules,
            read_at=read_at,
            original=original,
            current=True,
            article=text,
            article_sha256=sha256_hex(text.encode()),
            extraction=forms.dump(reading.extraction),
        )
    )


def _query() -> sa.Select[tuple[object, ...]]:
    joined = (
        versions.join(captures, versions.c.capture_id == captures.c.id)
        .join(blobs, blobs.c.sha256 == captures.c.sha256)
        .join(readings, (readings.c.version_id == versions.c.id) & readings.c.current)
    )
    return sa.select(
        versions,
        captures.c.sha256.label("capture_sha256"),
        captures.c.status,
        readings.c.rules,
        readings.c.article,
        readings.c.article_sha256,
        readings.c.extraction,
        blobs.c.size.label("capture_bytes"),
    ).select_from(joined)


def current(connection: Connection, item: Item) -> StoredVersion | None:
    """The latest version of an item."""
    return by_number(connection, item.id, item.version_count)


def by_number(connection: Connection, item_id: int, n: int) -> StoredVersion | None:
    """Version `n` of an item."""
    query = _query().where(versions.c.item_id == item_id, versions.c.n == n)
    row = connection.execute(query).one_or_none()
    return _stored(connection, row) if row else None


def history(connection: Connection, item_id: int) -> list[StoredVersion]:
    """All versions of an item, oldest first."""
    query = _query().where(versions.c.item_id == item_id).order_by(versions.c.n)
    return [_stored(connection, row) for row in connection.execute(query).all()]


def _stored(connection: Connection, row: sa.Row[tuple[object, ...]]) -> StoredVersion:
    value = row._mapping
    article = forms.load(Article, value["article"])
    return StoredVersion(
        id=value["id"],
        n=value["n"],
        fetched_at=value["fetched_at"],
        url=value["url"],
        capture_id=value["capture_id"],
        capture_sha256=value["capture_sha256"],
        status=value["status"],
        capture_bytes=value["capture_bytes"],
        facts_sha256=value["facts_sha256"],
        hash=value["hash"],
        previous_hash=value["previous_hash"],
        read_by=value["rules"],
        article_sha256=value["article_sha256"],
        content=Content(article, attachments_of(connection, value["id"])),
        extraction=forms.load(Extraction, value["extraction"]),
    )


def attachments_of(connection: Connection, version_id: int) -> tuple[Attachment, ...]:
    """The files of a version in page order."""
    query = (
        sa.select(version_attachments)
        .where(version_attachments.c.version_id == version_id)
        .order_by(version_attachments.c.position)
    )
    return tuple(
        Attachment(row.url, row.name, row.media_type, row.size, row.sha256)
        for row in connection.execute(query)
    )


@dataclass(frozen=True, slots=True)
class Head:
    """Enough of the latest version to see at once that a fetch brought nothing new."""

    read_by: str
    article_sha256: str


def head(connection: Connection, item: Item) -> Head | None:
    """The head of an item's latest version; cheap, for most rechecks end here."""
    query = (
        sa.select(readings.c.rules, readings.c.article_sha256)
        .join(versions, versions.c.id == readings.c.version_id)
        .where(versions.c.item_id == item.id, versions.c.n == item.version_count)
        .where(readings.c.current)
    )
    row = connection.execute(query).one_or_none()
    return Head(row.rules, row.article_sha256) if row else None
