"""One item met under two addresses: looked for before anything counts as new, or as gone."""

from articles.model import Attachment, Content
from ingest import moves
from ingest.absence import WITHDRAWN_RECHECK
from ingest.desk import Desk, Fetched
from ingest.reread import reread_version
from storage import changes, items, presence, versions
from storage.chain import sha256_hex
from storage.items import Item, ItemState
from storage.session import Connection

#: Why an item is no longer asked for under its address, in its history.
MOVED = "moved"


def known_as(connection: Connection, fetched: Fetched, desk: Desk) -> Item | None:
    """The item that a new address seems to show, read before under another; it may still be there."""
    content = _as_fetched(fetched)
    return _same(connection, fetched.item, content, fetched.capture.final_url, desk)


def retired(connection: Connection, item: Item, desk: Desk) -> bool:
    """Whether a missing item lives on under another address where it was met already.

    Then nobody is told that it is gone: it stays as it was read, and the other one is followed.
    """
    if item.state is ItemState.WITHDRAWN:
        return False
    last = versions.current(connection, item)
    if last is None:
        return False
    twin = _same(connection, item, last.content, item.url, desk, live=True)
    if twin is None:
        return False
    again = desk.now + WITHDRAWN_RECHECK
    items.update(connection, item.id, state=ItemState.WITHDRAWN, next_check_at=again)
    turn = changes.Change(
        item.version_count, None, item.last_seen, desk.now, "withdrawn", reason=MOVED
    )
    changes.add(connection, item.id, turn)
    return True


def _same(
    connection: Connection,
    item: Item,
    content: Content,
    url: str,
    desk: Desk,
    *,
    live: bool = False,
) -> Item | None:
    number = dict(content.article.properties).get("number", "")
    own_id = moves.portal_id(url)
    title = content.article.title
    likely = presence.likely_same(connection, item, title=title, number=number, portal_id=own_id)
    for other in likely:
        if live and (other.state is not ItemState.LIVE or other.absence_checks):
            continue
        before = _stored(connection, other, desk)
        same_id = bool(own_id) and moves.portal_id(other.url) == own_id
        if before is not None and moves.is_same_item(before, content, same_id=same_id):
            return other
    return None


def _stored(connection: Connection, item: Item, desk: Desk) -> Content | None:
    """What was read of an item last, as today's rules read it."""
    version = versions.current(connection, item)
    if version is None:
        return None
    profile = desk.source.profile
    read = reread_version(connection, version, profile, rules=desk.rules, now=desk.now)
    return read.content if read else None


def _as_fetched(fetched: Fetched) -> Content:
    """What was fetched, before it is stored."""
    files = tuple(
        Attachment(file.url, "", file.media_type, len(file.body), sha256_hex(file.body))
        for file in fetched.files
    )
    return Content(fetched.article, files)
