"""Values to store, with invented places and papers, and a process that has really ended."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

from articles.model import Article, Attachment
from directives.model import Extraction
from sources.model import Capture
from storage import captures, changes, items, versions
from storage.changes import Change
from storage.items import Item, Listed
from storage.leases import Owner
from storage.session import Connection
from storage.versions import NewVersion, Reading, StoredVersion

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SOURCE = "songcau"


def listed(number: int) -> Listed:
    """The numbered entry of a listing."""
    url = f"https://songcau.example.vn/chi-tiet/{number}"
    return Listed(key=str(number), url=url, title=f"Tin số {number}")


def an_item(connection: Connection, number: int = 1, *, source: str = SOURCE) -> Item:
    """A new item of a source."""
    [item] = items.discover(connection, source, "tin-tuc", [listed(number)], NOW)
    return item


def reading(title: str, *, rules: str = "reading 1") -> Reading:
    """What rules read from a page with this title."""
    article = Article(title=title, lead="Tóm tắt", paragraphs=("Tóm tắt", "Đoạn hai."))
    return Reading(rules, article, Extraction())


def page(title: str, item: Item) -> Capture:
    """The page of an item."""
    body = f"<html><h1>{title}</h1><p>Tóm tắt</p><p>Đoạn hai.</p></html>".encode()
    return Capture(item.url, item.url, NOW, 200, {"content-type": "text/html"}, body)


def add_version(
    connection: Connection, item_id: int, title: str, files: tuple[Attachment, ...] = ()
) -> StoredVersion:
    """Write the next version of an item as the recording does: capture, version, change, count."""
    item = items.by_id(connection, item_id)
    assert item is not None
    before = versions.current(connection, item)
    capture = page(title, item)
    base = before.capture_sha256 if before else None
    kept = captures.add(connection, item.source, capture, item_id=item.id, base=base)
    new = NewVersion(
        item, capture.fetched_at, item.url, kept.id, kept.sha256, kept.status, files, reading(title)
    )
    n = versions.add(connection, new, before.hash if before else None)
    if before:
        change = Change(before.n, n, NOW, NOW, "content", weight="normal")
        changes.add(connection, item.id, change)
    items.update(connection, item.id, version_count=n, title=title)
    written = versions.by_number(connection, item.id, n)
    assert written is not None
    return written


def owner(token: str) -> Owner:
    """This process under another name."""
    return Owner.this_process(token)


def dead_owner() -> Owner:
    """A process of this host that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    here = Owner.this_process("dead")
    return Owner(f"{here.host}/{child.pid}/dead", here.host, child.pid)


def items_first_seen(connection: Connection, item_id: int, at: datetime) -> None:
    """Let an item have been met at another moment."""
    items.update(connection, item_id, first_seen=at)
