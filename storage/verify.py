"""Recomputes every hash and chain link of the store; names the first broken one."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from storage import blobs, items, versions
from storage.chain import VersionFacts, sha256_hex, version_hash
from storage.items import Item
from storage.session import Connection, Store
from storage.tables import blobs as blob_table
from storage.tables import readings
from storage.versions import StoredVersion


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
    for item in _items(store):
        with store.read() as connection:
            history = versions.history(connection, item.id)
            broken_version = _broken_version(connection, item, history)
        checked_items += 1
        checked_versions += len(history)
        if broken_version:
            return Verified(checked_items, checked_versions, checked_blobs, broken_version)
    return Verified(checked_items, checked_versions, checked_blobs)


def _blobs(store: Store) -> Iterator[tuple[str, str]]:
    with store.read() as connection:
        digests = list(connection.scalars(sa.select(blob_table.c.sha256)))
    for digest in digests:
        with store.read() as connection:
            yield digest, _blob_problem(connection, digest)


def _blob_problem(connection: Connection, digest: str) -> str:
    try:
        data = blobs.get(connection, digest)
    except blobs.BlobError as error:
        return str(error)
    return "" if sha256_hex(data) == digest else "its bytes have another hash"


def _items(store: Store) -> Iterator[Item]:
    with store.read() as connection:
        ids = items.all_ids(connection)
    for item_id in ids:
        with store.read() as connection:
            item = items.by_id(connection, item_id)
        if item is not None:
            yield item


def _broken_version(
    connection: Connection, item: Item, history: list[StoredVersion]
) -> Broken | None:
    if len(history) != item.version_count:
        problem = f"{item.version_count} versions were written, {len(history)} are there"
        return Broken(f"item {item.id}", problem)
    previous = None
    for version in history:
        problem = _version_problem(connection, item, version, previous)
        if problem:
            return Broken(f"item {item.id}, version {version.n}", problem)
        previous = version.hash
    return None


def _version_problem(
    connection: Connection, item: Item, version: StoredVersion, previous: str | None
) -> str:
    original = connection.scalar(
        sa.select(readings.c.article).where(
            readings.c.version_id == version.id, readings.c.original
        )
    )
    if original is None or sha256_hex(original.encode()) != version.facts_sha256:
        return "the article as first read has another hash"
    if version.previous_hash != previous:
        return "it does not follow the version before"
    facts = VersionFacts(
        source=item.source,
        key=item.key,
        url=version.url,
        n=version.n,
        fetched_at=version.fetched_at,
        facts_sha256=version.facts_sha256,
        capture_sha256=version.capture_sha256,
        status=version.status,
        attachments=version.content.attachments,
        previous_hash=version.previous_hash,
    )
    return "" if version_hash(facts) == version.hash else "its hash does not fit its facts"
