"""Stored captures through today's reading: our own progress is no news."""

from dataclasses import dataclass
from datetime import datetime

from articles.model import Content
from ingest.decide import Reading
from ingest.rules import Rules
from sources.model import Profile
from storage import captures, directives, items, versions
from storage.blobs import BlobError
from storage.session import Connection, Store
from storage.versions import StoredVersion


def reread_version(
    connection: Connection,
    version: StoredVersion,
    profile: Profile,
    *,
    rules: Rules,
    now: datetime,
) -> Reading | None:
    """A stored version as today's rules read it, read again and kept where the rules are newer.

    None when its capture can no longer be read: then there is nothing to compare with.
    """
    if version.read_by == rules.name:
        return Reading(version.content, version.extraction)
    try:
        article = rules.read(captures.load(connection, version.capture_id), profile).article
    except BlobError:
        return None
    if article is None:
        return None
    reading = rules.understand(article)
    versions.add_reading(connection, version.id, reading, now)
    return Reading(Content(article, version.content.attachments), reading.extraction)


@dataclass(frozen=True, slots=True)
class Reread:
    """What a pass over the store did."""

    versions: int = 0
    reread: int = 0
    unreadable: int = 0

    def __add__(self, other: "Reread") -> "Reread":
        """Counts of two items together."""
        return Reread(
            self.versions + other.versions,
            self.reread + other.reread,
            self.unreadable + other.unreadable,
        )


def reread_item(
    store: Store, item_id: int, profile: Profile, rules: Rules, now: datetime
) -> Reread:
    """Bring all versions of one item to today's rules, in one transaction."""
    with store.write() as connection:
        item = items.by_id(connection, item_id)
        history = versions.history(connection, item_id)
        if item is None or not history:
            return Reread()
        old = [version for version in history if version.read_by != rules.name]
        lost = 0
        for version in old:
            read = reread_version(connection, version, profile, rules=rules, now=now)
            lost += read is None
            if read is not None and version.n == item.version_count:
                directives.replace(connection, item_id, version.n, read.extraction)
        return Reread(len(history), len(old) - lost, lost)
