"""An item as events tell of it: with its section's title and the files nobody could read."""

from urllib.parse import urlsplit

from alerts.model import FileText, ItemFacts
from articles.model import Content
from directives.model import Extraction
from storage import sources
from storage.items import Item
from storage.session import Connection
from storage.versions import StoredVersion


def item_facts(
    connection: Connection,
    item: Item,
    source_title: str,
    content: Content,
    extraction: Extraction,
) -> ItemFacts:
    """The facts of one reading of an item."""
    return ItemFacts(
        item_id=item.id,
        source=item.source,
        source_title=source_title or item.source,
        url=item.url,
        article=content.article,
        extraction=extraction,
        section=item.section,
        section_title=sources.section_title(connection, item.source, item.section),
        files=tuple(
            FileText(file.name or file.url)
            for file in content.attachments
            if not file.sha256 and _is_the_portals(file.url, item.url)
        ),
    )


def facts_of(
    connection: Connection, item: Item, source_title: str, version: StoredVersion
) -> ItemFacts:
    """The facts of a stored version as it is read now."""
    return item_facts(connection, item, source_title, version.content, version.extraction)


def _is_the_portals(file: str, page: str) -> bool:
    """Whether a file lies where its page lies: what lies elsewhere is never fetched, and is no gap."""
    mine, its = _host(page), _host(file)
    return bool(mine) and (its == mine or its.endswith(f".{mine}"))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
