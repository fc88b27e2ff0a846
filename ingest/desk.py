"""What lies on the desk when a fetch is recorded, and the cheap way out of most rechecks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.model import Subscription
from articles.model import Article
from articles.recheck import next_check_after
from directives.model import Extraction
from ingest.decide import Outcome
from ingest.rules import TODAY, Rules
from sources.model import Capture, Source
from storage import aliases, versions
from storage.chain import sha256_hex
from storage.files import FetchedFile
from storage.items import Item, ItemState, Unchanged
from storage.session import Connection
from storage.versions import Reading


@dataclass(frozen=True, slots=True)
class Desk:
    """What recording needs beside the fetch; `withheld` says why nobody is to be told, if so."""

    source: Source
    every: timedelta
    subscriptions: Sequence[Subscription]
    now: datetime
    withheld: str = ""
    rules: Rules = TODAY


@dataclass(frozen=True, slots=True)
class Fetched:
    """An item whose page and files were fetched; `article` is read by the desk's rules.

    `moved`: its address no longer leads to it, and the one that answered is its address now;
    `twin`: the item as which that address was listed, never read.
    """

    item: Item
    capture: Capture
    article: Article
    is_document: bool = False
    files: tuple[FetchedFile, ...] = ()
    same_files: tuple[str, ...] = ()  # addresses that answered "as before"
    files_missing: bool = False  # then the page is asked for whole next time, whatever it says
    moved: bool = False
    twin: Item | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a fetch ended, and the ids of the deliveries it queued."""

    outcome: Outcome
    restored: bool = False
    queued: tuple[str, ...] = ()


def unchanged(connection: Connection, fetched: Fetched, desk: Desk) -> Unchanged | None:
    """The cheap way out of most rechecks: same rules, same article, no file. Writes nothing."""
    item = fetched.item
    if item.state is not ItemState.LIVE or not item.version_count:
        return None
    if fetched.files or fetched.same_files or fetched.moved:
        return None
    head = versions.head(connection, item)
    if head is None or head.read_by != desk.rules.name:
        return None
    article = Reading("", fetched.article, Extraction()).article_text()
    if head.article_sha256 != sha256_hex(article.encode()):
        return None
    if is_elsewhere(connection, fetched):
        return None
    return as_before(item, fetched.capture, desk, files_missing=fetched.files_missing)


def is_elsewhere(connection: Connection, fetched: Fetched) -> bool:
    """Whether the item answered under an address that is not known as its own yet."""
    answered = fetched.capture.final_url
    if answered == fetched.item.url:
        return False
    return answered not in aliases.of_item(connection, fetched.item.id)


def as_before(
    item: Item, capture: Capture, desk: Desk, *, files_missing: bool = False
) -> Unchanged:
    """An item that was looked at and has not changed, with the time of its next check.

    With `files_missing` its page is asked for whole next time: "not modified" names no files.
    """
    headers = capture.headers
    return Unchanged(
        item_id=item.id,
        seen_at=capture.fetched_at,
        next_check_at=desk.now + pause(item, desk, streak=item.unchanged_streak + 1),
        etag="" if files_missing else headers.get("etag", item.etag),
        last_modified="" if files_missing else headers.get("last-modified", item.last_modified),
    )


def pause(item: Item, desk: Desk, *, streak: int, open_deadline: bool = False) -> timedelta:
    """How long to wait before the item is looked at again; `streak` counts unchanged looks."""
    return next_check_after(
        age=desk.now - item.first_seen,
        unchanged_streak=streak,
        changed_recently=streak == 0,
        has_open_deadline=open_deadline,
        every=desk.every,
    )
