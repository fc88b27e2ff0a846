"""Recomputes every hash and chain link of the store; names the first broken one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from articles.model import Attachment
from directives.model import Extraction
from storage import blobs, forms, items, versions
from storage.chain import VersionFacts, sha256_hex, version_hash
from storage.items import Item
from storage.session import Connection, Store
from storage.tables import attachments, captures, changes, readings, version_attachments
from storage.tables import blobs as blob_table
from storage.tables import items as item_table
from storage.tables import versions as version_table

_Row = sa.Row[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Broken:
    """The first thing that does not hold: where, and what was expected."""

    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was checked, and what is broken, if anything."""

    items: int = 0
    versions: int = 0
    blobs: int = 0
    broken: Broken | None = None


def verify(store: Store) -> Verified:
    """Check every blob against its hash and every version against its facts and predecessor."""
    checked_blobs = checked_items = checked_versions = 0
    for digest, problem in _blobs(store):
        checked_blobs += 1
        if problem:
            broken = Broken(f"blob {digest}", problem)
            return Verified(blobs=checked_blobs, broken=broken)
    stray = _stray(store)
    if stray:
        return Verified(blobs=checked_blobs, broken=stray)
    for count, broken_item in _items(store):
        checked_items += 1
        checked_versions += count
        if broken_item:
            return Verified(checked_items, checked_versions, checked_blobs, broken_item)
    return Verified(checked_items, checked_versions, checked_blobs)


def verify_newest(store: Store, most: int) -> Verified:
    """Check the versions of the items met last, `most` of them; what no item needs is left out."""
    with store.read() as connection:
        ids = items.all_ids(connection)[-most:]
    versions_checked = 0
    for number, item_id in enumerate(ids, start=1):
        with store.read() as connection:
            count, broken = _checked(connection, item_id)
        versions_checked += count
        if broken:
            return Verified(number, versions_checked, broken=broken)
    return Verified(len(ids), versions_checked)


def _blobs(store: Store) -> Iterator[tuple[str, str]]:
    with store.read() as connection:
        digests = list(connection.scalars(sa.select(blob_table.c.sha256)))
    for digest in digests:
        with store.read() as connection:
            yield digest, _blob_problem(connection, digest)


def _blob_problem(connection: Connection, digest: str) -> str:
    try:
        blobs.get(connection, digest)
    except blobs.BlobError as error:
        return str(error)
    return ""


def _stray(store: Store) -> Broken | None:
    """The first row that leads to nothing; the database itself refuses them, while it is asked."""
    unread = item_table.c.id.is_(None) | (item_table.c.version_count == 0)
    stray_version = (
        sa.select(version_table.c.item_id)
        .outerjoin(item_table, item_table.c.id == version_table.c.item_id)
        .where(unread)
    )
    with store.read() as connection:
        for table, row_name in ((captures, captures.c.id), (attachments, attachments.c.url)):
            lost = sa.select(row_name).outerjoin(blob_table, blob_table.c.sha256 == table.c.sha256)
            found = connection.scalar(lost.where(blob_table.c.sha256.is_(None)).limit(1))
            if found is not None:
                return Broken(f"{table.name.removesuffix('s')} {found}", "its bytes are not kept")
        found = connection.scalar(stray_version.order_by(version_table.c.item_id).limit(1))
    return None if found is None else Broken(f"item {found}", "it has versions nobody wrote")


def _items(store: Store) -> Iterator[tuple[int, Broken | None]]:
    with store.read() as connection:
        ids = items.all_ids(connection)
    for item_id in ids:
        # One transaction an item: it may get a version while we look at it.
        with store.read() as connection:
            yield _checked(connection, item_id)


def _checked(connection: Connection, item_id: int) -> tuple[int, Broken | None]:
    try:
        item = items.by_id(connection, item_id)
        if item is None:
            return 0, Broken(f"item {item_id}", "it is not there any more")
        history = _history(connection, item_id)
        return len(history), _broken_item(connection, item, history)
    except (ValueError, TypeError) as error:  # what no writer of ours writes
        return 0, Broken(f"item {item_id}", f"a value can not be read: {error}")


def _history(connection: Connection, item_id: int) -> Sequence[_Row]:
    query = (
        sa.select(version_table, captures.c.sha256.label("capture_sha256"), captures.c.status)
        .outerjoin(captures, captures.c.id == version_table.c.capture_id)
        .where(version_table.c.item_id == item_id)
        .order_by(version_table.c.n)
    )
    return connection.execute(query).all()


def _broken_item(connection: Connection, item: Item, history: Sequence[_Row]) -> Broken | None:
    place = f"item {item.id}"
    if len(history) != item.version_count:
        problem = f"{item.version_count} versions were written, {len(history)} are there"
        return Broken(place, problem)
    last = connection.scalar(sa.select(sa.func.max(changes.c.to_n)).where(_of(item)))
    if last is not None and last > item.version_count:
        return Broken(place, f"a change leads to version {last}, which is not there")
    previous: str | None = None
    for row in history:
        problem = _version_problem(connection, item, row, previous)
        if problem:
            return Broken(f"{place}, version {row.n}", problem)
        previous = row.hash
    return None


def _of(item: Item) -> sa.ColumnElement[bool]:
    return changes.c.item_id == item.id


def _version_problem(connection: Connection, item: Item, row: _Row, previous: str | None) -> str:
    value = row._mapping
    if value["previous_hash"] != previous:
        return "it does not follow the version before"
    if value["capture_sha256"] is None:
        return "its capture is not kept"
    files = versions.attachments_of(connection, value["id"])
    facts = VersionFacts(
        source=item.source,
        key=item.key,
        url=value["url"],
        n=value["n"],
        fetched_at=value["fetched_at"],
        facts_sha256=value["facts_sha256"],
        capture_sha256=value["capture_sha256"],
        status=value["status"],
        attachments=files,
        previous_hash=previous,
    )
    if version_hash(facts) != value["hash"]:
        return "its hash does not fit its facts"
    return _reading_problem(connection, value["id"], value["facts_sha256"]) or _file_problem(
        connection, value["id"], files
    )


def _reading_problem(connection: Connection, version_id: int, facts_sha256: str) -> str:
    query = sa.select(readings).where(readings.c.version_id == version_id)
    found = connection.execute(query.order_by(readings.c.rules)).all()
    for row in found:
        named = "as first read" if row.original else f'as read by "{row.rules}"'
        expected = {row.article_sha256, facts_sha256 if row.original else row.article_sha256}
        if expected != {sha256_hex(row.article.encode())}:
            return f"the article {named} has another hash"
        forms.load(Extraction, row.extraction)
    if [row.original for row in found].count(True) != 1:
        return "the article as first read is not there once"
    if [row.current for row in found].count(True) != 1:
        return "not one of its readings is the current one"
    return ""


def _file_problem(connection: Connection, version_id: int, files: Sequence[Attachment]) -> str:
    query = (
        sa.select(version_attachments.c.position, blob_table.c.size)
        .join(blob_table, blob_table.c.sha256 == version_attachments.c.sha256)
        .where(version_attachments.c.version_id == version_id)
    )
    sizes = {row.position: row.size for row in connection.execute(query)}
    for position, file in enumerate(files):
        if file.sha256 and position not in sizes:
            return f"the bytes of its file {file.url} are not kept"
        if file.sha256 and sizes[position] != file.size:
            return f"its file {file.url} has another size"
    return ""
